"""Tell a name that is an everyday word too (`Mark`, `Will`, `May`) from that word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from align.concept import FULL
from align.names.fold import fold

if TYPE_CHECKING:
    from align.concept import Mention
    from align.document import Span
    from align.names.constrain import Demand

_MONTHS = frozenset({"march", "april", "may", "june", "august"})
# What stands before a month and seldom before a person; "from May" and "by May" could be either.
_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|during|early|late|mid|last|next|every)[ -]|\d(?:st|nd|rd|th)?(?: of)? )$", re.IGNORECASE
)
_AFTER = re.compile(r",? \d")
_REACH = 12
_OPENING = "\"'“”«»„‘([—–-*# "
_ENDED = (".", "!", "?", ":", "…")
# As alike as this, a rendering is another spelling of the name (design.md).
_SAME_NAME = 75


def is_month(text: str, span: Span) -> bool:
    """Tell whether an English name stands where a month does: `in May`, `May 5`, `5 May`."""
    if fold(span.of(text)) not in _MONTHS or text.startswith("'s", span.end):
        return False
    before = _BEFORE.search(text, max(0, span.start - _REACH), span.start)
    return bool(before or _AFTER.match(text, span.end))


def may_be_everyday(text: str, mention: Mention) -> bool:
    """Tell whether the capital of a person's short name says nothing, since a sentence begins with it."""
    surface = mention.surface
    if mention.concept.kind != "person" or mention.term.form == FULL or not surface.isalpha() or surface.isupper():
        return False
    before = text[: mention.span.start].rstrip(_OPENING)
    return not before or before.endswith(_ENDED)


def is_everyday(rendering: str, demand: Demand) -> bool:
    """Tell whether an engine knows the word in small letters: its translation is no spelling of the name."""
    from rapidfuzz.fuzz import ratio

    word = _letters(rendering.strip(" .,;:!?"))
    names = (demand.mention.surface, demand.text)
    return bool(word) and all(ratio(word, _letters(name)) < _SAME_NAME for name in names)


def _letters(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", fold(word)) if not unicodedata.combining(c))
