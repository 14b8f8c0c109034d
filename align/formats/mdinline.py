"""Inline Markdown: read into text and marks, and written again around the target."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from align.document import Span
from align.formats.inline import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from align.formats.weave import Node, Woven

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>", re.DOTALL)
_HTML_NAMES = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}
# What would begin a block of another kind at the start of a line.
_LINE_START = re.compile(r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+(?=\s*$)|-+(?=\s*$)|~~~|```)", re.MULTILINE)
_LINE_NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*_~<&\[\]|]")
_LINK = re.compile(r"\][(\[:]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


@dataclass(frozen=True, slots=True)
class Wrap:
    """What stands before and after the marked text; an atomic mark has all of it in `before`.

    `alt` is the text of a picture, which is a paragraph of its own, between `before` and `after`.
    """

    before: str
    after: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of one block without its marks."""

    text: str
    marks: tuple[Mark, ...]
    wraps: tuple[Wrap, ...]


@cache
def parser() -> MarkdownIt:
    """Give a CommonMark parser with tables and strikethrough whose tokens know their own spelling."""
    from markdown_it import MarkdownIt  # only Markdown pays for it
    from markdown_it.rules_inline import autolink, backtick, image, link

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Nothing is rendered here, so no link is dangerous, and all are kept.
    made.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    for name, rule in (("link", link), ("image", image), ("autolink", autolink), ("backticks", backtick)):
        made.inline.ruler.at(name, _spelt(rule))
    return made


