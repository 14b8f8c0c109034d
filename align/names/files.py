"""Which files are glossaries, for which pair each is, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from align.errors import InputError, UsageError
from align.languages import NAMES, Pair, base

if TYPE_CHECKING:
    from pathlib import Path

    from align.names.row import Row


class GlossaryReader(Protocol):
    """Read the rows of one file; `pair` is the one that the file's name or the user tells. Raises InputError."""

    def __call__(self, path: Path, pair: Pair | None) -> list[Row]:
        """Give the rows in the order of the file."""


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A glossary file, and the only pair that it is for, if its name says so (`client.en-pt.csv`)."""

    path: Path
    pair: Pair | None


def files_of(path: Path) -> list[GlossaryFile]:
    """Give a file, or the *.csv of a folder in the order of their names."""
    found = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not found:
        raise InputError("no *.csv in the folder", where=str(path), advice="name a glossary file with --glossary")
    return [GlossaryFile(file, pair_of(file)) for file in found]


def pair_of(path: Path) -> Pair | None:
    """Give the pair that stands before the ending of a file's name: `client.en-pt.csv`."""
    last = path.stem.rpartition(".")[2] if "." in path.stem else ""
    try:
        pair = Pair.parse(last)
    except UsageError:
        return None
    return pair if base(pair.source) in NAMES and base(pair.target) in NAMES else None


def read(path: Path, pair: Pair | None) -> list[Row]:
    """Read one file."""
    del pair
    from align.names import csvfile

    return csvfile.read(path)
