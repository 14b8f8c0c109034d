"""Markdown: headings, paragraphs, lists, quotations, tables and pictures' texts; code and addresses are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from align.document import Document, Role, Span
from align.formats import frontmatter
from align.formats.dates import from_dateline, from_front_matter
from align.formats.decoding import decode
from align.formats.gather import Gathering, has_letter
from align.formats.mdinline import Inline, parser, read_inline
from align.formats.mdwrite import Style, write_inline
from align.formats.newlines import normalise
from align.formats.weave import by_paragraph, is_changed, weave

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from align.document import Segment, Target
    from align.formats.newlines import Newlines

_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file that holds inline Markdown, or a quoted value of the front matter.

    `prefix` begins each further line of it. `paragraphs` are the indices of its text (-1: it has none) and of the
    texts of its pictures, by their mark.
    """

    span: Span
    role: Role
    inline: Inline
    prefix: str = ""
    is_cell: bool = False
    is_heading: bool = False
    quote: str | None = None
    paragraph: int = -1
    pictures: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkdownSkeleton:
    """The file, its blocks with text, its newlines, and the names of its link references."""

    source: str
    blocks: tuple[Block, ...]
    newlines: Newlines
    references: frozenset[str]

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        """Write the blocks that changed anew and copy the rest; the format declares no language."""
        del language
        pairs = by_paragraph(document, targets)
        parts, done = [], 0
        for block in self.blocks:
            own = [index for index in (block.paragraph, *block.pictures.values()) if is_changed(pairs.get(index, ()))]
            if own:
                parts.append(self.newlines.restore(self.source, Span(done, block.span.start)))
                parts.append(self._block(document, block, pairs).replace("\n", self.newlines.usual))
                done = block.span.end
        parts.append(self.newlines.restore(self.source, Span(done, len(self.source))))
        return "".join(parts).encode("utf-8")

    def _block(self, document: Document, block: Block, pairs: Mapping[int, Sequence[tuple[Segment, Target]]]) -> str:
        alts = {
            mark: weave(document.text, document.paragraphs[index].span, pairs.get(index, ())).text
            for mark, index in block.pictures.items()
        }
        if block.paragraph < 0:
            woven = weave(block.inline.text, Span(0, len(block.inline.text)), (), block.inline.marks)
        else:
            span = document.paragraphs[block.paragraph].span
            woven = weave(document.text, span, pairs.get(block.paragraph, ()), block.inline.marks)
        if block.quote is not None:
            return frontmatter.write_value(woven.text, block.quote)
        style = Style(block.is_cell, block.is_heading, bool(self.references))
        written = write_inline(block.inline, woven, alts=alts, style=style)
        flat = " ".join(written.split("\n")) if block.is_cell or block.is_heading else written
        return flat.replace("\n", f"\n{block.prefix}")


class Markdown:
    """CommonMark with tables, strikethrough and front matter."""

    name: ClassVar[str] = "markdown"
    extensions: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd")
    mimetypes: ClassVar[tuple[str, ...]] = ("text/markdown",)

    def read(self, raw: bytes, path: str) -> Document:
        """Find the paragraphs of a Markdown file."""
        source, newlines = normalise(decode(raw, path=path).text)
        references: dict[str, Any] = {}
        gathered = Gathering()
        blocks = []
        for block in _blocks(source, references):
            paragraph = gathered.add(block.inline.text, block.role)
            alts = {index: wrap.alt for index, wrap in enumerate(block.inline.wraps) if has_letter(wrap.alt)}
            pictures = {index: gathered.add(alt, Role.CAPTION) for index, alt in alts.items()}
            if paragraph >= 0 or pictures:
                blocks.append(replace(block, paragraph=paragraph, pictures=pictures))
        names = frozenset(references.get("references", ()))
        skeleton = MarkdownSkeleton(source, tuple(blocks), newlines, names)
        date = from_front_matter(source[: frontmatter.end_of(source)]) or from_dateline(gathered.text)
        return Document(path, gathered.text, tuple(gathered.paragraphs), skeleton, self.name, date=date)


def _blocks(source: str, references: dict[str, Any]) -> Iterator[Block]:
    """Give the stretches of text in the order of the file; those whose place is not certain are left alone."""
    head = frontmatter.end_of(source)
    for value in frontmatter.fields(source):
        yield Block(value.span, value.role, Inline(value.text, (), ()), quote=value.quote)
    lines = _Lines(source, head)
    within: list[str] = []
    for token in parser().parse(source[head:], references):
        if token.nesting > 0:
            within.append(f"{token.tag}{token.markup[:1] if token.type == 'heading_open' else ''}")
        elif token.nesting < 0:
            within.pop()
        elif token.type == "inline" and token.map and token.content:
            is_cell, is_heading = within[-1] in {"td", "th"}, within[-1] in {f"h{level}#" for level in range(1, 7)}
            span = lines.cell(token) if is_cell else lines.find(token, is_heading=is_heading)
            if span is not None:
                prefix = "" if is_cell or is_heading else lines.prefix(token, span)
                yield Block(
                    span, _role(within), read_inline(token), prefix, is_cell, within[-1][0] == "h" and is_heading
                )


def _role(within: Sequence[str]) -> Role:
    last = within[-1]
    if last in {"td", "th"}:
        return Role.CELL
    if last.startswith("h"):
        return Role.TITLE if last[1] == "1" else Role.HEADING
    if "blockquote" in within:
        return Role.QUOTE
    return Role.LIST if "li" in within else Role.PARAGRAPH


class _Lines:
    """The lines of a file, to find where a block's text stands in it."""

    def __init__(self, source: str, head: int) -> None:
        self._lines = source[head:].split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=head))
        self._row = -1
        self._cells: list[tuple[int, str]] = []

    def find(self, token: Token, *, is_heading: bool) -> Span | None:
        """Find the text of a block, from its first line's to its last line's, without what stands around it."""
        first = (token.map or [0])[0]
        ends: list[int] = []
        for rank, content in enumerate(token.content.split("\n")):
            line, wanted = self._lines[first + rank].rstrip(), content.strip()
            column = line.rfind(wanted) if is_heading else len(line) - len(wanted)
            if column < 0 or not line.startswith(wanted, column):
                return None
            ends += [self._starts[first + rank] + column, self._starts[first + rank] + column + len(wanted)]
        return Span(ends[0], ends[-1])

    def prefix(self, token: Token, span: Span) -> str:
        """Give what begins the further lines of a block: as its second line does, or its first without list marks."""
        first = (token.map or [0])[0]
        contents = token.content.split("\n")
        if len(contents) > 1:
            line = self._lines[first + 1].rstrip()
            return line[: len(line) - len(contents[1].strip())]
        return re.sub(r"[^>\s]", " ", self._lines[first][: span.start - self._starts[first]])

    def cell(self, token: Token) -> Span | None:
        """Find the text of the next cell of a table's row."""
        row = (token.map or [0])[0]
        if row != self._row:
            self._row, self._cells = row, list(self._split(row))
        while self._cells:
            start, raw = self._cells.pop(0)
            if raw.replace("\\|", "|") == token.content:
                return Span(start, start + len(raw))
        return None

    def _split(self, row: int) -> Iterator[tuple[int, str]]:
        at = self._starts[row]
        for piece in _PIPE.split(self._lines[row]):
            raw = piece.strip()
            yield at + piece.index(raw), raw
            at += len(piece) + 1
