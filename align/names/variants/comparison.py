"""What two spellings are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Measured when the project was designed: at 85 no two people were merged, from 75 on a person finds some that are one.
SAME_FROM = 85.0
LIKELY_FROM = 75.0


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


def judge(score: float, reason: str) -> Comparison:
    """Turn a score into a comparison."""
    if score >= SAME_FROM:
        return Comparison(Likeness.SAME, score, reason)
    return Comparison(Likeness.LIKELY if score >= LIKELY_FROM else Likeness.DIFFERENT, score, reason)
