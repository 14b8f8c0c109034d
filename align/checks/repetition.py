"""Find what an engine says over and over."""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

_WORD = re.compile(r"\w+")
# The longest phrase that is looked for, in words; engines loop on short ones.
_LONGEST = 6
# A phrase three times in a row is a loop, and so is a word of this many letters twice.
_TIMES = 3
_LONG_WORD = 5


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag a loop in the target that the source does not have."""
    del source, target
    if unit.origin is not Origin.SOURCE and (looped := _loop(unit.target)) and not _loop(unit.source):
        yield Flag("repetition", f"repeats “{looped}”")


def _loop(text: str) -> str:
    """Give the phrase that the text repeats in a row; empty if there is none."""
    words: list[str] = _WORD.findall(text.lower())
    if not _may_loop(words):
        return ""
    for number, word in enumerate(words):
        if len(word) >= _LONG_WORD and words[number + 1 : number + 2] == [word] and f"{word} {word}" in text.lower():
            return word
        # A loop of n words begins with a word that comes again n places on.
        for length in range(1, min(_LONGEST, (len(words) - number) // _TIMES) + 1):
            phrase = words[number : number + length]
            if words[number + length] == word and words[number : number + _TIMES * length] == phrase * _TIMES:
                return " ".join(phrase)
    return ""


def _may_loop(words: list[str]) -> bool:
    """Tell whether enough words come again at one distance; almost every text is done with here."""
    again = len(words) - len(set(words))
    if again and any(map(eq, words, words[1:])):
        return True
    # Of the shortest phrase, four words come again.
    return again >= (_TIMES - 1) * 2 and any(
        sum(map(eq, words, words[n:])) >= (_TIMES - 1) * n for n in range(2, _LONGEST + 1)
    )
