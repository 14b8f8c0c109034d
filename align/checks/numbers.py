"""Compare the numbers of the two sides, whatever their separators."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

# Digits with separators inside, as 1,950.5 or 1.950,5 or 10:30; \d takes the digits of every script.
_NUMBER = re.compile(r"\d+(?:[.,:\u00a0\u202f\u2009 ]?\d+)*")
_NOT_DIGIT = re.compile(r"\D")
# A number below ten is often written out, and so is a clock time of another convention.
_LEAST_DIGITS = 2
# Most sentences have no number; nothing writes into this.
_NONE: Counter[str] = Counter()


def _numbers(text: str) -> Counter[str]:
    written = _NUMBER.findall(text)
    if not written:
        return _NONE
    found = (_NOT_DIGIT.sub("", match) for match in written)
    return Counter(str(int(digits)) for digits in found if len(digits) >= _LEAST_DIGITS)


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag numbers that stand on one side only."""
    del source, target
    if unit.origin is Origin.SOURCE:
        return
    ours, theirs = _numbers(unit.source), _numbers(unit.target)
    if ours == theirs:
        return
    if lost := ours - theirs:
        yield Flag("number", f"not in the target: {', '.join(sorted(lost))}")
    if added := theirs - ours:
        yield Flag("number", f"not in the source: {', '.join(sorted(added))}")
