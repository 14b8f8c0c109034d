"""Word links from attention: which source words a target word comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.document import Link

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.document import Span

# A target word's weight is shared among source words; below this share a link is noise. At most three can reach it.
WEAKEST = 0.25


def link(
    alignment: NDArray[np.float32],
    source: tuple[NDArray[np.int64], list[Span | None]],
    target: tuple[NDArray[np.int64], list[Span | None]],
) -> list[Link]:
    """Link words whose share of the alignment is strong, in the order of the target.

    `alignment` is [target piece, source piece] without the end mark of either side.
    """
    (source_first, source_spans), (target_first, target_spans) = source, target
    if not source_spans or not target_spans:
        return []
    summed = np.add.reduceat(alignment, source_first, axis=1)
    counts = np.empty((len(target_first), 1))
    counts[:-1, 0], counts[-1, 0] = target_first[1:] - target_first[:-1], len(alignment) - target_first[-1]
    shares = np.add.reduceat(summed, target_first, axis=0) / counts
    rows, columns = np.nonzero(shares >= WEAKEST)
    weights = np.minimum(shares[rows, columns], 1).round(3)
    return [
        Link(source_span, target_span, weight)
        for row, column, weight in zip(rows.tolist(), columns.tolist(), weights.tolist(), strict=True)
        if (source_span := source_spans[column]) is not None and (target_span := target_spans[row]) is not None
    ]
