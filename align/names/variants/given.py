"""Given names that newspapers exchange for one person: `Volodymyr` and `Vladimir`, Владимир and Уладзімір.

`tables/given.csv` has a row for each name of one origin in Russian, Ukrainian and Belarusian; other Latin spellings
that are in use; and what it is `abroad` (Michael for Mikhail), which as often is another person. A row of
`tables/interchanged.csv` are spellings of one given name elsewhere (Antony, Anthony; Benjamin, Binyamin).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from align.names.fold import key
from align.names.variants.rows import rows
from align.names.variants.tokens import CACHED, forms, plain
from align.names.variants.transcription import CONVENTIONS, by_all_conventions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Patronymics: `Vladimirovich`, `Volodymyrivna`, `Władimirowicz`, Владимирович.
_PATRONYMIC = re.compile(
    r"(?:[oe][vw](?:[iy](?:ch|tch|tsch|tsj|tj|tx|cz|cs|c|ci)|na)|ivna|[ое]вич|ович|[ое]вна|івна|[іа]віч|[оа]ўна)$"
)
_DOUBLED = re.compile(r"([^\Waeiouy])\1")
_LAST_I = re.compile("[ijy]+$")
_BALTIC = re.compile("[ai]?s$")  # the endings of `Vladimiras` and `Vladimirs`
_LOST = ("", "i", "o", "a")  # what the ending takes from the given name
_CYRILLIC = (*CONVENTIONS.values(), "belarusian")
Groups = frozenset[int]
_NONE: Groups = frozenset()


def are_kin(left: str, right: str) -> bool:
    """Tell whether two tokens are one given name in Russian, Ukrainian or Belarusian, or spellings of one elsewhere.

    Two patronymics of one name are, too.
    """
    return not (kin(left).isdisjoint(kin(right)) and interchanged(left).isdisjoint(interchanged(right)))


@lru_cache(CACHED)
def kin(token: str) -> Groups:
    """Give the rows of a given name; those of a patronymic are negative."""
    found = _of(token, _kin()) or _of(_BALTIC.sub("", token), _kin())
    if found or not (ending := _PATRONYMIC.search(plain(token))):
        return found
    stem = plain(token)[: ending.start()]
    return frozenset(-row for lost in _LOST for row in _kin().get(_bare(stem + lost), _NONE))


@lru_cache(CACHED)
def interchanged(token: str) -> frozenset[str]:
    """Give the first spelling of each row that has a Latin token."""
    return frozenset().union(*(_interchanged().get(form, ()) for form in forms(token)))


@cache
def _interchanged() -> Mapping[str, frozenset[str]]:
    groups = [row["latin"].split() for row in rows("interchanged")]
    return {one: frozenset(those[0] for those in groups if one in those) for group in groups for one in group}


@lru_cache(CACHED)
def rows_of(token: str) -> Groups:
    """Give the rows of a given name, those included where it is the name in another part of the world."""
    return _of(token, _everywhere())


def is_patronymic(token: str) -> bool:
    """Tell a father's name, which stands behind the given name and is no family name."""
    return _PATRONYMIC.search(plain(token)) is not None


def _of(token: str, known: Mapping[str, Groups]) -> Groups:
    return frozenset().union(*(known.get(_bare(form), _NONE) for form in (token, *forms(token))))


def _bare(spelling: str) -> str:
    """Leave out what conventions write at will: consonants doubled, and how the last i is written."""
    return _LAST_I.sub("i", _DOUBLED.sub(r"\1", spelling))


@cache
def _kin() -> Mapping[str, Groups]:
    return _by_spelling(_written)


@cache
def _everywhere() -> Mapping[str, Groups]:
    abroad = _by_spelling(lambda row: row["abroad"].split())
    return {**_kin(), **{spelling: groups | _kin().get(spelling, _NONE) for spelling, groups in abroad.items()}}


def _by_spelling(spellings: Callable[[dict[str, str]], Iterable[str]]) -> Mapping[str, Groups]:
    """Give the numbers of the rows, from 1, that have each spelling."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows("given"), 1):
        for spelling in spellings(row):
            found.setdefault(_bare(spelling), set()).add(number)
    return {spelling: frozenset(numbers) for spelling, numbers in found.items()}


def _written(row: dict[str, str]) -> Iterator[str]:
    """Give the spellings in Cyrillic, Latin (by every convention) and Hangul letters."""
    yield from (key(row[language]) for language in _CYRILLIC)
    yield from row["latin"].split()
    yield from row["hangul"].split()
    for table in CONVENTIONS.values():
        yield from {plain(form) for form in by_all_conventions(row[table], table)}
