"""How much two texts share of what is the same in every language: numbers, names, and words that look alike."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.document import Document

# A number of one digit is often written out.
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_LEAST_DIGITS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")
# What begins a sentence has its capital from there.
_CAPITAL = re.compile(r"(?<=[\w,;:–—-][ ])[^\W\d_a-z][^\W\d_]+")
_SPOKEN = str.maketrans("", "", "aeiouyhw")
# Consonants that are enough to know a name by, in another script or with another ending.
_CONSONANTS = 4
_LEAST_CONSONANTS = 2
_BEYOND_LATIN = "\u0250"
# A sign in all texts says nothing, one in a single text of either side the most; more texts only add to that.
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text has of numbers and of names by their consonants, counted; `size` is its length in bytes."""

    counts: Mapping[str, int]
    size: int
    is_latin: bool


def signs_of(document: Document) -> Signs:
    """Gather the signs of a text; of one in a script without capitals every word may be a name."""
    from anyascii import anyascii

    texts = [segment.text for segment in document.segments]
    whole = "\n".join(texts)
    has_capitals = whole.lower() != whole
    pattern = _CAPITAL if has_capitals else _WORD
    counts: Counter[str] = Counter()
    for text in texts:
        digits = (re.sub(r"\D", "", match) for match in _NUMBER.findall(text))
        counts.update(str(int(number)) for number in digits if len(number) >= _LEAST_DIGITS)
        for word in pattern.findall(text):
            bones = anyascii(word).lower().translate(_SPOKEN)[:_CONSONANTS]
            if len(bones) >= _LEAST_CONSONANTS and bones.isalpha():
                counts[bones] += 1
    letters = [character for character in whole if character.isalpha()]
    is_latin = 2 * sum(character < _BEYOND_LATIN for character in letters) > len(letters)
    return Signs(counts, len(whole.encode("utf-8", "replace")), is_latin)


class Likeness:
    """Compare texts by their signs, the rare ones most; what is rare is told by all the texts."""

    def __init__(self, texts: Iterable[Signs]) -> None:
        known: Counter[str] = Counter()
        self._texts = _FEWEST
        for one in texts:
            known.update(one.counts.keys())
            self._texts += 1
        self._known = known

    def of(self, one: Signs, other: Signs) -> float:
        """Give the cosine of what both texts have, 0..1."""
        shared = sum(
            self._weight(sign, count) * self._weight(sign, other.counts[sign])
            for sign, count in one.counts.items()
            if sign in other.counts
        )
        return shared / math.sqrt(self._norm(one) * self._norm(other)) if shared else 0.0

    def _weight(self, sign: str, count: int) -> float:
        return (1 + math.log(count)) * math.log(self._texts / (1 + self._known[sign]) + 1)

    def _norm(self, one: Signs) -> float:
        return sum(self._weight(sign, count) ** 2 for sign, count in one.counts.items())


def likeness(one: Signs, other: Signs) -> float:
    """Compare two texts where there are no others to tell what is rare."""
    return Likeness(()).of(one, other)


def ranked(one: Signs, others: Sequence[Signs], scale: Likeness, *, ratio: float) -> list[int]:
    """Give the places of `others`, the likeliest first; `ratio` is how much longer they usually are."""
    scores = [scale.of(one, other) - abs(math.log(other.size / (one.size * ratio))) for other in others]
    return sorted(range(len(others)), key=lambda place: -scores[place])
