"""The memory's part of the store: units by their source, of this project and of files that were taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import UnitStatus

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

# The origin of what was approved in this project; files have the hash of their bytes.
PROJECT = ""
# SQLite's oldest limit on the parameters of one statement is 999.
_MOST_PARAMETERS = 900


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with the target that a memory has for it; `pair` is its languages as the batch names them (`en-pt`)."""

    pair: str
    source: str
    target: str
    status: UnitStatus = UnitStatus.APPROVED


class Shelf:
    """Keep entries by origin; `origins` name those that are looked at, the later before the earlier."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, entries: Iterable[Entry], *, origin: str = PROJECT, article: str = "", version: str = "") -> None:
        """Put the entries in the place of all that were of this origin, article and version."""
        self._connection.execute(
            "DELETE FROM memory WHERE origin=? AND article=? AND version=?", (origin, article, version)
        )
        self._connection.executemany(
            "INSERT INTO memory (origin, pair, source, target, status, article, version) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((origin, one.pair, one.source, one.target, one.status, article, version) for one in entries),
        )

    def drop(self, sources: Iterable[str], *, article: str, version: str) -> None:
        """Take away what other versions of an article of the project have for these sources."""
        dropped = set(sources)
        query = "SELECT number, source FROM memory WHERE origin=? AND article=? AND version<>?"
        others = self._connection.execute(query, (PROJECT, article, version)).fetchall()
        due = [(number,) for number, source in others if source in dropped]
        self._connection.executemany("DELETE FROM memory WHERE number=?", due)

    def has(self, origin: str) -> bool:
        """Tell whether there is anything of that origin."""
        return self._connection.execute("SELECT 1 FROM memory WHERE origin=? LIMIT 1", (origin,)).fetchone() is not None

    def same(self, pair: str, sources: Sequence[str], origins: Sequence[str]) -> dict[str, Entry]:
        """Give the entry for each of the sources that has one: of the last origin, the newest."""
        found: dict[str, tuple[tuple[int, int], Entry]] = {}
        for start in range(0, len(sources), _MOST_PARAMETERS):
            part = sources[start : start + _MOST_PARAMETERS]
            marks = ",".join("?" * len(part))
            which = f"WHERE pair=? AND source IN ({marks})"
            query = f"SELECT source, target, status, origin, number FROM memory {which}"  # noqa: S608  question marks
            for source, target, status, origin, number in self._connection.execute(query, (pair, *part)):
                if origin in origins:
                    rank = origins.index(origin), number
                    if source not in found or found[source][0] < rank:
                        found[source] = rank, Entry(pair, source, target, UnitStatus(status))
        return {source: entry for source, (_, entry) in found.items()}

    def all(self, pair: str, origins: Sequence[str]) -> list[tuple[str, str]]:
        """Give source and target of every entry of a pair, those of the last origin last."""
        query = "SELECT origin, source, target FROM memory WHERE pair=? ORDER BY number"
        rows = [row for row in self._connection.execute(query, (pair,)) if row[0] in origins]
        return [(source, target) for _, source, target in sorted(rows, key=lambda row: origins.index(row[0]))]
