"""Where the path of an alignment may run: for each source segment a range of target segments, and pinned beads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.aligners.kinds import Kind

Numbers: TypeAlias = "NDArray[np.int64]"
Reals: TypeAlias = "NDArray[np.float64]"

# The logarithm of "no way": far below any real score, and sums of a few stay finite.
NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Corridor:
    """Nodes (i, j) between segments: before source segment i and target segment j; i in 0..n, j in 0..m.

    Row i holds the nodes `low[i] <= j < high[i]`; both never fall. Row 0 holds (0, 0), row n holds (n, m).
    Nodes are numbered row by row; `first[i]` is the number of the first node of row i, `first[n + 1]` their count.
    """

    low: Numbers
    high: Numbers
    first: Numbers

    @classmethod
    def of(cls, low: Numbers, high: Numbers, size: int) -> Corridor:
        """Make the bounds monotone, touching from row to row, and within 0..size."""
        low = np.minimum.accumulate(np.clip(low, 0, size)[::-1])[::-1].astype(np.int64)
        high = np.maximum.accumulate(np.clip(high, 1, size + 1))
        low[0], high[-1] = 0, size + 1
        high[:-1] = np.maximum(high[:-1], low[1:] + 1)
        low, high = low.astype(np.int64), np.maximum(high, low + 1).astype(np.int64)
        return cls(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    @property
    def rows(self) -> int:
        """Count the rows, one more than the source segments."""
        return len(self.low)

    @property
    def size(self) -> int:
        """Count the nodes."""
        return int(self.first[-1])

    @property
    def width(self) -> int:
        """Count the columns, one more than the target segments."""
        return int(self.high[-1])

    def nodes(self) -> tuple[Numbers, Numbers]:
        """Give the row and the column of each node."""
        rows = np.repeat(np.arange(self.rows), self.high - self.low)
        return rows, np.arange(self.size) - self.first[rows] + self.low[rows]

    def find(self, rows: Numbers, columns: Numbers) -> Numbers:
        """Give the number of each node, -1 where it is outside."""
        inside = (rows >= 0) & (rows < self.rows)
        row = np.where(inside, rows, 0)
        inside &= (columns >= self.low[row]) & (columns < self.high[row])
        return np.where(inside, self.first[row] + columns - self.low[row], -1)

    def mirror(self) -> Corridor:
        """Swap the sides."""
        columns = np.arange(self.width)
        low = np.searchsorted(self.high, columns, side="right")
        high = np.searchsorted(self.low, columns, side="right")
        return Corridor(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    def reaching(self, columns: int) -> Corridor:
        """Widen each row to the right."""
        return Corridor.of(self.low, np.minimum(self.high + columns, self.width), self.width - 1)


def around(way: Sequence[tuple[int, int]], *, scale: float, margin: int, sizes: tuple[int, int]) -> Corridor:
    """Widen a way over nodes, each of whose steps is `scale` finer ones, by `margin` finer ones to either side."""
    points = np.minimum(np.array(way) * scale, np.array(sizes))
    rows = np.arange(sizes[0] + 1)
    # Columns that the way passes within `margin` rows and columns of each row.
    before = np.searchsorted(points[:, 0], rows - margin, side="left")
    behind = np.searchsorted(points[:, 0], rows + margin, side="right") - 1
    low = points[np.maximum(before - 1, 0), 1] - 1
    high = points[np.minimum(behind + 1, len(points) - 1), 1] + 2
    middle = np.interp(rows, points[:, 0], points[:, 1])
    low = np.minimum(low, middle - margin)
    high = np.maximum(high, middle + margin + 1)
    return Corridor.of(np.floor(low).astype(np.int64), np.ceil(high).astype(np.int64), sizes[1])


class Ladder:
    """What beads of some kinds join: `nodes[k]` is, for each node, the one at the other end of a bead of kind k.

    That is the node where the bead begins that ends here, or with `is_back` the one where the bead ends that begins
    here; one beyond the last node where there is none, for which the values of nodes have NEVER.
    """

    def __init__(self, corridor: Corridor, kinds: Sequence[Kind], *, is_back: bool = False) -> None:
        self._first = corridor.first.tolist()
        self.nodes = np.empty((len(kinds), corridor.size), dtype=np.int32)
        rows, columns = corridor.nodes()
        sign = 1 if is_back else -1
        for (a, b), nodes in zip(kinds, self.nodes, strict=True):
            nodes[:] = corridor.find(rows + sign * a, columns + sign * b)
        self.nodes[self.nodes < 0] = corridor.size

    def row(self, row: int) -> slice:
        """Give the nodes of a row."""
        return slice(self._first[row], self._first[row + 1])

    def carried(self, values: Sequence[NDArray[np.floating]]) -> NDArray[np.floating]:
        """Give the values of beads, one array a kind by the nodes where they begin, by the nodes where they end."""
        return np.stack(
            [np.append(those, those.dtype.type(0))[at] for those, at in zip(values, self.nodes, strict=True)]
        )
