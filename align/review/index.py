"""The index of a batch: its articles, its names in every spelling, and the segments that want a person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from align.bitext import Result
from align.concept import FULL
from align.report import ArticleState
from align.review import frame
from align.review.names import without_headlines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.report import ArticleReport, BatchReport, NameReport, Spelling

# Hyphens and spaces are no difference between one form of a name and another: they are what we look for.
_JOINTS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013\u00a0\u202f", " "))

TITLE = "title"
# An index of 500 articles stays light; the filter finds the others.
LISTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One name as the index shows it, the fullest of its `forms` first.

    It differs when one language writes one form of it in several ways.
    """

    name: NameReport
    forms: tuple[str, ...]
    differs: bool
    spellings: tuple[tuple[str, tuple[Spelling, ...]], ...]

    @property
    def mentions(self) -> int:
        """Count the mentions in the batch."""
        return sum(self.name.results.values())


def render(report: BatchReport) -> bytes:
    """Give the index as one self-contained HTML file that lies at the root of the output folder."""
    done = [article for article in report.articles if article.state is not ArticleState.FAILED]
    lines = sorted(map(_line, report.names), key=_urgency)
    flags = sum(len(article.flags) for article in done)
    return frame.render(
        "index",
        report=report,
        review=report.review,
        done=done,
        failed=[article for article in report.articles if article.state is ArticleState.FAILED],
        flagged=[article for article in done if article.flags],
        flags=flags,
        seen=sum(article.review.seen for article in done),
        lines=lines,
        differing=sum(line.differs for line in lines),
        results=in_order(report.results.items()),
        in_order=in_order,
        by_path={article.path: article for article in report.articles},
        link=link,
        most=LISTED,
    )


def in_order(results: Iterable[tuple[Result, int]]) -> list[tuple[Result, int]]:
    """Put counts of results in the order of `Result`, without those that did not occur."""
    counted = dict(results)
    return [(result, counted[result]) for result in Result if counted.get(result)]


def link(article: ArticleReport, kind: str, number: int = 0) -> str:
    """Give the address of an output of an article, at a unit of the page if a number is given."""
    address = quote(article.outputs.get(kind, ""))
    return f"{address}#u{number}" if address and number else address


def _line(name: NameReport) -> Line:
    ordered = sorted(name.spellings, key=lambda one: (one.language, -one.count, one.surface))
    grouped = [(tag, tuple(spellings)) for tag, spellings in groupby(ordered, key=lambda one: one.language)]
    forms = sorted(without_headlines(name.forms), key=lambda form: (-len(form), form))
    return Line(name, tuple(forms), any(_differs(name, spellings) for _, spellings in grouped), tuple(grouped))


def _differs(name: NameReport, spellings: Iterable[Spelling]) -> bool:
    """Tell whether one form of the name (full, short) is written in several ways; capitals of a headline are none."""
    ways: dict[str, set[str]] = {}
    for spelling in spellings:
        # A title is raised at the start of a sentence and before a name; a person's name never is.
        surface = spelling.surface.casefold() if name.concept.kind == TITLE else spelling.surface
        ways.setdefault(_form(name, spelling), set()).add(surface)
    return any(len(without_headlines(surfaces)) > 1 for surfaces in ways.values())


def _form(name: NameReport, spelling: Spelling) -> str:
    """Name the form that a spelling belongs to, by the glossary; one that it does not list is a full form."""
    wanted = _bare(spelling.surface)
    forms = (term.form for term in name.concept.terms_in(spelling.language) if _bare(term.text) == wanted)
    return next(forms, FULL)


def _bare(text: str) -> str:
    return " ".join(text.translate(_JOINTS).casefold().split())


def _urgency(line: Line) -> tuple[bool, int, int, str]:
    missed = line.name.results.get(Result.MISSED, 0) + line.name.results.get(Result.DIFFERS, 0)
    return (not line.differs, -missed, -line.mentions, line.name.concept.id)
