"""The page of one article: source and target side by side, names marked on both."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from align.bitext import Origin, Result, Step, UnitStatus
from align.edits import fingerprint
from align.languages import joiner
from align.review import frame, links, names, words
from align.review.matches import like
from align.review.runs import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.bitext import Bitext, NameOutcome, Review, TranslationUnit
    from align.concept import Concept
    from align.document import Role
    from align.report import ArticleReport
    from align.review.matches import Like
    from align.review.names import Name
    from align.review.runs import Run

# Names whose forms are kept as HTML: a batch mentions the same few hundred over and over.
REMEMBERED = 1024
_NOTHING = Markup("")


class Row(NamedTuple):
    """One unit as the template takes it apart; `mentions` pairs each outcome with its name, in the unit's order.

    `role`, `attributes`, `state` and the runs of a text with names say what is out of the ordinary; most units have
    none of it. A tuple, since the template would otherwise spend more time on finding fields than on writing them.
    """

    unit: TranslationUnit
    number: str
    key: str
    classes: str
    attributes: Markup
    role: str
    state: str
    mentions: tuple[tuple[NameOutcome, Name], ...]
    source: str | tuple[Run, ...]
    target: str | tuple[Run, ...]
    remarks: tuple[str, ...]
    matches: tuple[Like, ...]


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


def render(
    bitext: Bitext, report: ArticleReport, *, index: str = "index.html", article: str = "", source: str = ""
) -> bytes:
    """Give the page as one self-contained HTML file in UTF-8; `index` is the address of the batch's index, if any.

    `article` is the name by which a review of it is known, `source` the fingerprint of the units as the machine made
    them: of units that nobody touched it is their own.
    """
    found = names.collect(bitext)
    pair = (bitext.source_language, bitext.target_language)
    sentences: dict[str, Mapping[Any, str]] = {
        "results": words.OUTCOMES,
        "steps": words.STEPS,
        "statuses": words.STATUSES,
    }
    if bitext.is_aligned or not bitext.is_translation:
        sentences["steps"] = dict.fromkeys(Step, "")
    if not bitext.is_translation:
        sentences["results"] = words.CHECKED_OUTCOMES
    return frame.render(
        "page",
        bitext=bitext,
        report=report,
        index=index,
        blocks=list(_blocks(bitext, found)),
        names=sorted(found.values(), key=lambda name: (-name.results.total(), name.number)),
        forms=lambda concept: _forms(concept, pair),
        results=[(result, report.results[result]) for result in Result if report.results.get(result)],
        article_flags=[noted.flag for noted in report.flags if not noted.number],
        flagged=sum(bool(unit.flags) for unit in bitext.units),
        named=sum(bool(unit.names) for unit in bitext.units),
        outputs=[(kind, address) for kind in ("tmx", "document") if (address := frame.beside(report.outputs, kind))],
        links=links.as_json(bitext.units),
        sentences=links.data(sentences),
        review=links.data(
            {
                "article": article or report.path,
                "source": source or fingerprint(bitext),
                "pair": pair,
                "joiners": [joiner(tag) for tag in pair],
                "editable": bitext.is_translation,
                "units": {unit.key: _touched(unit.review) for unit in bitext.units if unit.review},
            }
        ),
    )


def _blocks(bitext: Bitext, found: dict[str, Name]) -> Iterator[Block]:
    for _, units in groupby(bitext.units, key=lambda unit: unit.paragraph):
        first, *others = units
        role = words.ROLES.get(first.role, "")
        rows = [_row(first, found, role=role, is_translation=bitext.is_translation)]
        rows += [_row(unit, found, is_translation=bitext.is_translation) for unit in others]
        yield Block(first.role, tuple(rows))


@lru_cache(maxsize=REMEMBERED)
def _forms(concept: Concept, pair: tuple[str, str]) -> Markup:
    """Write the forms of a name in all languages, once for all the articles that mention it."""
    return frame.part("forms", names.by_language(concept, pair[::-1]), pair)


def _row(unit: TranslationUnit, found: dict[str, Name], *, role: str = "", is_translation: bool) -> Row:
    review = unit.review
    classes, attributes, state = "unit", _NOTHING, ""
    if unit.flags:
        classes += " flagged"
    if unit.names:
        classes += " named"
    if unit.origin is not Origin.ENGINE:
        attributes += Markup(' data-origin="{}"').format(unit.origin)
    if unit.status is not UnitStatus.DRAFT:
        attributes += Markup(' data-status="{}"').format(unit.status)
        state = words.STATUSES[unit.status]
    if review and review.pinned:
        classes += " pinned"
        state = " · ".join(filter(None, (state, words.PINNED)))
    number = str(unit.number)
    return Row(
        unit,
        number,
        key=unit.id or number,
        classes=classes,
        attributes=attributes,
        role=role,
        state=state,
        mentions=tuple((outcome, found[outcome.concept.id]) for outcome in unit.names),
        source=cut(unit.source, [one.source_span for one in unit.names]) if unit.names else unit.source,
        target=cut(unit.target, [one.target_span for one in unit.names]) if unit.names else unit.target,
        remarks=words.remarks(unit, is_translation=is_translation),
        matches=tuple(like(unit.source, match) for match in unit.matches),
    )


def _touched(review: Review) -> dict[str, object]:
    """Say what a person did to a unit, as the server says it."""
    return {field.name: getattr(review, field.name) for field in fields(review)}
