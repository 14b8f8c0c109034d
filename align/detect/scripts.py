"""Which scripts a text is written in, and which languages that leaves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from unicodedata import category

# First code point of a block and its script, for the scripts of the languages below (Unicode 15, Blocks.txt).
BLOCKS = (
    (0x0041, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, ""), (0x0900, "Devanagari"), (0x0980, "Bengali"), (0x0A00, "Gurmukhi"),
    (0x0A80, "Gujarati"), (0x0B00, ""), (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"),
    (0x0D00, "Malayalam"), (0x0D80, "Sinhala"), (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, ""),
    (0x1000, "Burmese"), (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x1380, ""),
    (0x1780, "Khmer"), (0x1800, ""), (0x1C80, "Cyrillic"), (0x1C90, "Georgian"), (0x1CC0, ""), (0x1E00, "Latin"),
    (0x1F00, "Greek"), (0x2000, ""), (0x3040, "Kana"), (0x3100, ""), (0x3130, "Hangul"), (0x3190, ""),
    (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Han"), (0xA000, ""), (0xAC00, "Hangul"), (0xD800, ""),
    (0xF900, "Han"), (0xFB00, "Latin"), (0xFB10, ""), (0xFB1D, "Hebrew"), (0xFB50, "Arabic"), (0xFE00, ""),
    (0xFE70, "Arabic"), (0xFF00, "Latin"), (0xFF66, "Kana"), (0xFFA0, "Hangul"), (0xFFDD, ""), (0x20000, "Han"),
)  # fmt: skip
STARTS = tuple(start for start, _ in BLOCKS)

# The languages of each script that the detectors know; Latin is every other.
LANGUAGES = {
    "Greek": ("el",), "Cyrillic": ("ru", "uk", "bg", "sr", "mk", "be"), "Armenian": ("hy",), "Hebrew": ("he",),
    "Arabic": ("ar", "fa", "ur"), "Devanagari": ("hi", "mr", "ne"), "Bengali": ("bn",), "Gurmukhi": ("pa",),
    "Gujarati": ("gu",), "Tamil": ("ta",), "Telugu": ("te",), "Kannada": ("kn",), "Malayalam": ("ml",),
    "Sinhala": ("si",), "Thai": ("th",), "Lao": ("lo",), "Burmese": ("my",), "Georgian": ("ka",), "Hangul": ("ko",),
    "Ethiopic": ("am",), "Khmer": ("km",), "Kana": ("ja",), "Han": ("zh", "ja"),
}  # fmt: skip
LATIN = (
    "af", "az", "ca", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu",
    "id", "is", "it", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sr", "sv", "sw",
    "tl", "tr", "vi",
)  # fmt: skip
# A language that no detector knows looks like its neighbours.
KNOWN = frozenset(LATIN).union(*LANGUAGES.values())

# Letters that one language of its script has and its neighbours lack.
LETTERS = {
    "be": "ўЎ", "uk": "їЇєЄґҐ", "mk": "ѓЃќЌѕЅ", "sr": "ђЂћЋ", "ru": "ыЫэЭёЁ", "ur": "ٹڈڑںے", "fa": "پچژگ",
}  # fmt: skip
# The languages of a script that may hold the letters of another: Belarusian has ы, Urdu all Persian letters.
SHARING = {"ru": ("ru", "be"), "fa": ("fa", "ur")}

# Most characters of most texts are told as bytes, at once.
_ASCII = re.compile(r"[\0-\x7f]+")
NO_ASCII_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())

# A sign for a syllable or a word says as much as two letters or more.
WEIGHTS = {"Han": 2, "Hangul": 2, "Kana": 2}


def is_latin(text: str) -> bool:
    """Tell whether a text has letters, all of them Latin ones."""
    return set(letters_by_script(text)) == {"Latin"}


def letters_by_script(text: str) -> Counter[str]:
    """Weigh the letters of each script; what is no letter, and scripts of no known language, weigh nothing."""
    found: Counter[str] = Counter()
    if plain := len(text.encode("ascii", "ignore").translate(None, NO_ASCII_LETTERS)):
        found["Latin"] = plain
    for character in _ASCII.sub("", text):
        if script := _script(character):
            found[script] += WEIGHTS.get(script, 1)
    return found


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """Name the script of a letter or combining sign beyond ASCII; empty for all else."""
    script = BLOCKS[bisect_right(STARTS, ord(character)) - 1][1]
    return script if character.isalpha() or category(character).startswith("M") else ""


def candidates(text: str, found: Counter[str]) -> tuple[str, ...]:
    """Give the languages that the most frequent script and the telling letters leave; none for a text of no letters.

    One kana among Chinese characters shows Japanese: Chinese has none.
    """
    if not found:
        return ()
    if found["Kana"] and found["Han"] + found["Kana"] > found.total() / 2:
        return ("ja",)
    script = found.most_common(1)[0][0]
    if script == "Latin":
        return LATIN
    if script == "Han":
        return ("zh",)
    return _by_letters(text, LANGUAGES[script])


def main_share(found: Counter[str]) -> float:
    """Give the part of the letters that is in the most frequent script; Japanese is written in two."""
    counts = dict(found)
    if "Kana" in counts:
        counts["Kana"] += counts.pop("Han", 0)
    return max(counts.values()) / found.total() if counts else 0.0


def _by_letters(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    counts = {tag: sum(map(text.count, LETTERS[tag])) for tag in languages if tag in LETTERS}
    best = max(counts, key=lambda tag: counts[tag], default="")
    if not best or not counts[best]:
        return languages
    return tuple(tag for tag in languages if tag in SHARING.get(best, (best,)))
