"""What a person did to the units of an article: events, how they are written, and what they make of the units."""

from align.edits.events import (
    Comment,
    Edit,
    Event,
    Merge,
    Move,
    NameForm,
    Pin,
    Scope,
    SetStatus,
    Side,
    Split,
    TermAdded,
)
from align.edits.overlay import Overlay, apply, fingerprint

__all__ = [
    "Comment",
    "Edit",
    "Event",
    "Merge",
    "Move",
    "NameForm",
    "Overlay",
    "Pin",
    "Scope",
    "SetStatus",
    "Side",
    "Split",
    "TermAdded",
    "apply",
    "fingerprint",
]
