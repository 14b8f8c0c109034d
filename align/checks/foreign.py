"""Mark a passage in a third language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import languages
from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Say in what language the passage is and what was done with it."""
    del source, target
    if unit.language:
        done = "left as it is" if unit.origin is Origin.SOURCE else "translated from it"
        yield Flag("other-language", f"this passage is in {languages.name(unit.language)}, and was {done}")
