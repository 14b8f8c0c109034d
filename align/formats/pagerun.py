"""One run of text in a page: its words as a browser shows them, its inline elements as marks, and its rewriting."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Protocol

from align.document import Span
from align.formats.boilerplate import is_hidden
from align.formats.inline import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from align.document import Role
    from align.formats.weave import Node, Woven

# Their words are part of the sentence, but are not to be changed.
_VERBATIM = frozenset({"code", "kbd", "samp", "var", "tt"})
# Nothing of these is read, though they may stand in the middle of a sentence.
SILENT = frozenset({
    "img", "script", "style", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "picture",
    "template", "noscript", "input", "button", "select", "textarea", "map", "link", "meta", "wbr",
})  # fmt: skip
_SPACES = re.compile("[ \t\n\r\f\u2028\u2029]+")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡a-z])[\])]?")


class Stretch(Protocol):
    """One paragraph of a page, and the way to change it in the tree."""

    text: str
    role: Role
    marks: Sequence[Mark]

    def replace(self, woven: Woven) -> None:
        """Put the target into the tree."""


class Attribute:
    """The value of an attribute: a description, the text that stands for a picture."""

    marks: Sequence[Mark] = ()

    def __init__(self, elements: Sequence[_Element], name: str, role: Role) -> None:
        self._elements = elements
        self._name = name
        self.role = role
        self.text = flat(elements[0].get(name))

    def replace(self, woven: Woven) -> None:
        """Set the attribute on all elements that said the same."""
        for element in self._elements:
            element.set(self._name, woven.text)


class Run:
    """Inline content of one container, from its start or from the block `before` to the next block."""

    def __init__(self, container: _Element, before: _Element | None, role: Role) -> None:
        self._container = container
        self._before = before
        self._children: list[_Element] = []
        self._elements: list[_Element] = []
        self._parts: list[str] = []
        self._open: list[int] = []
        self._length = 0
        self._last = ""
        self.echoes: Sequence[_Element] = ()
        self.role = role
        self.marks: list[Mark] = []
        self.pictures: list[_Element] = []
        self.add((container.text if before is None else before.tail) or "")

    @property
    def text(self) -> str:
        """Give the text as a browser shows it, without the space at its ends."""
        return "".join(self._parts).rstrip(" \n")

    def add(self, raw: str) -> None:
        """Append text, its white space collapsed with what stands before."""
        if not raw:
            return
        text = _SPACES.sub(" ", raw).replace("\u00ad", "")
        if self._last in {"", " ", "\n"}:
            text = text.removeprefix(" ")
        self._append(text)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            self._last = text[-1]

    def take(self, child: _Element) -> None:
        """Append a child of the container that is no block; the caller appends its tail."""
        self._children.append(child)
        self._enter(child)

    def _enter(self, element: _Element) -> None:
        index = len(self.marks)
        start = self._length
        tag = element.tag
        self.marks.append(Mark(Span(start, start), self._open[-1] if self._open else -1, atomic=True))
        self._elements.append(element)
        if tag == "br":
            if self._last == " ":
                self._parts[-1] = self._parts[-1][:-1]
                self._length -= 1
                self.marks[index] = Mark(Span(self._length, self._length), self.marks[index].parent, atomic=True)
            if self._length:
                self._append("\n")
            return
        if not isinstance(tag, str) or _is_silent(element):
            if isinstance(tag, str):
                self.pictures.extend(element.iter("img"))
            return
        is_atomic = tag in _VERBATIM or is_kept(element)
        if is_atomic:
            self.add(str(element.xpath("string()")))
        else:
            self._open.append(index)
            self.add(element.text or "")
            for child in element:
                self._enter(child)
                self.add(child.tail or "")
            self._open.pop()
        span = Span(start, max(self._length, start))
        self.marks[index] = Mark(span, self.marks[index].parent, is_atomic)

    def close(self) -> None:
        """Take the space at the edges out of the marks; one without text of its own becomes a point."""
        text = self.text
        for index, mark in enumerate(self.marks):
            start, end = min(mark.span.start, len(text)), min(mark.span.end, len(text))
            while start < end and text[start] in " \n":
                start += 1
            while start < end and text[end - 1] in " \n":
                end -= 1
            is_empty = start == end and not any(child.parent == index for child in self.marks[index + 1 : index + 2])
            self.marks[index] = Mark(Span(start, end), mark.parent, mark.atomic or is_empty)
        self._parts = [text]

    def replace(self, woven: Woven) -> None:
        """Build the inline content again around the target."""
        raw = (self._container.text if self._before is None else self._before.tail) or ""
        lead = raw[: len(raw) - len(raw.lstrip())] if raw.strip() else ""
        trail = self._trail(raw)
        for child in self._children:
            self._container.remove(child)
        for echo in self.echoes:
            echo.set("content", woven.text)
        anchor = self._before
        if anchor is None:
            self._container.text = lead
        else:
            anchor.tail = lead
        self._fill(self._container, anchor, (*woven.tree(self.marks), trail))

    def _trail(self, raw: str) -> str:
        last = (self._children[-1].tail or "") if self._children else raw
        return last[len(last.rstrip()) :]

    def _fill(self, parent: _Element, anchor: _Element | None, content: Sequence[Node | str]) -> None:
        at = 0 if anchor is None else parent.index(anchor) + 1
        for piece in content:
            if isinstance(piece, str):
                if anchor is None:
                    parent.text = (parent.text or "") + piece
                else:
                    anchor.tail = (anchor.tail or "") + piece
                continue
            element = self._elements[piece.mark]
            if self.marks[piece.mark].atomic:
                made = deepcopy(element)
                made.tail = None
            else:
                made = parent.makeelement(element.tag, {str(k): str(v) for k, v in element.attrib.items()})
                self._fill(made, None, piece.children)
            parent.insert(at, made)
            anchor, at = made, at + 1


def _is_silent(element: _Element) -> bool:
    if element.tag in SILENT or is_hidden(element):
        return True
    return element.tag == "sup" and bool(_NOTE_MARK.fullmatch(str(element.xpath("string()")).strip()))


def is_kept(element: _Element) -> bool:
    """Tell whether the page asks that the element be left as it is."""
    return element.get("translate") == "no" or "notranslate" in (element.get("class") or "").split()


def flat(text: str | None) -> str:
    """Collapse white space as a browser does."""
    return _SPACES.sub(" ", text or "").strip()
