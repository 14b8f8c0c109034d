"""Find a target far shorter or longer than such a source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import languages
from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

# Between alphabets, human translations of news lie within these bounds in more than 999 of 1000 sentences.
_SHORTEST, _LONGEST = 0.4, 2.5
# Short lines (headlines, names) vary freely.
_LEAST_CHARACTERS = 40
# A character of these scripts says as much as two or three letters.
_DENSE = frozenset({"ja", "ko", "th", "zh"})
_DENSITY = 2.5


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag an unlikely length."""
    if unit.origin is Origin.SOURCE or len(unit.source) < _LEAST_CHARACTERS:
        return
    expected = len(unit.source) * _weight(unit.language or source) / _weight(target)
    if len(unit.target) < _SHORTEST * expected:
        yield Flag("length", "much shorter than its source: something may be missing")
    elif len(unit.target) > _LONGEST * expected:
        yield Flag("length", "much longer than its source: something may be added or repeated")


def _weight(tag: str) -> float:
    return _DENSITY if languages.base(tag) in _DENSE else 1.0
