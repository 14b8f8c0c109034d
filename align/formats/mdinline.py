"""Inline Markdown, read into text and marks that know their spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from align.document import Span
from align.formats.inline import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


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
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import autolink, backtick, image, link

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Nothing is rendered here, so no link is dangerous, and all are kept.
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
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
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following and following.type == "link_close" and following.info == "auto":
                self._atom(token.content, Wrap(following.meta["raw"]))
            elif token.type == "html_inline" and BREAK.fullmatch(token.content):
                self._atom("", Wrap(token.content))
                self._append("\n" if following and following.type != "softbreak" else "")
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
