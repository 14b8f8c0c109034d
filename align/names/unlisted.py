"""Find the glossary's names in an article where they are spelled as the glossary does not list: `Gim Honggyun`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from align.bitext import Flag
from align.concept import FULL, PERSON, SHORT
from align.document import Span
from align.languages import base
from align.names.boundary import is_bounded, is_in_address, occurrences
from align.names.discover.capitals import UNCASED
from align.names.discover.titles import Titles
from align.names.fold import key
from align.names.referents import Hit
from align.names.spellings import Spellings
from align.names.terms import preferred
from align.names.variants.outline import outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.concept import Concept, Mention, Term
    from align.names.spellings import Meaning, Spelled

# Latin and Cyrillic capitals.
_LAST_CASED = 0x530
_UPPER = "".join(character for character in map(chr, range(_LAST_CASED)) if character.isupper())
# An article that is written onto a small word (`L'ambasciatore`) begins no name.
_WORD = rf"(?![LDS]['’][a-zà-ÿ])[{_UPPER}][^\W\d_]*(?:[-‐‑'’ʼ][^\W\d_]+)*"
_SMALL = "(?:al|bin|da|de|der|des|di|do|dos|du|el|ibn|of|the|van|von)"
_RUN = re.compile(rf"(?<![\w@#]){_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD})*")
_FIRST = re.compile(r"\w+\s(?=\S+\s)")
# What is found by likeness is never as sure as what the glossary lists.
_MOST_SURE = 0.99
# Texts: more than an article has.
_REMEMBERED = 1024


class Unlisted:
    """Find names by likeness in articles of one language."""

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._spellings = Spellings(concepts, language) if concepts else None
        self._language = language
        self._is_cased = base(language) not in UNCASED
        self._titles = Titles()

    def find(self, texts: Sequence[str], known: Sequence[Sequence[Hit]]) -> dict[int, list[Hit]]:
        """Give the new hits in each segment of an article that has some; `known` are those that the glossary lists.

        A word that an unlisted full name has for a person's short form means the same person in all of the article.
        """
        found: dict[int, list[Hit]] = {}
        shorts: dict[str, dict[str, tuple[Concept, Term]]] = {}
        for number, (text, hits) in enumerate(zip(texts, known, strict=True)):
            for span, meaning in self._stretches(text, [hit.span for hit in hits]):
                if meaning.is_sure and _is_open(span, hits):
                    found.setdefault(number, []).append(_hit(span, meaning.candidates, meaning.score / 100))
                    for word, concept, term in _short_words(span.of(text), meaning, self._language):
                        shorts.setdefault(word, {})[concept.id] = (concept, term)
        for word, bearers in shorts.items():
            for number, text in enumerate(texts):
                taken = [*known[number], *found.get(number, ())]
                for span in occurrences(text, word):
                    if not any(hit.span.overlaps(span) for hit in taken):
                        found.setdefault(number, []).append(_hit(span, tuple(bearers.values()), _MOST_SURE))
        return found

    def doubts(
        self, texts: Sequence[str], mentions: Sequence[Sequence[Mention]], target: str
    ) -> list[tuple[Flag, ...]]:
        """Give a flag for each name that is only likely one of the glossary's, for the segments of an article."""
        return [
            tuple(dict.fromkeys(self._doubt(text, those, target))) for text, those in zip(texts, mentions, strict=True)
        ]

    def _doubt(self, text: str, mentions: Sequence[Mention], target: str) -> Iterator[Flag]:
        taken = [mention.span for mention in mentions]
        for span, meaning in self._stretches(text, taken):
            if not meaning.is_sure and not any(span.overlaps(other) for other in taken):
                concept, term = meaning.candidates[0]
                agreed = preferred(concept, target, FULL) or term
                yield Flag("name-spelling", f"{span.of(text)!r} may be {agreed.text!r}")

    def _stretches(self, text: str, taken: Sequence[Span]) -> Iterator[tuple[Span, Meaning]]:
        """Give what may be a name in a text: runs of capitals, or what stands beside a title where there are none."""
        if self._spellings is None:
            return
        if self._is_cased:
            for start, found in _in_runs(self._spellings, text, taken):
                for one in found:
                    span = Span(start + one.start, start + one.end)
                    if is_bounded(text, span.start, span.end) and not is_in_address(text, span.start, span.end):
                        yield span, one.meaning
        elif self._titles.serves(self._language):
            for candidate in self._titles.find([text], self._language):
                for one in self._spellings.of_name(candidate.surface):
                    yield candidate.span, one.meaning


@lru_cache(maxsize=_REMEMBERED)
def _runs(text: str) -> tuple[tuple[int, int], ...]:
    """Give where each run of words in capitals begins and ends; a text is searched for names, then for doubts."""
    return tuple(match.span() for match in _RUN.finditer(text))


def _in_runs(spellings: Spellings, text: str, taken: Sequence[Span]) -> Iterator[tuple[int, tuple[Spelled, ...]]]:
    """Give what each run of capitals that is not taken has, with the offset that it is counted from."""
    known = {span.end for span in taken}
    for first, end in _runs(text):
        start = first
        if end in known and any(span.start <= start < span.end for span in taken):
            continue
        found = spellings.in_run(text[start:end])
        if not found and not start and (word := _FIRST.match(text, 0, end)):
            start = word.end()  # any word is in a capital where a sentence begins; two more are a name
            found = spellings.in_run(text[start:end])
        if found:
            yield start, found


def _is_open(span: Span, known: Sequence[Hit]) -> bool:
    """Tell whether the glossary leaves a stretch open: nothing listed stands there but a family name inside."""
    inside = [hit for hit in known if hit.span.overlaps(span)]
    return all(len(hit.span) < len(span) and span.covers(hit.span) and _is_short(hit) for hit in inside)


def _is_short(hit: Hit) -> bool:
    return all(concept.kind == PERSON and term.form == SHORT for concept, term in hit.candidates)


def _hit(span: Span, candidates: tuple[tuple[Concept, Term], ...], sureness: float) -> Hit:
    return Hit(span, candidates, key(candidates[0][1].text), min(sureness, _MOST_SURE))


def _short_words(surface: str, meaning: Meaning, language: str) -> Iterator[tuple[str, Concept, Term]]:
    """Give the first or last word of a full name that stands for a short form of the person's."""
    words = surface.split()
    for concept, term in meaning.candidates:
        if concept.kind == PERSON and term.form == FULL and len(words) > 1:
            shorts = [one for one in concept.terms if one.form == SHORT]
            for word in (words[0], words[-1]):
                same = [one for one in shorts if outlines(one.text) & outlines(word)]
                own = [one for one in same if base(one.language) == base(language)]
                if same and not any(key(one.text) == key(word) for one in own):
                    yield word, concept, (own or same)[0]
