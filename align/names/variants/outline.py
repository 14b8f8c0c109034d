"""Tell in a moment which names of a large glossary a text may have: by an outline of consonants, then by a rough sound.

Both are much coarser than `keys` and `compare`, and much faster: what conventions exchange is of one class.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from align.names.variants import korean
from align.names.variants.tokens import CACHED, plain, script_of, take_apart
from align.names.variants.transducer import romanise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# Labials, nasals, liquids, dentals, and all other consonants; an outline leaves the vowels out.
_CONSONANTS = {"P": "bfpv", "N": "mn", "L": "lr", "T": "dt", "X": "cgjkqsxzh"}
_CYRILLIC_CONSONANTS = {"P": "бпфв", "N": "мн", "L": "лр", "T": "дт", "X": "гґжзксхцчшщђјћџ"}
# A sound keeps them, and tells more consonants apart.
_SOUNDS = {"P": "bp", "F": "fvw", "T": "dt", "K": "kqgchx", "S": "szj", "i": "eiy", "u": "ou"}
_CYRILLIC_SOUNDS = {
    "P": "бп", "F": "фв", "T": "дт", "K": "гґкх", "S": "жзсцчшщђјћџ", "m": "м", "n": "н", "l": "л", "r": "р",
    "i": "еёєиіїйыэ", "u": "оу", "a": "а", "iu": "ю", "ia": "я", "": "ьъ",
}  # fmt: skip
# Letters that are a consonant in one convention and none in another.
_UNSURE = {"w": ("P", ""), "j": ("X", "")}
_ENDING_NG = re.compile(r"ng(?![aeiouyw])")
# A pattern that begins with a letter is searched for ten times as fast as one that begins with a choice.
_MUTE_H = re.compile(r"h(?<=[aeiouyw]h)(?![aeiouyw])")
_SIBILANTS = tuple(
    (letter, re.compile(rf"{letter}(?=[{sibilants}])"))
    for letters, sibilants in (("dt", "csjxz"), ("дт", "жзсцчшщ"))
    for letter in letters
)
_HAS_UNSURE = re.compile(f"[{''.join(_UNSURE)}]", re.IGNORECASE)
_DOUBLED = re.compile(r"(.)\1+")
_DIGRAPHS = (("ou", "u"), ("sh", "s"), ("ch", "s"))
_LAST_LATIN, _FIRST_CYRILLIC, _LAST_CYRILLIC = 0x24F, 0x400, 0x52F
_MARKS = (*range(0x300, 0x370), *range(0x2000, 0x2070))
# Names that are the same sound at least so much alike (rapidfuzz), in one script and in two: the lowest measured on
# Latin spellings is 80, and one in a hundred pairs of Latin and Hangul is below 56 (`python tests/bench variants`).
_NEAR, _NEAR_ACROSS = 75.0, 55.0


def outlines(name: str) -> frozenset[str]:
    """Give the outlines of a name as it stands; names that are the same share one, apart from the order of tokens."""
    return frozenset().union(*(_outlines(written) for written in _written(name)))


def outlines_of_many(names: Sequence[str]) -> Iterator[tuple[str, Collection[str]]]:
    """Give each name with its outlines; plain ones are written in one go, which takes a tenth of the time."""
    certain = [name for name in names if name.isascii() and name.isprintable() and not _HAS_UNSURE.search(name)]
    text = _prepared("\n".join(certain).lower()).translate(_outline_table("P", "X"))
    found = _once(text).split("\n") if certain else []
    yield from ((name, (outline,)) for name, outline in zip(certain, found, strict=True))
    yield from ((name, outlines(name)) for name in set(names).difference(certain))


def turned_outlines(name: str) -> frozenset[str]:
    """Give the outlines of a name in each order that is usual."""
    return frozenset().union(*map(outlines, _orders(name)))


def may_be(text: str, known: str) -> bool:
    """Tell whether a name that has an outline of another one sounds like it, too."""
    from rapidfuzz.fuzz import ratio

    is_one_script = (text.isascii() and known.isascii()) or script_of(text) == script_of(known)
    lowest, sound = _NEAR if is_one_script else _NEAR_ACROSS, _sound(known)
    return any(ratio(one, sound) >= lowest for one in _sounds(text))


def _orders(name: str) -> list[str]:
    """Give a name as it is, with its last token first, and with its first token last."""
    tokens = name.split()
    if len(tokens) < 2:  # noqa: PLR2004 -- a single token has no order
        return [name]
    orders = (tokens, [tokens[-1], *tokens[:-1]], [*tokens[1:], tokens[0]])
    return list(dict.fromkeys(map(" ".join, orders)))


def _outlines(text: str) -> frozenset[str]:
    text = _prepared(text)
    tables = product(*(readings if letter in text else readings[:1] for letter, readings in _UNSURE.items()))
    return frozenset(_once(text.translate(_outline_table(w, j))) for w, j in tables)


def _once(outline: str) -> str:
    """Write consonants of one class in a row once."""
    for one in _CONSONANTS:
        while one + one in outline:
            outline = outline.replace(one + one, one)
    return outline


def _prepared(text: str) -> str:
    """Write what is one consonant as one."""
    if "ng" in text:
        text = _ENDING_NG.sub("n", text)
    if "h" in text:
        text = _MUTE_H.sub("", text.replace("ph", "f"))
    for letter, sibilant in _SIBILANTS:
        if letter in text:
            text = sibilant.sub("", text)
    return text


@lru_cache(CACHED)
def _sound(name: str) -> str:
    text = _written(name)[0]
    for letters, one in _DIGRAPHS:
        text = text.replace(letters, one)
    return _DOUBLED.sub(r"\1", text.translate(_sound_table()))


@lru_cache(CACHED)
def _sounds(name: str) -> tuple[str, ...]:
    return tuple(map(_sound, _orders(name)))


@lru_cache(CACHED)
def _written(name: str) -> tuple[str, ...]:
    """Give a name in small letters, Latin or Cyrillic; Korean family names also as it is the custom."""
    text = name.lower()
    if text.isascii() or ord(max(text)) <= _LAST_CYRILLIC:
        return (text,)
    script, tokens = script_of(name), take_apart(name).tokens
    if script in ("latin", "cyrillic") or not tokens:
        return ("".join(tokens),)
    written = ["".join(romanise(token, script) for token in tokens)]
    if script == "hangul":
        rest = "".join(romanise(token, script) for token in (tokens[0][1:], *tokens[1:]) if token)
        written += [family + rest for family in korean.families(tokens[0][0], "latin")]
    return tuple(written)


@cache
def _outline_table(w: str, j: str) -> dict[int, str | None]:
    return _table(_CONSONANTS, _CYRILLIC_CONSONANTS, dict.fromkeys("aeiouy", "") | {"w": w, "j": j})


@cache
def _sound_table() -> dict[int, str | None]:
    return _table(_SOUNDS, _CYRILLIC_SOUNDS, {})


def _table(latin: dict[str, str], cyrillic: dict[str, str], others: dict[str, str]) -> dict[int, str | None]:
    """Give what each letter is written as; marks are left out, and accents count for nothing.

    None leaves a letter out, and lets Python translate plain ASCII ten times as fast as an empty text would.
    """
    classes = {letter: name for name, letters in latin.items() for letter in letters} | others
    table = dict.fromkeys((*range(_FIRST_CYRILLIC, _LAST_CYRILLIC + 1), *_MARKS), "")
    for number in range(_LAST_LATIN + 1):
        table[number] = "".join(classes.get(letter, letter) for letter in plain(chr(number).lower()))
    table |= {ord(letter): name for name, letters in cyrillic.items() for letter in letters} | {ord("\n"): "\n"}
    return {letter: written or None for letter, written in table.items()}
