"""Word links from the alignment head: which source words a target word comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.document import Link, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.engines.firefox.vocabulary import Vocabulary

# A target word's weight is shared among source words; below this share a link is noise. At most three can reach it.
WEAKEST = 0.25


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


def link(
    alignment: NDArray[np.float32],
    source: tuple[NDArray[np.int64], list[Span | None]],
    target: tuple[NDArray[np.int64], list[Span | None]],
) -> list[Link]:
    """Link words whose share of the alignment is strong, in the order of the target.

    `alignment` is [target piece, source piece] without the end mark of either side.
    """
    (source_first, source_spans), (target_first, target_spans) = source, target
    if not source_spans or not target_spans:
        return []
    summed = np.add.reduceat(alignment, source_first, axis=1)
    counts = np.empty((len(target_first), 1))
    counts[:-1, 0], counts[-1, 0] = target_first[1:] - target_first[:-1], len(alignment) - target_first[-1]
    shares = np.add.reduceat(summed, target_first, axis=0) / counts
    rows, columns = np.nonzero(shares >= WEAKEST)
    weights = np.minimum(shares[rows, columns], 1).round(3)
    return [
        Link(source_span, target_span, weight)
        for row, column, weight in zip(rows.tolist(), columns.tolist(), weights.tolist(), strict=True)
        if (source_span := source_spans[column]) is not None and (target_span := target_spans[row]) is not None
    ]
