"""Read the tables that come with the package."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table by column; several spellings in one cell stand between spaces or bars."""
    text = (files("align.names.variants") / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
