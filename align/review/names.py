"""The names of one article as its page shows them: numbered, coloured, counted, with all their forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from align.bitext import Bitext, NameOutcome, Result
    from align.concept import Concept, Term

# As many as stay apart for most eyes; style.css has one rule for each.
HUES = 8


@dataclass(slots=True)
class Name:
    """A concept that the article mentions; `number` counts from 1 in the order of first mention."""

    number: int
    concept: Concept
    hue: int
    agreed: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    results: Counter[Result] = field(default_factory=Counter)

    @property
    def form(self) -> str:
        """Give the longest agreed form that was due: the one that names most fully."""
        return max(self.agreed, key=lambda form: (len(form), form))

    def add(self, outcome: NameOutcome) -> None:
        """Count one mention."""
        self.agreed[outcome.form] += 1
        self.surfaces[outcome.surface] += 1
        self.results[outcome.result] += 1


def collect(bitext: Bitext) -> dict[str, Name]:
    """Give the names of an article by concept id, in the order of first mention."""
    found: dict[str, Name] = {}
    beside = _neighbours(bitext)
    for unit in bitext.units:
        for outcome in unit.names:
            concept = outcome.concept
            if concept.id not in found:
                hue = _hue(concept, found, beside[concept.id])
                found[concept.id] = Name(len(found) + 1, concept, hue)
            found[concept.id].add(outcome)
    return found


def by_language(concept: Concept, first: Iterable[str] = ()) -> list[tuple[str, tuple[Term, ...]]]:
    """Give the terms of each language, preferred first, each text once; the languages `first` lead the others."""
    leading = list(first)
    tags = {term.language for term in concept.terms}

    def place(tag: str) -> tuple[int, str]:
        return (leading.index(tag) if tag in leading else len(leading), tag)

    return [(tag, _distinct(concept.terms_in(tag))) for tag in sorted(tags, key=place)]


def without_headlines(forms: Iterable[str]) -> list[str]:
    """Leave out what is another of the forms in capitals."""
    listed = list(forms)
    raised = {form.upper() for form in listed if not form.isupper()}
    return [form for form in listed if not form.isupper() or form not in raised]


def _distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Keep the first term of each text: two forms of a name may allow the same spelling."""
    return tuple({term.text: term for term in reversed(list(terms))}.values())[::-1]


def _neighbours(bitext: Bitext) -> dict[str, set[str]]:
    """Give for each concept the concepts that share a unit with it."""
    beside: dict[str, set[str]] = {}
    for unit in bitext.units:
        together = {outcome.concept.id for outcome in unit.names}
        for concept in together:
            beside.setdefault(concept, set()).update(together)
    return beside


def _hue(concept: Concept, found: Mapping[str, Name], beside: set[str]) -> int:
    """Choose a colour by the concept's id, so that it is the same on most pages.

    It steps aside for one that is free in the article, or else in the units where the name stands.
    """
    start = crc32(concept.id.encode("utf-8", "replace")) % HUES
    order = [(start + step) % HUES for step in range(HUES)]
    taken = {name.hue for name in found.values()}
    near = {name.hue for key, name in found.items() if key in beside}
    for avoided in (taken, near):
        for hue in order:
            if hue not in avoided:
                return hue
    return start
