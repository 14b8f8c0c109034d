"""Score beads by vectors of their segments: how alike both sides are, and whether each segment belongs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.kinds import REACH
from align.aligners.pairing import run, summed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.seam import Edges, Side

    Vectors = NDArray[np.float32]

# A vector shorter than this has no direction.
_SHORTEST = 1e-6


class Likeness:
    """Compare the directions of both sides, against unrelated segments (as Vecalign's cost, Thompson and Koehn 2019).

    The vector of joined segments is the sum of theirs, weighed by length. Sums are linear, so that all beads are
    compared by the products of single segments.
    """

    def __init__(
        self, name: str, source: Side, target: Side, vectors: tuple[Vectors, Vectors], corridor: Corridor
    ) -> None:
        self.names = (name, *(f"{name} {way}" for way in ("each", "size", "weakest", "surplus")))
        units = [_units(_freed(rows, side)) for rows, side in zip(vectors, (source, target), strict=True)]
        ours, theirs = (
            _Runs(side, own, other.mean(axis=0))
            for side, own, other in zip((source, target), units, reversed(units), strict=True)
        )
        self._sides = ours, theirs
        self._corridors = corridor.reaching(REACH), corridor.mirror().reaching(REACH)
        self._products = (
            _products(ours, theirs, self._corridors[0]),
            _products(theirs, ours, self._corridors[1]),
        )

    def features(self, edges: Edges) -> list[Reals]:
        """Give the likeness of the sides, 1 for equal and 0 for unrelated, in five ways.

        As it is; by segment; by log of the size; how much less the least like segment of either side has; what the
        bead has more than it would have without one of its outer segments, at the least.
        """
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        if not (a and b):
            return [np.zeros(len(i))] * len(self.names)
        likeness = self._likeness(0, i, j, a, b)
        size = (self._sides[0].size(i, a) + self._sides[1].size(j, b)) / 2
        weakest, surplus = self._members(edges, likeness)
        return [likeness, likeness * (a + b) / 2, likeness * np.log1p(size), weakest, surplus]

    def _members(self, edges: Edges, likeness: Reals) -> tuple[Reals, Reals]:
        """Give how much less the least like segment has, and the least that the bead loses with an outer segment."""
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        if edges.kind == (1, 1):
            return np.zeros(len(i)), np.zeros(len(i))
        single, without = [], []
        # The members of the target, seen from the source, and the reverse.
        for side, (whole, first, count, several) in enumerate(((i, j, a, b), (j, i, b, a))):
            if several > 1:
                single += [self._likeness(side, whole, first + k, count, 1) for k in range(several)]
                without += [self._likeness(side, whole, first + k, count, several - 1) for k in (0, 1)]
        return np.minimum.reduce([likeness, *single]) - likeness, likeness - np.maximum.reduce(without)

    def _likeness(self, side: int, rows: Numbers, columns: Numbers, a: int, b: int) -> Reals:
        """Compare runs of `a` segments of a side with runs of `b` of the other; `side` 1 counts rows in the target."""
        ours, theirs = self._sides[side], self._sides[1 - side]
        dots = run(self._products[side][a - 1], self._corridors[side], rows, columns, b)
        same = dots / (ours.norms[a - 1][rows] * theirs.norms[b - 1][columns])
        strange = (ours.strange[a - 1][rows] + theirs.strange[b - 1][columns]) / 2
        return np.asarray((same - strange) / (1 - strange), dtype=np.float64)


class _Runs:
    """Sums of vectors over runs of up to `REACH` segments: their lengths, and likeness to the other side's mean."""

    def __init__(self, side: Side, units: Vectors, others: Vectors) -> None:
        lengths = np.array([len(text) for text in side.segments]) + 1
        self._lengths = np.concatenate([[0], np.cumsum(lengths)])
        self.weighted = units * lengths[:, None].astype(np.float32)
        self.norms: list[Reals] = []
        self.strange: list[Reals] = []
        sums = np.zeros_like(self.weighted)
        for count in range(REACH):
            kept = len(lengths) - count
            if kept > 0:
                sums[:kept] += self.weighted[count:]
            norms = np.maximum(np.linalg.norm(sums, axis=1), _SHORTEST)
            self.norms.append(norms)
            self.strange.append(sums @ others / norms)

    def size(self, first: Numbers, count: int) -> Numbers:
        return np.asarray(self._lengths[first + count] - self._lengths[first])


def _freed(vectors: Vectors, side: Side) -> Vectors:
    """Take out what all segments of a side share, and what goes with the logarithm of their length.

    That is the language, and of a sentence encoder's vectors the strongest direction of all. Lengths have a score of
    their own, and the length of joined segments is not the sum of what their vectors say of it.
    """
    sizes = np.log1p([len(text) for text in side.segments]).astype(np.float32)
    sizes -= sizes.mean()
    sizes /= max(_SHORTEST, float(np.linalg.norm(sizes)))
    rows = vectors - vectors.mean(axis=0)
    return np.asarray(rows - np.outer(sizes, sizes @ rows), dtype=np.float32)


def _units(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _SHORTEST), dtype=np.float32)


def _products(ours: _Runs, theirs: _Runs, corridor: Corridor) -> list[Reals]:
    """Multiply runs of one side with each single segment of the other, row by row; summed up for `run`."""
    result = np.zeros((REACH, corridor.size))
    low, high, first = corridor.low.tolist(), corridor.high.tolist(), corridor.first.tolist()
    for row in range(len(ours.weighted)):
        sums = np.cumsum(ours.weighted[row : row + REACH], axis=0)
        products = sums @ theirs.weighted[low[row] : high[row]].T
        result[: len(sums), first[row] : first[row] + products.shape[1]] = products
    return [summed(values) for values in result]
