"""Compare the beads that compete by vectors of their joined texts, which an encoder is asked for anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.kinds import MATCHES
from align.aligners.likeness import against, centred, lengths_of, units_of
from align.aligners.seam import Edges
from align.languages import joiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from align.aligners.corridor import Numbers, Reals
    from align.aligners.embeddings import Encoder
    from align.aligners.kinds import Kind
    from align.aligners.lattice import Lattice
    from align.aligners.likeness import Pair, Vectors
    from align.aligners.seam import Side

# A bead less likely than this is given up, and one whose rivals all are needs no other look: a quarter as many texts
# are embedded anew as there are segments.
_UNLIKELY = 0.03


def likely(lattice: Lattice) -> dict[Kind, NDArray[np.bool_]]:
    """Tell of each kind with both sides which beads, by the node where they begin, are not given up."""
    return {kind: lattice.posterior(kind) > _UNLIKELY for kind in MATCHES}


def competing(lattice: Lattice) -> list[Edges]:
    """Give the beads that are neither given up nor without rivals."""
    rows, columns = lattice.corridor.nodes()
    found = []
    for kind in MATCHES:
        chances = lattice.posterior(kind)
        nodes = np.nonzero((chances > _UNLIKELY) & (chances < 1 - _UNLIKELY))[0]
        found.append(Edges(kind, rows[nodes], columns[nodes]))
    return found


class Joined:
    """Compare vectors of joined texts where an encoder was asked for them, else sums as `Summed` does."""

    def __init__(self, source: Side, target: Side, vectors: Pair, encoder: Encoder, beads: Iterable[Edges]) -> None:
        """Ask for the joined texts of the beads; `vectors` are those of all single segments."""
        units = centred(vectors, vectors)
        runs: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
        for edges in beads:
            for count, firsts, known in zip(edges.kind, (edges.rows, edges.columns), runs, strict=True):
                if count > 1:
                    known.update((first, count) for first in firsts.tolist())
        self._sides = []
        for k, side in enumerate((source, target)):
            wanted = sorted(runs[k])
            texts = [joiner(side.language).join(side.segments[first : first + count]) for first, count in wanted]
            told = encoder.encode(texts) if texts else vectors[k][:0]
            vectors_of = dict(zip(wanted, centred((told, told), vectors)[0], strict=True))
            self._sides.append(_Told(side, units[k], vectors_of, units[1 - k].mean(axis=0)))

    def compare(self, side: int, rows: Numbers, columns: Numbers, a: int, b: int) -> Reals:
        """Compare runs of `a` segments of a side with runs of `b` of the other; `side` 1 counts rows in the target."""
        ours, theirs = self._sides[side], self._sides[1 - side]
        one, other = ours.runs(rows, a), theirs.runs(columns, b)
        return against((one * other).sum(axis=1), (one @ ours.others + other @ theirs.others) / 2)


class _Told:
    """The vectors of one side's runs; `others` is the mean of the other side."""

    def __init__(self, side: Side, units: Vectors, known: Mapping[tuple[int, int], Vectors], others: Vectors) -> None:
        weighted = units * lengths_of(side)[:, None]
        self._sums = np.concatenate([np.zeros((1, units.shape[1])), np.cumsum(weighted, axis=0)])
        self._known = known
        self.others = others

    def runs(self, first: Numbers, count: int) -> Vectors:
        """Give a vector of length one for each run."""
        vectors = units_of(self._sums[first + count] - self._sums[first])
        for row, begin in enumerate(first.tolist()):
            if (begin, count) in self._known:
                vectors[row] = self._known[begin, count]
        return vectors
