"""Make carried marks a tree again: none lost, none crossed, whatever the links said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.formats.inline import Mark

_WORD = re.compile(r"\w+")


def settle(text: str, marks: Sequence[Mark], spans: Sequence[Span]) -> list[Span]:
    """Make the spans a tree again: each inside its parent's, siblings apart, points outside other siblings."""
    settled = list(spans)
    children: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        children.setdefault(mark.parent, []).append(index)
    for parent in sorted(children):
        room = settled[parent] if parent >= 0 else Span(0, len(text))
        _part(text, room, children[parent], settled)
    return settled


def _part(text: str, room: Span, siblings: list[int], settled: list[Span]) -> None:
    solid = sorted((i for i in siblings if len(settled[i])), key=lambda i: (settled[i].start, settled[i].end, i))
    floor = room.start
    for rank, index in enumerate(solid):
        start = min(max(settled[index].start, floor), room.end)
        end = max(min(settled[index].end, room.end), start)
        if rank + 1 < len(solid) and settled[solid[rank + 1]].start < end:
            end = _cut(text, Span(start, end), settled[solid[rank + 1]])
        settled[index] = _stripped(text, start, end)
        floor = settled[index].end
    for index in siblings:
        if index not in solid:
            at = min(max(settled[index].start, room.start), room.end)
            around = next((settled[i] for i in solid if settled[i].start < at < settled[i].end), None)
            if around is not None:
                at = around.start if at - around.start < around.end - at else around.end
            settled[index] = Span(at, at)


def _cut(text: str, span: Span, following: Span) -> int:
    """Give the end of a mark that overlaps the one after it, so that both keep a word where there are two."""
    if following.start > span.start:
        return following.start
    if following.end > span.end:
        return span.end
    words = [match.start() for match in _WORD.finditer(text, span.start, span.end)]
    return words[len(words) // 2] if len(words) > 1 else span.end


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
