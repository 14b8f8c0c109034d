"""Gold alignments from news that people translated line by line: lines cut again, some dropped, some merged."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from _corpora import DATA

from align.aligners.seam import Side
from align.bitext import Bead
from align.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    # The segments of both sides of one bead.
    Group = tuple[list[str], list[str]]

# NTREX's names for the languages.
CODES = {"en": "eng", "pt": "por", "es": "spa", "fr": "fra", "id": "ind", "ko": "kor", "ru": "rus"}
_DROPPED, _MERGED, _SEED = 0.05, 0.05, 5


def recut(source: str, target: str) -> tuple[Side, Side, list[Bead]]:
    """Give both sides, all documents in a row, and the gold beads.

    Lines are cut by our segmenter; one with as many segments on both sides is parted into 1-1. Of the lines, 5 %
    are dropped on either side; on one side of 5 %, a segment is merged with its neighbour.
    """
    chance = random.Random(_SEED)
    sides: Group = ([], [])
    gold: list[Bead] = []
    for group in _merged([_dropped(group, chance) for group in _cut(source, target)], chance):
        numbers = []
        for side, texts in zip(sides, group, strict=True):
            numbers.append(tuple(range(len(side), len(side) + len(texts))))
            side.extend(texts)
        lone = not all(numbers)
        gold += [Bead((n,), ()) for n in numbers[0]] if lone else [Bead(numbers[0], numbers[1])]
        gold += [Bead((), (n,)) for n in numbers[1]] if lone else []
    return Side(tuple(sides[0]), source), Side(tuple(sides[1]), target), gold


def _cut(*languages: str) -> Iterator[Group]:
    segmenter = Segmenter()
    files = [(DATA / "ntrex" / f"{CODES[tag]}.txt").read_text(encoding="utf-8").splitlines() for tag in languages]
    for line in zip(*files, strict=True):
        ours, theirs = (
            [span.of(text) for span in segmenter.cut_text(text, tag)] for text, tag in zip(line, languages, strict=True)
        )
        if len(ours) == len(theirs):
            yield from (([one], [other]) for one, other in zip(ours, theirs, strict=True))
        else:
            yield ours, theirs


def _dropped(group: Group, chance: random.Random) -> Group:
    drawn = chance.random()
    if drawn < _DROPPED:
        return [], group[1]
    return (group[0], []) if drawn < 2 * _DROPPED else group


def _merged(groups: list[Group], chance: random.Random) -> list[Group]:
    merged: list[Group] = []
    for group in groups:
        if merged and all(group) and all(merged[-1]) and chance.random() < _MERGED:
            side = chance.randrange(2)
            before, behind = merged[-1], group
            joined = tuple(
                [*one[:-1], f"{one[-1]} {other[0]}", *other[1:]] if k == side else [*one, *other]
                for k, (one, other) in enumerate(zip(before, behind, strict=True))
            )
            merged[-1] = (joined[0], joined[1])
        else:
            merged.append(group)
    return merged
