"""Run the encoder on a batch of rows; what it gives is the input of every step of the decoder."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.network import Network
    from align.engines.firefox.watch import Demand

_NEVER = -1e9
# A row's length fills up to that of the longest in its batch; so much longer than the shortest may it be.
_LONGEST_SHARE, _LONGEST_MORE = 1.2, 3


@dataclass(frozen=True, slots=True)
class Row:
    """What one sentence gives to a batch: its pieces with the end mark, what it may write, what it must write."""

    pieces: Sequence[int]
    shortlist: NDArray[np.int64]
    demands: tuple[Demand, ...] = ()
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch behind the encoder: the decoder's inputs by name, and the piece of each column [row, column].

    A column that fills up a short list stands for the piece behind the vocabulary, which is never chosen.
    """

    fixed: dict[str, NDArray[Any]]
    columns: NDArray[np.int64]


def are_like(length: int, shortest: int) -> bool:
    """Tell whether a row of that length may share a batch with the shortest one."""
    return length <= _LONGEST_SHARE * shortest + _LONGEST_MORE


def positions(count: int, width: int) -> NDArray[np.float32]:
    """Give Marian's sinusoid position vectors: all sines, then all cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * -(math.log(10_000.0) / (half - 1)))
    angles = np.arange(count)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


class Encoder:
    """Run one network's encoder."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._positions = positions(0, network.architecture.width)
        self._names = [output.name for output in network.encoder.get_outputs()]
        self._has_own = "columns" in self._names

    def positions(self, count: int) -> NDArray[np.float32]:
        """Give the first `count` position vectors."""
        if len(self._positions) < count:
            self._positions = positions(2 * count, self._network.architecture.width)
        return self._positions[:count]

    def encode(self, rows: Sequence[Row]) -> Encoded:
        """Encode a batch."""
        count, longest = len(rows), max(len(row.pieces) for row in rows)
        pieces = np.zeros((count, longest), np.int64)
        bias = np.full((count, 1, 1, longest), _NEVER, np.float32)
        common = self._network.shortlist.common
        own = max(len(row.shortlist) for row in rows)
        columns = np.full((count, len(common) + own), self._network.architecture.target_vocabulary, np.int64)
        columns[:, : len(common)] = common
        shortlist = columns[:, len(common) :]
        for i, row in enumerate(rows):
            pieces[i, : len(row.pieces)] = row.pieces
            bias[i, ..., : len(row.pieces)] = 0
            shortlist[i, : len(row.shortlist)] = row.shortlist
        inputs = {"pieces": pieces, "positions": self.positions(longest), "source_bias": bias}
        if self._has_own:
            inputs["shortlist"] = np.ascontiguousarray(shortlist)
        outputs = self._network.encoder.run(self._names, inputs)
        return Encoded({**dict(zip(self._names, outputs, strict=True)), "source_bias": bias}, columns)
