"""The one parser of XML and HTML: no entities, no network, no document type loaded, bounded depth and size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Internal subsets are where entity bombs live; a legal one of a page or a memory is a reference to a DTD alone.
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*")
_HAS_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HAS_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w:.-]+)")
# The HTML standard looks for a charset in the first 1,024 bytes; pages with long heads put it later.
_PRESCAN = 8192


def declared_charset(raw: bytes) -> str:
    """Give the charset that a page or its XML declaration names; empty where there is none."""
    start = raw[:_PRESCAN]
    match = _META_CHARSET.search(start) or _XML_CHARSET.match(start)
    return match[1].decode("ascii", "replace") if match else ""


def parse_html(markup: str, *, path: str) -> _Element:
    """Give the root of a page; raise InputError where the parser gave up, since text would be lost without a word."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    markup = markup[match.end() :] if (match := _DECLARATION.match(markup)) else markup
    try:
        root: _Element | None = etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("no page in it", where=path) from error
    if root is None:
        raise InputError("no page in it", where=path)
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise InputError(f"not a page that can be read: {_reason(entry.message)}", where=path)
    return root


def write_html(root: _Element, markup: str) -> bytes:
    """Write a page as UTF-8 and say so in it; a fragment stays a fragment."""
    from lxml import etree

    body = root.find("body")
    if body is not None and not _HAS_PAGE.search(markup):
        from html import escape

        parts = [etree.tostring(child, encoding="unicode", method="html") for child in body]
        return (escape(body.text or "", quote=False) + "".join(parts)).encode("utf-8")
    _declare_utf8(root)
    docinfo: Any = root.getroottree().docinfo
    doctype = docinfo.doctype if _HAS_DOCTYPE.search(markup) else ""
    # Comments and instructions may stand before and after the page.
    before, after = reversed([*root.itersiblings(preceding=True)]), root.itersiblings()
    parts = [
        etree.tostring(node, encoding="unicode", method="html", with_tail=False) for node in (*before, root, *after)
    ]
    page = "\n".join([*filter(None, [doctype]), *parts])
    if match := _DECLARATION.match(markup):
        page = re.sub(r"(encoding\s*=\s*[\"'])[\w:.-]+", r"\1UTF-8", match[0]) + page
    return (page.rstrip("\n") + ("\n" if markup.endswith("\n") else "")).encode("utf-8")


def _declare_utf8(root: _Element) -> None:
    is_declared = False
    # A page whose head was cut short by a stray element has its declarations further down.
    for meta in root.findall("head/meta") or root.iter("meta"):
        if meta.get("charset") is not None:
            meta.set("charset", "utf-8")
            is_declared = True
        elif (meta.get("http-equiv") or "").lower() == "content-type":
            meta.set("content", "text/html; charset=utf-8")
            is_declared = True
    head = root.find("head")
    if head is not None and not is_declared:
        head.insert(0, head.makeelement("meta", {"charset": "utf-8"}))


def parse_xml_stream(stream: BinaryIO, *, path: str, tags: tuple[str, ...]) -> Iterator[_Element]:
    """Give each element of these names once it is complete, and free it when the next is asked for.

    Raises InputError for what is not well-formed, and for declared entities, which no exchange file needs.
    """
    from lxml import etree

    try:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=tags, remove_pis=True, remove_comments=True, **_SAFE
        ):
            _refuse_entities(element, path)
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InputError(f"not well-formed XML: {_reason(error.msg)}", where=f"{path}:{error.lineno or 1}") from error


def _refuse_entities(element: _Element, path: str) -> None:
    subset = element.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:  # type: ignore[attr-defined]  # not in the stubs
        raise InputError("declares entities, which are not followed", where=path, advice="replace them by their text")


def _reason(message: str | None) -> str:
    reason = (message or "unknown").partition(", use XML_PARSE_HUGE")[0].partition(", try XML_PARSE_HUGE")[0]
    return reason[:1].lower() + reason[1:].strip()
