"""The metadata at the head of a Markdown file: its title and description are text, the rest is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.document import Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^(?P<key>title|description)[ \t]*[:=][ \t]*(?P<value>\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_ROLES = {"title": Role.TITLE, "description": Role.DESCRIPTION}
# YAML 1.2, 7.3.3: what a plain scalar may not begin with, or hold.
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`=+\d~]|: | #|:$|^(?:true|false|yes|no|null|on|off)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A value in the front matter; `span` counts in the file, with its quotes."""

    span: Span
    role: Role
    text: str
    quote: str


def end_of(source: str) -> int:
    """Give the length of the front matter; 0 where a file has none."""
    match = _BLOCK.match(source)
    return match.end() if match else 0


def fields(source: str) -> Iterator[Field]:
    """Give the values that are text, in order."""
    for match in _LINE.finditer(source, 0, end_of(source)):
        raw = match["value"]
        quote = raw[0] if raw[0] in "\"'" else ""
        if quote and (len(raw) < len("''") or raw[-1] != quote):
            continue
        if not quote and raw[0] in "|>[{&*!#":
            continue
        text = raw[1:-1] if quote else raw
        text = re.sub(r"\\([\"\\])", r"\1", text) if quote == '"' else text.replace("''", "'") if quote else text
        yield Field(Span(*match.span("value")), _ROLES[match["key"].lower()], text, quote)


def write_value(text: str, quote: str) -> str:
    """Quote a value as it was, or where it must be."""
    flat = " ".join(text.split("\n"))
    if quote == "'" or (quote and "\\" not in flat and '"' not in flat):
        return quote + flat.replace("'", "''") + quote if quote == "'" else f'"{flat}"'
    if quote or _NOT_PLAIN.search(flat):
        return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return flat
