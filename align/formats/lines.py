"""Text with one segment a line, as other tools write it for aligners: taken as it is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from align.document import Document, Paragraph, Segment, Span
from align.errors import InputError
from align.formats.decoding import decode
from align.formats.newlines import normalise
from align.formats.plaintext import PlainSkeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "lines"


def read_lines(raw: bytes, path: str) -> Document:
    """Take each line for a segment, empty ones too, so that segments are numbered as lines are; raise InputError.

    Blank lines part paragraphs.
    """
    text, newlines = normalise(decode(raw, path=path).text, unicode=False)
    spans: list[Span] = []
    at = 0
    for line in text.removesuffix("\n").split("\n"):
        start = at + len(line) - len(line.lstrip())
        spans.append(Span(start, max(start, at + len(line.rstrip()))))
        at += len(line) + 1
    paragraphs = tuple(_paragraphs(spans))
    if not paragraphs:
        raise InputError("the file is empty", where=path)
    return Document(path, text, paragraphs, PlainSkeleton(newlines), NAME, segments=_segments(text, spans))


def _paragraphs(spans: Sequence[Span]) -> list[Paragraph]:
    runs = (list(run) for is_filled, run in groupby(spans, key=lambda span: len(span) > 0) if is_filled)
    return [Paragraph(Span(run[0].start, run[-1].end)) for run in runs]


def _segments(text: str, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """Give each line its paragraph; a blank line belongs to the one before."""
    segments: list[Segment] = []
    number, was_filled = -1, False
    for span in spans:
        is_filled = len(span) > 0
        number += is_filled and not was_filled
        was_filled = is_filled
        segments.append(Segment(span.of(text), span, max(number, 0)))
    return tuple(segments)
