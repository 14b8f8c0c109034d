"""Carry events from an article to a later version of it: what was done to a sentence that still stands holds."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from align.edits.basis import root, units_of
from align.edits.events import Merge, Move

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.edits.events import Event

# As many as a UUID has.
_DIGITS = 32


def same_units(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """Pair the machine's units of two versions whose sources are equal, in order."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {str(a + number): str(b + number) for a, b, size in blocks for number in range(1, size + 1)}


def carried(event: Event, pairs: Mapping[str, str], source: str) -> Event | None:
    """Give an event as one upon the version `source`, always with the same id; None where a unit of it is gone."""
    if not all(root(key) in pairs for key in units_of(event)):
        return None
    unit, *other = (pairs[root(key)] + key.removeprefix(root(key)) for key in units_of(event))
    changes: dict[str, Any] = {"unit": unit, "id": sha256(f"{event.id} {source}".encode()).hexdigest()[:_DIGITS]}
    if isinstance(event, Merge):
        changes["next"] = other[0]
    elif isinstance(event, Move):
        changes["to"] = other[0]
    return replace(event, **changes)
