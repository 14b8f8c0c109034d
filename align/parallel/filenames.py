"""What the names of files say: `a.en.txt`, `a_pt-BR.html`, `en/a.html`, `report (EN) final.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from align import languages
from align.errors import UsageError
from align.languages import base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.inputs import Input

_PARTS = re.compile(r"[._\-\s()\[\]]+")
# At the beginning a hyphen parts words: `no-deal.txt`, `it-works.txt`.
_FRONT = re.compile(r"[^._\-\s]+[._]")
# A region or a script: `pt-BR`, `es-419`, `zh-Hans`.
_REGION = re.compile("[A-Z]{2}|[0-9]{3}|Hans|Hant|Latn|Cyrl")
_SEVERAL = 2
# What stands in names beside the tags: `english/a.txt`, `a Portuguese.txt`.
_WORDS = {name.split()[0].lower(): tag for tag, name in languages.NAMES.items()}
# ISO 639-2, both of its codes where there are two. Some are words, so that they count only where two files agree.
_CODES = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de",
    "ell": "el", "gre": "el", "eng": "en", "spa": "es", "est": "et", "fas": "fa", "per": "fa", "fin": "fi",
    "fra": "fr", "fre": "fr", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "ita": "it",
    "jpn": "ja", "kor": "ko", "lit": "lt", "lav": "lv", "msa": "ms", "may": "ms", "nob": "nb", "nld": "nl",
    "dut": "nl", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk",
    "slo": "sk", "slv": "sl", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur",
    "vie": "vi", "zho": "zh", "chi": "zh",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A file and what its name says: its language (empty: nothing), and the name without that."""

    file: Input
    key: str
    language: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a path, or what is left of it, and the language that was taken from it."""

    rest: str
    language: str = ""


def readings(file: Input, folder: str) -> list[Named]:
    """Give what a name may say, the likeliest first; the ending does not count, nor do folders of a pattern.

    The first holds by itself, the others only if another file's name says the same but for the language.
    """
    whole = PurePath(file.path)
    relative = whole.relative_to(folder) if whole.is_relative_to(folder) else PurePath(whole.name)
    folders = [_Part("", tag) if (tag := _tag(part)) else _Part(part) for part in relative.parent.parts]
    found = next((part.language for part in reversed(folders) if part.language), "")
    before = [part.rest for part in folders]
    first, *others = _read(relative.stem)
    given = [_named(file, before, first.rest, first.language or found)]
    return given + [_named(file, before, other.rest, other.language) for other in others]


def without_language(name: str) -> str:
    """Leave the language out of a name; empty where nothing else is left."""
    first = next(_read(name))
    return first.rest if first.language else name


def _named(file: Input, folders: Sequence[str], stem: str, language: str) -> Named:
    return Named(file, "/".join(part.lower() for part in (*folders, stem) if part), language)


def _read(name: str) -> Iterator[_Part]:
    """Read a name: with a language at its end, or else at its beginning, or none; then with one at any other place."""
    pieces = [piece for piece in _PARTS.split(name) if piece]
    if len(pieces) < _SEVERAL:
        tag = _tag(name)
        yield _Part("", tag) if tag else _Part(name)
        return
    places = [
        (slice(at, at + size), tag)
        for at in range(len(pieces))
        for size in (2, 1)
        if (tag := _tag_at(pieces, at, size))
    ]
    plain = [place for place in places if _is_plain(pieces[place[0]])]
    sure = [place for place in plain if place[0].stop == len(pieces)]
    if not sure and _FRONT.match(name):
        sure = [place for place in plain if place[0].start == 0]
    if not sure:
        yield _Part("-".join(pieces))
    for place, tag in [*sure[:1], *(place for place in places if place not in sure[:1])]:
        yield _Part("-".join(pieces[: place.start] + pieces[place.stop :]), tag)


def _tag_at(pieces: Sequence[str], at: int, size: int) -> str:
    """Give the language that a piece says, or two of them with its region."""
    said = pieces[at : at + size]
    if size == 1:
        return _tag(said[0]) or _CODES.get(said[0].lower(), "")
    is_region = any(_REGION.fullmatch(form(last)) for last in said[1:] for form in (str.upper, str.title))
    return _tag("-".join(said)) if is_region else ""


def _is_plain(said: Sequence[str]) -> bool:
    """Tell whether what says a language can hardly be a word: neither a code of three letters nor a small region."""
    return said[0].lower() not in _CODES and all(_REGION.fullmatch(region) for region in said[1:])


def _tag(text: str) -> str:
    """Give the language that a piece of a name says; empty if none."""
    known = _WORDS.get(text.lower(), "")
    if known:
        return known
    try:
        tag = languages.normalise(text)
    except UsageError:
        return ""
    return tag if base(tag) in languages.NAMES else ""
