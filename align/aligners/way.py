"""The way through a corridor whose beads are worth the most together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import NEVER, Ladder
from align.aligners.kinds import KINDS, LONE_TARGET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from align.aligners.corridor import Corridor
    from align.aligners.kinds import Kind


def best_way(corridor: Corridor, values: Mapping[Kind, NDArray[np.floating]]) -> list[tuple[Kind, int]]:
    """Give the beads in order, each as its kind and the node where it begins; kinds without values make none."""
    kinds = [kind for kind in KINDS if kind in values and kind != LONE_TARGET]
    ladder = Ladder(corridor, kinds)
    gained = ladder.carried([values[kind] for kind in kinds])
    best = np.full(corridor.size + 1, NEVER)
    chosen = np.zeros(corridor.size, dtype=np.int8)
    for row in range(corridor.rows):
        here = ladder.row(row)
        ways = best[ladder.nodes[:, here]] + gained[:, here]
        if row == 0:
            ways[0, 0] = 0.0
        picked = ways.argmax(axis=0)
        arrived = ways[picked, np.arange(len(picked))]
        along = np.concatenate([[0.0], np.cumsum(values[LONE_TARGET][here][:-1])])
        run = np.maximum.accumulate(arrived - along) + along
        # A tolerance, since the sums above round.
        picked[run > arrived + 1e-9] = len(kinds)
        best[here], chosen[here] = run, picked
    return _trace(corridor, chosen, [*kinds, LONE_TARGET])


def _trace(corridor: Corridor, chosen: NDArray[np.int8], kinds: Sequence[Kind]) -> list[tuple[Kind, int]]:
    way: list[tuple[Kind, int]] = []
    first, low = corridor.first.tolist(), corridor.low.tolist()
    row, column = corridor.rows - 1, corridor.width - 1
    while row or column:
        kind = kinds[chosen[first[row] + column - low[row]]]
        row, column = row - kind[0], column - kind[1]
        way.append((kind, first[row] + column - low[row]))
    return way[::-1]
