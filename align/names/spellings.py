"""Judge whether a stretch of text spells a name of the glossary in a way that the glossary does not list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from align.concept import FULL, PERSON, SHORT
from align.heap import growing
from align.languages import base
from align.names.fold import key
from align.names.ledger.same import likeness
from align.names.offices import TITLES
from align.names.variants import Likeness
from align.names.variants.matching import compare_closely
from align.names.variants.outline import may_be, outlines, outlines_of_many, turned_outlines
from align.names.words import CALENDAR, STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from align.concept import Concept, Term

    _Pair: TypeAlias = tuple[Concept, Term]
    _Index: TypeAlias = Mapping[str, list[_Pair]]
    # The best score and term of each concept, by its id.
    _Best: TypeAlias = dict[str, tuple[float, Concept, Term]]

# Two romanisations may be two people unless the Hangul is known; and a name of another script is nearest to English.
_TELLING = frozenset({"ko", "en"})
_KINDS = frozenset({PERSON, "place", "organisation"})
# A word and its possessive.
_WORD = re.compile(r"(\S+?)(['’ʼ][sS])?(?!\S)")
_MOST_WORDS = 5  # of a name
# A single word has little to go by: it has to be so long and so much alike.
_SHORTEST_WORD = 6
_ALIKE_WORD = 90.0
_BEFORE = TITLES | STARTERS


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom or what a spelling means: surely, or only likely; each concept with its nearest term."""

    candidates: tuple[_Pair, ...]
    score: float
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Spelled:
    """A stretch of a run of words that spells a name."""

    start: int
    end: int
    meaning: Meaning


