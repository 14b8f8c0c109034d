"""Reduce a token to its first hard consonants, the same in every script, to find what is worth comparing."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from align.names.variants.syllables import japanese
from align.names.variants.tokens import CACHED, heard, without_article
from align.names.variants.transducer import ABJADS, romanise

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 48  # skeletons of one token; beyond that, spelling is too wild to be one of the rules'
# Classes: labials P, dentals T, velars K, sibilants S, liquids L, nasals N. Most frequent reading first; "" is mute.
_LATIN: dict[str, str | tuple[str, ...]] = {
    "sch": ("S", "SK"), "tch": "S", "tsch": "S", "sh": "S", "sz": "S", "cz": "S", "cs": "S", "ch": "SK", "kh": "K",
    "ck": ("K", "S", "SK"),
    "th": "TS", "ph": "P", "gh": "K-", "gn": "N", "kn": "N", "dj": "S", "dz": "S", "dh": "TS", "ts": "S", "tz": "S",
    "ti": "TS", "di": "TS", "gy": "KTS", "ty": "TS", "ll": "L-", "wh": "-PK", "ks": ("K", "KS", "S"),
    "ault": ("LT", "L", ""), "ng": ("N", "NK", "NS"), "dg": "S", "rz": "LS-", "drz": "S", "skj": "S", "stj": "S",
    "b": "P", "c": "KS", "d": "T", "f": "P", "g": "KS", "h": "-K", "j": "S-K", "k": "K", "l": "L", "m": "N", "n": "N",
    "p": "P", "q": "KS", "r": "L", "s": "S", "t": "T", "v": "P", "w": "-P", "x": ("K", "S", "KS"), "z": "S",
}  # fmt: skip
# What other scripts write is plainer, and their romanisation is ours.
_ROMANISED: dict[str, str | tuple[str, ...]] = {
    "kh": "K", "zh": "S", "ch": "S", "sh": "S", "ts": "S", "j": "S", "g": "KS", "h": "K-", "w": "-P", "k": "K",
    "v": "P-", "f": "PT",
}  # fmt: skip
# Hangul has one final letter for s and t, which doubles a consonant of Japanese, ji and chi for di and ti, and h for
# the r of Brazil; kana have fu for hu.
_OF_SCRIPT: dict[str, dict[str, str | tuple[str, ...]]] = {
    "hangul": {"t": "TS", "tk": ("K", "TK", "SK"), "tp": ("P", "TP", "SP"), "j": "ST", "ch": "ST", "h": "K-L"},
    "kana": {"f": "PK-"},
}  # fmt: skip
_MUTE_AT_END = frozenset("tsdxrz")
_MUTE = frozenset("hw")  # what stands between two consonants and may be heard as nothing
_LIQUIDS = frozenset("r")
_VOWELS = frozenset("aeiouy")
_SIZES = (4, 3, 2, 1)


@lru_cache(CACHED)
def skeletons(token: str, script: str, length: int) -> frozenset[str]:
    """Give the skeletons that a token may have, of `length` consonants at most."""
    if script == "latin":
        spellings = {*heard(token), japanese(token)} - {""}
        return frozenset().union(*(_skeletons(spelling, length, "latin") for spelling in spellings))
    found = _skeletons(romanise(token, script), length, script)
    bare = without_article(token) if script == "hangul" else token
    return found if bare == token else found | _skeletons(romanise(bare, script), length, script)


@cache
def _classes(script: str) -> Mapping[str, str | tuple[str, ...]]:
    return _LATIN if script == "latin" else _LATIN | _ROMANISED | _OF_SCRIPT.get(script, {})


def _skeletons(text: str, most: int, script: str) -> frozenset[str]:
    classes = _classes(script)
    found = {""}
    i = 0
    while i < len(text) and len(found) <= _MOST and any(len(known) < most for known in found):
        length = next((size for size in _SIZES if text[i : i + size] in classes), 0)
        readings = tuple(classes[text[i : i + length]]) if length else ("",)
        after = text[i + length : i + length + 1]
        if text[i] in _LIQUIDS and i and after not in _VOWELS:
            readings += ("-",)
        if i and not after and text[i] in _MUTE_AT_END:
            readings += ("-",)
        if script == "hangul" and i and text[i] == "u" and text[i - 1] in _VOWELS:
            readings += ("L", "P")  # Silva is 시우바, Kyiv 키이우
        is_double = i > 0 and text[i - 1] not in _VOWELS | _LIQUIDS and script not in ABJADS
        parted = {False} if is_double and text[i - 1] in _MUTE else set()
        found = {
            _add(known, reading, most, is_double=double)
            for known in found
            for reading in readings
            for double in {is_double} | parted
        }
        i += max(1, length)
    return frozenset(found)


def _add(known: str, reading: str, most: int, *, is_double: bool) -> str:
    """Lengthen a skeleton; consonants of one class in a row count once."""
    classes = reading.strip("-")
    return known if is_double and known.endswith(classes) else (known + classes)[:most]
