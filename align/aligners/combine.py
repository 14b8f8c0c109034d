"""Combine scores by fixed weights, and choose the beads that are most likely all right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import NEVER
from align.aligners.kinds import KINDS, LONE_SOURCE, LONE_TARGET
from align.aligners.lattice import Lattice
from align.aligners.seam import Edges
from align.aligners.way import best_way
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.kinds import Kind
    from align.aligners.pins import Pins
    from align.aligners.seam import Score

# A bead is worth its probability less this: half the F1 that is expected, so that the way has the best F1 and not
# the most beads (Dinkelbach's transform of 2 · right / (found + wanted)); a little more, since lone beads count among
# the found alone.
_PRICE = 0.5


def edges_of(corridor: Corridor, pins: Pins) -> Iterator[tuple[Numbers, Edges]]:
    """Give the beads of each kind that lie in the corridor, with the nodes where they begin."""
    rows, columns = corridor.nodes()
    for kind in KINDS:
        nodes = np.nonzero(corridor.find(rows + kind[0], columns + kind[1]) >= 0)[0]
        nodes = nodes[pins.allow(Edges(kind, rows[nodes], columns[nodes]))]
        yield nodes, Edges(kind, rows[nodes], columns[nodes])


def lattice_of(corridor: Corridor, scores: Sequence[Score], weights: Mapping[str, float], *, pins: Pins) -> Lattice:
    """Weigh the features of all scores; names without a weight do not count."""
    added: dict[Kind, Reals] = {}
    for nodes, edges in edges_of(corridor, pins):
        total = np.zeros(len(nodes))
        for score in scores:
            for name, values in zip(score.names, score.features(edges), strict=True):
                if name in weights:
                    total += weights[name] * values
        added[edges.kind] = np.full(corridor.size, NEVER)
        added[edges.kind][nodes] = total
    return Lattice(corridor, added, opening=weights["opening"])


def choose(lattice: Lattice) -> list[Bead]:
    """Give the beads whose probabilities promise the best F1; each carries its probability."""
    corridor = lattice.corridor
    rows, columns = corridor.nodes()
    # Single precision is enough for a probability, and half of what a long text takes.
    chances = {kind: lattice.posterior(kind).astype(np.float32) for kind in KINDS}
    # A lone segment is right wherever the other side stands meanwhile.
    chances[LONE_SOURCE] = np.bincount(rows, chances[LONE_SOURCE])[rows].astype(np.float32)
    chances[LONE_TARGET] = np.bincount(columns, chances[LONE_TARGET])[columns].astype(np.float32)
    values = {
        kind: np.where(lattice.scores[kind] > NEVER, chances[kind] - np.float32(_PRICE), np.float32(NEVER))
        for kind in KINDS
    }
    beads = []
    for (a, b), node in best_way(corridor, values):
        i, j = int(rows[node]), int(columns[node])
        score = min(1.0, float(chances[a, b][node]))
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score))
    return beads
