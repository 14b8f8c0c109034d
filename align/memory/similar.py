"""Find the sources of a memory that are like a sentence, word by word, without looking at most of them."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from align.bitext import Match

if TYPE_CHECKING:
    from collections.abc import Iterable

# What translators have agreed on in all programs: below, a translation anew is faster.
LEAST = 0.7
# What the last digit of 0.7 times a number may be off by.
_ROUNDING = 1e-9
# More beside one segment are not read.
_MOST = 3
# A word, or a mark; letters of scripts without spaces (Thai, kana, Chinese characters) are words of their own.
_TOKEN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")
_PIECE = re.compile(f"({_TOKEN.pattern})")
# Surrogates have no place in a text that rapidfuzz compares.
_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000


def tokens(text: str) -> list[str]:
    """Cut a text into words and marks."""
    return _TOKEN.findall(text)


def pieces(text: str) -> list[str]:
    """Cut a text into words, marks and what lies between them: joined, they are the text."""
    return [piece for piece in _PIECE.split(text) if piece]


class Likeness:
    """An index of sources; the later of two equal ones counts.

    The score is 1 - d / n: d words and marks to add, leave out or exchange, n those of the longer text, as most CAT
    tools count. Two texts with a score of 70 % share 70 % of the words of each, so that they share one of the rarest
    30 % and one more of each; only those are compared (prefix filter: Chaudhuri, Ganti and Kaushik, ICDE 2006).
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._targets = dict(entries)
        self._letters: dict[str, str] = {}
        written = sorted(((self._write(source), source) for source in self._targets), key=lambda one: len(one[0]))
        self._written = [letters for letters, _ in written]
        self._sources = [source for _, source in written]
        self._lengths = [len(letters) for letters in self._written]
        self._counts = Counter(letter for letters in self._written for letter in letters)
        self._places: dict[str, list[int]] = {}
        for place, letters in enumerate(self._written):
            for letter in self._rarest(letters):
                self._places.setdefault(letter, []).append(place)

    def like(self, source: str) -> tuple[Match, ...]:
        """Give the most similar entries, best first; those that are equal to the letter are left out."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        known = "".join(self._letters.get(token, "\0") for token in tokens(source))
        near = self._near(known)
        found = process.extract(
            known,
            [self._written[place] for place in near],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=LEAST,
            limit=_MOST + 1,
        )
        best = [(score, self._sources[near[number]]) for _, score, number in found]
        matches = [
            Match(one, self._targets[one], score) for score, one in sorted(best, key=lambda one: (-one[0], one[1]))
        ]
        return tuple(one for one in matches if one.source != source)[:_MOST]

    def _near(self, known: str) -> list[int]:
        """Give the places of all sources that can be similar enough, in order."""
        first = bisect_left(self._lengths, math.ceil(LEAST * len(known) - _ROUNDING))
        last = bisect_right(self._lengths, math.floor(len(known) / LEAST + _ROUNDING))
        near: set[int] = set()
        for letter in self._rarest(known):
            places = self._places.get(letter, [])
            near.update(places[bisect_left(places, first) : bisect_left(places, last)])
        return sorted(near)

    def _rarest(self, letters: str) -> frozenset[str]:
        """Give the rarest of a text's words, one of which any similar text has among its own rarest."""
        shared = math.ceil(LEAST * len(letters) - _ROUNDING)
        return frozenset(
            sorted(letters, key=lambda letter: (self._counts[letter], letter))[: len(letters) - shared + 1]
        )

    def _write(self, source: str) -> str:
        """Write a source with one letter a word, which is what rapidfuzz compares fastest."""
        return "".join(self._letters.setdefault(token, self._next()) for token in tokens(source))

    def _next(self) -> str:
        number = len(self._letters) + 1
        return chr(number if number < _SURROGATES else number + _AFTER_SURROGATES - _SURROGATES)
