"""The runs of text of a page's article, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.document import Role
from align.formats.boilerplate import Sieve, is_hidden
from align.formats.gather import has_letter
from align.formats.pagerun import SILENT, Attribute, Run, flat, is_kept

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_ROLES = {
    "h1": Role.TITLE, "h2": Role.HEADING, "h3": Role.HEADING, "h4": Role.HEADING, "h5": Role.HEADING,
    "h6": Role.HEADING, "blockquote": Role.QUOTE, "li": Role.LIST, "dd": Role.LIST, "dt": Role.LIST, "td": Role.CELL,
    "th": Role.CELL, "figcaption": Role.CAPTION, "caption": Role.CAPTION,
}  # fmt: skip
# The same words in another place of the head, kept in step with the title and the description.
_ECHOES = ("og:title", "og:description", "twitter:title", "twitter:description")


class _Walk:
    """One pass over the article's elements."""

    def __init__(self, sieve: Sieve) -> None:
        self._sieve = sieve
        self.runs: list[Run | Attribute] = []

    def over(self, container: _Element, role: Role, with_blocks: set[_Element]) -> None:
        run = Run(container, None, role)
        for child in container:
            tag = child.tag
            if tag == "br" and _is_second_break(child):
                self._end(run)
                run = Run(container, child, role)
                continue
            is_block = isinstance(tag, str) and (tag in _BLOCKS or child in with_blocks)
            if is_block or (isinstance(tag, str) and tag not in SILENT and tag != "br" and self._is_apart(child)):
                self._end(run)
                if is_block and tag != "pre" and not self._sieve.leaves_out(child):
                    self.over(child, _role_of(child, role), with_blocks)
                run = Run(container, child, role)
                continue
            run.take(child)
            run.add(child.tail or "")
        self._end(run)

    def _is_apart(self, child: _Element) -> bool:
        return not is_kept(child) and not is_hidden(child) and self._sieve.leaves_out(child)

    def _end(self, run: Run) -> None:
        run.close()
        if has_letter(run.text):
            self.runs.append(run)
        for picture in run.pictures:
            if has_letter(picture.get("alt") or ""):
                self.runs.append(Attribute([picture], "alt", Role.CAPTION))


def _is_second_break(element: _Element) -> bool:
    previous = element.getprevious()
    return previous is not None and previous.tag == "br" and not (previous.tail or "").strip()


def _role_of(element: _Element, role: Role) -> Role:
    own = _ROLES.get(str(element.tag))
    if own is None or (role is Role.QUOTE and own is Role.LIST):
        return role
    return own


def find_runs(root: _Element) -> list[Run | Attribute]:
    """Give the paragraphs of a page in reading order: title, description, headline, body."""
    sieve = Sieve(root)
    walk = _Walk(sieve)
    _head(root, walk.runs)
    for element in (*sieve.headlines(), *sieve.roots):
        walk.over(element, _ROLES.get(str(element.tag), Role.PARAGRAPH), _parents_of_blocks(element))
    return walk.runs


def _parents_of_blocks(root: _Element) -> set[_Element]:
    """Give the elements that are no blocks but hold one, so that they part the text as blocks do."""
    found: set[_Element] = set()
    for block in root.iter(*_BLOCKS):
        parent = block.getparent()
        while parent is not None and parent.tag not in _BLOCKS and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _head(root: _Element, runs: list[Run | Attribute]) -> None:
    metas = {(meta.get("name") or meta.get("property") or "").lower(): meta for meta in root.iterfind("head/meta")}
    echoes = [metas[name] for name in _ECHOES if name in metas]
    title = root.find("head/title")
    if title is not None:
        run = Run(title, None, Role.TITLE)
        run.close()
        if has_letter(run.text):
            run.echoes = [meta for meta in echoes if _says(meta, run.text)]
            runs.append(run)
    meta = metas.get("description", metas.get("og:description"))
    if meta is not None and has_letter(meta.get("content") or ""):
        same = [echo for echo in echoes if echo is not meta and _says(echo, flat(meta.get("content")))]
        runs.append(Attribute([meta, *same], "content", Role.DESCRIPTION))


def _says(meta: _Element, text: str) -> bool:
    return flat(meta.get("content")) == text
