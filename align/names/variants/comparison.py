"""What two spellings are to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Measured when the project was designed: at 85 no two people were merged, from 75 on a person finds some that are one.
SAME_FROM = 85.0
LIKELY_FROM = 75.0


class Likeness(StrEnum):
    """What two spellings are to each other; `LIKELY` is for a person to decide.

    PART: one is the family name of the other, or both are family names alone: who is meant is told by the company.
    """

    SAME = "same"
    LIKELY = "likely"
    PART = "part"
    DIFFERENT = "different"

    @property
    def is_one_name(self) -> bool:
        """Tell two spellings of one name, surely or likely, from a part of it and from two names."""
        return self in {Likeness.SAME, Likeness.LIKELY}


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
