"""Read the lists of words and syllables that come with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> frozenset[str]:
    """Give what a list in `tables` holds between its spaces."""
    text = (files("align.names.discover") / "tables" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
