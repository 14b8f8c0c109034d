"""Read any article: choose its format by the ending, then by its first characters."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from align.errors import InputError
from align.formats.seam import FORMATS

if TYPE_CHECKING:
    from align.document import Document
    from align.formats.seam import Format

# How far into a file without a telling name the start of a page is looked for.
_SNIFFED = 1024
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def parse(raw: bytes, *, path: str, format: str = "") -> Document:  # noqa: A002  # the project's word for it
    """Read bytes as the named format, or as the one that `path` and the bytes tell."""
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError("the file is empty", where=path)
    reader: Format = FORMATS.load(format or _guess(raw, path))()
    document = reader.read(raw, path)
    if not document.paragraphs:
        raise InputError("no text to translate in it", where=path)
    return document


def format_of(path: str) -> str:
    """Name the format that the ending tells; empty where it tells none."""
    ending = PurePath(path).suffix.lower()
    return next((name for name in FORMATS.names if ending and ending in FORMATS.load(name).extensions), "")


def _guess(raw: bytes, path: str) -> str:
    start = raw[:_SNIFFED]
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return format_of(path) or ("html" if _PAGE.match(start.replace(b"\0", b"")) else "plaintext")
