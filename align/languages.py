"""Language tags: their names, scripts and directions, and pairs of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from align.errors import UsageError

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian Bokmål",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# Languages that put no space between sentences.
SPACELESS = frozenset({"ja", "th", "zh"})
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "ur", "yi"})
# BCP 47 (RFC 5646) as far as news needs it: language, script, region.
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?")


def normalise(tag: str) -> str:
    """Write a tag in the case of BCP 47 (`PT_br` → `pt-BR`); raise UsageError for what is no tag."""
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        meant = next((known for known, english in NAMES.items() if english.lower() == tag.strip().lower()), "")
        raise UsageError(f"{tag!r} is not a language tag such as 'pt' or 'pt-BR'", advice=meant)
    script, region = match["script"], match["region"]
    parts = [match["language"].lower(), script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part)


def _is_normal(tag: str) -> bool:
    return _TAG.fullmatch(tag) is not None and normalise(tag) == tag


@lru_cache(maxsize=1024)
def base(tag: str) -> str:
    """Give the language alone: `pt-BR` → `pt`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def name(tag: str) -> str:
    """Name the language in English, with the region if there is one; an unknown tag names itself."""
    known = NAMES.get(base(tag), tag)
    return f"{known} ({tag})" if "-" in tag and known != tag else known


def joiner(tag: str) -> str:
    """Give what stands between two sentences: a space, but for languages that write none."""
    return "" if base(tag) in SPACELESS else " "


def is_right_to_left(tag: str) -> bool:
    """Tell the direction of the language's usual script."""
    return base(tag) in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A source and a target language."""

    source: str
    target: str

    @classmethod
    def parse(cls, text: str) -> Pair:
        """Read `en-pt` or `pt-BR-en`, split where both sides are written as BCP 47 does, else at the first dash.

        Raises UsageError for what is no pair.
        """
        parts = text.split("-")
        splits = [("-".join(parts[:at]), "-".join(parts[at:])) for at in range(1, len(parts))]
        if not splits:
            raise UsageError(f"{text!r} is not a pair such as 'en-pt'")
        written_well = (split for split in splits if all(_is_normal(side) for side in split))
        source, target = next(written_well, splits[0])
        return cls(normalise(source), normalise(target))

    def serves(self, other: Pair) -> bool:
        """Tell whether what is for this pair is for `other` too: `en-pt` is for `en-GB` to `pt-BR`."""
        return all(
            mine in (theirs, base(theirs))
            for mine, theirs in ((self.source, other.source), (self.target, other.target))
        )

    def __str__(self) -> str:
        return f"{self.source}-{self.target}"
