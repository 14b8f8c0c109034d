"""Gather the paragraphs of a format whose text is not its file: the document's text is theirs, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.document import Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Role

# Stands between two paragraphs in the text of a document, and nowhere in the file.
BETWEEN = "\n\n"


class Gathering:
    """The paragraphs found so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._length = 0

    def add(self, text: str, role: Role) -> int:
        """Append a paragraph and give its index; -1 for a text without a letter, which stays as it is."""
        if not has_letter(text):
            return -1
        self._paragraphs.append(Paragraph(Span(self._length, self._length + len(text)), role))
        self._parts.append(text)
        self._length += len(text) + len(BETWEEN)
        return len(self._parts) - 1

    @property
    def text(self) -> str:
        """Give the text of the document."""
        return BETWEEN.join(self._parts)

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Give the paragraphs of that text."""
        return tuple(self._paragraphs)


def has_letter(text: str) -> bool:
    """Tell whether there is anything to translate."""
    return any(char.isalpha() for char in text)
