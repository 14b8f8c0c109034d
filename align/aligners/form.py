"""Score beads by what they are made of: how many segments, how those begin and end, and what stands alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.corridor import Numbers, Reals
    from align.aligners.seam import Edges, Side

_CLOSED = re.compile(r"[.!?…。！？।؟][\s\"'”’»«“)\]]*$")
_OPEN = re.compile(r"^[\s\"'“”‘’«»(\[—–-]*[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters are a page number, a list mark, a misread speck of a scan.
_FEW = 4


class Form:
    """Count the joins inside a bead, weak ones apart, compare where its sides begin and end, describe lone segments."""

    names: tuple[str, ...] = (
        "join", "weak join", "both", "begin", "end", "lone", "lone open", "lone size", "lone speck",
    )  # fmt: skip

    def __init__(self, source: Side, target: Side) -> None:
        self._source = _Shape(source)
        self._target = _Shape(target)

    def features(self, edges: Edges) -> list[Reals]:
        """Follow `names`; sizes are natural logarithms of characters.

        `begin` and `end` are 1 where one side alone begins or ends within a sentence.
        """
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        ones = np.ones(len(i))
        zero = 0 * ones
        if a and b:
            ours, theirs = self._source, self._target
            weak = _within(ours.weak, i, a) + _within(theirs.weak, j, b)
            begin = np.abs(ours.small[i] - theirs.small[j])
            end = np.abs(ours.open[i + a - 1] - theirs.open[j + b - 1])
            return [ones * (a + b - 2), weak, ones * (min(a, b) - 1), begin, end, *[zero] * 4]
        shape, at = (self._source, i) if a else (self._target, j)
        return [*[zero] * 5, ones, shape.open[at], shape.size[at], shape.speck[at]]


class _Shape:
    def __init__(self, side: Side) -> None:
        texts: Sequence[str] = side.segments
        self.open = np.array([not _CLOSED.search(text) for text in texts], dtype=float)
        self.size = np.array([np.log1p(len(text.strip())) for text in texts])
        self.speck = np.array([len(_LETTER.findall(text)) < _FEW for text in texts], dtype=float)
        self.small = np.array([_begins_small(text) for text in texts], dtype=float)
        # Join k stands between segments k and k + 1.
        self.weak = np.maximum(self.open[:-1], self.small[1:])


def _begins_small(text: str) -> bool:
    match = _OPEN.match(text)
    return match is not None and match.group()[-1].islower()


def _within(joins: Reals, first: Numbers, count: int) -> Reals:
    """Sum over the joins inside each run of `count` segments."""
    sums = np.concatenate([[0.0], np.cumsum(joins)])
    return sums[np.minimum(first + count - 1, len(joins))] - sums[first] if count > 1 else np.zeros(len(first))
