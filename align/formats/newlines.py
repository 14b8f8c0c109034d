"""Newlines of a file: one kind while it is read, each its own when it is written back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.document import Span

_NEWLINE = re.compile("\r\n|[\n\r]")
# Line and paragraph separators of Unicode, and the next-line character of mainframes.
_ANY_NEWLINE = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Newlines:
    """The newlines in order; a single one where all are alike, none where there is none."""

    kinds: tuple[str, ...] = ()

    @property
    def usual(self) -> str:
        """Give the kind that a new line gets."""
        return Counter(self.kinds).most_common(1)[0][0] if self.kinds else "\n"

    def restore(self, text: str, span: Span) -> str:
        """Give a stretch of the normalised text as the file has it."""
        piece = span.of(text)
        if len(self.kinds) <= 1:
            return piece if self.kinds in {(), ("\n",)} else piece.replace("\n", self.usual)
        following = iter(self.kinds[text.count("\n", 0, span.start) :])
        return "".join(next(following) if char == "\n" else char for char in piece) if "\n" in piece else piece


def normalise(text: str, *, unicode: bool = False) -> tuple[str, Newlines]:
    r"""Turn all newlines into `\\n`, those of Unicode too where a format takes them for newlines."""
    pattern = _ANY_NEWLINE if unicode else _NEWLINE
    kinds = tuple(match[0] for match in pattern.finditer(text))
    if len(set(kinds)) <= 1:
        kinds = kinds[:1]
    return (text if kinds in {(), ("\n",)} else pattern.sub("\n", text)), Newlines(kinds)
