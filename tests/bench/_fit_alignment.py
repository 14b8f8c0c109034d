"""Learn the weights of `align/aligners/weights.py` from the development texts, and print them.

`python tests/bench/_fit_alignment.py [STAGE…] [--left-out]`; a stage is `rough`, `fine`, or what is asked besides, such
as `embedding` or `embedding+translation`; without any, all of them, each upon the weights just learned for those
before. With each stage the F1 of every text: by its weights, and with `--left-out` by weights learned from all other
texts, which takes three times as long.

The texts are those with gold alignments, and NTREX en-es, en-ko and en-ru (en-fr, en-id and en-pt are only measured).
For a translation they are NTREX en-es and en-fr and the two short novels, with Apertium's models, since the aligner
with an engine is measured on en-pt.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from _gold import TEXTS, f1, gold_of, kinds_of, pair_of
from _ntrex import recut
from _vectors import KeptEncoder
from scipy.optimize import minimize

from align.aligners import weights
from align.aligners.aligner import Asked
from align.aligners.combine import choose, edges_of, lattice_of
from align.aligners.corridor import NEVER, Corridor
from align.aligners.evidence import Evidence
from align.aligners.kinds import KINDS
from align.aligners.lattice import Lattice
from align.aligners.pins import Pins
from align.aligners.translations import EngineTranslator
from align.engines.pivot import PivotEngine

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray

    from align.aligners.kinds import Kind
    from align.aligners.seam import Score, Side
    from align.bitext import Bead

    Vector = NDArray[np.float64]

_NTREX = ("es", "ko", "ru")
_TRANSLATED = ("es", "fr"), TEXTS[3:]
# So few in news that nothing is learned of it there: it stays as it is.
_RARE = "lone speck"
# How far weights are held to zero: little, to keep those from growing that nothing in the texts decides.
_HOLD = 0.1
_ROUNDS, _FEWER = 60, 12
_LEFT_OUT = "--left-out"
_TABLES = {"rough": weights.ROUGH, "fine": weights.FINE}


@dataclass(frozen=True)
class Text:
    """Two sides and their gold beads."""

    name: str
    held: Pins
    gold: list[Bead]

    @classmethod
    def of(cls, name: str, sides: tuple[Side, Side], gold: list[Bead]) -> Text:
        """Hold nothing."""
        return cls(name, Pins(*sides, []), gold)

    @property
    def kinds(self) -> list[Kind]:
        """Give the kinds of the gold beads in order."""
        return kinds_of(self.gold, (len(self.held.source.segments), len(self.held.target.segments)))


class Example:
    """One text at one stage: its features, and those of its gold beads."""

    def __init__(self, text: Text, corridor: Corridor, scores: Sequence[Score], weighed: Container[str]) -> None:
        self.text = text
        self.corridor = corridor
        self.edges = list(edges_of(corridor, text.held))
        names = [name for score in scores for name in score.names]
        kept = [at for at, name in enumerate(names) if name in weighed]
        self.names = [names[at] for at in kept]
        self.features = [
            np.stack([values for score in scores for values in score.features(edges)], axis=1, dtype=np.float32)[
                :, kept
            ]
            for _, edges in self.edges
        ]
        self.wanted, self.openings = self._sum(text.kinds)

    def _sum(self, gold: Sequence[Kind]) -> tuple[Vector, int]:
        row = column = openings = 0
        total = np.zeros(len(self.names))
        last: Kind | None = None
        for kind in gold:
            nodes, _ = self.edges[KINDS.index(kind)]
            node = self.corridor.first[row] + column - self.corridor.low[row]
            total += self.features[KINDS.index(kind)][np.searchsorted(nodes, node)]
            openings += 0 in kind and kind != last
            row, column, last = row + kind[0], column + kind[1], kind
        return total, openings

    def lattice(self, vector: Vector) -> Lattice:
        """Weigh the features."""
        scores = {}
        for (nodes, edges), features in zip(self.edges, self.features, strict=True):
            scores[edges.kind] = np.full(self.corridor.size, NEVER)
            scores[edges.kind][nodes] = features @ vector[:-1]
        return Lattice(self.corridor, scores, opening=vector[-1])

    def slope(self, vector: Vector) -> tuple[float, Vector]:
        """Give the log-likelihood of the gold beads and its gradient."""
        lattice = self.lattice(vector)
        expected = np.zeros(len(self.names))
        for (nodes, edges), features in zip(self.edges, self.features, strict=True):
            expected += lattice.posterior(edges.kind)[nodes] @ features
        likelihood = self.wanted @ vector[:-1] + self.openings * vector[-1] - lattice.total
        return float(likelihood), np.append(self.wanted - expected, self.openings - lattice.openings())

    def f1(self, vector: Vector) -> float:
        """Give the F1 of the beads that the weights choose."""
        return f1([(self.text.gold, choose(self.lattice(vector)))])


def learn(examples: Sequence[Example], start: Vector, rounds: int, *, kept: Sequence[int] = ()) -> Vector:
    """Give the most likely weights, the opening last; those `kept` stay as they are."""
    squares = [(each**2).mean(axis=0) for example in examples for each in example.features if len(each)]
    scale = np.maximum(np.append(np.sqrt(np.mean(squares, axis=0)), 1.0), 1e-3)

    def loss(vector: Vector) -> tuple[float, Vector]:
        slopes = [example.slope(vector / scale) for example in examples]
        likelihood = sum(one for one, _ in slopes) - _HOLD * float(vector @ vector) / 2
        gradient = _HOLD * vector - np.sum([slope for _, slope in slopes], axis=0) / scale
        gradient[list(kept)] = 0.0
        return -likelihood, gradient

    found = minimize(loss, start * scale, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(found.x / scale)


def _texts(stage: str) -> list[Text]:
    tags, names = _TRANSLATED if "translation" in stage else (_NTREX, TEXTS)
    news = [recut("en", tag) for tag in tags]
    return [
        *(Text.of(name, pair_of(name), gold_of(name)) for name in names),
        *(Text.of(f"NTREX en-{tag}", (one[0], one[1]), one[2]) for tag, one in zip(tags, news, strict=True)),
    ]


def _example(text: Text, stage: str, asked: Asked) -> Example:
    """Go through the stages before with the weights that there are, and once through this one."""
    evidence = Evidence(text.held)
    if stage == "rough":
        corridor = _widened(evidence.rough()[0], text.kinds)
        return Example(text, corridor, evidence.rough_scores(corridor), _known(stage))
    beads = choose(lattice_of(*evidence.rough(), weights.ROUGH, pins=text.held))
    beads = choose(lattice_of(*evidence.fine(beads), weights.FINE, pins=text.held))
    vectors = asked.vectors(text.held.source, text.held.target)
    if vectors:
        beads = choose(lattice_of(*evidence.fine(beads, vectors), _known(stage), pins=text.held))
    corridor = _widened(evidence.narrow(beads), text.kinds)
    return Example(text, corridor, evidence.fine_scores(beads, corridor, vectors), _known(stage))


def _known(stage: str) -> dict[str, float]:
    """Give the weights that there are, which name what is weighed."""
    return _TABLES.get(stage) or weights.WITH[frozenset(stage.split("+"))]


def _widened(corridor: Corridor, gold: Sequence[Kind]) -> Corridor:
    """Take in the gold way, so that its likelihood is never zero."""
    low, high = corridor.low.copy(), corridor.high.copy()
    row = column = 0
    for kind in gold:
        row, column = row + kind[0], column + kind[1]
        low[row], high[row] = min(low[row], column), max(high[row], column + 1)
    return Corridor.of(low, high, corridor.width - 1)


def _fit(stage: str, *, leaves_out: bool) -> None:
    is_translated = "translation" in stage
    asked = Asked(
        KeptEncoder() if "embedding" in stage else None,
        EngineTranslator(PivotEngine.of("apertium")) if is_translated else None,
    )
    examples = [_example(text, stage, asked) for text in _texts(stage)]
    names = [*examples[0].names, "opening"]
    known = _known(stage)
    kept = [names.index(_RARE)] if is_translated else []
    vector = learn(examples, np.array([known.get(name, 0.0) for name in names]), _ROUNDS, kept=kept)
    known.clear()
    known.update({name: round(float(value), 2) for name, value in zip(names, vector, strict=True)})
    print(stage, known, flush=True)
    for left in examples:
        print(f"  {left.text.name:36} {left.f1(vector):.3f}", end="", flush=True)
        if leaves_out:
            others = learn([example for example in examples if example is not left], vector, _FEWER, kept=kept)
            print(f"  left out {left.f1(others):.3f}", end="")
        print(flush=True)


def main() -> None:
    """Learn the stages named, or all."""
    every = ["rough", "fine", *("+".join(sorted(names)) for names in weights.WITH)]
    for stage in [name for name in sys.argv[1:] if name != _LEFT_OUT] or every:
        _fit(stage, leaves_out=_LEFT_OUT in sys.argv)


if __name__ == "__main__":
    main()
