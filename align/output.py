"""The output folder: one run at a time, whole files or none, and nothing of the user's overwritten unasked."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import TYPE_CHECKING

from align.errors import OutputError, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from align.store import Store

_LOCK_NAME = "align.lock"


@contextlib.contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for this run; raise OutputError while another run holds it.

    The lock is the operating system's, so a killed run leaves none behind.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK_NAME)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError(
            "another run of Align is writing here",
            where=str(folder),
            advice="wait for it to end, or choose another --output",
        ) from error
    except OSError as error:
        raise unwritable(error, folder, advice="choose another --output") from error
    try:
        yield
    finally:
        lock.release()


class Writer:
    """Write files into the output folder.

    A file is written under a temporary name and then put in place. A file there that differs from all that
    Align wrote under its name is somebody's work: it is only replaced with `force`.
    """

    def __init__(self, folder: Path, store: Store, *, force: bool = False) -> None:
        self._folder = folder
        self._store = store
        self._force = force

    def write(self, contents: Mapping[str, bytes]) -> None:
        """Write all files of one article, or none of them; raise OutputError."""
        self.put(contents, self.announce(contents))

    def announce(self, contents: Mapping[str, bytes]) -> list[str]:
        """Note what is about to be written, and give the names of the files that change; raise OutputError."""
        digests = {name: hashlib.sha256(content).digest() for name, content in contents.items()}
        changed = [name for name in contents if self._must_write(name, digests[name])]
        self._store.note_written((name, digests[name]) for name in changed)
        return changed

    def put(self, contents: Mapping[str, bytes], changed: Iterable[str]) -> None:
        """Put files in place that were announced."""
        for name in changed:
            replace_file(self._folder / name, contents[name])

    def remove(self, names: Iterable[str]) -> None:
        """Take away files that Align wrote and that nobody edited since."""
        for name in names:
            path = self._folder / name
            if path.is_file() and self._store.wrote(name, hashlib.sha256(path.read_bytes()).digest()):
                path.unlink()

    def _must_write(self, name: str, digest: bytes) -> bool:
        path = self._folder / name
        try:
            present = hashlib.sha256(path.read_bytes()).digest()
        except FileNotFoundError:
            return True
        except OSError as error:
            raise OutputError(f"cannot be read: {error.strerror}", where=str(path)) from error
        if present == digest:
            return False
        if self._force or self._store.wrote(name, present):
            return True
        raise OutputError(
            "exists and was not written by Align, or was edited since",
            where=str(path),
            advice="move it away, choose another --output, or replace it with --force",
        )


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise OutputError where a file exists that nobody asked to replace, and for a folder."""
    if path.is_dir():
        raise OutputError("is a folder", where=str(path), advice="the same command with the name of a file")
    if path.exists() and not force:
        raise OutputError("the file exists already", where=str(path), advice="the same command with --force")


def replace_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and put it in place; raise OutputError."""
    # No two runs write into one folder, so that a process needs no more than a name of its own.
    temporary = path.with_name(f".align-{os.getpid()}")
    try:
        try:
            _write(temporary, content)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(error, path) from error


def _write(path: Path, content: bytes) -> None:
    """Write a new file, and the folder around it where there is none yet."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
