"""The texts with gold alignments, and the score of beads against them."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from _corpora import DATA

from align.aligners.beads import parse_beads
from align.aligners.kinds import KINDS
from align.aligners.seam import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from align.aligners.kinds import Kind
    from align.bitext import Bead

TEXTS = (
    "textberg-dev.de-fr",
    "AlicesAdventuresInWonderland.en-fr",
    "Candide.en-fr",
    "JaneEyre.en-fr",
    "LesTravailleursDeLaMer.en-fr",
)


def read_lines(path: Path) -> Side:
    """Take each line as a segment, empty ones too, so that lines keep their numbers."""
    return Side(tuple(path.read_text(encoding="utf-8").removesuffix("\n").split("\n")))


def pair_of(text: str) -> tuple[Side, Side]:
    """Read both sides of a text."""
    one, other = text.rsplit(".", 1)[1].split("-")
    folder = DATA / "alignment"
    sides = [replace(read_lines(folder / f"{text}.{tag}"), language=tag) for tag in (one, other)]
    return sides[0], sides[1]


def gold_of(text: str) -> list[Bead]:
    """Read the gold beads of a text."""
    path = DATA / "alignment" / f"{text}.gold"
    return parse_beads(path.read_text(encoding="utf-8"), where=str(path))


def f1(pairs: Iterable[tuple[Sequence[Bead], Sequence[Bead]]]) -> float:
    """Give the strict F1 of (gold, found) pairs together, as Vecalign's score.py: lone beads count in precision."""
    right = found = recalled = wanted = 0
    for gold, beads in pairs:
        golden, ours = ({(bead.source, bead.target) for bead in side} for side in (gold, beads))
        right += len(golden & ours)
        found += len(ours)
        wanted += sum(1 for bead in golden if bead[0] and bead[1])
        recalled += sum(1 for bead in golden & ours if bead[0] and bead[1])
    precision, recall = right / max(1, found), recalled / max(1, wanted)
    return 2 * precision * recall / max(1e-9, precision + recall)


def kinds_of(gold: Sequence[Bead], sizes: tuple[int, int]) -> list[Kind]:
    """Give the kinds of the gold beads in order, as the lattice can go them.

    Segments that the gold leaves out stand alone, crossing beads are joined, and beads of a kind that the lattice
    does not have are parted.
    """
    joined: list[tuple[set[int], set[int]]] = []
    for bead in gold:
        ours, theirs = set(bead.source), set(bead.target)
        while joined and any(a and b and min(a) < max(b) for a, b in zip((ours, theirs), joined[-1], strict=True)):
            last = joined.pop()
            ours, theirs = ours | last[0], theirs | last[1]
        joined.append((ours, theirs))
    kinds: list[Kind] = []
    at = [0, 0]
    for sides in [*joined, ({sizes[0]}, {sizes[1]})]:
        for k, lone in ((0, (1, 0)), (1, (0, 1))):
            if sides[k]:
                kinds += [lone] * (min(sides[k]) - at[k])
                at[k] = max(sides[k]) + 1
        kinds += _parted(*(max(side) - min(side) + 1 if side else 0 for side in sides))
    runs = groupby(kinds[:-1], lambda kind: 0 in kind)
    # Of lone segments side by side, the lattice takes the source's first.
    return [kind for is_lone, run in runs for kind in (sorted(run, reverse=True) if is_lone else run)]


def _parted(a: int, b: int) -> list[Kind]:
    if (a, b) in KINDS:
        return [(a, b)]
    if not a or not b:
        return [(1, 0)] * a + [(0, 1)] * b
    parts = -(-max(a, b) // 4)
    if min(a, b) < parts:
        first = min(a, 4), min(b, 4)
        return [first, *_parted(a - first[0], b - first[1])]
    return [(a * (k + 1) // parts - a * k // parts, b * (k + 1) // parts - b * k // parts) for k in range(parts)]
