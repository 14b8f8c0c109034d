"""Read articles for their names: from the files, over discovery, to the ledger of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.errors import AlignError
from align.lines import lines_of
from align.names.discover import discover
from align.names.ledger import Gathering, Place, Side, Use
from align.prepare import Preparation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from align.concept import Mention
    from align.inputs import Input
    from align.names.ledger import Ledger
    from align.prepare import Article


@dataclass(frozen=True, slots=True)
class Survey:
    """The ledger, and the articles that could not be read, each with why."""

    ledger: Ledger
    failed: tuple[tuple[str, AlignError], ...] = ()


def survey(
    inputs: Sequence[Input],
    *,
    glossaries: Sequence[Path],
    source: str = "",
    on_done: Callable[[int], None] = lambda _: None,
) -> Survey:
    """Bring the names of articles together as they stand; a bad article does not stop the others."""
    preparation = Preparation(glossaries, among=[source] if source else ())
    gathering = Gathering(preparation.termbase.concepts)
    failed: list[tuple[str, AlignError]] = []
    for number, one in enumerate(inputs, 1):
        try:
            raw = one.read()
            article = preparation.article(raw, one.path)
        except AlignError as error:
            failed.append((one.path, error))
        else:
            gathering.add(tuple(uses_of_source(article, mentions_of(article, preparation), raw)))
        on_done(number)
    return Survey(gathering.ledger(Side.SOURCE), tuple(failed))


def mentions_of(article: Article, preparation: Preparation) -> tuple[tuple[Mention, ...], ...]:
    """Give the mentions in each segment: of the glossary's names and of those that the article alone tells."""
    document = article.document
    numbers = [n for n, segment in enumerate(document.segments) if segment.language == document.language]
    found = discover(
        [document.segments[n].text for n in numbers], document.language, [article.mentions[n] for n in numbers]
    )
    return preparation.recognise(document, found) if found else article.mentions


def uses_of_source(
    article: Article, mentions: Sequence[Sequence[Mention]], raw: bytes, page: str = ""
) -> Iterator[Use]:
    """Give the uses of names in the text of an article; `page` is the address of its page."""
    document = article.document
    places = places_of(article, raw, page)
    for place, segment, those in zip(places, document.segments, mentions, strict=True):
        for mention in those:
            yield Use(mention.concept, segment.language, mention.surface, mention.term.form, place)


def places_of(article: Article, raw: bytes, page: str = "") -> list[Place]:
    """Give the place of each segment."""
    document = article.document
    return [
        Place(document.path, line, number, f"{page}#u{number}" if page else "")
        for number, line in enumerate(lines_of(document, raw), 1)
    ]
