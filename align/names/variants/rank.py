"""Titles before a name, and ranks of rulers, which Korean writes behind it: `Queen Heonjeong`, 헌정왕후."""

from __future__ import annotations

from functools import lru_cache

from align.names.variants.tokens import CACHED, Name
from align.names.words import TITLES

_RANKS = {
    "queen": ("왕대비", "왕후", "왕비", "여왕"), "empress": ("황태후", "황후", "여제"), "king": ("대왕", "국왕", "왕"),
    "emperor": ("황제",), "tsar": ("황제", "차르"), "prince": ("왕자", "대군", "친왕", "공작"),
    "princess": ("공주", "옹주"), "duke": ("대공", "공작", "공"), "lady": ("부인",), "sultan": ("술탄",),
}  # fmt: skip
# People are called so, too (`Pak` is a Korean family name): leaving these out could make one of two.
_NAMES = frozenset(
    """
    bishop bu chair chief dom dona duke general ibu judge king lady lord major marshal miss pak papa pope prince
    princess queen rei sen sultan tsar
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)
_BEFORE = (TITLES | _RANKS.keys()) - _NAMES
_NAMED = 2  # tokens that name somebody without a title


@lru_cache(CACHED)
def without_title(name: Name) -> Name:
    """Leave out a title before a name of several tokens: `Presidente Vladimir Putin`, but not `Presidente Putin`."""
    if len(name.tokens) <= _NAMED or name.tokens[0] not in _BEFORE or name.tokens[0] != name.atoms[0]:
        return name
    return Name(name.script, name.tokens[1:], name.atoms[1:])


@lru_cache(CACHED)
def by_rank(name: Name) -> tuple[tuple[str, str], ...]:
    """Give each rank that a name has, in English, and what is left of the name without it."""
    if name.script == "latin" and name.tokens[0] in _RANKS and len(name.tokens) > 1:
        return ((name.tokens[0], " ".join(name.tokens[1:])),)
    if name.script != "hangul":
        return ()
    text = " ".join(name.tokens)
    return tuple(
        (rank, rest)
        for rank, words in _RANKS.items()
        for word in words
        if text.endswith(word) and (rest := text.removesuffix(word).strip())
    )
