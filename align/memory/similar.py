"""Find the sources of a memory that are like a sentence, word by word, without looking at most of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from align.bitext import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What translators have agreed on in all programs: below, a translation anew is faster.
LEAST = 0.7
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
    tools count. A source of 70 % lacks at most 30 % of n, so that it has one of any 30 % and one more words of the
    sentence; only those that have one of its rarest words are compared (prefix filter: Chaudhuri et al., ICDE 2006).
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._targets = dict(entries)
        self._sources = list(self._targets)
        self._letters: dict[str, str] = {}
        self._written = [self._write(source) for source in self._sources]
        self._places: dict[str, list[int]] = {}
        for place, written in enumerate(self._written):
            for letter in set(written):
                self._places.setdefault(letter, []).append(place)

    def like(self, source: str) -> tuple[Match, ...]:
        """Give the most similar entries, best first; those that are equal to the letter are left out."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        known = [self._letters.get(token, "\0") for token in tokens(source)]
        near = self._near(known)
        found = process.extract(
            "".join(known),
            {place: self._written[place] for place in near},
            scorer=Levenshtein.normalized_similarity,
            processor=None,
            score_cutoff=LEAST,
            limit=_MOST + 1,
        )
        best = sorted(((score, place) for _, score, place in found), key=lambda one: (-one[0], one[1]))
        matches = [Match(self._sources[place], self._targets[self._sources[place]], score) for score, place in best]
        return tuple(one for one in matches if one.source != source)[:_MOST]

    def _near(self, known: Sequence[str]) -> set[int]:
        """Give the places of all sources that can be similar enough."""
        count = len(known)
        # The longer text may be longer by as many words as may be added to this one.
        missing = int(count / LEAST * (1 - LEAST) + 1e-9)
        rarest = sorted(Counter(known).elements(), key=lambda letter: len(self._places.get(letter, ())))
        near: set[int] = set()
        for letter in dict.fromkeys(rarest[: missing + 1]):
            near.update(self._places.get(letter, ()))
        return {place for place in near if LEAST * count <= len(self._written[place]) <= count / LEAST}

    def _write(self, source: str) -> str:
        """Write a source with one letter a word, which is what rapidfuzz compares fastest."""
        return "".join(self._letters.setdefault(token, self._next()) for token in tokens(source))

    def _next(self) -> str:
        number = len(self._letters) + 1
        return chr(number if number < _SURROGATES else number + _AFTER_SURROGATES - _SURROGATES)
