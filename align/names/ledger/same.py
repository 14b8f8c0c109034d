"""Decide whether two spellings found in texts are one name: more careful than a comparison of names that are known."""

from __future__ import annotations

import re

from align.concept import PERSON
from align.names.endings import are_cases
from align.names.fold import compose, fold, straighten
from align.names.variants import Likeness, compare

# A single word that is no person's has too little to go by for anything but a letter doubled or an accent.
_SINGLE_WORD = 90.0
_TOKEN = re.compile(r"[^\W_]+")
# A whole name is one word in Korean, Japanese and Chinese.
_WRITTEN_TOGETHER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Endings that make another word of a name: plurals, adjectives, peoples (`Korea`, `Korean`).
_LONGEST_ENDING = 4


def likeness(left: str, right: str, kind: str) -> Likeness:
    """Compare two spellings of one kind of name."""
    mine, theirs = words(left), words(right)
    if straighten(left) == straighten(right):
        return Likeness.SAME
    if not (mine and theirs) or left.isupper() or right.isupper():
        return Likeness.DIFFERENT
    if len(mine) == len(theirs) == 1:
        return _single(left, right, kind)
    if bool(_WRITTEN_TOGETHER.search(left)) is not bool(_WRITTEN_TOGETHER.search(right)):
        return compare(left, right, kind=kind).likeness
    return Likeness.DIFFERENT if 1 in (len(mine), len(theirs)) else _of_words(left, right, kind)


def _of_words(left: str, right: str, kind: str) -> Likeness:
    """Compare names of several words."""
    mine, theirs = words(left), words(right)
    if kind != PERSON and any(_is_derived(*pair) for pair in zip(mine, theirs, strict=False)):
        return Likeness.DIFFERENT
    found = compare(left, right, kind=kind).likeness
    # `Ministry of Defence`, `Ministry of Defence of Japan`.
    is_part = kind != PERSON and len(mine) != len(theirs)
    return Likeness.LIKELY if is_part and found is Likeness.SAME else found


def _single(left: str, right: str, kind: str) -> Likeness:
    """Compare names of one word, which only two spellings of a place or body make the same."""
    found = compare(left, right, kind=kind)
    if found.likeness is not Likeness.SAME:
        return found.likeness
    is_sure = kind != PERSON and found.score >= _SINGLE_WORD and not _is_derived(fold(left), fold(right))
    return Likeness.SAME if is_sure else Likeness.LIKELY


def differ(left: str, right: str, language: str) -> bool:
    """Tell whether two forms of one name contradict: not so where grammar, a sentence's start or length part them.

    A fuller form (`Luiz Inácio Lula da Silva`, `Lula da Silva`) does not contradict the shorter one.
    """
    one, other = _plain(left), _plain(right)
    if one == other or _raised(one) == _raised(other):
        return False
    mine, theirs = set(words(one)), set(words(other))
    if mine != theirs and (mine < theirs or theirs < mine):
        return False
    return not are_cases(one, other, language)


def words(name: str) -> list[str]:
    """Give the words of a name, folded, parted at hyphens."""
    return _TOKEN.findall(fold(name))


def _plain(text: str) -> str:
    return straighten(compose(text)[0])


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_derived(left: str, right: str) -> bool:
    """Tell a word from one that is made of it by an ending."""
    shorter, longer = sorted((left, right), key=len)
    return shorter != longer and longer.startswith(shorter) and len(longer) - len(shorter) <= _LONGEST_ENDING
