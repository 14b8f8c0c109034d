"""Carry events from an article to a later version of it: what was done to a sentence that still stands holds."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from align.edits.basis import root, units_of
from align.edits.events import Merge, Move

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.edits.events import Event

# Between the id of an event and the version that it was carried to; no page gives ids that have it.
_CARRIED = "@"


def same_units(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Pair the machine's units of two versions whose sources are equal, in order."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {str(a + number): str(b + number) for a, b, size in blocks for number in range(1, size + 1)}


def origin(event: Event) -> str:
    """Give the id that the event had when a person made it."""
    return event.id.partition(_CARRIED)[0]


def id_upon(event: Event, source: str) -> str:
    """Name what repeats an event upon the version `source`."""
    return f"{origin(event)}{_CARRIED}{source}"


def is_carried(event: Event) -> bool:
    """Tell whether the event repeats one upon another version."""
    return _CARRIED in event.id


def carried(event: Event, pairs: Mapping[str, str], source: str) -> Event | None:
    """Give an event as one upon the version `source`; None where a unit of it is gone."""
    if not all(root(key) in pairs for key in units_of(event)):
        return None
    unit, *other = (pairs[root(key)] + key.removeprefix(root(key)) for key in units_of(event))
    changes: dict[str, Any] = {"unit": unit, "id": id_upon(event, source)}
    if isinstance(event, Merge):
        changes["next"] = other[0]
    elif isinstance(event, Move):
        changes["to"] = other[0]
    return replace(event, **changes)
