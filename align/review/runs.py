"""Cut a text into runs, so that a template can mark names without touching a character."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text and the numbers of the spans that cover it, the narrowest first; none is plain text."""

    text: str
    marks: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Write the numbers as the words of an attribute."""
        return " ".join(map(str, self.marks))


def cut(text: str, spans: Sequence[Span | None]) -> tuple[Run, ...]:
    """Cut `text` at the ends of `spans`; the runs joined are the text, and spans may nest or overlap.

    A span is known by its place in `spans`; None and an empty span mark nothing.
    """
    marked = [(span, number) for number, span in enumerate(spans) if span]
    if not marked:
        return (Run(text),) if text else ()
    ends = {0, len(text)}
    for span, _ in marked:
        ends.update((min(span.start, len(text)), min(span.end, len(text))))
    cuts = sorted(ends)
    marked.sort(key=lambda pair: len(pair[0]))
    return tuple(
        Run(text[start:end], tuple(number for span, number in marked if span.start < end and start < span.end))
        for start, end in pairwise(cuts)
    )
