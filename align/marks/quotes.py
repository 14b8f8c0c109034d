"""Find the quotations in a text, whatever marks it uses, and tell them from apostrophes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.document import Span

_SINGLE = "'‘’‚‛‹›"
_DOUBLE = '"“”„‟«»'
_RUN = re.compile(f"[{_SINGLE}{_DOUBLE}]+")
# What a mark is when its neighbours do not tell. German closes with “, Danish opens with »: neighbours first.
_OPENERS, _CLOSERS = frozenset("“„‟«‘‚‛‹"), frozenset("”»’›")
# Signs that may stand before an opening mark, and after a closing one, without a space.
_BEFORE, _AFTER = frozenset("([{¿¡-–—/"), frozenset(".,;:!?…)]}-–—/。，")
# The other half of a mark, for a quotation of which a sentence holds one half.
CLOSING = {
    "“": "”",
    "„": "“",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘",
    "‛": "’",
    "‹": "›",
    "›": "‹",
    "”": "”",
    "’": "’",
}
OPENING = {"”": "“", "“": "„", "»": "«", "«": "»", "’": "‘", "‘": "‚", "›": "‹", "‹": "›"}
# A straight ' that opens needs one that closes further on.
_CLOSES_LATER = re.compile(r"[^\s]'(?=[\s.,;:!?…)\]\"”»]|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: offsets of its marks (None where the text holds one half), the marks, and how deep it is nested."""

    start: int | None
    end: int | None
    opening: str
    closing: str
    depth: int = 0

    def holds(self, span: Span) -> bool:
        """Tell whether the stretch lies between the marks."""
        return (self.start is None or self.start < span.start) and (self.end is None or span.end <= self.end)


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    character: str
    opens: bool


def quotes(text: str) -> list[Quote]:
    """Give the quotations in the order of their first mark."""
    found: list[Quote] = []
    opened: list[_Mark] = []
    for mark in _marks(text)[0]:
        if mark.opens:
            opened.append(mark)
        elif opened:
            first = opened.pop()
            found.append(Quote(first.place, mark.place, first.character, mark.character, len(opened)))
        else:
            opening = OPENING.get(mark.character, mark.character)
            found.append(Quote(None, mark.place, opening, mark.character))
    for depth, mark in enumerate(opened):
        closing = CLOSING.get(mark.character, mark.character)
        found.append(Quote(mark.place, None, mark.character, closing, depth))
    return sorted(found, key=_first_mark)


def _first_mark(quote: Quote) -> int:
    return next(place for place in (quote.start, quote.end, 0) if place is not None)


def apostrophes(text: str) -> list[int]:
    """Give the places of marks that stand in or at words and quote nothing."""
    return _marks(text)[1]


def _marks(text: str) -> tuple[list[_Mark], list[int]]:
    """Part the marks that quote from apostrophes."""
    marks: list[_Mark] = []
    others: list[int] = []
    open_singles = 0
    for run in _RUN.finditer(text):
        for place in range(run.start(), run.end()):
            character = text[place]
            opens = _opens(text, run, character, marks)
            if character in _SINGLE:
                if _is_apostrophe(text, place, run, opens=opens, is_open=open_singles > 0):
                    others.append(place)
                    continue
                open_singles += 1 if opens else -1
            marks.append(_Mark(place, character, opens))
    return marks, others


def _opens(text: str, run: re.Match[str], character: str, marks: list[_Mark]) -> bool:
    """Tell by the neighbours of the run of marks, then by the mark itself, then by what is open."""
    before = text[run.start() - 1] if run.start() else " "
    after = text[run.end()] if run.end() < len(text) else " "
    can_open, can_close = before.isspace() or before in _BEFORE, after.isspace() or after in _AFTER
    if can_open != can_close:
        return can_open
    if character in _OPENERS or character in _CLOSERS:
        return character in _OPENERS
    return not next((mark.opens for mark in reversed(marks) if mark.character == character), False)


def _is_apostrophe(text: str, place: int, run: re.Match[str], *, opens: bool, is_open: bool) -> bool:
    character = text[place]
    if character not in "'’‘":
        return False
    if len(run.group()) == 1 and 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum():
        return True
    if not opens:
        return not is_open
    return character == "’" or (character == "'" and _CLOSES_LATER.search(text, place + 1) is None)
