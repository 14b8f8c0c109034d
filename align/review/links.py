"""Word links for the script of the page: small, and counted as a browser counts."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.bitext import TranslationUnit

# Below this a link is more often noise than help to the eye.
FAINT = 0.2


def as_json(units: Iterable[TranslationUnit]) -> Markup:
    """Write `{unit number: [source start, source end, target start, target end, …]}` for a script element.

    Offsets are turned from code points into UTF-16 units. `<` is escaped, so that no text ends the element.
    """
    return data({unit.number: _offsets(unit) for unit in units if unit.links})


def data(value: object) -> Markup:
    """Write a value as JSON that may stand in a script element."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(plain)  # noqa: S704 - JSON without "<" cannot leave its element


def _offsets(unit: TranslationUnit) -> list[int]:
    flat: list[int] = []
    for link in unit.links:
        if link.weight >= FAINT:
            source, target = link.source, link.target
            flat += source.start, source.end, target.start, target.end
    if _is_narrow(unit.source) and _is_narrow(unit.target):
        return flat
    starts, ends = _places(unit.source), _places(unit.target)
    sides = (starts, starts, ends, ends)
    return [sides[at % 4][min(offset, len(sides[at % 4]) - 1)] for at, offset in enumerate(flat)]


def _is_narrow(text: str) -> bool:
    """Tell whether every character is one UTF-16 unit."""
    return text.isascii() or max(text, default="") <= "\uffff"


def _places(text: str) -> list[int]:
    """Give the UTF-16 offset of each character, and of the end."""
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
