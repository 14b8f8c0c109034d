"""Words of a text in pieces, so that links can be told of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.document import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.engines.firefox.vocabulary import Vocabulary


def word_starts(vocabulary: Vocabulary, pieces: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pieces begin a word or a mark; `Jong-un` and `10.000` are one word each."""
    begins, marks = vocabulary.begins[pieces], vocabulary.marks[pieces]
    inside = vocabulary.joins[pieces]
    inside[:-1] &= vocabulary.continues[pieces[1:]]
    inside[-1:] = False
    starts: NDArray[np.bool_] = begins | (marks & ~inside)
    starts[1:] |= marks[:-1] & ~inside[:-1] & ~starts[1:]
    starts[:1] = True
    return starts


def words(
    vocabulary: Vocabulary,
    pieces: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    heads: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.int64], list[Span | None]]:
    """Give the index of each word's first piece, and its span; a mark or an empty word has None."""
    first = np.flatnonzero(word_starts(vocabulary, pieces) if heads is None else heads)
    if not len(first):
        return first, []
    is_word = np.logical_or.reduceat(vocabulary.words[pieces] & (ends > starts), first)
    last = np.empty_like(first)
    last[:-1], last[-1] = first[1:] - 1, len(pieces) - 1
    # A piece may stand alone before its word as a bare space: it is empty, and starts where the next one does.
    spans = zip(starts[first].tolist(), ends[last].tolist(), is_word.tolist(), strict=True)
    return first, [Span(start, end) if real and start < end else None for start, end, real in spans]
