"""Where the names of a unit stand while a person changes the texts around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.bitext import Result
from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.bitext import NameOutcome


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of a text that goes on elsewhere, and how far it is moved."""

    start: int
    end: int
    by: int = 0

    def seen(self, span: Span | None) -> Span | None:
        """Give the span where it stands now; None for one that is not wholly in the window."""
        if span is None or span.start < self.start or span.end > self.end:
            return None
        return span.shift(self.by)


def reanchored(names: Sequence[NameOutcome], before: str, after: str) -> tuple[NameOutcome, ...]:
    """Follow names through an edit of the target: what it did not touch moves along, the rest is looked for."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    begun, ended = Window(0, head), Window(len(before) - tail, len(before), len(after) - len(before))
    return placed(names, [begun.seen(name.target_span) or ended.seen(name.target_span) for name in names], after)


def carried(
    names: Iterable[NameOutcome], source: Window, target: Window | None
) -> list[tuple[NameOutcome, Span | None]]:
    """Take along the names that a window of the source shows, each with its place in the target if that goes along."""
    seen = ((name, source.seen(name.source_span)) for name in names)
    return [
        (replace(name, source_span=span), target.seen(name.target_span) if target else None)
        for name, span in seen
        if span is not None
    ]


def placed(names: Iterable[NameOutcome], spans: Sequence[Span | None], text: str) -> tuple[NameOutcome, ...]:
    """Put names at their places in a target; one without a place gets the first free one that holds its form."""
    taken = [span for span in spans if span is not None]
    found: list[NameOutcome] = []
    for name, known in zip(names, spans, strict=True):
        span = known
        if span is None and (span := _free(name.form, taken, text)):
            taken.append(span)
        result = name.result
        if span is None:
            result = Result.MISSED
        elif result is Result.MISSED:
            result = Result.APPLIED
        found.append(replace(name, target_span=span, result=result))
    return tuple(found)


def _free(form: str, taken: Sequence[Span], text: str) -> Span | None:
    at = text.find(form) if form else -1
    while at >= 0:
        span = Span(at, at + len(form))
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            return span
        at = text.find(form, at + 1)
    return None
