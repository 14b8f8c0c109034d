"""A text as long as one likes: the novels one after the other, again and again, with variation."""

from __future__ import annotations

import random
from itertools import cycle

from _gold import TEXTS, gold_of, pair_of

from align.aligners.seam import Side
from align.bitext import Bead

# Share of the beads that a repetition leaves out, and of the words that it replaces by new ones on both sides.
_LEFT_OUT, _REPLACED = 0.05, 0.1
_SEED = 1


def repeated(size: int) -> tuple[Side, Side, list[Bead]]:
    """Give `size` source segments or a little more, their translation, and the gold beads."""
    chance = random.Random(_SEED)
    sides: tuple[list[str], list[str]] = ([], [])
    gold: list[Bead] = []
    novels = [(pair_of(text), gold_of(text)) for text in TEXTS[1:]]
    for turn, (pair, beads) in enumerate(cycle(novels)):
        if len(sides[0]) >= size:
            return Side(tuple(sides[0]), "en"), Side(tuple(sides[1]), "fr"), gold
        for bead in beads:
            if chance.random() < _LEFT_OUT:
                continue
            numbers = []
            for side, texts, run in zip(sides, pair, (bead.source, bead.target), strict=True):
                numbers.append(tuple(range(len(side), len(side) + len(run))))
                side.extend(_varied(texts.segments[n], turn, chance) for n in run)
            gold.append(Bead(numbers[0], numbers[1]))
    raise AssertionError


def _varied(text: str, turn: int, chance: random.Random) -> str:
    """Replace some words by the same words with the number of the turn, so that no two turns have one vocabulary."""
    return " ".join(f"{word}{_letters(turn)}" if chance.random() < _REPLACED else word for word in text.split(" "))


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(number))
