"""Forms of a name that grammar makes of the agreed one, by language."""

from __future__ import annotations

import re
from functools import lru_cache

from align.languages import base

# Nouns and names change by case here, so that the form which a sentence needs is seldom the one in the glossary.
INFLECTING = frozenset(
    ["be", "bg", "cs", "el", "et", "fi", "hr", "hu", "lt", "lv", "pl", "ro", "ru", "sk", "sl", "sr", "uk"]
)
_ROMANCE_PLURAL = "(?:e?s)?"
# The declensions of Russian and Ukrainian by the end of the nominative, longest first (Zaliznyak's types, merged).
_SLAVIC = (
    ("ий ый ой", "ий ый ой его ого ему ому им ым ем ом ая ую ие ые их ых ими ыми я ю и е"),
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
_VOWELS = "aeiouyáéíóúýàèìòùâêîôûäöüąęåæøаеёиоуыэюяіїєαεηιουω"
# A stem shorter than this would let any word pass for an inflected form.
_STEM = 3
_LONGEST_ENDING = 4


@lru_cache(maxsize=4096)
def inflected(form: str, language: str) -> re.Pattern[str] | None:
    """Give the pattern of the legal inflected forms of `form`, or None where a name keeps its form."""
    tag = base(language)
    if tag in INFLECTING:
        token = _slavic if tag in ("ru", "uk", "be") else _any_ending
        return re.compile(re.sub(r"[^\W\d_]+|[^\w\s]+", lambda match: token(match[0]), form) + r"(?!\w)")
    if tag == "de":
        return re.compile(re.sub(r"\w+|[^\w\s]+", lambda match: _german(match[0]), form) + "(?:s|['’])?")
    if form == form.lower() and tag in ("en", "es", "fr", "pt", "it", "ca"):
        first, space, rest = form.partition(" ")
        return re.compile(re.escape(first) + _ROMANCE_PLURAL + space + re.escape(rest), re.IGNORECASE)
    return None


def _german(token: str) -> str:
    """Let an adjective take the endings of its cases: `Vereinte Nationen`, `der Vereinten Nationen`."""
    return re.escape(token) + ("[nrs]?" if token.endswith("e") and len(token) > _STEM else "")


def _any_ending(token: str) -> str:
    stem = token.rstrip(_VOWELS)
    if len(stem) < _STEM or token.isupper():
        return re.escape(token)
    return re.escape(stem) + rf"\w{{0,{_LONGEST_ENDING}}}"


def _slavic(token: str) -> str:
    if len(token) < _STEM or token.isupper():
        return re.escape(token)
    for ends, endings in _SLAVIC:
        for end in ends.split():
            if token.endswith(end) and len(token) - len(end) >= _STEM - 1:
                return f"{re.escape(token.removesuffix(end))}(?:{'|'.join(endings.split())})"
    return re.escape(token) + f"(?:{'|'.join(_SLAVIC_CONSONANT)})"
