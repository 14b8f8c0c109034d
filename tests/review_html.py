"""Read a page as a browser would, and hold it against the rules that every page keeps."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lxml import html as lxml_html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

VOID = {"meta", "input", "br", "link", "img", "hr"}


def read(page: bytes) -> HtmlElement:
    return lxml_html.document_fromstring(page.decode())


def text_of(element: HtmlElement) -> str:
    return str(element.text_content())


def one(page: HtmlElement, path: str) -> HtmlElement:
    found = page.xpath(path)
    assert len(found) == 1, f"{len(found)} of {path}"
    element: HtmlElement = found[0]
    return element


def cells(page: HtmlElement, side: str) -> list[HtmlElement]:
    return list(page.xpath(f'//*[contains(concat(" ", @class, " "), " text {side} ")]'))


def marked(cell: HtmlElement, mention: int) -> str:
    """Join what is marked as a mention in a cell."""
    marks = [mark for mark in cell.iter("mark") if str(mention) in mark.get("data-mention", "").split()]
    return "".join(map(text_of, marks))


class Strict(HTMLParser):
    """Follow the tags of a page; each must be closed where it should, and carry nothing that the policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.complaints: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.complaints.append(f"<{tag}> repeats an attribute: {names}")
        self.complaints += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action"}]
        if given.get("role") == "img" and not given.get("aria-label"):
            self.complaints.append(f"<{tag}> is an image without a name")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}> closes something else")


def assert_sound(content: bytes) -> None:
    """Hold a page against well-formedness, its own policy, and the promise to load nothing."""
    page, reader = content.decode(), Strict()
    reader.feed(page)
    reader.close()
    assert not reader.complaints
    assert not reader.open
    assert len(set(reader.ids)) == len(reader.ids)
    inner = {address[1:] for address in reader.addresses if address.startswith("#")}
    assert inner <= set(reader.ids)
    assert not [address for address in reader.addresses if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE)]
    tree = read(content)
    policy = one(tree, "//meta[@http-equiv='Content-Security-Policy']").get("content", "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert f"style-src '{_digest(style)}'" in policy
    assert f"script-src '{_digest(script)}'" in policy
    assert not re.search(r"url\(|@import|innerHTML|eval\(|https?:", style + script)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
