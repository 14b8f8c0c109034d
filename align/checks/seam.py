"""What a check is: a function of a unit and its two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from align.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.bitext import Flag, TranslationUnit


class Check(Protocol):
    """Give the flags that one kind of doubt raises; a check that finds nothing says nothing."""

    def __call__(self, unit: TranslationUnit, source: str, target: str) -> Iterable[Flag]:
        """`source` and `target` are the tags of the bitext."""


CHECKS = Registry(
    "check",
    "align.checks",
    {
        "foreign": "align.checks.foreign:check",
        "numbers": "align.checks.numbers:check",
        "placeables": "align.checks.placeables:check",
        "untranslated": "align.checks.untranslated:check",
        "length": "align.checks.length:check",
        "repetition": "align.checks.repetition:check",
    },
)
