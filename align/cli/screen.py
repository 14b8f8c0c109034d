"""What a person sees in the terminal: the progress bar and the summary, both on standard error."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from align.batch import INDEX
from align.bitext import Result
from align.news import counted
from align.report import ArticleState
from align.review.words import percent, sureness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.table import Table

    from align.batch import BatchOutcome, Order
    from align.report import ArticleReport

_NOTHING = "·"
# Enough to see what kind of files they are: a folder may hold a thousand pictures.
_MOST_OTHERS = 5


@contextlib.contextmanager
def progress_of(total: int, *, is_quiet: bool, doing: str = "translating") -> Iterator[Callable[[int], None]]:
    """Show a bar of articles done; give the function that moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=is_quiet, transient=True) as progress:
        bar = progress.add_task(doing, total=total)
        yield lambda done: progress.update(bar, completed=done)


def show_others(others: Sequence[Path], *, is_quiet: bool) -> None:
    """Name the files beside the articles that are none by their endings."""
    from align.inputs import extensions

    if others and not is_quiet:
        typer.echo(f"align: left alone: {_listed(others)}; articles end in {', '.join(extensions())}", err=True)


def show_foreign(paths: Sequence[str], *, is_quiet: bool) -> None:
    """Name the files that are in none of the languages to be aligned."""
    if paths and not is_quiet:
        typer.echo(f"align: left alone: {_listed(paths)}, in other languages", err=True)


def _listed(names: Sequence[object]) -> str:
    more = f" and {len(names) - _MOST_OTHERS} more" if len(names) > _MOST_OTHERS else ""
    return ", ".join(map(str, names[:_MOST_OTHERS])) + more


def show_summary(outcome: BatchOutcome, order: Order, *, is_quiet: bool) -> None:
    """Print what became of each article, why some failed, and where to look."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    for trace in dict.fromkeys(one.trace for one in outcome.outcomes if one.trace):
        console.print(trace, markup=False, soft_wrap=True)
    if not is_quiet:
        console.print(_table(outcome))
    show_failed(outcome, is_quiet=False)
    if not is_quiet:
        console.print(_closing(outcome), markup=False, soft_wrap=True)
        console.print(f"open {order.output / INDEX}", markup=False, soft_wrap=True)


def show_failed(outcome: BatchOutcome, *, is_quiet: bool) -> None:
    """Print why articles failed, each reason once, and what else is to be told."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    failed: dict[tuple[str, str], list[str]] = {}
    for one in outcome.outcomes:
        report = one.report
        if report.translation and (reasons := [noted.flag.message for noted in report.flags if not noted.number]):
            console.print(f"align: {report.path}: {'; '.join(reasons)}", markup=False, soft_wrap=True)
        if report.error:
            failed.setdefault((report.error, report.advice), []).append(report.path)
    for (error, advice), paths in failed.items():
        whose = paths[0] if len(paths) == 1 else counted(len(paths), "article")
        console.print(f"align: {whose}: {error}", markup=False, soft_wrap=True)
        for path in paths if len(paths) > 1 else ():
            console.print(f"  {path}", markup=False, soft_wrap=True)
        if advice:
            console.print(f"  try: {advice}", markup=False, soft_wrap=True)
    for notice in () if is_quiet else outcome.notices:
        console.print(f"align: {notice}", markup=False, soft_wrap=True)


def _table(outcome: BatchOutcome) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=0)
    is_aligned = bool(outcome.report.signature.aligner)
    # So that eighty columns hold the rest.
    widths = {"article": 12, "translation": 12} if is_aligned else {"article": 18}
    for title, width in widths.items():
        table.add_column(title, overflow="fold", min_width=width)
    table.add_column("language", no_wrap=True)
    titles = ("aligned", "segments", "applied") if is_aligned else ("sure", "segments", "applied", "repaired")
    for title in (*titles, "missed", "flags"):
        table.add_column(title, justify="right", no_wrap=True)
    files = Counter(Path(path).name for one in outcome.outcomes for path in _paths(one.report))
    for one in outcome.outcomes:
        names = [Path(path).name if files[Path(path).name] == 1 else path for path in _paths(one.report)]
        cells = _aligned_row(one.report, *names) if is_aligned else _row(one.report, *names)
        table.add_row(*map(Text, cells))
    return table


def _paths(report: ArticleReport) -> list[str]:
    return [report.path, report.translation] if report.translation else [report.path]


def _aligned_row(report: ArticleReport, article: str, translation: str = "") -> list[str]:
    if report.state is ArticleState.FAILED:
        return [article, translation, "failed"]
    applied = report.results.get(Result.APPLIED, 0) + report.results.get(Result.INFLECTED, 0)
    counts = (report.segments, applied, report.results.get(Result.MISSED, 0), len(report.flags))
    languages = f"{report.source_language} → {report.target_language}"
    return [article, translation, languages, percent(report.aligned), *(str(count or _NOTHING) for count in counts)]


def _row(report: ArticleReport, article: str) -> list[str]:
    if report.state is ArticleState.FAILED:
        return [article, "failed"]
    goal = ", checked" if report.state is ArticleState.CHECKED else f" → {report.target_language}"
    found = {result: report.results.get(result, 0) for result in Result}
    counts = (
        report.segments,
        found[Result.APPLIED] + found[Result.INFLECTED],
        found[Result.REPAIRED],
        found[Result.MISSED],
        len(report.flags),
    )
    return [
        article,
        report.source_language + goal,
        sureness(report.confidence) or _NOTHING,
        *(str(count or _NOTHING) for count in counts),
    ]


def _closing(outcome: BatchOutcome) -> str:
    states = Counter(one.report.state for one in outcome.outcomes)
    parts = [f"{states[state]} {state}" for state in ArticleState if states[state]]
    total = outcome.report.results
    parts.append(f"{counted(sum(total.values()), 'name')}, {total[Result.MISSED]} missed")
    if not outcome.report.signature.aligner:
        parts.append(f"{counted(outcome.translated, 'sentence')} translated now")
    return "; ".join(parts)
