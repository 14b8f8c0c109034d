"""Score beads by a table of words, from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.kinds import REACH

if TYPE_CHECKING:
    from collections.abc import Callable

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.seam import Edges
    from align.aligners.table import Table
    from align.aligners.words import Words


class Pairing:
    """Sum what the words of each side say of the other's, over the runs of a corridor.

    `say` judges a corridor by the words given, those told of, a table and the most segments of a run, as `gains` does.
    """

    def __init__(
        self,
        source: Words,
        target: Words,
        tables: tuple[Table, Table],
        corridor: Corridor,
        say: Callable[[Words, Words, Table, Corridor, int], list[Reals]],
    ) -> None:
        self._corridor, self._mirror = corridor.reaching(REACH), corridor.mirror().reaching(REACH)
        self._told = [summed(values) for values in say(source, target, tables[0], self._corridor, REACH)]
        self._telling = [summed(values) for values in say(target, source, tables[1], self._mirror, REACH)]

    def mean(self, edges: Edges) -> Reals:
        """Give the mean of what is said of the target and of the source. Runs must lie in the corridor."""
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        told = run(self._told[a - 1], self._corridor, i, j, b)
        return (told + run(self._telling[b - 1], self._mirror, j, i, a)) / 2


def summed(gain: Reals) -> Reals:
    """Sum up values of nodes, for `run`."""
    return np.concatenate([[0.0], np.cumsum(gain)])


def run(sums: Reals, corridor: Corridor, rows: Numbers, columns: Numbers, count: int) -> Reals:
    """Sum the values of `count` nodes of each row from a column on, as far as the corridor goes."""
    at = corridor.first[rows] + columns - corridor.low[rows]
    until = np.minimum(at + count, corridor.first[rows + 1])
    total: Reals = sums[until] - sums[at]
    return total
