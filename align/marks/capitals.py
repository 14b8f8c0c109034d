"""Take a headline in capitals through an engine that never learned to read capitals, and give them back after."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.document import Span
    from align.hypothesis import Hypothesis

_WORD = re.compile(r"[^\W\d_]{2,}")
# A single word may well be an acronym.
_LEAST_WORDS = 2


def is_in_capitals(text: str) -> bool:
    """Tell whether the whole text is written in capitals, as some newsrooms write headlines and datelines."""
    return text.isupper() and len(_WORD.findall(text)) >= _LEAST_WORDS


def lowered(text: str, names: Iterable[Span] = ()) -> str:
    """Write a text in capitals as a sentence, character by character: offsets hold; names keep their first letters."""
    letters = [_lower(character) for character in text]
    starts = [match.start() for match in _WORD.finditer(text)][:1]
    for span in names:
        starts += [span.start + match.start() for match in _WORD.finditer(span.of(text))]
    for start in starts:
        letters[start] = text[start]
    return "".join(letters)


def raised(hypothesis: Hypothesis) -> Hypothesis:
    """Write a hypothesis in capitals; a letter without a capital of its own (ß) stays."""
    return replace(hypothesis, text="".join(_upper(character) for character in hypothesis.text))


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == 1 else character
