"""Find where an article mentions the concepts of the glossary."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from align.concept import PERSON, Case, Mention, Status
from align.document import Span
from align.heap import growing
from align.languages import base
from align.names.boundary import is_bounded, is_in_address
from align.names.context import Surroundings
from align.names.endings import inflected, stem
from align.names.families import Families
from align.names.fold import compose, fold, key, straighten
from align.names.referents import Hit, refer
from align.names.unlisted import Unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from align.concept import Concept, Term
    from align.names.termbase import Termbase

    # A term of a concept, and one of the spellings that it is searched by.
    _Entry: TypeAlias = tuple[Concept, Term, str]

# An abbreviation of up to three letters is another word when only its first letter is a capital: "US", "Us".
_SHORT_ABBREVIATION = 3
_SURROGATE = re.compile("[\ud800-\udfff]")
_ORDER = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A term that a spelling may be, with what the case rules ask of it; an exception means no name."""

    concept: Concept
    term: Term
    spelling: str
    straight: str
    has_capitals: bool
    is_abbreviation: bool
    inflected: re.Pattern[str] | None
    is_exception: bool

    def end(self, folded: str, start: int, end: int) -> int | None:
        """Give where the name ends that was found by its spelling, or by its stem where names are inflected."""
        if self.inflected is None:
            return end
        match = self.inflected.match(folded, start)
        return match.end() if match else None

    def allows(self, surface: str) -> bool:
        """Tell whether the letter case of `surface` (straightened) fits the term."""
        if surface == self.straight:
            return True
        match self.term.case:
            case Case.EXACT:
                return False
            case Case.FIRST:
                return surface[0].upper() == surface[0] and surface[1:] == self.straight[1:]
            case Case.FOLD:
                return not self.has_capitals or (surface.isupper() if self.is_abbreviation else not surface.islower())


