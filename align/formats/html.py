"""HTML pages: the article's text, and the page written back with its markup and links where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from align.document import Document
from align.formats.dates import from_dateline, from_page
from align.formats.decoding import decode
from align.formats.gather import Gathering
from align.formats.markup import declared_charset, parse_html, write_html
from align.formats.pagetext import find_runs
from align.formats.weave import by_paragraph, is_changed, weave
from align.languages import base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Target


@dataclass(frozen=True, slots=True)
class HtmlSkeleton:
    """The page as it was read; it is parsed again to be written, so that the value stays plain and whole."""

    markup: str

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        """Replace the text of the paragraphs that changed and the declared language; the rest of the tree stays."""
        root = parse_html(self.markup, path=document.path)
        runs = find_runs(root)
        for index, pairs in by_paragraph(document, targets).items():
            if is_changed(pairs):
                run, span = runs[index], document.paragraphs[index].span
                run.replace(weave(document.text, span, pairs, run.marks))
        if language and base(root.get("lang") or "") == base(document.language):
            root.set("lang", language)
        return write_html(root, self.markup)


class Html:
    """Web pages."""

    name: ClassVar[str] = "html"
    extensions: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    mimetypes: ClassVar[tuple[str, ...]] = ("text/html", "application/xhtml+xml")

    def read(self, raw: bytes, path: str) -> Document:
        """Find the paragraphs of the article in a page."""
        markup = decode(raw, path=path, declared=declared_charset(raw)).text
        gathered = Gathering()
        root = parse_html(markup, path=path)
        date = from_page(root)
        for run in find_runs(root):
            gathered.add(run.text, run.role)
        date = date or from_dateline(gathered.text)
        return Document(path, gathered.text, tuple(gathered.paragraphs), HtmlSkeleton(markup), self.name, date=date)
