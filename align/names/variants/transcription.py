"""Write Russian and Ukrainian words in Latin letters by the tables of conventions."""

from __future__ import annotations

from align.names.variants.rows import rows

CONVENTIONS = {"ru": "russian", "uk": "ukrainian"}
MOST = 64  # spellings of one name: enough for every convention, few enough to search a text for
_LONGEST_LETTER = 4


def transcribed(word: str, table: str, column: str) -> list[str]:
    """Give what the convention makes of a word, the usual form first."""
    units = {row["letter"]: row[column].split("|") for row in rows(table)}
    written = f"^{word.lower()}$"
    forms = [""]
    i = 0
    while i < len(written):
        size = next((size for size in range(_LONGEST_LETTER, 0, -1) if written[i : i + size] in units), 0)
        choices = units[written[i : i + size]] if size else [written[i].strip("^$")]
        forms = [form + choice.replace("-", "", size > 0) for form in forms for choice in choices][:MOST]
        i += max(1, size)
    return forms
