"""Fold a text for searching: letter case, kinds of hyphen, apostrophe and space, one character for one."""

from __future__ import annotations

import re
import unicodedata

_SAME = {
    "-": "‐‑‒–−﹣-",
    "'": "’‘ʼ`´′＇",
    " ": "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000",
}
# Russian print leaves out the dots of its letter yo; a final sigma is a sigma.
_LETTERS = {"ё": "е", "ς": "σ"}
_ASCII = str.maketrans({other: plain for plain, others in _SAME.items() for other in others if other.isascii()})
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _ASCII)))}]")
_REPLACED = {other: plain for plain, others in _SAME.items() for other in others}
_ODD_OF_ANY = re.compile(f"[{re.escape(''.join(_REPLACED))}]")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CLUSTER = re.compile(
    rf"\s+|[\u1100-\u115f][\u1160-\u11a7]+[\u11a8-\u11ff]*[{INVISIBLE}]*|\S[\u0300-\u036f{INVISIBLE}]*"
)
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_GAP = re.compile(r"\s\s")


def straighten(text: str) -> str:
    """Unify hyphens, apostrophes and spaces and keep the letter case; as long as `text`."""
    if text.isascii():
        return text.translate(_ASCII) if _ODD.search(text) else text
    return _ODD_OF_ANY.sub(lambda found: _REPLACED[found[0]], text)


def fold(text: str) -> str:
    """Fold the letter case as well; as long as `text`."""
    folded = straighten(text)
    if folded.isascii():
        return folded.lower()
    folded = folded.replace("İ", "i").lower()  # the one letter whose lower case is two characters
    for other, plain in _LETTERS.items():
        folded = folded.replace(other, plain)
    return folded


def compose(text: str) -> tuple[str, list[int] | None]:
    """Compose accents and Hangul, drop invisible characters, shrink runs of space to one.

    The list gives the offset in `text` of each character and of the end; it is None where nothing changed.
    """
    if _is_plain(text):
        return text, None
    if not _GAP.search(text) and (
        text.isascii() or (unicodedata.is_normalized("NFC", text) and not _HIDDEN.search(text))
    ):
        return text, None
    parts: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        raw = cluster.group()
        part = " " if raw[0].isspace() else unicodedata.normalize("NFC", _HIDDEN.sub("", raw))
        parts.append(part)
        starts.extend([cluster.start()] * len(part))
    return "".join(parts), [*starts, len(text)]


def key(text: str) -> str:
    """Give the form under which a spelling of the glossary is searched."""
    stripped = text.strip()
    return stripped.lower() if _is_plain(stripped) else fold(compose(stripped)[0])


def _is_plain(text: str) -> bool:
    """Tell a text in which only the letter case can be folded, as most spellings of a large glossary are."""
    return text.isascii() and text.isprintable() and "  " not in text and "`" not in text
