"""Cut a sentence of a script with letter case into words, and say of each what its capital may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.languages import base
from align.names.discover.cues import SHORTENED
from align.names.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
# Articles and prepositions that are written onto the next word: `l'Ukraine`, `d'Odessa`, `dell'Ucraina`.
_ELISION = re.compile(r"(?:[a-zA-Z]|qu|Qu|jusqu|lorsqu|puisqu|dell|nell|all|dall|sull|un|quest)['’](?=\w)")
_ELIDING = frozenset({"fr", "it", "ca"})
_SENTENCE_END = re.compile(r"[.!?:…][\s\"'”’»)\]]*$")
_OPENING = re.compile(r"(?:[\"(\[]|\s['’]|[“«„‘¿¡]\s?)$")
_PLAIN_GAPS = frozenset({" ", "\u00a0", "\u202f"})
_DOT = re.compile(r"\.[ \u00a0]?")


@dataclass(frozen=True)
class Token:
    """A word: where it stands, the text between it and the word before, and whether any word would be raised here."""

    text: str
    start: int
    end: int
    gap: str
    is_initial: bool

    @cached_property
    def folded(self) -> str:
        """Give the word in small letters, apostrophes and hyphens unified."""
        return fold(self.text)

    @property
    def is_raised(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Tell whether it is all capitals, two letters or more."""
        return len(self.text) > 1 and self.text.isupper()


def tokens(text: str, language: str) -> Iterator[Token]:
    """Give the words of a sentence, without the possessive, and without what is elided before them."""
    elides = base(language) in _ELIDING
    end = 0
    before = ""
    for match in _WORD.finditer(text):
        start, stop = match.span()
        if elides and (elided := _ELISION.match(text, start, stop)):
            start = elided.end()
        if possessive := _POSSESSIVE.search(text, start, stop):
            stop = possessive.start()
        gap = text[end:start]
        yield Token(text[start:stop], start, stop, gap, not end or _begins(gap, before))
        end, before = stop, text[start:stop]


def joins(left: Token, right: Token) -> bool:
    """Tell whether two neighbouring words may be parts of one name: only a space between, or an initial's dot."""
    return right.gap in _PLAIN_GAPS or (bool(_DOT.fullmatch(right.gap)) and _takes_dot(left.text))


def _begins(gap: str, before: str) -> bool:
    """Tell whether a sentence or a quotation begins behind `gap`; a dot after `before` may be its own (`Mr.`, `J.`)."""
    if gap in _PLAIN_GAPS or (_DOT.fullmatch(gap) and _takes_dot(before)):
        return False
    return bool(_SENTENCE_END.search(gap) or _OPENING.search(gap))


def _takes_dot(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in SHORTENED
