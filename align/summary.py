"""Sum up: from a finished article to its report, and from all of them to the report of the batch."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import Kinship
from align.document import Role
from align.parallel.kinship import share_of
from align.report import ArticleReport, ArticleState, BatchReport, NameReport, ReviewCounts, Spelling, UnitFlag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from align.bitext import Bitext, Result
    from align.concept import Concept
    from align.errors import AlignError
    from align.finished import Finished
    from align.signature import Signature

# A title longer than this is a paragraph that happens to come first.
_LONGEST_TITLE = 160
_DIGITS = 4
_KINSHIPS = {
    Kinship.PARALLEL: ArticleState.ALIGNED,
    Kinship.COMPARABLE: ArticleState.COMPARABLE,
    Kinship.UNRELATED: ArticleState.UNRELATED,
}
_UNTOUCHED = ReviewCounts()


@dataclass(frozen=True, slots=True)
class NameUse:
    """A spelling of a name in one article: how often it stands there with one result."""

    concept: str
    language: str
    surface: str
    form: str
    result: Result
    count: int


def report_article(
    finished: Finished, path: str, outputs: Mapping[str, str], review: ReviewCounts = _UNTOUCHED
) -> ArticleReport:
    """Say what became of an article, and what people did to it."""
    bitext, document = finished.bitext, finished.article.document
    flags = [UnitFlag(0, flag) for flag in finished.article.doubts]
    flags += [UnitFlag(unit.number, flag) for unit in bitext.units for flag in unit.flags]
    return ArticleReport(
        path=path,
        state=_state(bitext),
        translation=finished.article.translation.path if finished.article.translation else "",
        title=_title(finished),
        format=document.format,
        source_language=bitext.source_language,
        target_language=bitext.target_language,
        confidence=finished.article.confidence,
        aligned=round(share_of(bitext.units), _DIGITS) if bitext.is_aligned else 0.0,
        segments=len(bitext.units),
        words=sum(len(unit.source.split()) for unit in bitext.units),
        results=Counter(name.result for unit in bitext.units for name in unit.names),
        flags=tuple(flags),
        outputs=outputs,
        engine=bitext.signature.engine,
        review=review,
    )


def _state(bitext: Bitext) -> ArticleState:
    if bitext.is_aligned:
        return _KINSHIPS[bitext.kinship]
    return ArticleState.TRANSLATED if bitext.is_translation else ArticleState.CHECKED


def report_failure(error: AlignError, path: str) -> ArticleReport:
    """Say why an article could not be used; what is wrong may lie in another file."""
    message = error.message if error.where == path else str(error)
    return ArticleReport(path=path, state=ArticleState.FAILED, error=message, advice=error.advice)


def uses_of(finished: Finished) -> tuple[NameUse, ...]:
    """Count the spellings of each name in an article."""
    bitext = finished.bitext
    counts = Counter(
        (name.concept.id, unit.language or bitext.source_language, name.surface, name.form, name.result)
        for unit in bitext.units
        for name in unit.names
    )
    return tuple(NameUse(*key, count) for key, count in sorted(counts.items()))


def report_batch(
    articles: Sequence[tuple[ArticleReport, tuple[NameUse, ...]]],
    *,
    target: str,
    concepts: Iterable[Concept],
    signature: Signature,
    outputs: Mapping[str, str],
) -> BatchReport:
    """Bring the articles together, and each name over all of them."""
    by_concept: dict[str, list[tuple[str, NameUse]]] = {}
    for article, uses in articles:
        for use in uses:
            by_concept.setdefault(use.concept, []).append((article.path, use))
    known = {concept.id: concept for concept in concepts}
    names = tuple(
        NameReport(known[key], _forms(placed), _spellings(placed), _results(placed))
        for key, placed in sorted(by_concept.items(), key=lambda pair: (-sum(u.count for _, u in pair[1]), pair[0]))
    )
    return BatchReport(target, tuple(article for article, _ in articles), names, signature, outputs)


def _title(finished: Finished) -> str:
    units = finished.bitext.units
    # A page's <title> is its headline and the name of the site.
    titles = sorted((unit.source for unit in units if unit.role is Role.TITLE and unit.source), key=len)
    headings = [unit.source for unit in units if unit.role is Role.HEADING and unit.source]
    texts = [unit.source for unit in units if unit.source]
    return textwrap.shorten((titles + headings + texts)[0], _LONGEST_TITLE, placeholder=" …")


def _forms(placed: Iterable[tuple[str, NameUse]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for _, use in placed:
        counts[use.form] += use.count
    return tuple(form for form, _ in counts.most_common())


def _results(placed: Iterable[tuple[str, NameUse]]) -> Counter[Result]:
    counts: Counter[Result] = Counter()
    for _, use in placed:
        counts[use.result] += use.count
    return counts


def _spellings(placed: Iterable[tuple[str, NameUse]]) -> tuple[Spelling, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], dict[str, None]] = {}
    for path, use in placed:
        key = (use.language, use.surface)
        counts[key] += use.count
        articles.setdefault(key, {})[path] = None
    return tuple(
        Spelling(language, surface, count, tuple(articles[language, surface]))
        for (language, surface), count in sorted(counts.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1]))
    )
