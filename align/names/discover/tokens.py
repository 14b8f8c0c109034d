"""Cut a sentence of a script with letter case into words, and say of each what its capital may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from align.languages import base
from align.names.discover.cues import SHORTENED
from align.names.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_POSSESSIVES = ("'s", "’s", "'S", "’S")
# Articles and prepositions that are written onto the next word: `l'Ukraine`, `d'Odessa`, `dell'Ucraina`.
_ELISION = re.compile(r"(?:[a-zA-Z]|qu|Qu|jusqu|lorsqu|puisqu|dell|nell|all|dall|sull|un|quest)['’](?=\w)")
_ELIDING = frozenset({"fr", "it", "ca"})
_SENTENCE_END = re.compile(r"[.!?:…][\s\"'”’»)\]]*$")
_OPENING = re.compile(r"(?:[\"(\[]|\s['’]|[“«„‘¿¡]\s?)$")
_PLAIN_GAPS = frozenset({" ", "\u00a0", "\u202f"})
_DOT = re.compile(r"\.[ \u00a0]?")
# What ends a dateline (`SEOUL — Two weeks`, `KYIV (AP) - Grain`), and the words that one may have.
_DASH, _DATELINE = re.compile(r"[)\s]*[-–—]{1,2}\s+"), 5


# A text is read for names, then for what stands for them.
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Token:
    """A word: in small letters too, where it stands, and the text between it and the word before.

    `is_raised`: it begins with a capital. `is_initial`: any word would here.
    """

    text: str
    folded: str
    start: int
    end: int
    gap: str
    is_raised: bool
    is_initial: bool

    @property
    def is_acronym(self) -> bool:
        """Tell whether it is all capitals, two letters or more."""
        return len(self.text) > 1 and self.text.isupper()


@lru_cache(maxsize=_REMEMBERED)
def tokens(text: str, language: str) -> tuple[Token, ...]:
    """Give the words of a sentence, without the possessive, and without what is elided before them."""
    elides = base(language) in _ELIDING
    end = 0
    before = ""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, stop = match.span()
        if elides and (elided := _ELISION.match(text, start, stop)):
            start = elided.end()
        if text.endswith(_POSSESSIVES, start, stop):
            stop -= len(_POSSESSIVES[0])
        gap, word = text[end:start], text[start:stop]
        is_initial = not end or _begins(gap, before) or (bool(_DASH.fullmatch(gap)) and _are_dateline(found))
        found.append(Token(word, fold(word), start, stop, gap, word[0].isupper(), is_initial))
        end, before = stop, word
    return tuple(found)


def joins(left: Token, right: Token) -> bool:
    """Tell whether two neighbouring words may be parts of one name: only a space between, or an initial's dot."""
    return right.gap in _PLAIN_GAPS or (bool(_DOT.fullmatch(right.gap)) and _takes_dot(left.text))


def _begins(gap: str, before: str) -> bool:
    """Tell whether a sentence or a quotation begins behind `gap`; a dot after `before` may be its own (`Mr.`, `J.`)."""
    if gap in _PLAIN_GAPS or (_DOT.fullmatch(gap) and _takes_dot(before)):
        return False
    return bool(_SENTENCE_END.search(gap) or _OPENING.search(gap))


def _are_dateline(words: Sequence[Token]) -> bool:
    return len(words) <= _DATELINE and words[0].is_acronym


def _takes_dot(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in SHORTENED