class Spellings:
    """The names of a termbase by their outlines, for articles of one language; made when a text first asks.

    A name is known by its forms in that language, and a person by some others; by those of all where it has none.
    """

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._concepts = concepts
        self._language = base(language)
        self._verdicts: dict[str, tuple[Spelled, ...]] = {}

    def in_run(self, run: str) -> tuple[Spelled, ...]:
        """Give the names in a run of words in capitals; each run is judged once."""
        verdict = self._verdicts.get(run)
        if verdict is None:
            verdict = self._verdicts[run] = tuple(self._judge(run))
        return verdict

    def of_name(self, text: str) -> tuple[Spelled, ...]:
        """Judge a stretch that is a name as it stands."""
        if text not in self._verdicts:
            meaning = self._several(text)
            self._verdicts[text] = (Spelled(0, len(text), meaning),) if meaning else ()
        return self._verdicts[text]

    @cached_property
    def _index(self) -> tuple[_Index, _Index]:
        """Give the names of several words, and the single words, by outline."""
        with growing():
            return self._indexed()

    def _indexed(self) -> tuple[_Index, _Index]:
        known: dict[str, list[_Pair]] = {}
        for concept in self._concepts:
            if concept.kind in _KINDS:
                for term in self._terms(concept):
                    known.setdefault(term.text, []).append((concept, term))
        several: dict[str, list[_Pair]] = {}
        single: dict[str, list[_Pair]] = {}
        for text, found in outlines_of_many(list(known)):
            for outline in found:
                if " " in text:
                    several.setdefault(outline, []).extend(known[text])
                    continue
                for concept, term in known[text]:
                    # A full name in a script without spaces is as telling as one of several words.
                    is_word = term.form == SHORT or text[0].isupper()
                    (single if is_word else several).setdefault(outline, []).append((concept, term))
        return several, single

    def _terms(self, concept: Concept) -> Iterator[Term]:
        own = [term for term in concept.terms if base(term.language) == self._language]
        forms = (FULL, SHORT) if concept.kind == PERSON else (FULL,)
        seen: set[str] = set()
        if own and concept.kind == PERSON:
            own += [term for term in concept.terms if term.language in _TELLING and term.form == FULL]
        for term in own or concept.terms:
            if term.form in forms and term.text not in seen:
                seen.add(term.text)
                yield term

    def _judge(self, run: str) -> Iterator[Spelled]:
        """Look at each part between possessives and days: at all of it, then between its small words."""
        for part in _parts(run):
            whole = list(self._judge_part(run, part))
            yield from whole
            if not whole and not all(word[1][0].isupper() for word in part):
                for is_raised, words in groupby(part, key=lambda word: word[1][0].isupper()):
                    if is_raised:
                        yield from self._judge_part(run, list(words))

    def _judge_part(self, run: str, part: Sequence[re.Match[str]]) -> Iterator[Spelled]:
        """Look at all of a part, then at what stands behind its last title."""
        raised = [(number, word[1]) for number, word in enumerate(part[:-1], 1) if word[1][0].isupper()]
        titles = [number for number, word in raised if word.casefold() in _BEFORE]
        for first in (0, *titles[-1:]):
            start, end = part[first].start(), part[-1].end(1)
            text, words = run[start:end], len(part) - first
            meaning = self._single(text) if words == 1 else self._several(text) if words <= _MOST_WORDS else None
            # A word that begins sentences is no part of a name that is only likely.
            if meaning and (meaning.is_sure or part[first][1].casefold() not in STARTERS):
                yield Spelled(start, end, meaning)
                return

    def _several(self, text: str) -> Meaning | None:
        """Give the concepts that a name of several words surely means, or the only person whom it is likely to."""
        text = " ".join(text.split())
        sure: _Best = {}
        likely: _Best = {}
        for concept, term in _at(self._index[0], turned_outlines(text)):
            alike, score = _alike(text, term.text, concept.kind)
            if alike is Likeness.SAME:
                _keep(sure, score, concept, term)
            elif alike is Likeness.LIKELY and concept.kind == PERSON:
                _keep(likely, score, concept, term)
        if sure:
            return self._meaning(text, sure)
        has_initials = any(len(word) == 1 for word in text.split())
        return self._meaning(text, likely, is_sure=False) if len(likely) == 1 and not has_initials else None

    def _single(self, text: str) -> Meaning | None:
        """Give the concept that a single word surely means: a place or body, or a person by the short form."""
        if len(text) < _SHORTEST_WORD:
            return None
        sure: _Best = {}
        for concept, term in _at(self._index[1], outlines(text)):
            if score := sureness(text, term.text, concept.kind):
                _keep(sure, score, concept, term)
        return self._meaning(text, sure) if sure else None

    def _meaning(self, text: str, best: _Best, *, is_sure: bool = True) -> Meaning | None:
        """Name each concept's nearest term in the language of the articles; nothing where the glossary lists the text.

        Then the recogniser has found it, or has reasons of its own not to.
        """
        from rapidfuzz.fuzz import ratio

        chosen: list[_Pair] = []
        for _, concept, term in best.values():
            own = [one for one in concept.terms if base(one.language) == self._language]
            if any(key(one.text) == key(text) for one in own):
                return None
            nearest = max(
                (one for one in own if one.form == term.form), key=lambda one: ratio(one.text, text), default=term
            )
            chosen.append((concept, nearest))
        return Meaning(tuple(chosen), max(score for score, _, _ in best.values()), is_sure)


def sureness(text: str, known: str, kind: str) -> float:
    """Score two single words that surely are one name, 90 and more; 0 where that is not sure."""
    if min(len(text), len(known)) < _SHORTEST_WORD or not may_be(text, known):
        return 0.0
    found = compare_closely(text, known, kind=kind)
    return found.score if found.likeness is Likeness.SAME and found.score >= _ALIKE_WORD else 0.0


def _alike(text: str, known: str, kind: str) -> tuple[Likeness, float]:
    if not may_be(text, known):
        return Likeness.DIFFERENT, 0.0
    if kind == PERSON:
        found = compare_closely(text, known)
        return found.likeness, found.score
    written = text.title() if text.isupper() else text
    return likeness(written, known, kind), _ALIKE_WORD


def _keep(best: _Best, score: float, concept: Concept, term: Term) -> None:
    if concept.id not in best or best[concept.id][0] < score:
        best[concept.id] = (score, concept, term)


def _at(index: _Index, found: Iterable[str]) -> Iterator[_Pair]:
    for outline in sorted(found):
        yield from index.get(outline, ())


def _parts(run: str) -> Iterator[list[re.Match[str]]]:
    """Cut a run of words at days, and behind possessives."""
    part: list[re.Match[str]] = []
    for word in _WORD.finditer(run):
        is_day = word[1].casefold() in CALENDAR
        if not is_day:
            part.append(word)
        if part and (is_day or word[2]):
            yield part
            part = []
    if part:
        yield part
