"""Bring the names of a batch together: who is meant, how each article writes him, and which forms contradict."""

from align.names.ledger.gather import Gathering
from align.names.ledger.values import Chosen, Contradiction, Entity, Form, Ledger, Place, Side, Use

__all__ = ["Chosen", "Contradiction", "Entity", "Form", "Gathering", "Ledger", "Place", "Side", "Use"]
