"""Compare two names token by token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from align.names.fold import key

# Measured when the project was designed: at 85 no two people were merged, from 75 on a person finds some that are one.
SAME_FROM = 85.0
LIKELY_FROM = 75.0
_CACHED = 65_536  # folded names; a batch of 10,000 articles mentions fewer
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class Likeness(StrEnum):
    """What two spellings are to each other; `LIKELY` is for a person to decide."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are: 0 to 100, as alike as their weakest pair of tokens."""

    likeness: Likeness
    score: float
    reason: str


@lru_cache(_CACHED)
def _tokens(name: str) -> tuple[str, ...]:
    from anyascii import anyascii

    return tuple(anyascii(token).lower() for token in _TOKEN.findall(key(name)))


@lru_cache(_CACHED)
def keys(name: str) -> frozenset[str]:
    """Give the keys of a name: names that are the same or likely the same share one."""
    return frozenset(token[0] for token in _tokens(name) if token)


def compare(left: str, right: str, *, kind: str = "person") -> Comparison:
    """Judge whether two spellings are one name of a `kind` ("person", "place", "organisation"); symmetric."""
    from rapidfuzz.fuzz import ratio

    shorter, longer = sorted((_tokens(left), _tokens(right)), key=lambda tokens: (len(tokens), tokens))
    if not shorter or not keys(left) & keys(right):
        return Comparison(Likeness.DIFFERENT, 0.0, "no token in common")
    free = list(longer)
    weakest, pair = 100.0, ""
    for token in shorter:
        score, partner = max((ratio(token, other), other) for other in free)
        free.remove(partner)
        if score <= weakest:
            weakest, pair = score, f"{token}/{partner}"
    if weakest >= SAME_FROM and not (free and kind == "person" and len(shorter) == 1):
        return Comparison(Likeness.SAME, weakest, f"every token alike, weakest {pair}")
    if weakest >= LIKELY_FROM:
        return Comparison(Likeness.LIKELY, weakest, f"weakest token {pair}")
    return Comparison(Likeness.DIFFERENT, weakest, f"token {pair} differs")
