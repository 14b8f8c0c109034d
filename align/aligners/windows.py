"""Cut two long texts into windows that overlap, so that time and memory grow no faster than the texts."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from align.aligners.seam import Side

# Segments of a window, both sides together, and what it shares with each neighbour. A lexicon learned from so many is
# as good as one from all, and the coarse way is off by a third of the overlap at worst.
_SIZE, _OVERLAP = 10_000, 2000

Nodes = list[tuple[int, int]]
_Named = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Window:
    """A range of source and of target segments, from one node to another."""

    begin: tuple[int, int]
    end: tuple[int, int]

    def cut(self, source: Side, target: Side) -> tuple[Side, Side]:
        """Give what the window shows of both sides."""
        parts = [
            replace(side, segments=side.segments[begin:end], paragraphs=side.paragraphs[begin:end])
            for side, begin, end in zip((source, target), self.begin, self.end, strict=True)
        ]
        return parts[0], parts[1]

    def inside(self, points: Iterable[tuple[int, int]]) -> Nodes:
        """Count those points from the window's beginning that it shows."""
        (i, j), (last, final) = self.begin, self.end
        return [(row - i, column - j) for row, column in points if i <= row < last and j <= column < final]

    def outside(self, beads: Iterable[Bead]) -> list[Bead]:
        """Count the window's beads from the beginning of the texts."""
        i, j = self.begin
        return [
            Bead(tuple(n + i for n in bead.source), tuple(n + j for n in bead.target), bead.score) for bead in beads
        ]


def is_long(source: Side, target: Side) -> bool:
    """Tell whether two texts take more than one window."""
    return len(source.segments) + len(target.segments) > _SIZE + 2 * _OVERLAP


def monotone(sure: Nodes, likely: Iterable[tuple[int, int]]) -> Nodes:
    """Add to sure nodes the likely ones that cross none of them, nor each other."""
    nodes = sorted(set(sure))
    for between in likely:
        at = bisect(nodes, between)
        if nodes[at - 1][1] <= between[1] and (at == len(nodes) or between[1] <= nodes[at][1]):
            nodes.insert(at, between)
    return nodes


def windows_of(way: Nodes) -> list[Window]:
    """Cut along a way from the beginning of both texts to their end."""
    points = np.array(way)
    along = points.sum(axis=1)
    count = max(1, round(along[-1] / _SIZE))
    cuts = [int(along[-1]) * number // count for number in range(1, count)]

    def node(at: int) -> tuple[int, int]:
        return int(np.interp(at, along, points[:, 0])), int(np.interp(at, along, points[:, 1]))

    begins = [way[0], *(node(cut - _OVERLAP // 2) for cut in cuts)]
    ends = [*(node(cut + _OVERLAP // 2) for cut in cuts), way[-1]]
    return [Window(begin, end) for begin, end in zip(begins, ends, strict=True)]


def stitch(
    windows: Iterable[Window], aligned: Iterable[Sequence[Bead]], again: Callable[[Window], Sequence[Bead]]
) -> list[Bead]:
    """Join the beads of windows where neighbours agree; two that never do are aligned as one by `again`."""
    done: list[tuple[Window, list[Bead]]] = []
    for each, beads in zip(windows, aligned, strict=True):
        window, behind = each, each.outside(beads)
        while done:
            before, ahead = done.pop()
            if cut := _agreed(ahead, behind, before.end[0] + window.begin[0]):
                done.append((before, ahead[: cut[0]]))
                behind = behind[cut[1] :]
                break
            window = Window(before.begin, window.end)
            behind = window.outside(again(window))
        done.append((window, behind))
    return [bead for _, beads in done for bead in beads]


def _agreed(ahead: Sequence[Bead], behind: Sequence[Bead], middle: int) -> tuple[int, int] | None:
    """Find where to leave the one for the other: between two beads that both have, nearest to half of `middle`."""
    places = {pair: at for at, pair in enumerate(_pairs(ahead), 1) if all(map(all, pair))}
    shared = [(places[pair], at, pair[1][0][0]) for at, pair in enumerate(_pairs(behind), 1) if pair in places]
    return min(shared, key=lambda found: abs(2 * found[2] - middle))[:2] if shared else None


def _pairs(beads: Sequence[Bead]) -> Iterator[tuple[_Named, _Named]]:
    return pairwise((bead.source, bead.target) for bead in beads)
