"""One SQLite file that several processes open at once: made, refused where it is another's, written all or nothing."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING, Self

from align.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "align.sqlite3"
_SCHEMA_VERSION = 6
# Seconds to wait for another worker's commit; one takes milliseconds.
_BUSY_TIMEOUT = 30.0
_PAUSE = 0.01
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hypothesis (key BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (name TEXT NOT NULL, sha256 BLOB NOT NULL, PRIMARY KEY (name, sha256)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (number INTEGER PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL,
  path TEXT NOT NULL, raw BLOB NOT NULL, pair TEXT NOT NULL, targets BLOB NOT NULL, UNIQUE (name, source));
CREATE TABLE IF NOT EXISTS translation (name TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL, raw BLOB NOT NULL,
  beads TEXT NOT NULL, PRIMARY KEY (name, source));
CREATE TABLE IF NOT EXISTS event (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL,
  source TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_of ON event (article, source);
CREATE TABLE IF NOT EXISTS basis (article TEXT NOT NULL, source TEXT NOT NULL, unit TEXT NOT NULL,
  content TEXT NOT NULL, PRIMARY KEY (article, source, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memory (number INTEGER PRIMARY KEY, origin TEXT NOT NULL, pair TEXT NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, status TEXT NOT NULL, article TEXT NOT NULL, version TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS memory_of ON memory (pair, source);
CREATE INDEX IF NOT EXISTS memory_from ON memory (origin, article, version);
CREATE TABLE IF NOT EXISTS request (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS respelling (key BLOB PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
"""


class Database:
    """The open file; WAL lets all processes read while one writes.

    Raises OutputError for a file that is not a store of this version or cannot be written.
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

    @property
    def connection(self) -> sqlite3.Connection:
        """Give the open file to those who keep something of their own in it."""
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """Write what is written inside in one go, which spares a commit each; one inside another is part of it.

        Raises OutputError where nothing can be written, as on a full disk.
        """
        if self._connection.in_transaction:
            yield
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(f"cannot be written: {error}", where=str(self._path)) from error
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def lasting(self) -> Iterator[sqlite3.Connection]:
        """Read and write with nobody in between, all or nothing; what was written then survives a loss of power."""
        self._connection.execute("PRAGMA synchronous=FULL")
        try:
            with self.at_once():
                yield self._connection
        finally:
            self._connection.execute("PRAGMA synchronous=NORMAL")

    def copy(self, folder: Path) -> None:
        """Copy the store into another folder, as it is now."""
        with contextlib.closing(sqlite3.connect(folder / FILE_NAME)) as other:
            self._connection.backup(other)
