"""Words of a text in pieces, so that attention can be summed by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from align.document import Span
from align.engines.links import WEAKEST

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


def guess_first(
    attention: NDArray[np.float32],
    source: tuple[NDArray[np.int64], list[Span | None]],
    target: tuple[NDArray[np.int64], list[Span | None]],
) -> NDArray[np.float32]:
    """Give the attention with a first row made up, of which nothing is known.

    The word's other pieces speak for it. Where it has none, it comes from the source's first word, if no other word
    does. With the Firefox models on 300 sentences of NTREX, 99 % (en-pt) and 96 % (pt-en) of the links so made for
    first words are those of the true row, and 75 % and 71 % of the true ones are made.
    """
    (source_first, source_places), (target_first, _) = source, target
    if not len(source_first) or not len(target_first):
        return attention
    made = attention.copy()
    ends = np.append(target_first[1:], len(attention))
    if ends[0] > 1:
        made[0] = attention[1 : ends[0]].mean(axis=0)
        return made
    width = source_first[1] if len(source_first) > 1 else attention.shape[1]
    taken = attention[:, :width].sum(axis=1)
    shares = np.add.reduceat(taken, target_first) / (ends - target_first)
    if source_places[0] is not None and (shares < WEAKEST).all():
        made[0, :width] = 1 / width
    return made


def _place(text: str, span: Span, word: tuple[int, int]) -> Span:
    return span if _UNSPACED.search(text, span.start, span.end) else Span(*word)
