"""Single letters of names: the initial of a name that is not written out, and the letter's own name (`J`, 제이)."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the dictionary of the National Institute of Korean Language calls the letters, and what is usual beside it.
_NAMES = {
    "a": "에이", "b": "비", "c": "시 씨", "d": "디", "e": "이", "f": "에프", "g": "지", "h": "에이치", "i": "아이",
    "j": "제이", "k": "케이", "l": "엘", "m": "엠", "n": "엔", "o": "오", "p": "피", "q": "큐", "r": "아르 알",
    "s": "에스", "t": "티", "u": "유", "v": "브이", "w": "더블유", "x": "엑스", "y": "와이", "z": "제트 지",
}  # fmt: skip
LONGEST = 4  # letters that are spelled one by one; longer names are read as words
_LETTER = re.compile(r"(?<![^\s.])([a-z])(?=[.\s]|$)\.?")
_HANGUL = re.compile("[가-힣]")
_SYLLABIC = frozenset({"kana", "han"})  # scripts in which one character is a name


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    """Give the letters that each Hangul name stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for letter, names in _NAMES.items():
        for name in names.split():
            found[name] = (*found.get(name, ()), letter)
    return found


def is_spelled(latin: str, hangul: str) -> bool:
    """Tell whether a Hangul token spells a Latin one letter by letter: `RM`, 알엠."""
    return len(latin) <= LONGEST and latin in spelled(hangul)


def is_letter(token: str, script: str) -> bool:
    """Tell whether a token stands for a name by its first letter; what one syllable calls (비) is a name as well."""
    if script == "hangul":
        return len(token) > 1 and token in _letters()
    return len(token) == 1 and script not in _SYLLABIC


def written_out(folded: str) -> str:
    """Write out the Latin letters of a name that is in Hangul but for them: `j. k. 롤링`."""
    if folded.isascii() or not _HANGUL.search(folded):
        return folded
    bare = _LETTER.sub(lambda letter: _NAMES[letter[1]].split()[0] + " ", folded)
    return folded if re.search("[a-z]", bare) else bare


def spelled(hangul: str) -> frozenset[str]:
    """Give the Latin letters that a Hangul token may spell one by one, four at most."""
    return frozenset(_spelled(hangul, LONGEST))


def _spelled(hangul: str, most: int) -> Iterator[str]:
    if not hangul:
        yield ""
    for name, letters in _letters().items() if most else ():
        if hangul.startswith(name):
            rests = list(_spelled(hangul[len(name) :], most - 1))
            yield from ("".join(parts) for parts in product(letters, rests))
