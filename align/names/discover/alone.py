"""Find the words that stand for a longer name: in capitals, with no other part of a name beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from align.languages import base
from align.names.discover import cues
from align.names.discover.capitals import UNCASED
from align.names.discover.nouns import CAPITAL_NOUNS, is_noun
from align.names.discover.parting import ALL_STARTERS, runs
from align.names.discover.tokens import tokens
from align.names.offices import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.names.discover.tokens import Token


@dataclass(frozen=True, slots=True)
class Alone:
    """The folded words of an article that stand alone and never small.

    `bare` are those of them that no article and no preposition of place goes before, as before no family name.
    """

    words: frozenset[str]
    bare: frozenset[str]

    @classmethod
    def of(cls, texts: Sequence[str], spellings: Iterable[str], language: str) -> Self:
        """Look through the segments of an article; `spellings` are its names, for scripts without letter case."""
        if base(language) in UNCASED:
            words = _beyond("\n".join(texts), [one for one in spellings if " " in one])
            return cls(words, words)
        single: set[str] = set()
        small: set[str] = set()
        common: set[str] = set()
        where = cues.WHERE.get(base(language), frozenset()) | cues.ARTICLES
        for text in texts:
            words_here = tokens(text, language)
            small |= {word.folded for word in words_here if not word.is_raised}
            before = dict(zip((word.start for word in words_here[1:]), words_here, strict=False))
            for run in map(_untitled, runs(words_here, base(language))):
                if len(run) == 1:
                    single.add(run[0].folded)
                    previous = before.get(run[0].start)
                    if previous is not None and previous.folded in where:
                        common.add(run[0].folded)
        words = frozenset(single - small - ALL_STARTERS)
        if base(language) in CAPITAL_NOUNS:
            words = frozenset(word for word in words if not is_noun(word))
        return cls(words, words - common)


def _beyond(whole: str, spellings: Sequence[str]) -> frozenset[str]:
    """Give the parts that occur more often than the full names that they are parts of."""
    parts = {part for spelling in spellings for part in spelling.split()}
    return frozenset(
        part for part in parts if whole.count(part) > sum(whole.count(one) for one in spellings if part in one)
    )


def _untitled(run: Sequence[Token]) -> Sequence[Token]:
    """Leave out titles before a name, and what begins the sentence."""
    while len(run) > 1 and (run[0].folded in TITLES or run[0].folded in ALL_STARTERS):
        run = run[1:]
    return run
