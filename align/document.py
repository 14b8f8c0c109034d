"""Values of one text: spans and links between them, segments, paragraphs and the document itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of character (code point) offsets."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not a stretch of text")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Cut the stretch out of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Move both ends by the same number of characters."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the source and the stretch of the target that says the same; weight in 0..1."""

    source: Span
    target: Span
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """The translation of one segment; spans of `links` count in the segment's text and in `text`."""

    text: str
    links: tuple[Link, ...] = ()


class Role(StrEnum):
    """What a paragraph is in its article."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST = "list"
    CELL = "cell"
    CAPTION = "caption"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the document that no segment crosses."""

    span: Span
    role: Role = Role.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence-sized slice: `document.text[span.start:span.end] == text`, always.

    `paragraph` is the index into `Document.paragraphs`; `language` is a BCP 47 tag, which differs from the
    document's in a foreign quotation, and is empty before detection.
    """

    text: str
    span: Span
    paragraph: int
    language: str = ""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.span):
            raise ValueError(f"segment of {len(self.text)} characters in a span of {len(self.span)}")


class Skeleton(Protocol):
    """What a reader keeps so that the document can be written back in its own format."""

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        """Give the file with each segment replaced by its target.

        `targets` are in the order of `document.segments`, one each. Their links tell where inline marks go.
        `language` is the tag of the targets, for formats that declare it; empty leaves the declaration alone.
        """


@dataclass(frozen=True, slots=True)
class Document:
    """A text decoded and newline-normalised once; its segments and what lies between them give it back.

    `date` is the day of the article (`YYYY-MM-DD`) where the file tells it.
    """

    path: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    skeleton: Skeleton
    format: str
    language: str = ""
    segments: tuple[Segment, ...] = ()
    date: str = ""

    def __post_init__(self) -> None:
        end = 0
        for paragraph in self.paragraphs:
            if paragraph.span.start < end or paragraph.span.end > len(self.text):
                raise ValueError(f"paragraph {paragraph.span} is out of order or outside the text")
            end = paragraph.span.end
        end = 0
        for segment in self.segments:
            if segment.span.start < end or segment.span.of(self.text) != segment.text:
                raise ValueError(f"segment {segment.span} is out of order or not a slice of the text")
            end = segment.span.end
