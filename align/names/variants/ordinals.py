"""Numbers of kings and popes: `Friedrich III`, 프리드리히 3세."""

from __future__ import annotations

import re

_HIGHEST = 30  # no ruler of that name counts further
_UNITS = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_COUNTED = re.compile(r"(\d{1,2})[세世]")


def _roman(number: int) -> str:
    written = ""
    for letters, worth in _UNITS:
        while number >= worth:
            written, number = written + letters, number - worth
    return written


_ROMAN = {_roman(number): number for number in range(1, _HIGHEST + 1)}


def ordinal(token: str) -> int:
    """Give the number that a token of a name counts, 0 where it counts nothing."""
    counted = _COUNTED.fullmatch(token)
    return int(counted[1]) if counted else _ROMAN.get(token, 0)
