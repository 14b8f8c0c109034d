"""Put the targets of a paragraph's segments together and carry its marks over, as a tree ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.document import Span
from align.formats.inline import Carrier
from align.formats.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.document import Document, Segment, Target
    from align.formats.inline import Mark


@dataclass(frozen=True, slots=True)
class Node:
    """A mark with what it encloses; `mark` is its index, `text` what the target has under it."""

    mark: int
    text: str
    children: tuple[Node | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Woven:
    """The target of a paragraph; spans count in its text, one for each mark."""

    text: str
    spans: tuple[Span, ...] = ()

    def tree(self, marks: Sequence[Mark]) -> tuple[Node | str, ...]:
        """Give text and marks in the order of the target, nested."""
        children: dict[int, list[int]] = {}
        for index, mark in enumerate(marks):
            children.setdefault(mark.parent, []).append(index)
        return tuple(self._nodes(Span(0, len(self.text)), -1, children, marks))

    def _nodes(
        self, room: Span, parent: int, children: dict[int, list[int]], marks: Sequence[Mark]
    ) -> Iterator[Node | str]:
        at = room.start
        for index in sorted(children.get(parent, ()), key=lambda i: (self.spans[i].start, self.spans[i].end, i)):
            span = self.spans[index]
            # Atomic content that found no place of its own stands between two words.
            is_added = marks[index].atomic and len(marks[index].span) and not len(span)
            lead = self.text[at : span.start]
            if is_added and span.start and not self.text[span.start - 1].isspace():
                lead += " "
            if lead:
                yield lead
            yield Node(index, span.of(self.text), tuple(self._nodes(span, index, children, marks)))
            if is_added and self.text[span.end : span.end + 1].isalnum():
                yield " "
            at = span.end
        if at < room.end:
            yield self.text[at : room.end]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A segment or what lies between two, and where it stands in the target; a gap has no carrier and is copied."""

    source: Span
    target: str
    at: int
    carrier: Carrier | None


def by_paragraph(document: Document, targets: Sequence[Target]) -> dict[int, list[tuple[Segment, Target]]]:
    """Sort the segments with their targets by the index of their paragraph."""
    found: dict[int, list[tuple[Segment, Target]]] = {}
    for segment, target in zip(document.segments, targets, strict=True):
        found.setdefault(segment.paragraph, []).append((segment, target))
    return found


def is_changed(pairs: Sequence[tuple[Segment, Target]]) -> bool:
    """Tell whether any target differs from its segment."""
    return any(segment.text != target.text for segment, target in pairs)


def weave(text: str, span: Span, pairs: Sequence[tuple[Segment, Target]], marks: Sequence[Mark] = ()) -> Woven:
    """Join the targets of one paragraph, `span` of the document's text; marks count from its start."""
    stretches = list(_stretches(text, span, pairs))
    joined = "".join(stretch.target for stretch in stretches)
    raw = [_carry(mark, stretches) for mark in marks]
    return Woven(joined, tuple(settle(joined, marks, raw)))


def _stretches(text: str, span: Span, pairs: Sequence[tuple[Segment, Target]]) -> Iterator[_Stretch]:
    at, done = 0, span.start
    for segment, target in pairs:
        if done < segment.span.start:
            gap = text[done : segment.span.start]
            yield _Stretch(Span(done, segment.span.start).shift(-span.start), gap, at, None)
            at += len(gap)
        yield _Stretch(segment.span.shift(-span.start), target.text, at, Carrier(segment.text, target))
        at += len(target.text)
        done = segment.span.end
    if done < span.end:
        yield _Stretch(Span(done, span.end).shift(-span.start), text[done : span.end], at, None)


def _carry(mark: Mark, stretches: Sequence[_Stretch]) -> Span:
    """Place a mark stretch by stretch and take the hull; stretches keep their order."""
    found = [
        _carry_within(mark, stretch)
        for stretch in stretches
        if stretch.source.overlaps(mark.span) or (not len(mark.span) and _touches(stretch.source, mark.span.start))
    ]
    if not len(mark.span):
        return found[-1] if found else Span(0, 0)
    solid = [span for span in found if len(span)] or found
    return Span(solid[0].start, solid[-1].end) if solid else Span(0, 0)


def _touches(span: Span, at: int) -> bool:
    return span.start <= at <= span.end


def _carry_within(mark: Mark, stretch: _Stretch) -> Span:
    inside = Span(
        max(mark.span.start, stretch.source.start) - stretch.source.start,
        min(mark.span.end, stretch.source.end) - stretch.source.start,
    )
    if stretch.carrier is None:
        return inside.shift(stretch.at)
    return stretch.carrier.place(inside, atomic=mark.atomic).shift(stretch.at)
