"""Chinese and Japanese names: what the syllables of one romanisation are in another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from align.names.variants.rows import rows
from align.names.variants.tokens import CACHED, letters, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HIATUS = re.compile(r"[aeiou] [aeo](?![a-z])")
_LONGEST = 6  # letters of a syllable
_MOST = 4  # syllables of a token: a given name has two, a double family name and a given name four
# Which finals an initial takes: palatals take i and ü, retroflexes and velars neither.
_PALATALS = frozenset("jqx")
_NO_I = frozenset({"zh", "ch", "sh", "r", "z", "c", "s", "g", "k", "h", "f"})


def _takes(initial: str, final: str) -> bool:
    if initial in _PALATALS:
        return final[0] in "iü"
    if initial in _NO_I:
        return final[0] not in "iü"
    return final[0] != "ü" or initial in {"n", "l"}


@cache
def _syllables(column: str) -> Mapping[str, frozenset[str]]:
    """Give the pinyin syllables that each spelled syllable of a convention stands for."""
    parts = {part: [row for row in rows("chinese") if row["part"] == part] for part in ("initial", "final", "whole")}
    found: dict[str, set[str]] = {}
    whole = {row["pinyin"] for row in parts["whole"]}
    spelled = [(row["pinyin"], spelling) for row in parts["whole"] for spelling in row[column].split()]
    for initial in parts["initial"]:
        for final in parts["final"]:
            pinyin = (initial["pinyin"] + final["pinyin"]).replace("ü", "u")
            if _takes(initial["pinyin"], final["pinyin"]) and pinyin not in whole:
                spelled += [(pinyin, initial[column] + ending) for ending in final[column].split()]
    for pinyin, spelling in spelled:
        found.setdefault(spelling.replace("ü", "u"), set()).add(pinyin)
    return {spelling: frozenset(meant) for spelling, meant in found.items()}


def _segment(text: str, syllables: Mapping[str, frozenset[str]], most: int) -> Iterator[tuple[frozenset[str], ...]]:
    if not text:
        yield ()
    for length in range(min(len(text), _LONGEST) if most else 0, 0, -1):
        meant = syllables.get(text[:length])
        if meant:
            for rest in _segment(text[length:], syllables, most - 1):
                yield (meant, *rest)


@lru_cache(CACHED)
def chinese(token: str, script: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """Give the readings of a token as pinyin syllables: of pinyin and Wade-Giles, of Palladius, or of NIKL's Hangul."""
    if script == "cyrillic":
        return tuple(_segment(token, _syllables("palladius"), _MOST))
    if script == "hangul":
        return tuple(_segment(letters(token, script), _syllables("hangul"), _MOST))
    text = plain(token)
    return (*_segment(text, _syllables("pinyin"), _MOST), *_segment(text, _syllables("wade"), _MOST))


@lru_cache(CACHED)
def pinyin(token: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways to cut a Latin token into pinyin syllables, written without marks.

    A lone vowel behind another one is no syllable: `hee`, `woo` and `bae` are Korean (he'e has an apostrophe).
    """
    cut = _segment(plain(token), _syllables("pinyin"), _MOST)
    written = (tuple(min(syllable) for syllable in syllables) for syllables in cut)
    return tuple(one for one in written if not _HIATUS.search(" ".join(one)))


def same_chinese(one: str, one_script: str, other: str, other_script: str) -> bool:
    """Tell whether two tokens can be the same Chinese syllables in two conventions."""
    lefts, rights = chinese(one, one_script), chinese(other, other_script)
    return bool(lefts and rights) and any(
        len(left) == len(right) and all(a & b for a, b in zip(left, right, strict=True))
        for left in lefts
        for right in rights
    )


def wade_giles(name: str) -> Iterator[str]:
    """Give the Wade-Giles spelling of a name in pinyin: `Mao Zedong`, `Mao Tse-tung`; without apostrophes."""
    tokens = name.split()
    parts = [next(_segment(plain(token.lower()), _syllables("pinyin"), _MOST), ()) for token in tokens]
    if len(tokens) > 1 and all(parts):
        spelled = {
            pinyin: spelling for spelling, meant in reversed(list(_syllables("wade").items())) for pinyin in meant
        }
        yield " ".join("-".join(spelled[min(one)] for one in part).capitalize() for part in parts)


# Hepburn, and what Kunrei, passports and newspapers write instead, brought to one spelling.
_JAPANESE = (
    ("shi", "si"), ("sh", "sy"), ("chi", "ti"), ("ch", "ty"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("j", "zy"),
    ("dzu", "zu"), ("du", "zu"), ("di", "zi"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"), ("oo", "o"), ("ou", "o"),
    ("uu", "u"), ("tch", "tty"), ("l", "r"), ("zyy", "zy"),
)  # fmt: skip
_MORAS = re.compile(r"(?:(?:[kstnhmrgzbpd]|ky|sy|ty|ny|hy|my|ry|gy|zy|by|py|y|w)?[aiueo]|n(?![aiueoy])|kk|ss|tt|pp)+")


_VOWELS = re.compile("[aiueo]")
_UNVOICED = str.maketrans("gdbz", "ktps")  # Hangul has one letter for both at the beginning of a word
_TELLING = 3  # syllables: shorter names are as often not Japanese (`Jane`, 제인)


@lru_cache(CACHED)
def japanese(token: str) -> str:
    """Give one spelling of a token that can be Japanese in any convention; empty if it cannot be."""
    text = plain(token)
    text = re.sub(r"([kstp])(?=\1)", "", text)
    text = re.sub(r"oh(?![aiueoy])", "o", text)
    for spelled, kunrei in _JAPANESE:
        text = text.replace(spelled, kunrei)
    return text if _MORAS.fullmatch(text) else ""


def have_other_vowels(one: str, other: str) -> bool:
    """Tell two Japanese names in Latin letters of the same consonants, but for one: `Takeshi`, `Takashi`."""
    tokens = [japanese(token).replace("o", "u").translate(_UNVOICED) for token in (one, other)]
    consonants = [_VOWELS.split(token) for token in tokens]
    if len(consonants[0]) != len(consonants[1]) or len(consonants[0]) <= _TELLING:
        return False
    others = sum(one != other for one, other in zip(*consonants, strict=True))
    return others <= 1 and _VOWELS.findall(tokens[0]) != _VOWELS.findall(tokens[1])
