"""What one side's words say of the other's: a sparse table, and the score of groups of segments by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.words import Words


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


def gains(given: Words, told: Words, table: Table, corridor: Corridor, *, most: int, noise: float) -> list[Reals]:
    """Score how much better segments of `given` foresee one segment of `told` than its words' frequency does.

    Row i, column j of the corridor stands for the pair of segments i and j. The k-th array sums, over the words
    of segment j, log(1 + (1 - noise) / noise · mean over the words of segments i … i + k of table / share): IBM's
    model 1 (Brown et al. 1993) against a unigram, in nats.
    """
    result = [np.zeros(corridor.size) for _ in range(most)]
    count, length = len(given.first) - 1, len(told.first) - 1
    dense = [np.zeros(len(told.vocabulary)) for _ in range(most)]
    used: list[Numbers] = [np.empty(0, dtype=np.int64)] * most
    scale = (1 - noise) / (noise * told.share)
    first, low, high, begun = (x.tolist() for x in (corridor.first, corridor.low, corridor.high, told.first))
    spoken = given.first.tolist()
    filled = 0
    for row in range(count):
        while filled < min(count, row + most):
            slot = filled % most
            dense[slot][used[slot]] = 0.0
            used[slot] = _pour(given.ids[spoken[filled] : spoken[filled + 1]], table, dense[slot])
            filled += 1
        end = min(high[row], length)
        start = begun[low[row]] if low[row] < length else 0
        if low[row] >= end or begun[end] == start:
            continue
        window = told.ids[start : begun[end]]
        scales = scale[window]
        cuts = told.first[low[row] : end] - start
        sums = np.zeros(len(window))
        for k in range(min(most, count - row)):
            sums += dense[(row + k) % most][window]
            heard = max(1, spoken[row + k + 1] - spoken[row])
            logs = np.log1p(sums * scales / heard)
            logs = np.concatenate([[0.0], np.cumsum(logs)])
            bounds = np.append(cuts, len(window))
            result[k][first[row] : first[row] + end - low[row]] = np.diff(logs[bounds])
    return result


def _pour(ids: Numbers, table: Table, dense: Reals) -> Numbers:
    """Add up the entries of all words; give the places that are not zero any more."""
    spans = [slice(table.first[word], table.first[word + 1]) for word in ids]
    if not spans:
        return np.empty(0, dtype=np.int64)
    others = np.concatenate([table.others[span] for span in spans])
    np.add.at(dense, others, np.concatenate([table.weights[span] for span in spans]))
    return others
