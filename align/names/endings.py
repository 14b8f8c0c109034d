"""Forms of a name that grammar makes of the agreed one, by language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from align.languages import base
from align.names.plurals import plural

if TYPE_CHECKING:
    from collections.abc import Callable

# Nouns and names change by case here, so that the form which a sentence needs is seldom the one in the glossary.
_INFLECTING = frozenset(
    ["be", "bg", "cs", "el", "et", "fi", "hr", "hu", "lt", "lv", "pl", "ro", "ru", "sk", "sl", "sr", "uk"]
)
# German names take a genitive at least.
DECLINING = _INFLECTING | {"de"}
# The declensions of Russian and Ukrainian by the end of the nominative, longest first (Zaliznyak's types, merged).
_SLAVIC = (
    ("ий ый ой", "ий ый ой его ого ему ому им ым ем ом ая ую ие ые их ых ими ыми я ю и е"),
    ("їв", "їв єва єву євом єві"),
    ("ів", "ів ова ову овом ові"),
    ("ець", "ець ця цю цем ці цеві"),
    ("ая яя", "ая яя ой ей ую юю ою"),
    ("ое ее", "ое ее ого его ому ему ым им ом ем"),
    ("ія ия", "ія ії ію ією ия ии ию ией ий"),
    ("а", "а ы и і е у ой ою ей"),
    ("я", "я и і е ю ей ею"),
    ("ь", "ь я ю ем ём ём е и і ью"),
    ("й", "й я ю ем єм е и ї"),
    ("о", "о а у ом е і"),
)
_SLAVIC_CONSONANT = ("", *["а", "у", "ом", "ем", "ым", "им", "е", "ы", "и", "і", "ов", "ові", "еві", "ам", "ах", "ами"])
_DECLENSIONS = (*(frozenset(endings.split()) for _, endings in _SLAVIC), frozenset(_SLAVIC_CONSONANT))
_CYRILLIC = frozenset({"ru", "uk", "be"})
_VOWELS = "aeiouyáéíóúýàèìòùâêîôûäöüąęåæøаеёиоуыэюяіїєαεηιουω"
# A stem shorter than this would let any word pass for an inflected form.
_STEM = 3
# So all cases of a word begin alike.
COMMON_LETTERS = _STEM
_LONGEST_ENDING = 4


_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def inflected(form: str, language: str) -> re.Pattern[str] | None:
    """Give the pattern of the legal inflected forms of `form`, or None where a name keeps its form."""
    split = _splitter(language)
    if split is not None:
        return re.compile(re.sub(r"[^\W\d_]+|[^\w\s]+", lambda match: _pattern(*split(match[0])), form) + r"(?!\w)")
    return plural(form, language)


def are_cases(left: str, right: str, language: str) -> bool:
    """Tell whether two spellings can be two cases of one name, though neither may be the nominative."""
    if base(language) not in DECLINING:
        return False
    for form, other in ((left, right), (right, left)):
        pattern = inflected(form, language)
        if pattern is not None and pattern.fullmatch(other):
            return True
    mine, theirs = _WORD.findall(left), _WORD.findall(right)
    is_slavic = base(language) in _CYRILLIC and len(mine) == len(theirs)
    return is_slavic and all(_are_declined_alike(*words) for words in zip(mine, theirs, strict=True))


@lru_cache(maxsize=65536)
def _are_declined_alike(left: str, right: str) -> bool:
    """Tell whether two words of a Slavic name have one stem, and both endings stand in one row of the declensions."""
    if left == right:
        return True
    return left[:_STEM] == right[:_STEM] and any(
        left[:length] == right[:length] and left[length:] in row and right[length:] in row
        for length in range(_STEM, min(len(left), len(right)) + 1)
        for row in _DECLENSIONS
    )


@lru_cache(maxsize=4096)
def adjectives(place: str, language: str) -> re.Pattern[str] | None:
    """Give the pattern of the English adjectives of a place (`South Korean`, `Ukrainian`); None in other languages."""
    if base(language) != "en" or not place[-1:].isalpha():
        return None
    return re.compile(re.escape(place.rstrip("aeiouy")) + r"[aeiouy]*(?:n|ns|ese|ish|i|is|er|ers)(?!\w)")


def stem(form: str, language: str) -> str | None:
    """Give what all inflected forms of `form` begin with, or None in a language whose names keep their form."""
    split = _splitter(language)
    first = _WORD.match(form)
    if split is None:
        return None
    return split(first[0])[0] if first else form


def _splitter(language: str) -> Callable[[str], tuple[str, str]] | None:
    """Give the function that splits a word into its stem and the pattern of the endings it takes."""
    tag = base(language)
    if tag in _CYRILLIC:
        return _slavic
    if tag in _INFLECTING:
        return _any_ending
    return _german if tag == "de" else None


def _pattern(word: str, endings: str) -> str:
    return re.escape(word) + endings


def _german(word: str) -> tuple[str, str]:
    """Let a name take its genitive, and an adjective the endings of its cases: `der Vereinten Nationen`."""
    return word, "[nrs]?" if word.endswith("e") and len(word) > _STEM else "s?"


def _any_ending(word: str) -> tuple[str, str]:
    root = word.rstrip(_VOWELS)
    return (word, "") if len(root) < _STEM or word.isupper() else (root, rf"\w{{0,{_LONGEST_ENDING}}}")


def _slavic(word: str) -> tuple[str, str]:
    if len(word) == 1 or word.isupper():
        return word, ""
    for ends, endings in _SLAVIC:
        for end in ends.split():
            if word.endswith(end) and len(word) - len(end) >= _STEM - 1:
                return word.removesuffix(end), f"(?:{'|'.join(endings.split())})"
    return word, f"(?:{'|'.join(_SLAVIC_CONSONANT)})"
