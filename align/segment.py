"""Cut a document into sentence-sized segments by SRX rules; every segment is a slice of the text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from align.document import Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from align.document import Document
    from align.rules import Rules

LIBRARY = "choppa-srx"
# A longer paragraph is cut window by window, so that a hostile one costs linear time; no real sentence is longer.
WINDOW = 10_000


class Segmenter:
    """Cut texts by the project's rules around LanguageTool's, or by a user's own SRX file alone.

    A user's file replaces ours, so that a CAT tool with the same file has the same segments.
    """

    def __init__(self, *, rules: Path | None = None) -> None:
        """Take the path of an SRX 2.0 file; nothing is read before it is needed."""
        self.rules = rules

    @property
    def name(self) -> str:
        """Name the library and the version and content of all rules, for the signature."""
        return self._name

    @cached_property
    def _name(self) -> str:
        content = hashlib.sha256(b"".join(path.read_bytes() for path in self._sources))
        return f"{LIBRARY}-{version(LIBRARY)}+{content.hexdigest()[:8]}"

    @property
    def _sources(self) -> tuple[Path, ...]:
        from align.rules import BUNDLED

        return (self.rules,) if self.rules else BUNDLED

    @cached_property
    def _rules(self) -> Rules:
        from align.rules import Rules

        return Rules(self._sources, own=self.rules is not None)

    def cut(self, document: Document) -> Document:
        """Give the document with its segments: inside paragraphs, in order, without white space at their ends.

        Raises InputError when the user's rules are not SRX or have none for the document's language.
        """
        text, language = document.text, document.language
        segments = tuple(
            Segment(span.of(text), span, number, language)
            for number, paragraph in enumerate(document.paragraphs)
            for span in self.cut_text(paragraph.span.of(text), language, at=paragraph.span.start)
        )
        return replace(document, segments=segments)

    def cut_text(self, text: str, language: str, *, at: int = 0) -> tuple[Span, ...]:
        """Give the segments of one paragraph; offsets count from `at`."""
        spans = (_trim(text, span) for span in self._windows(text, language))
        return tuple(span.shift(at) for span in spans if len(span))

    def _windows(self, text: str, language: str) -> Iterator[Span]:
        start = 0
        while len(text) - start > WINDOW:
            window = text[start : start + WINDOW]
            # What the window's end cuts off is not known to be whole, so the last piece is looked at again.
            whole = self._pieces(window, language)[:-1] or [_forced(window)]
            yield from (piece.shift(start) for piece in whole)
            start += whole[-1].end
        yield from (piece.shift(start) for piece in self._pieces(text[start:], language))

    def _pieces(self, text: str, language: str) -> list[Span]:
        ends = accumulate((len(piece) for piece in self._rules.pieces(text, language)), initial=0)
        return [Span(start, end) for start, end in pairwise(ends)]


@lru_cache(maxsize=1)
def bundled() -> Segmenter:
    """Give the segmenter with the project's rules; it is made once, since rules are compiled once a language."""
    return Segmenter()


def cut(document: Document) -> Document:
    """Cut a document by the project's rules."""
    return bundled().cut(document)


def cut_text(text: str, language: str) -> tuple[Span, ...]:
    """Cut one paragraph by the project's rules."""
    return bundled().cut_text(text, language)


def _trim(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _forced(window: str) -> Span:
    """End a sentence that fills the window at its last space, or where the window ends."""
    return Span(0, window.rstrip().rfind(" ") + 1 or len(window))
