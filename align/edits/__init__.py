"""What a person did to the units of an article: events, how they are written, and what they make of the units."""

from align.edits.basis import Basis, basis_of, held_by, restored
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
from align.edits.overlay import Overlay, apply, as_shown, fingerprint, fingerprint_of

__all__ = [
    "Basis",
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
    "as_shown",
    "basis_of",
    "fingerprint",
    "fingerprint_of",
    "held_by",
    "restored",
]
