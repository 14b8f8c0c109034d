"""Find a target that is empty or only repeats its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

_LOWER_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
# Fewer words than this may well be the same in both languages ("Radio Moscow International").
_LEAST_WORDS = 4


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag an empty target, and a sentence that came back as it went in."""
    del source, target
    if unit.origin is Origin.SOURCE:
        return
    if unit.source.strip() and not unit.target.strip():
        yield Flag("untranslated", "the target is empty")
    elif unit.target == unit.source and len(_words(unit)) >= _LEAST_WORDS:
        yield Flag("untranslated", "the target repeats the source")


def _words(unit: TranslationUnit) -> list[str]:
    """Give the source's words that no name covers and that are not capitalised throughout."""
    spans = [name.source_span for name in unit.names]
    return [
        match[0]
        for match in _LOWER_WORD.finditer(unit.source)
        if match[0].islower() and not any(s.start <= match.start() < s.end for s in spans)
    ]
