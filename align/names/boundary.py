"""Where a name may begin and end inside a text, in scripts with spaces and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Postpositions and titles that Korean writes onto a name, and that end the word. Standard Korean grammars list them;
# what makes another word of it (러시아어 "Russian", 한국인 "a Korean") is not among them.
_KOREAN_ENDING = re.compile(
    r"(?:씨|님|측|발|산|대통령|총리|장관|총장|외무상|외교장관|대사)?"
    r"(?:으로부터|로부터|에게서|에서|에게|한테|께서|으로|까지|부터|처럼|보다|마다|조차|이나|이라|라|라고|이라고|이며|이자"
    r"|은|는|이|가|을|를|의|에|와|과|로|도|만|나|며|자|인|이다|다)*(?![가-힣])"
)
_WORD = re.compile(r"(?![가-힣])")
# Longer addresses than this are not written; it bounds the search in a text without spaces.
_LONGEST_ADDRESS = 2000


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


def _is_unspaced(character: str) -> bool:
    """Tell scripts that put no space between words: Thai to Lao, kana, Han."""
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _joins(left: str, right: str) -> bool:
    """Tell whether two neighbouring characters belong to one word."""
    if "\u0300" <= right <= "\u036f":  # an accent that no letter has ready-made
        return True
    if not (left.isalnum() or left == "_") or not (right.isalnum() or right == "_"):
        return False
    if _is_unspaced(left) or _is_unspaced(right):
        return False
    return _is_hangul(left) == _is_hangul(right)


def is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is a word, or words, of its own: no part of a word, handle, tag or address."""
    if start:
        before = text[start - 1]
        if before in "@#" or _joins(before, text[start]):
            return False
        if before == "'" and text[start - 2 : start - 1] in ("o", "O") and not text[start - 3 : start - 2].isalnum():
            return False
    if end == len(text):
        return True
    after = text[end]
    if _is_hangul(after) and _is_hangul(text[end - 1]):
        # A family name of one syllable is too short to tell from the beginning of another word.
        return (_KOREAN_ENDING if end - start > 1 else _WORD).match(text, end) is not None
    return after != "@" and not _joins(text[end - 1], after)


def is_in_address(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch is part of a web address: `https://example.org/Seoul`, `Kremlin.ru`."""
    if text[end : end + 1] == "." and text[end + 1 : end + 2].islower():
        return True
    word_start = text.rfind(" ", max(0, start - _LONGEST_ADDRESS), start) + 1
    return "://" in text[word_start:start] or text.startswith("www.", word_start)


def occurrences(text: str, form: str) -> Iterator[Span]:
    """Find `form` as it is written, as words of its own, without overlaps."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if is_bounded(text, start, end):
            yield Span(start, end)
            start = text.find(form, end)
        else:
            start = text.find(form, start + 1)
