"""Bring exported reviews into a batch: what was taken, and what was not, which is kept in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.edits.written import ArticleEvents, read, write
from align.errors import InputError
from align.intake import Taken
from align.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from align.desk import Desk
    from align.edits import Event
    from align.errors import AlignError

LEFT_OVER = "left-over.review.json"


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the events of one article in one file; `there` are the targets now of units in conflict."""

    path: Path
    events: ArticleEvents
    taken: Taken
    there: dict[str, str]

    @property
    def left(self) -> tuple[Event, ...]:
        """Give what was not taken, in the order of the file."""
        refused = {event.id for event in (*self.taken.conflicts, *self.taken.misplaced, *self.taken.foreign)}
        return tuple(event for event in self.events.events if event.id in refused)


def bring_in(desk: Desk, paths: Sequence[Path]) -> tuple[list[Applied], list[AlignError]]:
    """Take the events of all files in their order; a file that cannot be read does not stop the others."""
    applied: list[Applied] = []
    failed: list[AlignError] = []
    for path in paths:
        try:
            articles = read(path)
        except InputError as error:
            failed.append(error)
            continue
        applied += [_taken(desk, path, one) for one in articles]
    return applied, failed


def keep_left_over(folder: Path, applied: Iterable[Applied]) -> Path | None:
    """Write what could not be taken, with what an earlier run left; what is taken since goes out of the file."""
    path = folder / LEFT_OVER
    left: dict[tuple[str, str], dict[str, Event]] = {}
    for one in read(path) if path.exists() else ():
        left.setdefault((one.article, one.source), {}).update((event.id, event) for event in one.events)
    for each in applied:
        key = each.events.article, each.events.source
        left.setdefault(key, {}).update((event.id, event) for event in each.left)
        for event in (*each.taken.accepted, *each.taken.known):
            left[key].pop(event.id, None)
    articles = tuple(
        ArticleEvents(article, source, tuple(events.values())) for (article, source), events in left.items() if events
    )
    if not articles:
        path.unlink(missing_ok=True)
        return None
    content = write(articles).encode("utf-8", "surrogatepass")
    if not path.exists() or path.read_bytes() != content:
        replace_file(path, content)
    return path


def _taken(desk: Desk, path: Path, one: ArticleEvents) -> Applied:
    if one.article not in desk.articles:
        return Applied(path, one, Taken(foreign=one.events), {})
    taken = desk.take(one.article, one.source, one.events)
    there = {}
    if taken.conflicts:
        there = {unit.key: unit.target for unit in desk.sheet(one.article).units}
    return Applied(path, one, taken, there)
