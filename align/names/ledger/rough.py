"""Find which of a glossary's names a name may be, by outlines of its words: a tenth of the time that keys take."""

from __future__ import annotations

from itertools import combinations, islice, permutations, product
from typing import TYPE_CHECKING

from align.languages import base
from align.names.endings import DECLINING
from align.names.offices import OFFICES
from align.names.variants.ordinals import ordinal
from align.names.variants.outline import outlines_of_many
from align.names.variants.tokens import PARTICLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

# Words of a name that are looked at, and ways to write it: more would be heaps of words.
_WORDS, _WAYS = 8, 8

# Names take endings here (`Vladimiras Putinas`), and Hungarian `gy` is a `d`.
_ENDING = DECLINING | {"hu", "lt", "lv"}


def is_plain(name: str, language: str) -> bool:
    """Tell whether outlines find what keys do: in Latin letters, without the endings of cases, a title or a number."""
    return (
        name.isascii()
        and base(language) not in _ENDING
        and not any(word in OFFICES or ordinal(word) for word in name.lower().split())
    )


def rough_blocks(names: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Give each name with what others share that may be the same: all of it, two words, or a word and an initial."""
    parted = {name: _words(name) for name in names}
    known = dict(outlines_of_many(list(dict.fromkeys(word for words in parted.values() for word in words))))
    for name, words in parted.items():
        yield name, frozenset(_blocks(words, known))


def _words(name: str) -> tuple[str, ...]:
    words = (word.replace("-", "").replace("'", "").replace("’", "") for word in name.lower().split())
    return tuple(word for word in words if word and word not in PARTICLES)[:_WORDS]


def _blocks(words: Sequence[str], known: Mapping[str, Collection[str]]) -> Iterator[str]:
    for order in {tuple(words), (*words[-1:], *words[:-1]), (*words[1:], *words[:1])}:
        yield from map(_joined, islice(product(*(known[word] for word in order)), _WAYS))
    for one, other in combinations(words, 2):
        for way in product(known[one], known[other]):
            yield "+".join(sorted(way))
    for one, other in permutations(words, 2):
        yield from (f"{one[0]}.{outline}" for outline in known[other])


def _joined(outlines: Iterable[str]) -> str:
    """Write outlines of words as one: a consonant that ends a word and begins the next counts once."""
    whole = ""
    for outline in outlines:
        whole += outline[1:] if whole and outline and outline[0] == whole[-1] else outline
    return whole
