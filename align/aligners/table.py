"""What one side's words say of the other's: a sparse table, and the score of groups of segments by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.words import Words

    Singles = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    """For each word of one side the words of the other that it may stand for, with a probability.

    Word w has the entries `first[w]:first[w + 1]` of `others` and `weights`.
    """

    first: Numbers
    others: Numbers
    weights: Reals

    @classmethod
    def of(cls, words: Numbers, others: Numbers, weights: Reals, *, size: int) -> Table:
        """Sort entries by word."""
        order = np.lexsort((others, words))
        first = np.searchsorted(words[order], np.arange(size + 1))
        return cls(first, others[order], weights[order])

    def find(self, words: Numbers, others: Numbers) -> Reals:
        """Give the weight of each pair, 0 where it has no entry."""
        if not len(self.others):
            return np.zeros(len(words))
        width = int(max(others.max(initial=0), self.others.max())) + 1
        owners = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))
        keys, wanted = owners * width + self.others, words * width + others
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, self.weights[at], 0.0)


def gains(given: Words, told: Words, table: Table, corridor: Corridor, most: int, *, noise: float) -> list[Reals]:
    """Score how much better segments of `given` foresee one segment of `told` than its words' frequency does.

    Row i, column j of the corridor stands for the pair of segments i and j. The k-th array sums, over the words
    of segment j, log(1 + (1 - noise) / noise · mean over the words of segments i … i + k of table / share): IBM's
    model 1 (Brown et al. 1993) against a unigram, in nats.
    """
    scale = ((1 - noise) / (noise * told.share)).astype(np.float32)

    def judge(poured: Singles, window: Numbers, heard: Singles) -> Singles:
        sums = _accumulated(poured, np.add)
        return np.asarray(np.log1p(sums * scale[window] / heard), dtype=np.float32)

    return _scored(given, told, table, corridor, most=most, judge=judge)


def covers(given: Words, told: Words, table: Table, corridor: Corridor, most: int) -> list[Reals]:
    """Count the words of one segment of `told` that some segment of `given` has, each by its rarity; as `gains`."""
    rarity = told.rarity.astype(np.float32)

    def judge(poured: Singles, window: Numbers, _heard: Singles) -> Singles:
        best = _accumulated(np.minimum(poured, 1.0), np.maximum)
        return np.asarray(best * rarity[window], dtype=np.float32)

    return _scored(given, told.among(rarity > 0), table, corridor, most=most, judge=judge)


def _scored(
    given: Words,
    told: Words,
    table: Table,
    corridor: Corridor,
    *,
    most: int,
    judge: Callable[[Singles, Numbers, Singles], Singles],
) -> list[Reals]:
    """Sum, over the words of each segment of `told`, what `judge` says of them by runs of `given`, k + 1 segments each.

    It is given the weight of each word by the segments of a run, those words, and the words of each run. It must say
    nothing of words without weight: those that the table lacks are left out, most words of a table of look-alikes.
    """
    result = np.zeros((most, corridor.size))
    told = told.among(np.isin(np.arange(len(told.vocabulary)), table.others))
    count, length = len(given.first) - 1, len(told.first) - 1
    poured = _Pouring(given, table)
    # Single precision is enough for what is added up, and its logarithms take half the time.
    dense = np.zeros((most, len(told.vocabulary)), dtype=np.float32)
    used: list[Numbers] = [np.empty(0, dtype=np.int64)] * most
    first, low, high, begun = (x.tolist() for x in (corridor.first, corridor.low, corridor.high, told.first))
    has_words = np.diff(told.first) > 0
    filled = 0
    for row in range(count):
        while filled < min(count, row + most):
            slot = filled % most
            dense[slot, used[slot]] = 0.0
            used[slot] = poured.into(dense[slot], filled)
            filled += 1
        end = min(high[row], length)
        start = begun[low[row]] if low[row] < length else 0
        if low[row] >= end or begun[end] == start:
            continue
        window = told.ids[start : begun[end]]
        runs = min(most, count - row)
        heard = np.maximum(1, given.first[row + 1 : row + runs + 1] - given.first[row]).astype(np.float32)
        weights = dense.take(window, axis=1)[np.arange(row, row + runs) % most]
        values = judge(weights, window, heard[:, None])
        # A segment without words begins where the next one does.
        wordy = has_words[low[row] : end]
        begins = told.first[low[row] : end][wordy] - start
        place = result[:runs, first[row] : first[row] + end - low[row]]
        place[:, wordy] = np.add.reduceat(values, begins, axis=1, dtype=np.float64)
    return list(result)


def _accumulated(rows: Singles, join: np.ufunc) -> Singles:
    """Join each row with all before it, in place; rows are long and few, which `accumulate` is slow with."""
    for number in range(1, len(rows)):
        join(rows[number - 1], rows[number], out=rows[number])
    return rows


class _Pouring:
    """The entries of all words of a text, in a row."""

    def __init__(self, given: Words, table: Table) -> None:
        begin, counts = table.first[given.ids], np.diff(table.first)[given.ids]
        until = np.concatenate([[0], np.cumsum(counts)])
        at = np.arange(until[-1]) + np.repeat(begin - until[:-1], counts)
        self._others, self._weights = table.others[at], table.weights[at].astype(np.float32)
        self._bounds = until[given.first].tolist()

    def into(self, dense: Singles, row: int) -> Numbers:
        """Add up the entries of one segment's words; give the places that are not zero any more."""
        span = slice(self._bounds[row], self._bounds[row + 1])
        others: Numbers = self._others[span]
        np.add.at(dense, others, self._weights[span])
        return others
