"""Hold beads that a person is sure of: they become single segments that only each other can meet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import Corridor
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.corridor import Numbers
    from align.aligners.seam import Edges, Side


class Pins:
    """Fold the pinned beads of two sides, and unfold what was aligned with them.

    A pinned run of segments becomes one segment; a segment pinned to nothing is left out. `points` are the pairs
    of folded segments that belong together.
    """

    def __init__(self, source: Side, target: Side, pins: Sequence[Bead]) -> None:
        self._alone = [pin for pin in pins if not (pin.source and pin.target)]
        paired = [pin for pin in pins if pin.source and pin.target]
        left_out = ({n for pin in self._alone for n in pin.source}, {n for pin in self._alone for n in pin.target})
        self._groups = (
            _grouped(len(source.segments), [pin.source for pin in paired], left_out[0]),
            _grouped(len(target.segments), [pin.target for pin in paired], left_out[1]),
        )
        self.source, self.target = (
            _folded(side, groups) for side, groups in zip((source, target), self._groups, strict=True)
        )
        places = [{group: at for at, group in enumerate(groups)} for groups in self._groups]
        self.points = [(places[0][pin.source], places[1][pin.target]) for pin in paired]
        self._locks = tuple(_counts([point[k] for point in self.points], len(self._groups[k])) for k in (0, 1))

    def narrow(self, corridor: Corridor) -> Corridor:
        """Let the corridor pass through every point."""
        low, high = corridor.low.copy(), corridor.high.copy()
        for row, column in self.points:
            np.minimum(high[: row + 1], column + 1, out=high[: row + 1])
            np.maximum(low[row + 1 :], column + 1, out=low[row + 1 :])
            low[: row + 1] = np.minimum(low[: row + 1], column)
            high[row + 1 :] = np.maximum(high[row + 1 :], column + 2)
        return Corridor.of(low, high, corridor.width - 1) if self.points else corridor

    def allow(self, edges: Edges) -> Numbers:
        """Give the places of the edges that take no pinned segment apart or along."""
        (a, b), rows, columns = edges.kind, edges.rows, edges.columns
        if edges.kind == (1, 1):
            return np.arange(len(rows))
        locked = self._locks[0][rows + a] - self._locks[0][rows] + self._locks[1][columns + b] - self._locks[1][columns]
        return np.nonzero(locked == 0)[0]

    def unfold(self, beads: Sequence[Bead]) -> list[Bead]:
        """Give the beads of the whole sides; a lone pin stands before the first bead behind it."""
        sure = set(self.points)
        unfolded = [
            Bead(
                tuple(n for at in bead.source for n in self._groups[0][at]),
                tuple(n for at in bead.target for n in self._groups[1][at]),
                1.0 if (bead.source[:1] + bead.target[:1]) in sure and bead.kind == "1-1" else bead.score,
            )
            for bead in beads
        ]
        return in_order([*unfolded, *(replace(pin, score=1.0) for pin in self._alone)])


def in_order(beads: Sequence[Bead]) -> list[Bead]:
    """Merge the lone beads among the others: those of the source first, each before what follows it in its text."""
    paired = [bead for bead in beads if bead.source and bead.target]
    lone: tuple[list[Bead], list[Bead]] = ([], [])
    for bead in beads:
        if not (bead.source and bead.target):
            lone[0 if bead.source else 1].append(bead)
    queues = [sorted(lone[0], key=lambda bead: bead.source), sorted(lone[1], key=lambda bead: bead.target)]
    ordered: list[Bead] = []
    for bead in sorted(paired, key=lambda bead: bead.source):
        for queue, side in zip(queues, ("source", "target"), strict=True):
            while queue and getattr(queue[0], side) < getattr(bead, side):
                ordered.append(queue.pop(0))
        ordered.append(bead)
    return [*ordered, *queues[0], *queues[1]]


def _grouped(size: int, runs: Sequence[tuple[int, ...]], left_out: set[int]) -> list[tuple[int, ...]]:
    begins = {run[0]: run for run in runs}
    inside = {number for run in runs for number in run[1:]}
    return [begins.get(n, (n,)) for n in range(size) if n not in inside and n not in left_out]


def _folded(side: Side, groups: Sequence[tuple[int, ...]]) -> Side:
    segments = tuple(" ".join(side.segments[n] for n in group) for group in groups)
    paragraphs = tuple(side.paragraphs[group[0]] for group in groups) if side.paragraphs else ()
    return replace(side, segments=segments, paragraphs=paragraphs)


def _counts(places: Sequence[int], size: int) -> Numbers:
    return np.concatenate([[0], np.cumsum(np.bincount(np.array(places, dtype=np.int64), minlength=size))])
