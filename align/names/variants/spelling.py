"""Give the legal spellings of a name in other conventions."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from align.languages import base
from align.names.variants import korean
from align.names.variants.rows import rows
from align.names.variants.syllables import wade_giles
from align.names.variants.tokens import script_of, take_apart
from align.names.variants.transcription import CONVENTIONS, MOST, transcribed
from align.names.variants.transducer import ABJADS, romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The columns of a convention table that texts in a language use, the most usual first.
_HABITS = {
    "en": ("en", "bgn", "icao", "ala", "iso9"),
    "fr": ("fr", "en"),
    "de": ("de", "en"),
    "es": ("es", "en"),
    "pt": ("pt", "en"),
    "pl": ("pl",),
    "it": ("it", "en"),
}
_OTHERS = ("en", "bgn", "icao", "iso9")


def spellings(name: str, *, language: str, target: str) -> tuple[str, ...]:
    """Give spellings of `name`, written in `language`, that texts in `target` may use; itself first if it is one.

    Known: Russian and Ukrainian to the Latin languages; Korean (Hangul or romanised) to Latin, Russian and
    Hangul; pinyin to Wade-Giles; listed Arabic names. Other names give their own
    spelling where the script fits, else a plain romanisation.
    """
    apart = take_apart(name)
    found: Iterable[str] = ()
    if korean.parses(name) and (base(language) == "ko" or apart.script != "hangul"):
        found = _korean(name, base(target))
    elif apart.script == "cyrillic" and base(language) in CONVENTIONS and base(target) not in CONVENTIONS:
        found = _slavic(name, CONVENTIONS[base(language)], base(target))
    elif apart.script == "arabic":
        found = _arabic(apart.tokens)
    elif apart.script == "latin":
        found = wade_giles(name)
    own = [name] if _fits(name, base(target)) else []
    rest = list(islice(found, MOST))
    if not own and not rest and apart.script not in {"han", "latin", *ABJADS}:
        rest = [" ".join(romanise(token, apart.script).title() for token in apart.tokens)]
    return tuple(dict.fromkeys([*own, *rest]))[:MOST]


def _fits(name: str, target: str) -> bool:
    scripts = {"ru": "cyrillic", "uk": "cyrillic", "be": "cyrillic", "ko": "hangul", "ja": "kana", "zh": "han"}
    return script_of(name) == (scripts | {"ar": "arabic", "el": "greek", "he": "hebrew"}).get(target, "latin")


def _slavic(name: str, table: str, target: str) -> Iterator[str]:
    for column in _HABITS.get(target, _OTHERS):
        yield from (_titled(words) for words in product(*(transcribed(word, table, column) for word in name.split())))


def _arabic(tokens: tuple[str, ...]) -> Iterator[str]:
    """Give the spellings of listed names; short vowels are not written, so no rule gives those of others."""
    known = {row["arabic"]: row["latin"].split() for row in rows("arabic_given")}
    if all(token in known for token in tokens):
        yield from (_titled(words) for words in product(*(known[token] for token in tokens)))


def _titled(words: Iterable[str]) -> str:
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in words)


def _korean(name: str, target: str) -> Iterator[str]:
    """Give the conventions' spellings of each reading of a Korean name that costs nothing."""
    for reading in korean.parses(name):
        certain = [min(syllables, key=lambda one: syllables[one]) for syllables in reading.given]
        for family in reading.family:
            if target == "ko":
                yield family + "".join(certain)
            elif target in CONVENTIONS:
                parts = [korean.spelled(syllable, "kontsevich") for syllable in certain]
                for spelled in korean.families(family, "cyrillic"):
                    yield " ".join(part.capitalize() for part in (spelled, *parts))
            else:
                yield from _romanised_korean(family, certain)


def _romanised_korean(family: str, given: list[str]) -> Iterator[str]:
    for spelled, column in product(korean.families(family, "latin"), ("revised", "mccune")):
        parts = [korean.spelled(syllable, column) for syllable in given]
        first = spelled.capitalize()
        yield f"{first} {'-'.join(parts).capitalize()}"
        yield f"{first} {' '.join(part.capitalize() for part in parts)}"
        yield f"{first} {''.join(parts).capitalize()}"
