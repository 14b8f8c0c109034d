"""Split what is too long for the model, at clause marks where there are any."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.firefox.vocabulary import Pieces

# Firefox models are trained on single sentences and leave clauses out of long ones. Measured on NTREX sentences joined
# by semicolons, en-pt, chrF2: 67.2 in parts of 64 or 96 pieces, 63.0 of 128, 56.2 of 160. Whole sentences of up to 80
# are better left whole.
MOST_PIECES = 80
_BREAKS = (
    re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+"),
    re.compile(r"(?<=[;:])\s+"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+"),
)


def parts(text: str, pieces: Pieces, kept: Sequence[Span]) -> list[Span]:
    """Give stretches of at most MOST_PIECES pieces that cover the text; none ends inside of `kept`."""
    found = []
    start, first = 0, 0
    ends = pieces.ends.tolist()
    while len(pieces.ids) - first > MOST_PIECES:
        last = first + MOST_PIECES
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
