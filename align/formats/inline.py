"""Carry inline marks (bold, links, line breaks) from a source segment to its target by the word links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from align.document import Target

# A copy of a short lower-case word ("no", "de") is often another word; longer ones, names and numbers are the same.
TELLING_LENGTH = 4
# Scripts without spaces between words: each character counts as one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:[-.,'’][^\W{_UNSPACED}]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element over a stretch of a paragraph's text; an empty stretch is a point, such as a line break.

    `parent` is the index of the mark that encloses it, which stands earlier in the list, or -1.
    What is under an atomic mark is not translated: its content is written as it was.
    """

    span: Span
    parent: int = -1
    atomic: bool = False


def place(source: str, span: Span, target: Target, *, atomic: bool = False) -> Span:
    """Find the stretch of the target that says what `span` says in the source."""
    return Carrier(source, target).place(span, atomic=atomic)


class Carrier:
    """Carries the marks of one segment; what all of them need is looked up once."""

    def __init__(self, source: str, target: Target) -> None:
        self._source = source
        self._text = target.text
        self._links = target.links
        self._is_same = source == target.text

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._text)]

    @cached_property
    def _source_words(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._source)]

    @cached_property
    def _pulls(self) -> list[tuple[int, int, range, float]]:
        """Give each link as its source, the indices of its target words, and its weight."""
        starts, ends = [word[0] for word in self._words], [word[1] for word in self._words]
        return [
            (
                link.source.start,
                link.source.end,
                range(bisect_right(ends, link.target.start), bisect_left(starts, link.target.end)),
                link.weight,
            )
            for link in self._links
        ]

    def place(self, span: Span, *, atomic: bool = False) -> Span:
        """Find where a mark goes: an exact copy first, then the best linked words, then the same share of the words.

        An atomic mark that nothing locates is a point, so that it replaces nothing.
        """
        if self._is_same:
            return span
        stretch = _stripped(self._source, span)
        if not len(stretch):
            return self._point(span.start)
        if not self._words or self._is_all(stretch):
            return _stripped(self._text, Span(0, len(self._text)))
        linked = self._linked(stretch)
        copied = self._copied(stretch, linked)
        if copied is not None:
            return copied
        if linked is None and atomic:
            return self._point(span.start)
        return _edged(stretch.of(self._source), self._text, linked or self._share(stretch))

    def _is_all(self, stretch: Span) -> bool:
        words = self._source_words
        return not words or (stretch.start <= words[0][0] and words[-1][1] <= stretch.end)

    def _copied(self, stretch: Span, linked: Span | None) -> Span | None:
        surface = stretch.of(self._source)
        found = _occurrences(surface, self._text)
        if not found:
            return None
        if linked is not None:
            near = min(found, key=lambda at: abs(at.start + at.end - linked.start - linked.end))
            return near if near.overlaps(linked) or _is_telling(surface) else None
        rank = sum(1 for at in _occurrences(surface, self._source) if at.start < stretch.start)
        return found[min(rank, len(found) - 1)]

    def _linked(self, stretch: Span) -> Span | None:
        """Give the run of target words with most link weight from inside the stretch, less the weight from outside."""
        gain = [0.0] * len(self._words)
        start, end, is_linked = stretch.start, stretch.end, False
        for source_start, source_end, indices, weight in self._pulls:
            shared = min(source_end, end) - max(source_start, start)
            is_inside = shared > 0 and 2 * shared >= min(source_end - source_start, end - start)
            is_linked = is_linked or (is_inside and len(indices) > 0)
            for index in indices:
                gain[index] += weight if is_inside else -weight
        if not is_linked:
            return None
        best, run, first = (0.0, 0, 0), 0.0, 0
        for index, value in enumerate(gain):
            if run <= 0:
                run, first = 0.0, index
            run += value
            if run > best[0]:
                best = (run, first, index)
        return Span(self._words[best[1]][0], self._words[best[2]][1]) if best[0] else None

    def _share(self, stretch: Span) -> Span:
        """Give the words that hold the same places among the target's words as the stretch does in the source."""
        starts = [word[0] for word in self._source_words]
        before, until = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
        words, count = len(self._words), max(len(starts), 1)
        first = min(before * words // count, words - 1)
        last = min(max(until * words // count, first + 1), words)
        return Span(self._words[first][0], self._words[last - 1][1])

    def _point(self, at: int) -> Span:
        place = self._split(at)
        return Span(place, place)

    def _split(self, at: int) -> int:
        """Find the place in the target that parts it as `at` parts the source, between two words."""
        if not self._source[:at].strip():
            return 0
        if not self._source[at:].strip() or not self._words:
            return len(self._text)
        gain = [0.0] * len(self._words)
        for source_start, _, indices, weight in self._pulls:
            for index in indices[:1]:
                gain[index] += weight if source_start < at else -weight
        sums = [0.0, *accumulate(gain)]
        if any(sums):
            return self._between(at, sums.index(max(sums)))
        before = sum(start < at for start, _ in self._source_words)
        return self._between(at, round(before * len(self._words) / max(len(self._source_words), 1)))

    def _between(self, at: int, cut: int) -> int:
        """Stand right before the next word if the source does, else right after the last one and its punctuation."""
        if cut == 0:
            return 0
        if cut == len(self._words):
            return len(self._text)
        end, start = self._words[cut - 1][1], self._words[cut][0]
        if self._source[at - 1].isspace() and not self._source[at].isspace():
            while start > end and not self._text[start - 1].isspace():
                start -= 1
            return start
        while end < start and not self._text[end].isspace():
            end += 1
        return end


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_telling(surface: str) -> bool:
    return len(surface) >= TELLING_LENGTH or any(char.isupper() or char.isdigit() for char in surface)


def _occurrences(surface: str, text: str) -> list[Span]:
    found, at = [], text.find(surface)
    while at >= 0:
        end = at + len(surface)
        cuts_word = (at and text[at - 1].isalnum() and surface[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and surface[-1].isalnum()
        )
        if not cuts_word or re.match(f"[{_UNSPACED}]", surface):
            found.append(Span(at, end))
        at = text.find(surface, end)
    return found


def _edged(surface: str, text: str, found: Span) -> Span:
    """Take in as much punctuation at the edges as the source has inside its mark, and no more."""
    start, end = found.start, found.end
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return found
    lead = next((rank for rank, char in enumerate(surface) if char.isalnum()), len(surface))
    trail = next((rank for rank, char in enumerate(reversed(surface)) if char.isalnum()), len(surface))
    while lead and start and not text[start - 1].isalnum() and not text[start - 1].isspace():
        start, lead = start - 1, lead - 1
    while trail and end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end, trail = end + 1, trail - 1
    return Span(start, end)
