"""Write Russian and Ukrainian words in Latin letters by the tables of conventions."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from align.names.variants.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    # What each convention, a column of a table, may write one letter as.
    _Choices: TypeAlias = tuple[tuple[str, ...], ...]

CONVENTIONS = {"ru": "russian", "uk": "ukrainian"}
MOST = 64  # spellings of one name: enough for every convention, few enough to search a text for
_LONGEST_LETTER = 4


def transcribed(word: str, table: str, column: str) -> list[str]:
    """Give what the convention makes of a word, the usual form first."""
    place = _columns(table).index(column)
    return _joined(choices[place] for choices in _cut(word, table))


def by_all_conventions(word: str, table: str) -> set[str]:
    """Give what any convention makes of a word; those that write each of its letters alike are followed once."""
    return {form for letters in set(zip(*_cut(word, table), strict=True)) for form in _joined(letters)}


def _joined(letters: Iterable[tuple[str, ...]]) -> list[str]:
    return ["".join(written) for written in islice(product(*letters), MOST)]


def _cut(word: str, table: str) -> list[_Choices]:
    """Cut a word into the longest letters of a table, and give what each is written as."""
    units = _units(table)
    written = f"^{word.lower()}$"
    found = []
    i = 0
    while i < len(written):
        for size in range(_LONGEST_LETTER, 0, -1):
            if (choices := units.get(written[i : i + size])) is not None:
                break
        else:
            size, choices = 1, ((written[i].strip("^$"),),) * len(_columns(table))
        found.append(choices)
        i += size
    return found


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(column for column in rows(table)[0] if column != "letter")


@cache
def _units(table: str) -> Mapping[str, _Choices]:
    """Give what each letter is written as; a hyphen stands for nothing."""
    return {
        row["letter"]: tuple(tuple(row[column].replace("-", "").split("|")) for column in _columns(table))
        for row in rows(table)
    }
