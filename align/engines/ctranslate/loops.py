"""See when a model says the same over and over, as models do that lost the thread."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A phrase of up to so many pieces, so many times in a row, and so many pieces in all: names are spelled "ccc", too.
_LONGEST = 24
_TIMES = 3
_FEWEST = 6


def loops(tokens: Sequence[str]) -> bool:
    """Tell whether a phrase comes three times in a row."""
    if len(tokens) - len(set(tokens)) < _TIMES - 1:
        return False
    for length in range(1, min(_LONGEST, len(tokens) // _TIMES) + 1):
        run = 0
        for is_same in map(eq, tokens, tokens[length:]):
            run = run + 1 if is_same else 0
            if run == max((_TIMES - 1) * length, _FEWEST - length):
                return True
    return False
