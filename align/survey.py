"""Read articles and their translations for names, and bring those of a batch together in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from align.bitext import Origin, Result
from align.concept import FULL
from align.lines import lines_of
from align.names.discover import discover
from align.names.everyday import may_be_everyday
from align.names.ledger import Gathering, Place, Side, Use
from align.names.ledger.locate import located
from align.names.ledger.torn import is_described, is_torn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from align.bitext import TranslationUnit
    from align.concept import Concept, Mention
    from align.finished import Finished
    from align.names.ledger import Ledger
    from align.prepare import Article, Preparation

Mentions = tuple[tuple["Mention", ...], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The uses of names in one article; `target` and `units` are filled where it was translated."""

    path: str
    uses: tuple[Use, ...]
    target: str = ""
    units: tuple[TranslationUnit, ...] = ()


def survey_source(raw: bytes, path: str, preparation: Preparation) -> Survey:
    """Read an article as it stands; raise InputError."""
    article = preparation.article(raw, path)
    mentions = _mentions(article, preparation)
    return Survey(path, tuple(_in_source(article, mentions, _places(article, raw))))


def survey_finished(finished: Finished, raw: bytes, preparation: Preparation, page: str) -> Survey:
    """Read an article and its translation; `page` is the address of its page beside the index."""
    article, bitext = finished.article, finished.bitext
    mentions = _mentions(article, preparation)
    places = _places(article, raw, page)
    if not bitext.is_translation:
        return Survey(article.document.path, tuple(_in_source(article, mentions, places)))
    # Where segments were joined or cut, the names are no longer known by their places.
    whole = {
        unit.bead.source[0]: unit
        for unit in bitext.units
        if unit.bead.source
        and unit.origin is not Origin.SOURCE
        and unit.source == article.document.segments[unit.bead.source[0]].text
    }
    uses = list(_in_source(article, mentions, places, whole, bitext.target_language))
    forbidden = preparation.forbidden(article.document, bitext.target_language)
    for unit in bitext.units:
        if not unit.bead.source:
            continue
        index = unit.bead.source[0]
        if unit.origin is Origin.SOURCE:
            continue
        place = replace(places[index], segment=unit.number, page=f"{page}#u{unit.number}")
        found = _in_target(unit, mentions[index], place, bitext.target_language) if whole.get(index) is unit else ()
        uses += _apart((*found, *_banned(forbidden.find(unit.target), place, bitext.target_language)))
    return Survey(article.document.path, tuple(uses), bitext.target_language, bitext.units)


def _banned(mentions: Iterable[Mention], place: Place, language: str) -> Iterator[Use]:
    """Give the forbidden forms in a translation."""
    for mention in mentions:
        there = replace(place, span=mention.span)
        yield Use(mention.concept, language, mention.surface, mention.term.form, there, Side.TARGET)


def _apart(uses: Sequence[Use]) -> list[Use]:
    """Keep uses that do not overlap: names that the source has, what is forbidden, then names of the article alone."""
    kept: list[Use] = []
    for use in sorted(uses, key=lambda one: one.concept.is_local):
        if not any(use.place.span.overlaps(other.place.span) for other in kept):
            kept.append(use)
    return kept


def ledger_of(surveys: Iterable[Survey], concepts: Iterable[Concept], side: Side) -> Ledger:
    """Bring the names of all articles together, in their order."""
    gathering = Gathering(concepts)
    for one in surveys:
        gathering.add(one.uses)
    return gathering.ledger(side)


def _mentions(article: Article, preparation: Preparation) -> Mentions:
    """Give the mentions in each segment: of the glossary's names and of those that the article alone tells."""
    document = article.document
    numbers = [n for n, segment in enumerate(document.segments) if segment.language == document.language]
    found = discover(
        [document.segments[n].text for n in numbers], document.language, [article.mentions[n] for n in numbers]
    )
    return preparation.recognise(document, found) if found else article.mentions


def _places(article: Article, raw: bytes, page: str = "") -> list[Place]:
    """Give the place of each segment."""
    document = article.document
    return [
        Place(document.path, line, number, page=f"{page}#u{number}" if page else "")
        for number, line in enumerate(lines_of(document, raw), 1)
    ]


def _in_source(
    article: Article,
    mentions: Mentions,
    places: Sequence[Place],
    units: Mapping[int, TranslationUnit] = MappingProxyType({}),
    target: str = "",
) -> Iterator[Use]:
    """Give what the source has, by what its translations (by segment) took for names."""
    for number, (place, segment, those) in enumerate(zip(places, article.document.segments, mentions, strict=True)):
        unit = units.get(number)
        for mention in those:
            if unit is not None and _is_word(unit, mention, target):
                continue
            is_name_alone = mention.concept.is_local and mention.term.form == FULL
            yield Use(
                mention.concept,
                segment.language,
                mention.surface,
                mention.term.form,
                replace(place, span=mention.span),
                is_inflected=mention.term.is_inflected,
                is_torn=is_name_alone and unit is not None and is_torn(unit, mention, target),
                is_described=is_name_alone and is_described(segment.text, mention.span),
            )


def _is_word(unit: TranslationUnit, mention: Mention, target: str) -> bool:
    """Tell whether a translation took what begins a sentence for an everyday word: `Will you come?`."""
    if not may_be_everyday(unit.source, mention) or any(name.source_span == mention.span for name in unit.names):
        return False
    return not located(unit, [mention], target)


def _in_target(unit: TranslationUnit, mentions: Sequence[Mention], place: Place, language: str) -> Iterator[Use]:
    """Give what the translation has for the glossary's names, and for missed and other ones where that is sure."""
    rows = {mention.span: mention.term.form for mention in mentions}
    for name in unit.names:
        if name.target_span:
            yield Use(
                name.concept,
                language,
                name.target_span.of(unit.target),
                rows.get(name.source_span, FULL),
                replace(place, span=name.target_span),
                Side.TARGET,
                is_inflected=name.result is Result.INFLECTED,
                agreed=name.form,
            )
    outcomes = {name.source_span: name for name in unit.names}
    others = [
        one
        for one in mentions
        if (outcomes[one.span].target_span is None if one.span in outcomes else one.concept.is_local)
    ]
    for number, span in located(unit, others, language).items():
        mention = others[number]
        written = span.of(unit.target)
        yield Use(mention.concept, language, written, mention.term.form, replace(place, span=span), Side.TARGET)
