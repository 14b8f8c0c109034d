"""Look whether every name stands in a translation as it should: as often, in a legal form, not doubled."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.document import Span
from align.names.articles import joined
from align.names.boundary import is_bounded, occurrences
from align.names.endings import adjectives, inflected
from align.names.leftover import leftover
from align.names.spared import spared, unspared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.document import Link
    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand

# Words that stand right beside each other have this many spaces and hyphens between them at most.
_GAP = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Where a demanded name stands; not `exact`: in an inflected or admitted form."""

    span: Span
    exact: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands for each demand, and what stands in the target that should not.

    `doubled` and `wrong` pair the number of a demand with the stretch that is too much, or in a form to be avoided.
    """

    found: tuple[Found | None, ...]
    doubled: tuple[tuple[int, Span], ...] = ()
    wrong: tuple[tuple[int, Span], ...] = ()

    @property
    def missed(self) -> tuple[int, ...]:
        """Number the demands that nothing stands for."""
        return tuple(number for number, found in enumerate(self.found) if found is None)

    @property
    def failing(self) -> frozenset[int]:
        """Number the demands that something is amiss with."""
        return frozenset((*self.missed, *(n for n, _ in self.doubled), *(n for n, _ in self.wrong)))

    @property
    def damage(self) -> tuple[int, int]:
        """Rank: missed names first, then what is too much."""
        return len(self.missed), len(self.doubled) + len(self.wrong)


def verify(
    source: str,
    hypothesis: Hypothesis,
    demands: Sequence[Demand],
    language: str,
    hints: Sequence[Span | None] = (),
    *,
    plain: str = "",
) -> Verdict:
    """Judge a hypothesis; `hints` say for each demand where an engine or a placeholder has put it.

    `plain` is how the engine translates the sentence unasked; with it, remains beside names that it was made to write
    count as doubled.
    """
    search = _Search(hypothesis, demands, hints, spared(source, hypothesis, demands))
    groups: dict[str, list[int]] = {}
    for number, demand in enumerate(demands):
        groups.setdefault(demand.text, []).append(number)
    # The longest first, so that `Putin` is not looked for inside `Vladimir Putin`.
    for text in sorted(groups, key=len, reverse=True):
        numbers = groups[text]
        search.assign(numbers, spellings(hypothesis.text, text), exact=True)
        search.assign(numbers, _legal(hypothesis.text, demands[numbers[0]], language), exact=False)
        search.reserve(numbers)
    found = tuple(search.found.get(number) for number in range(len(demands)))
    doubled = [*_beside(source, hypothesis.text, demands, found), *search.too_many(source, groups)]
    if plain and any(hints):
        names = {number: place.span for number, place in enumerate(found) if place}
        spans = [demand.mention.span for demand in demands]
        others = [span for _, span in doubled]
        remains = leftover(source, hypothesis, plain, spans, names)
        doubled += [(number, span) for number, span in remains if not any(span.overlaps(other) for other in others)]
    return Verdict(
        found,
        doubled=tuple(doubled),
        wrong=tuple(search.wrong(source)),
    )


def spellings(text: str, form: str) -> Iterator[Span]:
    """Find a form as it is written; a small first letter may be raised, and a form without capitals be in any case."""
    if form == form.lower() and len(lowered := text.lower()) == len(text):
        yield from occurrences(lowered, form)
        return
    yield from occurrences(text, form)
    if form[0].islower():
        yield from occurrences(text, form[0].upper() + form[1:])


def hull(links: Iterable[Link], span: Span) -> Span | None:
    """Give the stretch of the target that word links lead to from a stretch of the source."""
    targets = [link.target for link in links if link.source.overlaps(span) and len(link.target)]
    if not targets:
        return None
    return Span(min(target.start for target in targets), max(target.end for target in targets))


def _legal(text: str, demand: Demand, language: str) -> Iterator[Span]:
    for form in demand.accepted:
        yield from spellings(text, form)
    if demand.mention.concept.kind == "place":
        pattern = adjectives(demand.text, language)
        yield from (Span(*match.span()) for match in pattern.finditer(text)) if pattern else ()
    for form in dict.fromkeys((demand.text, demand.form.text, *demand.form.admitted)):
        for pattern in (inflected(form, language), joined(form, language)):
            for match in pattern.finditer(text) if pattern else ():
                if is_bounded(text, *match.span()):
                    yield Span(*match.span())


class _Search:
    """The stretches of a target that are given to demands, each to one."""

    def __init__(
        self,
        hypothesis: Hypothesis,
        demands: Sequence[Demand],
        hints: Sequence[Span | None],
        phrases: Sequence[Span],
    ) -> None:
        self.found: dict[int, Found] = {}
        self._hypothesis = hypothesis
        self._demands = demands
        self._hints = hints or [None] * len(demands)
        self._taken: list[Span] = []
        self._reserved: list[Span] = []
        self._phrases = phrases

    def _is_free(self, span: Span) -> bool:
        return _is_clear(self._taken, span) and _is_clear(self._reserved, span)

    def reserve(self, numbers: Sequence[int]) -> None:
        """Keep other spellings of missed names from being taken for shorter names: `Kim` in `Kim Jong Un`."""
        missed = next((number for number in numbers if number not in self.found), None)
        if missed is not None:
            demand = self._demands[missed]
            for spelling in dict.fromkeys((demand.mention.surface, *demand.form.wrong, *demand.form.other)):
                for span in occurrences(self._hypothesis.text, spelling):
                    if self._is_free(span):
                        insort(self._reserved, span)

    def assign(self, numbers: Sequence[int], spans: Iterable[Span], *, exact: bool) -> None:
        """Give each demand a stretch: where the hint says, else where the word links lead, else the first."""
        free = sorted({span for span in spans if self._is_free(span)})
        if self._phrases:
            free = [span for span in free if not any(span.overlaps(phrase) for phrase in self._phrases)]
        without = [number for number in numbers if number not in self.found]
        if not free or not without:
            return
        for number in without:
            self._take(number, _near(free, self._hints[number]), exact=exact)
        if len(free) != len(without):
            for number in without:
                if number not in self.found:
                    linked = hull(self._hypothesis.links, self._demands[number].mention.span)
                    self._take(number, _near(free, linked), exact=exact)
        rest = iter(free)
        for number in without:
            self._take(number, rest, exact=exact)

    def _take(self, number: int, spans: Iterable[Span], *, exact: bool) -> None:
        if number not in self.found:
            span = next(filter(self._is_free, spans), None)
            if span:
                self.found[number] = Found(span, exact)
                insort(self._taken, span)

    def too_many(self, source: str, groups: dict[str, list[int]]) -> Iterator[tuple[int, Span]]:
        """Find people named more often than in the source; a country may well be, for its adjective."""
        for text, numbers in groups.items():
            mention = self._demands[numbers[0]].mention
            if mention.concept.kind == "person":
                said = max(sum(1 for _ in spellings(source, form)) for form in (text, mention.surface))
                free = [span for span in spellings(self._hypothesis.text, text) if self._is_free(span)]
                for span in free[max(0, said - len(numbers)) :]:
                    yield numbers[0], span

    def wrong(self, source: str) -> Iterator[tuple[int, Span]]:
        """Find forms that the glossary wants avoided."""
        forms = {form: number for number, demand in enumerate(self._demands) for form in demand.form.wrong}
        for form, number in forms.items():
            free = [span for span in spellings(self._hypothesis.text, form) if _is_clear(self._taken, span)]
            if free:
                concept = self._demands[number].mention.concept
                yield from ((number, span) for span in unspared(source, self._hypothesis.text, concept, free))


def _is_clear(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether a stretch overlaps none of `spans`, which are in order and do not overlap."""
    before = bisect_left(spans, span.end, key=lambda one: one.start)
    return before == 0 or spans[before - 1].end <= span.start


