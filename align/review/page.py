"""The page of one article: source and target side by side, names marked on both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from align.bitext import Result, Step
from align.review import frame, links, names, words
from align.review.runs import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from align.bitext import Bitext, NameOutcome, TranslationUnit
    from align.concept import Concept
    from align.document import Role
    from align.report import ArticleReport
    from align.review.names import Name
    from align.review.runs import Run

# Names whose forms are kept as HTML: a batch mentions the same few hundred over and over.
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One unit as the template wants it; `mentions` pairs each outcome with its name, in the unit's order."""

    unit: TranslationUnit
    source: tuple[Run, ...]
    target: tuple[Run, ...]
    mentions: tuple[tuple[NameOutcome, Name], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one paragraph."""

    role: Role
    rows: tuple[Row, ...]

    @property
    def is_flagged(self) -> bool:
        """Tell whether a person should look at any row."""
        return any(row.unit.flags for row in self.rows)

    @property
    def is_named(self) -> bool:
        """Tell whether any row mentions a name."""
        return any(row.mentions for row in self.rows)


def render(bitext: Bitext, report: ArticleReport, *, index: str = "index.html") -> str:
    """Give the page as one self-contained HTML file; `index` is the address of the batch's index, if any."""
    found = names.collect(bitext)
    sentences = {"results": words.OUTCOMES, "steps": words.STEPS}
    if bitext.is_aligned:
        sentences = {"results": words.OUTCOMES, "steps": dict.fromkeys(Step, "")}
    elif not bitext.is_translation:
        sentences = {"results": words.CHECKED_OUTCOMES, "steps": dict.fromkeys(Step, "")}
    return frame.render(
        "page",
        bitext=bitext,
        report=report,
        index=index,
        blocks=list(_blocks(bitext, found)),
        names=sorted(found.values(), key=lambda name: (-name.results.total(), name.number)),
        forms=lambda concept: _forms(concept, (bitext.source_language, bitext.target_language)),
        results=[(result, report.results[result]) for result in Result if report.results.get(result)],
        article_flags=[noted.flag for noted in report.flags if not noted.number],
        flagged=sum(bool(unit.flags) for unit in bitext.units),
        named=sum(bool(unit.names) for unit in bitext.units),
        outputs=[(kind, address) for kind in ("tmx", "document") if (address := frame.beside(report.outputs, kind))],
        links=links.as_json(bitext.units),
        sentences=links.data(sentences),
    )


def _blocks(bitext: Bitext, found: dict[str, Name]) -> Iterator[Block]:
    for _, units in groupby(bitext.units, key=lambda unit: unit.paragraph):
        rows = tuple(_row(unit, found, is_translation=bitext.is_translation) for unit in units)
        yield Block(rows[0].unit.role, rows)


@lru_cache(maxsize=REMEMBERED)
def _forms(concept: Concept, pair: tuple[str, str]) -> Markup:
    """Write the forms of a name in all languages, once for all the articles that mention it."""
    return frame.part("forms", names.by_language(concept, pair[::-1]), pair)


def _row(unit: TranslationUnit, found: dict[str, Name], *, is_translation: bool) -> Row:
    return Row(
        unit,
        source=cut(unit.source, [outcome.source_span for outcome in unit.names]),
        target=cut(unit.target, [outcome.target_span for outcome in unit.names]),
        mentions=tuple((outcome, found[outcome.concept.id]) for outcome in unit.names),
        remarks=words.remarks(unit, is_translation=is_translation),
    )
