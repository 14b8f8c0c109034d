"""Read articles and their translations for names, and bring those of a batch together in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.bitext import Origin, Result
from align.concept import FULL
from align.lines import lines_of
from align.names.discover import discover
from align.names.discover.article import LOCAL
from align.names.ledger import Gathering, Place, Side, Use
from align.names.ledger.locate import located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    uses = list(_in_source(article, mentions, places))
    if not bitext.is_translation:
        return Survey(article.document.path, tuple(uses))
    forbidden = preparation.forbidden(article.document, bitext.target_language)
    for unit in bitext.units:
        if not unit.bead.source:
            continue
        index = unit.bead.source[0]
        if unit.origin is Origin.SOURCE:
            continue
        place = replace(places[index], segment=unit.number, page=f"{page}#u{unit.number}")
        # Where segments were joined or cut, the names are no longer known by their places.
        is_whole = unit.source == article.document.segments[index].text
        found = _in_target(unit, mentions[index], place, bitext.target_language) if is_whole else ()
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
    for use in sorted(uses, key=lambda one: one.concept.id.startswith(LOCAL)):
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


def _in_source(article: Article, mentions: Mentions, places: Sequence[Place]) -> Iterator[Use]:
    for place, segment, those in zip(places, article.document.segments, mentions, strict=True):
        for mention in those:
            yield Use(
                mention.concept,
                segment.language,
                mention.surface,
                mention.term.form,
                replace(place, span=mention.span),
                is_inflected=mention.term.is_inflected,
            )


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
    missed = {name.source_span for name in unit.names if name.target_span is None}
    others = [one for one in mentions if one.concept.id.startswith(LOCAL) or one.span in missed]
    for number, span in located(unit, others, language).items():
        mention = others[number]
        written = span.of(unit.target)
        yield Use(mention.concept, language, written, mention.term.form, replace(place, span=span), Side.TARGET)