def _near(spans: Sequence[Span], place: Span | None) -> Sequence[Span]:
    """Give the stretches that overlap a place; `spans` are in order."""
    if place is None:
        return ()
    first = bisect_left(spans, place.start, key=lambda span: span.end)
    last = bisect_left(spans, place.end, key=lambda span: span.start)
    return [span for span in spans[first:last] if span.overlaps(place)]


def _beside(
    source: str, text: str, demands: Sequence[Demand], found: Sequence[Found | None]
) -> Iterator[tuple[int, Span]]:
    """Find a first or last word of a name that stands a second time right beside it."""
    for number, (demand, place) in enumerate(zip(demands, found, strict=True)):
        if place is None:
            continue
        twice = _twice(text, place.span)
        if twice and not _twice(source, demand.mention.span):
            yield number, twice


def _twice(text: str, span: Span) -> Span | None:
    """Give the first word of a stretch where it stands before it too, or its last word where it stands behind it."""
    words = span.of(text).split()
    before = re.compile(rf"(?<!\w){re.escape(words[0])}[\s-]{{1,{_GAP}}}$")
    after = re.compile(rf"[\s-]{{1,{_GAP}}}{re.escape(words[-1])}(?!\w)")
    reach = max(0, span.start - len(words[0]) - _GAP - 1)
    found = before.search(text, reach, span.start) or after.match(text, span.end)
    return Span(*found.span()) if found else None
