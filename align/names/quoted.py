"""Tell the quoted title of a work from quoted speech."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.document import Span

_QUOTATION = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》"
)
# Titles of works are short, and end without a stop; a longer quotation is what somebody said.
_MOST_WORDS = 8
_STOPS = ".,;:…。、"
_LONG_WORD = 4


def is_in_title(text: str, span: Span) -> bool:
    """Tell whether a stretch stands in a short quotation that begins with a capital and ends without a stop.

    A stop before the closing mark (“Winter in Kiev,”) is allowed where all long words have capitals.
    """
    for match in _QUOTATION.finditer(text):
        if match.start() < span.start and span.end < match.end():
            return _is_title(match[match.lastindex or 0].strip())
    return False


def _is_title(words: str) -> bool:
    split = words.split()
    if not split or len(split) > _MOST_WORDS or words[0].islower():
        return False
    return words[-1] not in _STOPS or all(not word[0].islower() for word in split if len(word) >= _LONG_WORD)
