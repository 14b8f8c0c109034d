"""One SQLite file in the output folder: hypotheses by key, and the hash of every file that Align wrote there."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from typing import TYPE_CHECKING, Self

from align.errors import OutputError
from align.hypothesis import hypothesis_as_json, hypothesis_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair

FILE_NAME = "align.sqlite3"
_SCHEMA_VERSION = 2
# Seconds to wait for another worker's commit; one takes milliseconds.
_BUSY_TIMEOUT = 30.0
_PAUSE = 0.01
# SQLite's oldest limit on the parameters of one statement is 999.
_MOST_PARAMETERS = 900
# Made once, and spared the search for circles in thirty small lists a sentence.
_JSON = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"))
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hypothesis (key BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (name TEXT NOT NULL, sha256 BLOB NOT NULL, PRIMARY KEY (name, sha256)) WITHOUT ROWID;
"""


def key_of(sentence: Sentence, *, pair: Pair, fingerprint: str) -> bytes:
    """Identify a hypothesis by all that shapes it: the route's models, the text the engine saw, the constraints."""
    constraints = [[c.source_span.start, c.source_span.end, c.form, c.pivots] for c in sentence.constraints]
    whole = json.dumps([str(pair), fingerprint, sentence.text, constraints], ensure_ascii=True)
    return hashlib.sha256(whole.encode()).digest()


class Store:
    """Keep what must survive a killed run.

    Each process opens its own; WAL lets them read while one writes. Raises OutputError for a file that is not
    a store of this version or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        try:
            self._connection = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT, isolation_level=None)
            self._log_ahead()
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._prepare()
        except sqlite3.Error as error:
            raise OutputError(
                f"cannot be used as a store: {error}",
                where=str(self._path),
                advice=f"rm {self._path}  # only earlier translations are lost; or choose another --output",
            ) from error

    def _log_ahead(self) -> None:
        """Switch to WAL; SQLite does not wait for another process that is doing so at the same moment."""
        patience = time.monotonic() + _BUSY_TIMEOUT
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > patience:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _prepare(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version={_SCHEMA_VERSION}; COMMIT;")
        elif version != _SCHEMA_VERSION:
            raise sqlite3.DatabaseError(f"made by another version of Align (schema {version})")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def hypotheses(self, keys: Sequence[bytes]) -> dict[bytes, Hypothesis]:
        """Give those of the keys that are kept."""
        found: dict[bytes, Hypothesis] = {}
        for start in range(0, len(keys), _MOST_PARAMETERS):
            part = keys[start : start + _MOST_PARAMETERS]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, content FROM hypothesis WHERE key IN ({marks})"  # noqa: S608  only question marks
            for key, content in self._connection.execute(query, part):
                found[key] = hypothesis_from_json(json.loads(content))
        return found

    def keep(self, hypotheses: Mapping[bytes, Hypothesis]) -> None:
        """Add hypotheses in one transaction."""
        rows = [(key, _JSON.encode(hypothesis_as_json(one))) for key, one in hypotheses.items()]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR REPLACE INTO hypothesis VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")

    def wrote(self, name: str, digest: bytes) -> bool:
        """Tell whether Align itself once wrote (or was about to write) that content under that name."""
        query = "SELECT 1 FROM written WHERE name=? AND sha256=?"
        return self._connection.execute(query, (name, digest)).fetchone() is not None

    def note_written(self, names: Iterable[tuple[str, bytes]]) -> None:
        """Record contents that are about to be written, before they are, so that a kill between loses nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT OR IGNORE INTO written VALUES (?, ?)", list(names))
        self._connection.execute("COMMIT")
