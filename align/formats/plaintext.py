"""Plain text: a line is a paragraph, unless the lines were wrapped to a width."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from align.document import Document, Paragraph, Role, Span
from align.formats.dates import from_dateline
from align.formats.decoding import decode
from align.formats.newlines import normalise
from align.formats.weave import by_paragraph, is_changed, weave

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.document import Target
    from align.formats.newlines import Newlines

# Lines of text files are wrapped to 60 to 80 characters, seldom more; narrower ones are verse or lists.
NARROWEST_WRAP, WIDEST_WRAP = 40, 100
# Fewer wrapped lines than this in a whole file may be chance.
FEWEST_WRAPS = 3
# Headlines are shorter than this in every newsroom.
LONGEST_TITLE = 200
LONGEST_HEADING = 80
# East Asian lines are cut at the width, give or take a stop that may not begin a line.
EAST_ASIAN_SLACK = 2

_BULLET = re.compile(r"[-*•·‣◦]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_FINAL = re.compile(r"[.!?…。！？؟۔।:;,][\"'”’»›“)\]」』]*$")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its newline and outer space; `prefix` is the width of a list mark."""

    span: Span
    text: str
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class PlainSkeleton:
    """The newlines of a file, and the width that its lines were wrapped to (0: not)."""

    newlines: Newlines
    width: int = 0

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        """Replace the segments, copy the rest; a wrapped paragraph is wrapped again."""
        del language
        parts, done = [], 0
        for index, pairs in by_paragraph(document, targets).items():
            span = document.paragraphs[index].span
            parts.append(self.newlines.restore(document.text, Span(done, span.start)))
            if is_changed(pairs):
                parts.append(
                    self._fill(weave(document.text, span, pairs).text, is_wrapped="\n" in span.of(document.text))
                )
            else:
                parts.append(self.newlines.restore(document.text, span))
            done = span.end
        parts.append(self.newlines.restore(document.text, Span(done, len(document.text))))
        return "".join(parts).encode("utf-8")

    def _fill(self, text: str, *, is_wrapped: bool) -> str:
        if not is_wrapped or not self.width:
            return text.replace("\n", self.newlines.usual)
        lines = [""]
        for word in text.split():
            if lines[-1] and len(lines[-1]) + 1 + len(word) > self.width:
                lines.append(word)
            else:
                lines[-1] += f" {word}" if lines[-1] else word
        return self.newlines.usual.join(lines)


class PlainText:
    """Text without markup."""

    name: ClassVar[str] = "plaintext"
    extensions: ClassVar[tuple[str, ...]] = (".txt", ".text")
    mimetypes: ClassVar[tuple[str, ...]] = ("text/plain",)

    def read(self, raw: bytes, path: str) -> Document:
        """Find the paragraphs of a text file."""
        decoded = decode(raw, path=path).text
        text, newlines = normalise(decoded, unicode=True)
        blocks = list(_blocks(text))
        width = _wrap_width(blocks)
        paragraphs = tuple(_paragraphs(blocks, width))
        return Document(path, text, paragraphs, PlainSkeleton(newlines, width), self.name, date=from_dateline(text))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Give the lines between blank lines."""
    block: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            start = at + raw.index(line[0])
            block.append(_Line(Span(start, start + len(line)), line))
        elif block:
            yield block
            block = []
        at += len(raw) + 1
    if block:
        yield block


def _wrap_width(blocks: Sequence[list[_Line]]) -> int:
    """Give the width that the lines of a file were wrapped to, or 0.

    Wrapped lines are full: the first word of the next line would not have fitted.
    """
    width = max((len(line.text) for block in blocks for line in block), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    wraps = sum(len(block) - 1 for block in blocks if len(block) > 1 and _is_wrapped(block, width))
    return width if wraps >= FEWEST_WRAPS else 0


def _is_wrapped(block: Sequence[_Line], width: int) -> bool:
    """Tell whether all lines but the last are full, and one at least stops in mid-sentence."""
    return all(_is_full(line.text, following.text, width) for line, following in itertools.pairwise(block)) and not all(
        _FINAL.search(line.text) for line in block[:-1]
    )


def _is_full(line: str, following: str, width: int) -> bool:
    if _BULLET.match(following):
        return False
    if _EAST_ASIAN.match(following) and " " not in following:
        return len(line) >= width - EAST_ASIAN_SLACK
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _paragraphs(blocks: Sequence[list[_Line]], width: int) -> Iterator[Paragraph]:
    for rank, block in enumerate(blocks):
        if width and len(block) > 1 and _is_wrapped(block, width):
            yield Paragraph(Span(_unmarked(block, 0).span.start, block[-1].span.end))
            continue
        for index in range(len(block)):
            line = _unmarked(block, index)
            is_alone = len(block) == 1 or index == len(block) - 1
            yield Paragraph(line.span, _role(line, is_first=rank == index == 0, is_apart=is_alone))


def _unmarked(block: Sequence[_Line], index: int) -> _Line:
    """Take the list mark off a line; a number needs its neighbour, for a sentence may begin with a date."""
    line = block[index]
    match = _BULLET.match(line.text)
    if match is None and (match := _NUMBER.match(line.text)):
        near = [
            _NUMBER.match(other.text) for other in (*block[max(index - 1, 0) : index], *block[index + 1 : index + 2])
        ]
        if not any(other and abs(int(other[1]) - int(match[1])) == 1 for other in near):
            match = None
    if match is None:
        return line
    return _Line(Span(line.span.start + match.end(), line.span.end), line.text[match.end() :], match.end())


def _role(line: _Line, *, is_first: bool, is_apart: bool) -> Role:
    if line.prefix:
        return Role.LIST
    has_stop = _FINAL.search(line.text[-8:])
    if (
        is_first
        and len(line.text) <= LONGEST_TITLE
        and (not has_stop or (is_apart and len(line.text) <= LONGEST_HEADING))
    ):
        return Role.TITLE
    if not has_stop and is_apart and len(line.text) <= LONGEST_HEADING and line.text[0].isupper():
        return Role.HEADING
    return Role.PARAGRAPH
