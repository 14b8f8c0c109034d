"""Split what is too long for the model, at clause marks where there are any."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAKS = (
    re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])[”’」』）]*"),
    re.compile(r"(?<=[;:])\s+|(?<=[；：])"),
    re.compile(r"(?<=,)\s+|(?<=[，、])"),
    re.compile(r"\s+"),
)


def parts(text: str, ends: Sequence[int], kept: Sequence[Span], *, most: int) -> list[Span]:
    """Give stretches of at most `most` pieces that cover the text; none ends inside of `kept`.

    `ends` says where in the text each piece ends.
    """
    found = []
    start, first = 0, 0
    while len(ends) - first > most:
        last = first + most
        end = _cut(text, start, ends[last - 1], kept)
        found.append(Span(start, end))
        start, first = end, max(bisect_left(ends, end + 1), first + 1)
    found.append(Span(start, len(text)))
    return found


def _cut(text: str, start: int, limit: int, kept: Sequence[Span]) -> int:
    """Choose where a part that begins at `start` ends: as late as `limit` allows, at the best kind of break."""
    limit = max(limit, start + 1)
    # A break in the first third would leave a part that is too short to be understood.
    earliest = start + (limit - start) // 3
    for pattern in _BREAKS:
        places = [m.end() for m in pattern.finditer(text, earliest, limit) if not _inside(m.end(), kept)]
        if places:
            return places[-1]
    holder = next((span for span in kept if span.start < limit < span.end), None)
    if holder is None:
        return limit
    return holder.start if holder.start > start else holder.end


def _inside(place: int, kept: Sequence[Span]) -> bool:
    return any(span.start < place < span.end for span in kept)
