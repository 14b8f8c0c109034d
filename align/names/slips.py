"""Slips of the hand in a glossary: letters of another script, invisible characters, spellings too short to search."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from align.languages import base
from align.names.csvfile import decoded
from align.names.files import files_of
from align.names.fold import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from align.concept import Term

_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = re.compile(f"[{INVISIBLE}\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Scripts whose letters look alike; a word that mixes them was typed with the wrong keyboard.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# In scripts without spaces one character is part of many words; in others two letters are a word of everyday.
_FEWEST, _FEWEST_UNSPACED = 3, 2
_SCRIPT_OF = {"ru": "CYRILLIC", "uk": "CYRILLIC", "bg": "CYRILLIC", "be": "CYRILLIC", "el": "GREEK", "ko": "HANGUL"}


def slips_in_term(term: Term, *, is_family_name: bool) -> Iterator[tuple[str, str, str]]:
    """Give code, message and advice for each slip; a family name alone may be short, since its article decides."""
    for word in _WORD.findall(term.text):
        scripts = sorted({script for letter in word if (script := _script(letter)) in _ALIKE})
        if len(scripts) > 1:
            yield "script", f"{word!r} mixes {' and '.join(map(str.title, scripts))} letters", "type the word anew"
    wanted = _SCRIPT_OF.get(base(term.language), "LATIN")
    letters = {_script(letter) for letter in term.text if letter.isalpha()}
    if wanted in ("CYRILLIC", "HANGUL") and letters == {"LATIN"} and not term.text.isupper() and len(term.text) > 1:
        yield "script", f"column {term.language!r}: {term.text!r} is in Latin letters", "put it into its own column"
    length = sum(letter.isalnum() for letter in term.text)
    if is_family_name or (term.text.isupper() and length > 1 and not _UNSPACED.search(term.text)):
        return
    fewest = _FEWEST_UNSPACED if _UNSPACED.search(term.text) else _FEWEST
    if length < fewest:
        yield (
            "short",
            f"column {term.language!r}: {term.text!r} is so short that it is found inside or instead of other words",
            "take it out, or write the name in full",
        )


def slips_in_file(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Give place, code, message and advice for each line with characters that nobody sees."""
    for file in files_of(path):
        if file.path.suffix.lower() == ".tbx":
            continue
        for number, line in enumerate(decoded(file.path).split("\n"), 1):
            for character in dict.fromkeys(_UNSEEN.findall(line)):
                name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
                yield f"{file.path}:{number}", "invisible", f"an invisible character ({name})", "delete it"


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
