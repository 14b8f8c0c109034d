"""The dynamic programme: every monotone way through a corridor, each bead with its probability, and the best way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import NEVER, Ladder
from align.aligners.kinds import LONE_SOURCE, LONE_TARGET, MATCHES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.aligners.corridor import Corridor, Reals
    from align.aligners.kinds import Kind


_JOINING = (*MATCHES, LONE_SOURCE)


class Lattice:
    """The scores of all beads of a corridor, in nats; `scores[kind][node]` is that of the bead that begins there.

    Three states: behind a bead with both sides, in a run of lone source segments, in a run of lone target segments.
    `opening` is added once a run. The target's run follows on the source's, never the other way round, so that
    each set of beads is one way.
    """

    def __init__(self, corridor: Corridor, scores: Mapping[Kind, Reals], *, opening: float) -> None:
        self.corridor = corridor
        self.scores = scores
        self.opening = opening
        self._into = self._forward()
        self._out = self._backward()
        self.total = float(self._into[0][-1])

    def _forward(self) -> tuple[Reals, Reals, Reals, Reals]:
        """Sum all ways from the beginning to each node: in all, and by the state in which they arrive."""
        total, matched, source, target = (np.full(self.corridor.size + 1, NEVER) for _ in range(4))
        ladder = Ladder(self.corridor, _JOINING)
        scores = ladder.carried([self.scores[kind] for kind in _JOINING])
        for row in range(self.corridor.rows):
            here = ladder.row(row)
            begins, gained = ladder.nodes[:, here], scores[:, here]
            matched[here] = _sum(total[begins[:-1]] + gained[:-1])
            if row == 0:
                matched[0] = 0.0
            before = begins[-1]
            source[here] = np.logaddexp(matched[before] + self.opening, source[before]) + gained[-1]
            opened = np.logaddexp(matched[here], source[here])
            target[here] = _run(opened + self.opening, self.scores[LONE_TARGET][here])
            total[here] = np.logaddexp(opened, target[here])
        return total[:-1], matched[:-1], source[:-1], target[:-1]

    def _backward(self) -> tuple[Reals, Reals, Reals]:
        """Sum all ways from each node to the end, by the state in which they leave it."""
        matched, source, target = (np.full(self.corridor.size + 1, NEVER) for _ in range(3))
        ladder = Ladder(self.corridor, _JOINING, is_back=True)
        scores = np.stack([self.scores[kind] for kind in _JOINING])
        for row in reversed(range(self.corridor.rows)):
            here = ladder.row(row)
            ends, gained = ladder.nodes[:, here], scores[:, here]
            beads = _sum(matched[ends[:-1]] + gained[:-1])
            if row == self.corridor.rows - 1:
                beads[-1] = 0.0
            lone = self.scores[LONE_TARGET][here]
            target[here] = _run_back(beads, lone)
            after = np.full(len(lone), NEVER)
            after[:-1] = target[here][1:] + lone[:-1] + self.opening
            beads = np.logaddexp(beads, after)
            onward = source[ends[-1]] + gained[-1]
            source[here] = np.logaddexp(beads, onward)
            matched[here] = np.logaddexp(beads, onward + self.opening)
        return matched[:-1], source[:-1], target[:-1]

    def posterior(self, kind: Kind) -> Reals:
        """Give the probability of each bead of the kind, by the node where it begins."""
        rows, columns = self.corridor.nodes()
        end = self.corridor.find(rows + kind[0], columns + kind[1])
        total, matched, source, target = self._into
        onward = self._out[{LONE_SOURCE: 1, LONE_TARGET: 2}.get(kind, 0)][end]
        before = total
        if kind == LONE_SOURCE:
            before = np.logaddexp(matched + self.opening, source)
        elif kind == LONE_TARGET:
            before = np.logaddexp(np.logaddexp(matched, source) + self.opening, target)
        logs = np.where(end >= 0, before + self.scores[kind] + onward - self.total, NEVER)
        return np.exp(np.minimum(logs, 0.0))

    def openings(self) -> float:
        """Give the expected number of runs of lone segments."""
        rows, columns = self.corridor.nodes()
        _, matched, source, _ = self._into
        expected = 0.0
        for kind, before in ((LONE_SOURCE, matched), (LONE_TARGET, np.logaddexp(matched, source))):
            end = self.corridor.find(rows + kind[0], columns + kind[1])
            onward = self._out[1 if kind == LONE_SOURCE else 2][end]
            logs = before + self.opening + self.scores[kind] + onward - self.total
            expected += float(np.exp(np.minimum(logs[end >= 0], 0.0)).sum())
        return expected


def _sum(ways: Reals) -> Reals:
    """Add up the first axis of logarithms."""
    top = ways.max(axis=0)
    summed: Reals = top + np.log(np.exp(ways - top).sum(axis=0))
    return summed


def _run(begun: Reals, steps: Reals) -> Reals:
    """Sum, for each place of a row, the runs that began before it; `steps` leads from each place to the next."""
    runs = np.full(len(begun), NEVER)
    if len(begun) > 1:
        along = np.concatenate([[0.0], np.cumsum(np.maximum(steps[:-1], NEVER))])
        runs[1:] = np.logaddexp.accumulate(begun[:-1] + steps[:-1] - along[1:]) + along[1:]
    return runs


def _run_back(ended: Reals, steps: Reals) -> Reals:
    """Sum, for each place of a row, the runs that end at it or behind it."""
    along = np.concatenate([[0.0], np.cumsum(np.maximum(steps[:-1], NEVER))])
    runs: Reals = np.logaddexp.accumulate((ended + along)[::-1])[::-1] - along
    return runs
