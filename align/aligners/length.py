"""Score beads by the lengths of their sides (Gale and Church 1993)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.corridor import Numbers, Reals
    from align.aligners.seam import Edges, Side
    from align.bitext import Bead

# Variance of the length for each character of the other side, as Gale and Church measured it.
_VARIANCE = 6.8
# Beyond this many standard deviations the sides do not belong together, and it matters no more how far.
_FARTHEST = 5.0
# A character of Chinese, Japanese or Korean says as much as so many letters (NTREX: 2 to 3).
_COMPACT, _LETTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]"), 2.5
# No language needs so much more text than another (NTREX, 19 languages: 1.4 times): one side has what the other lacks.
_UNUSUAL = 1.5


class Length:
    """Compare lengths in characters, after the texts' ratio is taken out; the same from either side.

    The ratio is that of the beads with both sides, each as much as its score, so that what one side has alone does not
    count; of the whole texts where there are no beads yet, if it is one that translations have.
    """

    names: tuple[str, ...] = ("deviation", "ratio", "mild deviation", "mild ratio", "size")

    def __init__(self, source: Side, target: Side, beads: Sequence[Bead] = ()) -> None:
        lengths = [_lengths(side) for side in (source, target)]
        parts = [np.ones(len(each)) for each in lengths]
        paired = [bead for bead in beads if bead.source and bead.target]
        if paired:
            for k, runs in enumerate(([bead.source for bead in paired], [bead.target for bead in paired])):
                parts[k][:] = 0.0
                for run, bead in zip(runs, paired, strict=True):
                    parts[k][run[0] : run[-1] + 1] = bead.score
        total = [max(1.0, float(each @ part)) for each, part in zip(lengths, parts, strict=True)]
        scale = np.sqrt(total[1] / total[0] / (1.0 if paired else _surplus(source, target)))
        self._source = np.concatenate([[0.0], np.cumsum(lengths[0] * scale)])
        self._target = np.concatenate([[0.0], np.cumsum(lengths[1] / scale)])

    def features(self, edges: Edges) -> list[Reals]:
        """Follow `names`: minus half the squared deviation, minus the squared log ratio, half the log of the size.

        The mild ones have the heavy tails of Student's distribution of one degree of freedom and of Laplace's: beside
        other evidence, a free translation is not as good as impossible.
        """
        (a, b), i, j = edges.kind, edges.rows, edges.columns
        x = self._source[i + a] - self._source[i]
        y = self._target[j + b] - self._target[j]
        if not (a and b):
            return [np.zeros(len(i))] * len(self.names)
        mean = (x + y) / 2 + 1
        squared = (x - y) ** 2 / (_VARIANCE * mean)
        ratio = np.log((x + _VARIANCE) / (y + _VARIANCE))
        strict = [-np.minimum(squared, _FARTHEST**2) / 2, -(ratio**2)]
        return [*strict, -np.log1p(squared), -np.abs(ratio), np.log(mean) / 2]


def _surplus(source: Side, target: Side) -> float:
    """Give how many times as much as the source the target says, 1 where that is no more than languages differ."""
    said = [
        sum(len(text) - text.count(" ") + (_LETTERS - 1) * len(_COMPACT.findall(text)) for text in side.segments)
        for side in (source, target)
    ]
    ratio = max(1.0, said[1]) / max(1.0, said[0])
    return 1.0 if 1 / _UNUSUAL <= ratio <= _UNUSUAL else ratio


def _lengths(side: Side) -> Numbers:
    return np.array([len(text) - text.count(" ") for text in side.segments], dtype=np.int64)
