"""Find family names alone of people whom the glossary has by their full names only: `Zinoviev`, `Grigory Zinoviev`.

A person whom an article names in full gets short forms for that article, as if the glossary had a row for them: so one
rule says whom a family name means, and the target writes the family name of the agreed form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from align.concept import FULL, PERSON, SHORT, Status
from align.document import Span
from align.languages import base
from align.names.boundary import is_bounded, is_in_address, occurrences
from align.names.endings import inflected, stem
from align.names.fold import key
from align.names.referents import Hit
from align.names.variants.part import families
from align.names.variants.tokens import PARTICLES, take_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from align.concept import Concept, Term
    from align.names.context import Surroundings

    # By id: a person with short forms, and these by the spellings that the article may have of them.
    _People: TypeAlias = dict[str, tuple[Concept, dict[str, Term]]]

# Nobody agreed on the short form: the full name in the same article says whose it is.
_SURENESS = 0.9


class Families:
    """Find the family names of people in articles of one language."""

    def __init__(self, language: str, surroundings: Surroundings) -> None:
        self._language = language
        self._surroundings = surroundings
        self._people: dict[str, Concept | None] = {}

    def find(self, texts: Sequence[str], rows: Sequence[Sequence[Hit]]) -> dict[int, tuple[list[Hit], list[Hit]]]:
        """Give the segments where a family name stands alone, or its bearer in full: their hits anew, and new ones."""
        people = self._people_of(texts, rows)
        fresh: dict[int, list[Hit]] = {}
        for number, (text, row) in enumerate(zip(texts, rows, strict=True) if people else ()):
            if those := [hit for hit in _alone(text, people, self._places) if not _is_inside(hit, row)]:
                fresh[number] = those
        met = {concept.id for those in fresh.values() for hit in those for concept, _ in hit.candidates}
        known = {one: person for one, (person, _) in people.items() if one in met}
        return {
            number: ([_renamed(hit, known) for hit in row], fresh.get(number, []))
            for number, row in enumerate(rows)
            if number in fresh or any(concept.id in known for hit in row for concept, _ in hit.candidates)
        }

    def _people_of(self, texts: Sequence[str], rows: Sequence[Sequence[Hit]]) -> _People:
        """Give whom the article names in full, and by the family name more often; the glossary has no short form."""
        people: _People = {}
        named = Counter(concept.id for concept, _ in _named(texts, rows))
        for concept, surface in _named(texts, rows):
            if person := self._person(concept):
                _, spelled = people.setdefault(person.id, (person, {}))
                spelled.update(self._spelled(person, surface))
        whole = "\n".join(texts) if people else ""
        return {one: known for one, known in people.items() if self._count(whole, known[1]) > named[one]}

    def _count(self, whole: str, words: Iterable[str]) -> int:
        """Count words in a text, in full names too."""
        return sum(whole.count(stem(word, self._language) or word) for word in words)

    def _person(self, concept: Concept) -> Concept | None:
        """Give a person with short forms; None where the glossary has one in this language, or none can be made."""
        if concept.id not in self._people:
            person = _with_shorts(concept, self._language)
            is_fit = bool(self._shorts(person)) and not self._shorts(concept)
            self._people[concept.id] = person if is_fit else None
            if is_fit:
                self._surroundings.learn(person)
        return self._people[concept.id]

    def _shorts(self, concept: Concept) -> list[Term]:
        wanted = base(self._language)
        return [term for term in concept.terms if term.form == SHORT and base(term.language) == wanted]

    def _spelled(self, person: Concept, surface: str) -> dict[str, Term]:
        """Give the short forms by their spellings: their own, and that of a full name which no glossary lists."""
        shorts = self._shorts(person)
        spelled = {term.text: term for term in shorts}
        is_declined = stem(surface, self._language) is not None
        return spelled if is_declined else dict.fromkeys(_family(surface), shorts[0]) | spelled

    def _places(self, text: str, word: str) -> Iterator[Span]:
        """Find a word, in every case where names are declined."""
        pattern = inflected(word, self._language) if stem(word, self._language) else None
        if pattern is None:
            yield from occurrences(text, word)
        else:
            spans = (Span(*found.span()) for found in pattern.finditer(text))
            yield from (span for span in spans if is_bounded(text, span.start, span.end))


def _named(texts: Sequence[str], rows: Sequence[Sequence[Hit]]) -> Iterator[tuple[Concept, str]]:
    """Give the people whom an article names in full, without a doubt, and how it writes them."""
    for text, row in zip(texts, rows, strict=True):
        for hit in row:
            if len(hit.candidates) == 1:
                (concept, term), *_ = hit.candidates
                if concept.kind == PERSON and term.form == FULL and not concept.is_local:
                    yield concept, hit.span.of(text)


def _alone(text: str, people: _People, places: Callable[[str, str], Iterator[Span]]) -> Iterator[Hit]:
    """Find the family names in a text that one of the people bears, and no other."""
    found: dict[Span, list[tuple[Concept, Term]]] = {}
    for person, spelled in people.values():
        for word, term in spelled.items():
            for span in places(text, word):
                if not is_in_address(text, span.start, span.end):
                    found.setdefault(span, []).append((person, term))
    for span, bearers in found.items():
        if len({person.id for person, _ in bearers}) == 1:
            yield Hit(span, (bearers[0],), key(bearers[0][1].text), _SURENESS)


def _is_inside(hit: Hit, row: Sequence[Hit]) -> bool:
    """Tell whether a word is a part of what another hit has, and not the same word."""
    return any(hit.span.overlaps(other.span) and hit.span != other.span for other in row)


def _renamed(hit: Hit, people: dict[str, Concept]) -> Hit:
    if not any(concept.id in people for concept, _ in hit.candidates):
        return hit
    return replace(hit, candidates=tuple((people.get(one.id, one), term) for one, term in hit.candidates))


def _with_shorts(concept: Concept, source: str) -> Concept:
    """Give a concept with the family name of each full form, in the languages that have no short form.

    Two forms with one family name leave it the better status of the two; how the source shortens nobody agreed on.
    """
    have = {base(term.language) for term in concept.terms if term.form == SHORT}
    made: dict[tuple[str, str], Term] = {}
    for term in sorted(concept.terms, key=lambda term: list(Status).index(term.status)):
        if term.form == FULL and base(term.language) not in have and term.status is not Status.FORBIDDEN:
            for word in _family(term.text):
                status = Status.ADMITTED if base(term.language) == base(source) else term.status
                short = replace(term, text=word, form=SHORT, status=status, file="", line=0)
                made.setdefault((term.language, word), short)
    return replace(concept, terms=(*concept.terms, *made.values())) if made else concept


def _family(full: str) -> Iterator[str]:
    """Give the family name of a full one as it is written, with the particles that it never goes without."""
    words = full.split()
    wanted = families(full)
    for place, word in enumerate(words):
        if len(words) > 1 and len(word) > 1 and take_apart(word).tokens == wanted:
            first = place
            while first > 1 and words[first - 1].islower() and words[first - 1] in PARTICLES:
                first -= 1
            yield " ".join(words[first : place + 1]).strip(",")
            return
