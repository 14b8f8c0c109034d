"""Inline Markdown, written around a target with nothing in it read as markup that is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.formats.mdinline import BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from align.formats.mdinline import Inline
    from align.formats.weave import Node, Woven

_HTML_NAMES = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "del"}
# What would begin a block of another kind at the start of a line.
_LINE_START = re.compile(r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+(?=\s*$)|-+(?=\s*$)|~~~|```)", re.MULTILINE)
_LINE_NUMBER = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_SPECIAL = re.compile(r"[\\`*_~<&\[\]|]")
_LINK = re.compile(r"\][(\[:]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


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
                is_after_break = written.endswith("\n") or (index > 0 and self._is_break(content[index - 1]))
                written += escape(piece.lstrip(" \n") if is_after_break else piece, self._style)
                continue
            following = content[index + 1] if index + 1 < len(content) else ""
            written += self._node(piece, written[-1:], self._first(following))
        return written

    def _is_break(self, piece: Node | str) -> bool:
        return not isinstance(piece, str) and bool(BREAK.fullmatch(self._inline.wraps[piece.mark].before))

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
