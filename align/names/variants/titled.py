"""Names with their titles: `Presidente Putin`, 푸틴 대통령, and ranks of rulers that Korean writes onto the name."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from align.names.offices import CERTAIN, OFFICES, PARTS, RULERS
from align.names.variants.tokens import CACHED, Name, script_of, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAMED = 2  # tokens that name somebody without a title
_SHORTEST_RULER = 2  # syllables
_SHORTEST_HANGUL = 2  # syllables: shorter titles are family names as well
_NONE: frozenset[str] = frozenset()


@cache
def _certain() -> Mapping[str, frozenset[str]]:
    """Give the offices of the titles that are nobody's name, written as tokens are."""
    found = {word.replace("-", "").replace("'", ""): OFFICES[word] for word in CERTAIN}
    return {word: those for word, those in found.items() if len(word) >= _SHORTEST_HANGUL}


@cache
def _ranks(script: str) -> Mapping[str, frozenset[str]]:
    """Give the ranks of rulers by their words in a script."""
    return {word: ranks for word, those in OFFICES.items() if (ranks := those & RULERS) and script_of(word) == script}


@lru_cache(CACHED)
def apart(name: Name) -> tuple[Name, frozenset[str]]:
    """Part a name from the titles before and behind it, and name their offices; something always is left."""
    first, end = 0, len(name.tokens)
    offices: set[str] = set()
    while first < end - 1 and (found := _office(name, first)) is not None:
        offices |= found
        first += 1
    first = first if offices else 0
    while end - 1 > first and (found := _certain().get(name.tokens[end - 1])):
        offices |= found
        end -= 1
    if not offices:
        return name, _NONE
    before, kept = (sum(_atoms(name)[part]) for part in (slice(first), slice(first, end)))
    return Name(name.script, name.tokens[first:end], name.atoms[before : before + kept]), frozenset(offices)


def _office(name: Name, place: int) -> frozenset[str] | None:
    """Give the offices that a token names, none for a mere part of a title (`Foreign`), None for what is no title."""
    token = name.tokens[place]
    return _certain().get(token, _NONE if token in PARTS else None)


def _atoms(name: Name) -> list[int]:
    """Count the atoms of each token."""
    counts: list[int] = []
    place = 0
    for token in name.tokens:
        length = count = 0
        while length < len(token):
            length += len(name.atoms[place])
            place += 1
            count += 1
        counts.append(count)
    return counts


@lru_cache(CACHED)
def without_title(name: Name) -> Name:
    """Leave out the titles of a name of several tokens: `Presidente Vladimir Putin`, but not `Presidente Putin`."""
    bare, _ = apart(name)
    return bare if len(bare.tokens) >= _NAMED else name


@lru_cache(CACHED)
def by_rank(name: Name) -> tuple[tuple[str, str], ...]:
    """Give each rank of a ruler that a name has, in English, and what is left of the name without it."""
    return tuple((rank, rest) for ranks, rest in _ranked(name) for rank in sorted(ranks))


@lru_cache(CACHED)
def without_ranks(name: str) -> tuple[str, ...]:
    """Give what is left of a Hangul name without each rank that may be written onto it: 산상 of 산상왕."""
    taken = take_apart(name)
    if taken.script != "hangul":
        return ()
    return tuple(dict.fromkeys(rest for _, rest in by_rank(taken) if len(rest) >= _SHORTEST_RULER))


def _ranked(name: Name) -> Iterator[tuple[frozenset[str], str]]:
    if len(name.tokens) > 1:
        places = range(len(name.tokens)) if name.script == "hangul" else (0,)
        for place in places:
            if ranks := _ranks(name.script).get(name.tokens[place]):
                yield ranks, " ".join((*name.tokens[:place], *name.tokens[place + 1 :]))
    if name.script == "hangul":
        text = " ".join(name.tokens)
        for word, ranks in _ranks(name.script).items():
            rest = text.removesuffix(word)
            if rest not in (text, "") and not rest.endswith(" "):
                yield ranks, rest
