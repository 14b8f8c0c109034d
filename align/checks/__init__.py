"""Checks: what a person should look at, found by comparing the two sides of a unit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.checks.seam import CHECKS

if TYPE_CHECKING:
    from align.bitext import Flag, TranslationUnit
    from align.checks.seam import Check

__all__ = ["CHECKS", "flags_of"]


def flags_of(unit: TranslationUnit, source: str, target: str) -> tuple[Flag, ...]:
    """Run every check on one unit."""
    return tuple(flag for check in _all_checks() for flag in check(unit, source, target))


@cache
def _all_checks() -> tuple[Check, ...]:
    return tuple(CHECKS.load(name) for name in CHECKS.names)
