"""Words of a text in pieces, so that attention can be summed by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# `Jong-un` and `10.000` are one word each.
_WORD = re.compile(r"\w+(?:[-'’.,&]\w+)*")
# Scripts without spaces: there a piece is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def grouped(text: str, spans: Sequence[Span]) -> tuple[NDArray[np.int64], list[Span | None]]:
    """Give the index of each word's first piece, and its place in the text; what is no word has None.

    `spans` are the places of the pieces. A piece without a place belongs to what follows it.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    first: list[int] = []
    places: list[Span | None] = []
    word, last, pending = 0, -2, -1
    for number, span in enumerate(spans):
        if not len(span):
            pending = number if pending < 0 else pending
            continue
        while word < len(words) and words[word][1] <= span.start:
            word += 1
        inside = word if word < len(words) and words[word][0] < span.end else -1
        if inside < 0 or inside != last or _UNSPACED.search(text, span.start, span.end):
            first.append(pending if pending >= 0 else number)
            places.append(_place(text, span, words[inside]) if inside >= 0 else None)
        last, pending = inside, -1
    if pending == 0 or (first and first[0] > 0):
        first.insert(0, 0)
        places.insert(0, None)
    return np.array(first, np.int64), places


def _place(text: str, span: Span, word: tuple[int, int]) -> Span:
    return span if _UNSPACED.search(text, span.start, span.end) else Span(*word)
