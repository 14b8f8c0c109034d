"""Words of a text in pieces, so that links can be told of words; and what is plainly a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.document import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.engines.firefox.vocabulary import Vocabulary
# How much likelier a link is between pieces that are the same than the alignment head says, which has to say it before
# the piece is chosen. Of 4, 8 and 16, tried on NTREX en-pt, 8 is the least with which every name is covered.
_COPY = 8.0
_SHORTEST = 4  # letters of a piece in small letters that two languages hardly share by chance


def twins(source: Vocabulary, target: Vocabulary) -> NDArray[np.int64]:
    """Give, for each target piece, the source piece that it would be a copy of, or -1.

    Only pieces with a capital or a digit, and longer ones, tell of a copy: `a` and `do` are words of two languages.
    """
    numbers = {piece: number for number, piece in enumerate(source.pieces)}
    found = np.full(len(target), -1)
    for number in np.flatnonzero(target.words & (target.bytes < 0)).tolist():
        piece = target.pieces[number]
        if target.lengths[number] >= _SHORTEST or piece.lower() != piece or any(map(str.isdigit, piece)):
            found[number] = numbers.get(piece, -1)
    return found


def weighed(
    alignment: NDArray[np.float32], copy_of: NDArray[np.int64], source: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Give the alignment [target piece, source piece] with what is copied weighed in; rows sum up as before.

    `copy_of` has the source piece that each target piece may be a copy of, `source` the pieces of the source.
    """
    same = copy_of[:, None] == source
    if not same.any():
        return alignment
    heavier = np.where(same, _COPY * alignment, alignment)
    before, after = alignment.sum(axis=1, keepdims=True), heavier.sum(axis=1, keepdims=True)
    result: NDArray[np.float32] = heavier * (before / np.maximum(after, np.finfo(np.float32).tiny))
    return result


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
