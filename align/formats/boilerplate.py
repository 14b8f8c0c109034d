"""Tell the article from the page around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# A paragraph of running text; shorter ones are teasers, credits and buttons.
RUNNING_TEXT = 80
# Another article element with at least this share of the longest one's text is part of the page's matter (a live blog).
ARTICLE_SHARE = 0.5

_CHROME = frozenset({
    "nav", "aside", "footer", "form", "dialog", "menu", "search", "fieldset", "noscript", "template", "script", "style",
    "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio", "video", "map", "button", "select",
    "textarea", "input", "datalist", "link", "meta", "base", "frameset", "title",
})  # fmt: skip
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "form",
})  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:related|share|sharing|social|newsletters?|subscri\w*|cookies?|consent|promo\w*|advert\w*|ads?"
    r"|sponsor\w*|sidebar|comments?|breadcrumbs?|recommend\w*|recirc\w*|most-?(?:read|popular|viewed)|trending|popular"
    r"|sign-?up|log-?in|paywall|nav|navbar|navigation|menu|widgets?|outbrain|taboola|pagination|pager|tags"
    r"|more-(?:stories|news|on)|also-read|see-also|read-(?:more|next|also)|skip-link|skip-to-\w+)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?:^|\s)(?:visually-hidden|sr-only|screen-reader-text|visuallyhidden)(?:$|\s)", re.IGNORECASE)
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Sieve:
    """Judge the elements of one page."""

    def __init__(self, root: _Element) -> None:
        body = root.find("body")
        self._body = root if body is None else body
        self._running = _running_text(self._body)
        self.roots: list[_Element] = []
        self.roots = self._find_roots()

    def _find_roots(self) -> list[_Element]:
        """Give the elements that hold the article, in document order; the body where nothing else is marked."""
        for path in (".//article", ".//*[@itemprop='articleBody']", ".//main", ".//*[@role='main']"):
            found = [element for element in self._body.iterfind(path) if not self._is_within_chrome(element)]
            outer = [element for element in found if not any(parent in found for parent in element.iterancestors())]
            sizes = [len(_text_of(element)) for element in outer]
            if any(size >= RUNNING_TEXT for size in sizes):
                return [e for e, size in zip(outer, sizes, strict=True) if size >= ARTICLE_SHARE * max(sizes)]
        return [self._body]

    def headlines(self) -> list[_Element]:
        """Give the first-level headings that stand outside the article, where it has none inside."""
        if any(next(root.iter("h1"), None) is not None for root in self.roots):
            return []
        return [heading for heading in self._body.iter("h1") if not self._is_within_chrome(heading)]

    def _is_within_chrome(self, element: _Element) -> bool:
        return any(self.leaves_out(parent) for parent in element.iterancestors() if parent is not self._body)

    def leaves_out(self, element: _Element) -> bool:
        """Tell whether an element is no part of the article, with all that it holds."""
        tag = element.tag
        if tag in _CHROME:
            return not (tag in {"form", "fieldset"} and self._is_most(element))
        attributes = element.attrib
        if attributes and self._is_set_apart(element):
            return True
        if tag == "header":
            return not self._is_inside(element) and (
                element.find(".//nav") is not None or element.find(".//h1") is None
            )
        return tag in {"ul", "ol"} and _is_link_list(element)

    def _is_set_apart(self, element: _Element) -> bool:
        get = element.attrib.get
        if is_hidden(element) or get("translate") == "no" or "notranslate" in (get("class") or ""):
            return True
        named = _NAMED.search(f"{get('class') or ''} {get('id') or ''}")
        return bool(get("role") in _ROLES or named) and element not in self.roots and not self._is_most(element)

    def _is_inside(self, element: _Element) -> bool:
        return self.roots != [self._body] and any(parent in self.roots for parent in element.iterancestors())

    def _is_most(self, element: _Element) -> bool:
        """Tell whether most of the page's running text is inside: then it is no chrome, whatever its name."""
        return 2 * _running_text(element) > self._running


def is_hidden(element: _Element) -> bool:
    """Tell whether a browser does not show the element."""
    get = element.attrib.get
    return (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or bool(_UNSHOWN.search(get("style") or ""))
        or bool(_UNSEEN.search(get("class") or ""))
    )


def _running_text(element: _Element) -> int:
    return sum(length for p in element.iter("p") if (length := len(_text_of(p))) >= RUNNING_TEXT)


def _text_of(element: _Element) -> str:
    return str(element.xpath("string()"))


def _is_link_list(element: _Element) -> bool:
    """Tell whether two or more items are links from end to end: a list of other articles."""
    rows = element.findall("li")
    return len(rows) > 1 and all(_is_link(row) for row in rows)


def _is_link(row: _Element) -> bool:
    linked = "".join(_text_of(link) for link in row.iter("a")).split()
    return bool(linked) and linked == _text_of(row).split()