class Recogniser:
    """Search texts of one language for the terms that the glossary has in it; built when first used."""

    def __init__(self, termbase: Termbase, language: str) -> None:
        self._termbase = termbase
        self._language = base(language)

    @cached_property
    def _index(self) -> dict[str, list[_Entry]]:
        """Give the terms of each searched spelling or stem."""
        found: dict[str, list[_Entry]] = {}
        has_stems = stem("Kim", self._language) is not None
        with growing():
            for concept in self._termbase.concepts:
                for term in concept.terms + concept.exceptions:
                    if base(term.language) == self._language:
                        for spelling in _spellings(concept, term):
                            searched = (stem(spelling, self._language) if has_stems else "") or spelling
                            found.setdefault(searched, []).append((concept, term, spelling))
        found.pop("", None)
        return found

    @cached_property
    def _automaton(self) -> tuple[Any, _Candidates]:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(list(self._index), store_patterns=False), _Candidates(self._index, self._language)

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self._termbase.concepts, self._language)

    @cached_property
    def unlisted(self) -> Unlisted:
        """Give the search for spellings that the glossary does not list."""
        return Unlisted(self._termbase.concepts, self._language)

    @cached_property
    def families(self) -> Families:
        """Give the search for family names alone that the glossary has no short form for."""
        return Families(self._language, self._surroundings)

    def find(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        """Give the mentions of each segment of one article; segments are in the article's order."""
        return find_together([self], texts)

    def judge(self, text: str, hits: Sequence[Hit]) -> list[Hit]:
        """Judge hits of a segment by the words around them."""
        return self._surroundings.judge(straighten(text), hits)

    def hits(self, text: str) -> list[Hit]:
        """Give what a segment may mention, before the rest of the article decides."""
        if not self._index:
            return []
        composed, offsets = compose(text)
        folded = fold(composed)
        automaton, candidates = self._automaton
        try:
            matches = automaton.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # half a character, which no UTF-8 has
            folded = _SURROGATE.sub("\ufffd", folded)
            matches = automaton.find_matches_as_indexes(folded, overlapping=True)
        if not matches:
            return []
        straight = straighten(composed)
        hits: list[Hit] = []
        for (start, end), those in _outermost(folded, matches, candidates):
            surface = straight[start:end]
            fitting = [candidate for candidate in those if candidate.allows(surface)]
            if fitting and (not hits or hits[-1].span.end <= start) and not is_in_address(straight, start, end):
                best = [] if any(c.is_exception for c in fitting) else _best(fitting, surface)
                hits.append(Hit(Span(start, end), tuple((c.concept, c.term) for c in best), fitting[0].spelling))
        hits = self._surroundings.judge(straight, hits)
        if offsets is None:
            return hits
        # A stretch that ends inside what the text writes as one letter is no stretch of the text.
        whole = [hit for hit in hits if offsets[hit.span.end] > offsets[hit.span.end - 1]]
        return [hit.move(Span(offsets[hit.span.start], offsets[hit.span.end])) for hit in whole]


class _Candidates:
    """The candidates of each pattern, the best term of a concept first; made when a text has the pattern.

    Most names of a glossary occur in no text of a batch.
    """

    def __init__(self, index: dict[str, list[_Entry]], language: str) -> None:
        self._entries = list(index.values())
        self._language = language
        self._made: dict[int, list[_Candidate]] = {}

    def __getitem__(self, pattern: int) -> list[_Candidate]:
        if pattern not in self._made:
            found = [_candidate(*entry, self._language) for entry in self._entries[pattern]]
            self._made[pattern] = sorted(found, key=lambda candidate: _ORDER[candidate.term.status])
        return self._made[pattern]


def find_together(recognisers: Sequence[Recogniser], texts: Sequence[str]) -> list[tuple[Mention, ...]]:
    """Give the mentions of one article that any recogniser knows; of two that overlap the longer.

    The first recogniser also finds its names in spellings that it does not list, and family names of full ones.
    """
    hits = [_merged([recogniser.hits(text) for recogniser in recognisers]) for text in texts]
    for number, fresh in recognisers[0].unlisted.find(texts, hits).items():
        hits[number] = recognisers[0].judge(texts[number], _merged([hits[number], fresh]))
    for number, rows in recognisers[0].families.find(texts, hits).items():
        hits[number] = recognisers[0].judge(texts[number], _merged(rows))
    return [tuple(_mention(text, hit) for hit in row) for text, row in zip(texts, refer(hits), strict=True)]


def _merged(rows: Sequence[list[Hit]]) -> list[Hit]:
    if len(rows) == 1:
        return rows[0]
    kept: list[Hit] = []
    for hit in sorted((hit for row in rows for hit in row), key=lambda hit: -len(hit.span)):
        same = next((number for number, other in enumerate(kept) if other.span.overlaps(hit.span)), None)
        if same is None:
            kept.append(hit)
        elif kept[same].span == hit.span:
            # A word that two recognisers know may mean either; a stranger to one may be known to the other.
            kept[same] = replace(kept[same], candidates=kept[same].candidates + hit.candidates)
    return sorted(kept, key=lambda hit: hit.span)


def _candidate(concept: Concept, term: Term, spelling: str, language: str) -> _Candidate:
    straight = straighten(compose(term.text)[0])
    letters = sum(character.isalpha() for character in straight)
    return _Candidate(
        concept,
        term,
        spelling,
        straight,
        has_capitals=straight != straight.lower(),
        is_abbreviation=letters <= _SHORT_ABBREVIATION and straight.isupper(),
        inflected=inflected(spelling, language) if stem(spelling, language) else None,
        is_exception=term in concept.exceptions,
    )


def _spellings(concept: Concept, term: Term) -> tuple[str, ...]:
    """Give the searched spellings of a term: its own, and without hyphens where it is a person's name."""
    own = key(term.text)
    if "-" in own and " " in own and concept.kind == PERSON and term.case is Case.FOLD:
        return own, own.replace("-", " ")
    return (own,)


def _outermost(
    folded: str, matches: Sequence[tuple[int, int, int]], candidates: _Candidates
) -> Iterator[tuple[tuple[int, int], list[_Candidate]]]:
    """Give stretches that are words of their own, from left to right, the longest first where several begin."""
    stretches: dict[tuple[int, int], list[_Candidate]] = {}
    for pattern, start, end in matches:
        if start and folded[start - 1].isalpha() and not is_bounded(folded, start, len(folded)):
            continue
        for candidate in candidates[pattern]:
            last = candidate.end(folded, start, end)
            if last is not None and is_bounded(folded, start, last):
                stretches.setdefault((start, -last), []).append(candidate)
    for start, last in sorted(stretches):
        yield (start, -last), stretches[start, last]


def _best(candidates: Sequence[_Candidate], surface: str) -> list[_Candidate]:
    """Keep one term a concept: the one written like the text if there is one, else the first."""
    chosen: dict[str, _Candidate] = {}
    for candidate in candidates:
        known = chosen.get(candidate.concept.id)
        if known is None or (candidate.straight == surface != known.straight):
            chosen[candidate.concept.id] = candidate
    return list(chosen.values())


def _mention(text: str, hit: Hit) -> Mention:
    (concept, term), *_ = hit.candidates
    return Mention(concept, term, hit.span, hit.span.of(text), hit.confidence)
