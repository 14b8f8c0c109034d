"""Write Russian and Ukrainian words in Latin letters by the tables of conventions."""

from __future__ import annotations

from functools import cache

from align.names.variants.rows import rows

CONVENTIONS = {"ru": "russian", "uk": "ukrainian"}
MOST = 64  # spellings of one name: enough for every convention, few enough to search a text for
_LONGEST_LETTER = 4


def transcribed(word: str, table: str, column: str) -> list[str]:
    """Give what the convention makes of a word, the usual form first."""
    units = _units(table, column)
    written = f"^{word.lower()}$"
    forms = [""]
    i = 0
    while i < len(written):
        for size in range(_LONGEST_LETTER, 0, -1):
            if (choices := units.get(written[i : i + size])) is not None:
                break
        else:
            size, choices = 1, (written[i].strip("^$"),)
        forms = [form + choice for form in forms for choice in choices][:MOST]
        i += size
    return forms


@cache
def _units(table: str, column: str) -> dict[str, tuple[str, ...]]:
    """Give what each letter is written as; a hyphen stands for nothing."""
    return {row["letter"]: tuple(choice.replace("-", "") for choice in row[column].split("|")) for row in rows(table)}
