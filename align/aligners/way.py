"""The way through a corridor whose beads are worth the most together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import NEVER, Ladder
from align.aligners.kinds import KINDS, LONE_TARGET

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from align.aligners.corridor import Corridor, Reals
    from align.aligners.kinds import Kind

_STEPPING = tuple(kind for kind in KINDS if kind != LONE_TARGET)


def best_way(corridor: Corridor, values: Mapping[Kind, Reals]) -> list[tuple[Kind, int]]:
    """Give the beads in order, each as its kind and the node where it begins."""
    ladder = Ladder(corridor, _STEPPING)
    best = np.full(corridor.size, NEVER)
    chosen = np.zeros(corridor.size, dtype=np.int8)
    for row in range(corridor.rows):
        here = ladder.row(row)
        ways = np.full((len(_STEPPING), here.stop - here.start), NEVER)
        for steps in ladder.into[row]:
            place = slice(steps.end.start - here.start, steps.end.stop - here.start)
            np.add(best[steps.begin], values[steps.kind][steps.begin], out=ways[steps.number, place])
        if row == 0:
            ways[0, 0] = 0.0
        picked = ways.argmax(axis=0)
        arrived = ways[picked, np.arange(len(picked))]
        along = np.concatenate([[0.0], np.cumsum(values[LONE_TARGET][here][:-1])])
        run = np.maximum.accumulate(arrived - along) + along
        # A tolerance, since the sums above round.
        picked[run > arrived + 1e-9] = len(_STEPPING)
        best[here], chosen[here] = run, picked
    return _trace(corridor, chosen)


def _trace(corridor: Corridor, chosen: NDArray[np.int8]) -> list[tuple[Kind, int]]:
    way: list[tuple[Kind, int]] = []
    first, low = corridor.first.tolist(), corridor.low.tolist()
    row, column = corridor.rows - 1, corridor.width - 1
    while row or column:
        number = chosen[first[row] + column - low[row]]
        kind = _STEPPING[number] if number < len(_STEPPING) else LONE_TARGET
        row, column = row - kind[0], column - kind[1]
        way.append((kind, first[row] + column - low[row]))
    return way[::-1]
