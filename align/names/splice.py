"""Replace stretches of a text and carry spans of the old text over to the new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.document import Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Hypothesis


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of `span`."""

    span: Span
    text: str


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Make all edits; they are in order and do not overlap."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += [text[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*parts, text[end:]])


def carry(span: Span, edits: Sequence[Edit]) -> Span:
    """Give the stretch of the new text; a span that touches an edited stretch takes in all of its new text."""
    start, end = span.start, span.end
    by = 0
    new_start = new_end = None
    for edit in edits:
        length = len(edit.text)
        if new_start is None and start < edit.span.end:
            new_start = min(start, edit.span.start) + by
        if new_end is None and end <= edit.span.start:
            new_end = end + by
        if new_end is None and end <= edit.span.end:
            new_end = edit.span.start + length + by
        by += length - len(edit.span)
    new_start = start + by if new_start is None else new_start
    new_end = end + by if new_end is None else new_end
    return Span(min(new_start, new_end), new_end)


def undo(edits: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Give the edits that lead from the new text back to `text`."""
    backwards: list[Edit] = []
    by = 0
    for edit in edits:
        start = edit.span.start + by
        backwards.append(Edit(Span(start, start + len(edit.text)), edit.span.of(text)))
        by += len(edit.text) - len(edit.span)
    return tuple(backwards)


def splice_target(hypothesis: Hypothesis, edits: Sequence[Edit]) -> Hypothesis:
    """Edit the text of a hypothesis; its spans go along."""
    if not edits:
        return hypothesis
    return replace(
        hypothesis,
        text=splice(hypothesis.text, edits),
        links=tuple(Link(link.source, carry(link.target, edits), link.weight) for link in hypothesis.links),
        honoured=tuple(span and carry(span, edits) for span in hypothesis.honoured),
    )
