"""Score beads by a table of words, from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.kinds import REACH
from align.aligners.table import gains

if TYPE_CHECKING:
    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.seam import Edges
    from align.aligners.table import Table
    from align.aligners.words import Words


class Pairing:
    """Sum what the words of each side gain by the other's, over the runs of a corridor.

    `noise` is the share of words that the tables do not foresee: it bounds what a missing word costs.
    """

    def __init__(
        self, source: Words, target: Words, tables: tuple[Table, Table], corridor: Corridor, *, noise: float
    ) -> None:
        self._corridor, self._mirror = corridor.reaching(REACH), corridor.mirror().reaching(REACH)
        self._told = [summed(x) for x in gains(source, target, tables[0], self._corridor, most=REACH, noise=noise)]
        self._telling = [summed(x) for x in gains(target, source, tables[1], self._mirror, most=REACH, noise=noise)]

    def gains(self, edges: Edges) -> tuple[Reals, Reals]:
        """Give what the target gains by the source, and the reverse; in nats. Runs must lie in the corridor."""
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        return run(self._told[a - 1], self._corridor, i, j, b), run(self._telling[b - 1], self._mirror, j, i, a)


def summed(gain: Reals) -> Reals:
    """Sum up values of nodes, for `run`."""
    return np.concatenate([[0.0], np.cumsum(gain)])


def run(sums: Reals, corridor: Corridor, rows: Numbers, columns: Numbers, count: int) -> Reals:
    """Sum the values of `count` nodes of each row from a column on, as far as the corridor goes."""
    at = corridor.first[rows] + columns - corridor.low[rows]
    until = np.minimum(at + count, corridor.first[rows + 1])
    total: Reals = sums[until] - sums[at]
    return total