def _spelt(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap an inline rule so that its last token keeps the source from which it was made."""

    def spelt(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
        start, count = state.pos, len(state.tokens)
        is_found = rule(state, silent)
        if is_found and not silent and len(state.tokens) > count:
            state.tokens[-1].meta["raw"] = state.src[start : state.pos]
            opening = state.src.find("[", start)
            if state.tokens[-1].type in {"link_close", "image"} and state.src[start] in "[!" and opening >= 0:
                end = state.md.helpers.parseLinkLabel(state, opening, state.tokens[-1].type == "link_close")
                state.tokens[-1].meta["tail"] = _explicit(state.src[opening + 1 : end], state.src[end : state.pos])
        return is_found

    return spelt


def _explicit(label: str, tail: str) -> str:
    """Name the reference of a link whose text was its name, since the text will change."""
    return f"][{label}]" if tail in {"]", "][]"} else tail


class _Reader:
    """Collect the text and marks of one block from its tokens."""

    def __init__(self, content: str) -> None:
        self._break = "  \n" if re.search(r" {2,}\n", content) else "\\\n"
        self._parts: list[str] = []
        self._length = 0
        self._open: list[int] = []
        self.marks: list[Mark] = []
        self.wraps: list[Wrap] = []

    def read(self, tokens: Sequence[Token]) -> Inline:
        tags = _paired_tags(tokens)
        for index, token in enumerate(tokens):
            is_address = (
                index + 1 < len(tokens) and tokens[index + 1].type == "link_close" and tokens[index + 1].info == "auto"
            )
            if is_address:
                self._atom(token.content, Wrap(tokens[index + 1].meta["raw"]))
            elif index in tags:
                self._nest(token.content if tags[index] else "", "" if tags[index] else token.content)
            elif token.info != "auto" or token.nesting == 0:
                self._take(token)
        return Inline("".join(self._parts), tuple(self.marks), tuple(self.wraps))

    def _take(self, token: Token) -> None:
        match token.type:
            case "softbreak":
                self._append("\n")
            case "hardbreak":
                self._atom("", Wrap(self._break))
                self._append("\n")
            case "code_inline":
                self._atom(token.content, Wrap(token.meta["raw"]))
            case "image":
                self._atom("", Wrap("![", token.meta["tail"], alt=_plain(token)))
            case "html_inline":
                self._atom("", Wrap(token.content))
            case "link_open":
                self._nest("[", "")
            case "link_close":
                self._nest("", token.meta["tail"])
            case _ if token.nesting:
                self._nest(token.markup if token.nesting > 0 else "", token.markup if token.nesting < 0 else "")
            case _:
                self._append(token.content)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _mark(self, text: str, wrap: Wrap, *, atomic: bool) -> None:
        span = Span(self._length, self._length + len(text))
        self.marks.append(Mark(span, self._open[-1] if self._open else -1, atomic))
        self.wraps.append(wrap)

    def _atom(self, text: str, wrap: Wrap) -> None:
        self._mark(text, wrap, atomic=True)
        self._append(text)

    def _nest(self, before: str, after: str) -> None:
        """Open a mark, or close the last one; one that encloses nothing is a point."""
        if before:
            self._mark("", Wrap(before), atomic=False)
            self._open.append(len(self.marks) - 1)
            return
        index = self._open.pop()
        mark, wrap = self.marks[index], self.wraps[index]
        is_point = mark.span.start == self._length and index == len(self.marks) - 1
        self.marks[index] = Mark(Span(mark.span.start, self._length), mark.parent, is_point)
        self.wraps[index] = Wrap(wrap.before + after) if is_point else Wrap(wrap.before, after)


def _paired_tags(tokens: Sequence[Token]) -> dict[int, bool]:
    """Find the HTML tags that enclose something: True for those that open, by the index of their token."""
    found: dict[int, bool] = {}
    around: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        match = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if token.nesting > 0:
            around.append(("", index))
        elif token.nesting < 0:
            while around.pop()[0]:
                continue
        elif match and match[1] and around and around[-1][0] == match[2].lower():
            found |= {around.pop()[1]: True, index: False}
        elif match and not match[1] and not match[3]:
            around.append((match[2].lower(), index))
    return found


def _plain(token: Token) -> str:
    return "".join(child.content if child.type != "softbreak" else " " for child in token.children or ())


def read_inline(token: Token) -> Inline:
    """Give the text and marks of an inline token."""
    return _Reader(token.content).read(token.children or ())


@dataclass(frozen=True, slots=True)
class Style:
    """Where the text stands: in a table's cell, in a heading, in a document that defines references."""

    is_cell: bool = False
    is_heading: bool = False
    has_references: bool = False


def write_inline(inline: Inline, woven: Woven, *, alts: Mapping[int, str], style: Style) -> str:
    """Write text and marks as Markdown; `alts` gives the text of the pictures by their mark."""
    written = _Writer(inline, alts, style).write(woven.tree(inline.marks))
    written = _LINE_NUMBER.sub(r"\1\\\2", written) if not (style.is_cell or style.is_heading) else written
    written = _LINE_START.sub(r"\1\\\2", written) if not (style.is_cell or style.is_heading) else written
    if style.is_heading and written.endswith("#"):
        written = written[:-1] + "\\#"
    return written


class _Writer:
    def __init__(self, inline: Inline, alts: Mapping[int, str], style: Style) -> None:
        self._inline = inline
        self._alts = alts
        self._style = style

    def write(self, content: Sequence[Node | str]) -> str:
        written = ""
        for index, piece in enumerate(content):
            if isinstance(piece, str):
                is_after_break = written.endswith("\n")
                written += escape(piece.lstrip(" \n") if is_after_break else piece, self._style)
                continue
            following = content[index + 1] if index + 1 < len(content) else ""
            written += self._node(piece, written[-1:], self._first(following))
        return written

    def _first(self, piece: Node | str) -> str:
        if isinstance(piece, str):
            return piece[:1]
        return self._inline.wraps[piece.mark].before[:1]

    def _node(self, node: Node, previous: str, following: str) -> str:
        wrap = self._inline.wraps[node.mark]
        if self._inline.marks[node.mark].atomic:
            alt = self._alts.get(node.mark, wrap.alt)
            return wrap.before + (escape(alt, self._style) if wrap.alt else "") + wrap.after
        inside = self.write(node.children)
        if wrap.before not in _HTML_NAMES:
            return wrap.before + inside + wrap.after
        if not inside.strip():
            return inside
        if (
            _opens(previous, inside[0])
            and _opens(following, inside[-1])
            and wrap.before[0] not in (previous, following)
        ):
            joins_word = wrap.before[0] == "_" and (previous.isalnum() or following.isalnum())
            sign = wrap.before.replace("_", "*") if joins_word else wrap.before
            return sign + inside + sign
        name = _HTML_NAMES[wrap.before]
        return f"<{name}>{inside}</{name}>"


def _opens(outside: str, inside: str) -> bool:
    """Tell whether a delimiter between the two characters may open or close (CommonMark 0.31, section 6.2)."""
    return not inside.isspace() and (
        not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)
    )


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def escape(text: str, style: Style) -> str:
    """Put a backslash before what would be read as markup, and before nothing else."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda match: f"\\{match[0]}" if _is_markup(match, style) else match[0], text)


def _is_markup(match: re.Match[str], style: Style) -> bool:
    text, at = match.string, match.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    tests: dict[str, Callable[[], bool]] = {
        "_": lambda: not (before.isalnum() and after.isalnum()),
        "*": lambda: not (before.isspace() and after.isspace()),
        "~": lambda: "~" in (before, after),
        "<": lambda: after.isalpha() or after in {"/", "!", "?"},
        "&": lambda: bool(_ENTITY.match(text, at)),
        "\\": lambda: not after or after == "\n" or (after.isascii() and not after.isalnum() and not after.isspace()),
        "[": lambda: style.has_references or bool(_LINK.search(text)),
        "]": lambda: style.has_references or bool(_LINK.search(text)),
        "|": lambda: style.is_cell,
        "`": lambda: True,
    }
    return tests[match[0]]()
