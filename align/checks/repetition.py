"""Find what an engine says over and over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

# One to six words three times in a row, or a single longer word twice.
_LOOP = re.compile(r"\b(\w+(?:\W+\w+){0,5}?)(?:\W+\1\b){2,}|\b([^\W\d_]{5,})\s+\2\b", re.IGNORECASE)


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag a loop in the target that the source does not have."""
    del source, target
    if unit.origin is Origin.SOURCE:
        return
    found = _LOOP.search(unit.target)
    if found and not _LOOP.search(unit.source):
        yield Flag("repetition", f"repeats {(found[1] or found[2])!r}")
