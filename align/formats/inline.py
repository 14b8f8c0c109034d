"""Carry inline marks (bold, links, line breaks) from a source segment to its target by the word links."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Find the stretch of the target that says what `span` says in the source.

    An exact copy of the marked text comes first, then the hull of the best linked words, then the same share of the
    words. An atomic mark that nothing locates is a point, so that it replaces nothing.
    """
    if target.text == source:
        return span
    stretch = _stripped(source, span)
    if not len(stretch):
        return _point(source, span.start, target)
    words = [Span(*match.span()) for match in _WORD.finditer(target.text)]
    if not words or not any(not stretch.covers(Span(*m.span())) for m in _WORD.finditer(source)):
        return _stripped(target.text, Span(0, len(target.text)))
    linked = _linked(stretch, target, words)
    copied = _copied(source, stretch, target.text, linked)
    if copied is not None:
        return copied
    if linked is None and atomic:
        return _point(source, span.start, target)
    return _edged(source, stretch, target.text, linked or _share(source, stretch, words))


def _point(source: str, at: int, target: Target) -> Span:
    place = _split(source, at, target)
    return Span(place, place)


def _stripped(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _copied(source: str, stretch: Span, text: str, linked: Span | None) -> Span | None:
    surface = stretch.of(source)
    found = _occurrences(surface, text)
    if linked is not None:
        near = min(found, key=lambda at: abs(at.start + at.end - linked.start - linked.end), default=None)
        if near is None or near.overlaps(linked) or _is_telling(surface):
            return near
        return None
    if not found:
        return None
    rank = sum(1 for at in _occurrences(surface, source) if at.start < stretch.start)
    return found[min(rank, len(found) - 1)]


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


def _linked(stretch: Span, target: Target, words: Sequence[Span]) -> Span | None:
    """Give the run of target words with most link weight from inside the stretch, less the weight from outside."""
    gain, ends, starts = [0.0] * len(words), [word.end for word in words], [word.start for word in words]
    is_linked = False
    for link in target.links:
        shared = min(link.source.end, stretch.end) - max(link.source.start, stretch.start)
        is_inside = shared > 0 and 2 * shared >= min(len(link.source), len(stretch))
        for index in range(bisect_right(ends, link.target.start), bisect_left(starts, link.target.end)):
            gain[index] += link.weight if is_inside else -link.weight
            is_linked = is_linked or is_inside
    if not is_linked:
        return None
    best, run, first = (0.0, 0, 0), 0.0, 0
    for index, value in enumerate(gain):
        if run <= 0:
            run, first = 0.0, index
        run += value
        if run > best[0]:
            best = (run, first, index)
    return Span(words[best[1]].start, words[best[2]].end) if best[0] else None


def _share(source: str, stretch: Span, words: Sequence[Span]) -> Span:
    """Give the words that hold the same places among the target's words as the stretch does in the source."""
    starts = [match.start() for match in _WORD.finditer(source)]
    before, until = bisect_left(starts, stretch.start), bisect_left(starts, stretch.end)
    count = max(len(starts), 1)
    first = min(before * len(words) // count, len(words) - 1)
    last = min(max(until * len(words) // count, first + 1), len(words))
    return Span(words[first].start, words[last - 1].end)


def _edged(source: str, stretch: Span, text: str, found: Span) -> Span:
    """Take in as much punctuation at the edges as the source has inside its mark, and no more."""
    surface = stretch.of(source)
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


def _split(source: str, at: int, target: Target) -> int:
    """Find the place in the target that parts it as `at` parts the source, between two words."""
    if not source[:at].strip():
        return 0
    if not source[at:].strip():
        return len(target.text)
    words = [Span(*match.span()) for match in _WORD.finditer(target.text)]
    if not words:
        return len(target.text)
    starts = [word.start for word in words]
    gain = [0.0] * len(words)
    for link in target.links:
        index = min(max(bisect_right(starts, link.target.start) - 1, 0), len(words) - 1)
        gain[index] += link.weight if link.source.start < at else -link.weight
    sums = [0.0, *accumulate(gain)]
    if any(sums):
        cut = sums.index(max(sums))
    else:
        before = sum(match.start() < at for match in _WORD.finditer(source))
        cut = round(before * len(words) / max(sum(1 for _ in _WORD.finditer(source)), 1))
    return _between(source, at, target.text, words, cut)


def _between(source: str, at: int, text: str, words: Sequence[Span], cut: int) -> int:
    """Stand right before the next word if the source does, else right after the last one and its punctuation."""
    if cut == 0:
        return 0
    if cut == len(words):
        return len(text)
    leads = source[at - 1].isspace() and not source[at].isspace()
    where = words[cut].start if leads else words[cut - 1].end
    if leads:
        while where and not text[where - 1].isspace() and where > words[cut - 1].end:
            where -= 1
    else:
        while where < words[cut].start and not text[where].isspace():
            where += 1
    return where


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
        settled[index] = _stripped(text, Span(start, end))
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
