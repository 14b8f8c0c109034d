"""Find the line of its file on which each segment stands, so that an editor can go there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from align.formats.decoding import decode
from align.formats.markup import declared_charset

if TYPE_CHECKING:
    from align.document import Document

# So much of a segment is looked for; more would run into markup inside the sentence.
_FIRST_WORDS = 3
_WORD = re.compile(r"\w+")
# Between two words of the text there may be markup in the file.
_BETWEEN = r"(?:\W|<[^<>]*>|&\w+;)+"


def lines_of(document: Document, raw: bytes) -> list[int]:
    """Give the line, from 1, of each segment; one that is not found in the file has the line of the one before."""
    text = decode(raw, path=document.path, declared=declared_charset(raw)).text
    if document.format == "html":
        text = "\n".join(map(unescape, text.split("\n")))
    lines: list[int] = []
    place, line, counted = 0, 1, 0
    for segment in document.segments:
        words = _WORD.findall(segment.text)[:_FIRST_WORDS]
        found = re.compile(_BETWEEN.join(map(re.escape, words))).search(text, place) if words else None
        if found:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            place = found.end()
        lines.append(line)
    return lines
