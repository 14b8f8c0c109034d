"""Download files: resumed, verified, and the only place where Align uses the network.

urllib is enough: a request with four headers, proxies from the environment, and a body read in blocks.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import shutil
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align import __version__
from align.errors import DownloadError, OutputError
from align.models.sources import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

    from align.models.offer import Listener, RemoteFile

_BLOCK = 1 << 16
# A server that says nothing for so long is given up; seconds.
_PATIENCE = 30
# A connection that is cut is taken up again so often in one run, as long as each time brings something.
_ATTEMPTS = 3
# Firefox's index has 0.6 MB and that of Argos 0.1 MB; this is an end, not a guess at growth.
_LONGEST_INDEX = 64 << 20
_AGAIN = "the same command again"


class _CutError(Exception):
    """The connection broke; what arrived is kept."""


class _NothingLeftError(Exception):
    """The server has nothing from there on; the message is its Content-Range."""


def read(address: str) -> bytes:
    """Fetch an index; raise DownloadError."""
    with _opened(address, {}) as response:
        body = bytearray()
        try:
            for block in _blocks(response):
                body += block
                if len(body) > _LONGEST_INDEX:
                    raise DownloadError("is too long for an index", where=address)
        except _CutError as error:
            raise DownloadError(str(error), where=address, advice=_AGAIN) from error
        return bytes(body)


def fetch(file: RemoteFile, folder: Path, listener: Listener) -> Path:
    """Download a file, or what is missing of it, into the folder and verify it; give its path there.

    Raises DownloadError when no address gives it whole and right, OutputError when the disk is full.
    """
    trouble = DownloadError(f"no address to download {file.name!r} from")
    for address in filter(is_web, file.addresses):
        try:
            return _from(address, file, folder, listener)
        except DownloadError as error:
            trouble = error
    raise trouble


@dataclass(frozen=True, slots=True)
class _Partial:
    """What arrived of a download, and how to ask whether the server still has the same."""

    path: Path
    address: str

    @classmethod
    def of(cls, address: str, file: RemoteFile, folder: Path) -> _Partial:
        key = hashlib.sha256(f"{address}|{file.sha256}".encode()).hexdigest()[:12]
        return cls(folder / f"{key}-{file.name}.part", address)

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def validator(self) -> str:
        """Give the strong ETag or the date of the version that arrived (RFC 9110, 13.1.5)."""
        try:
            return str(json.loads(_memo_of(self.path).read_text("utf-8"))["validator"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, response: HTTPResponse) -> None:
        etag = response.headers.get("ETag") or ""
        validator = etag if etag.startswith('"') else response.headers.get("Last-Modified") or ""
        _memo_of(self.path).write_text(json.dumps({"address": self.address, "validator": validator}), "utf-8")

    def discard(self) -> None:
        forget(self.path)


def forget(path: Path) -> None:
    """Remove what was downloaded; until then it is not fetched again."""
    path.unlink(missing_ok=True)
    _memo_of(path).unlink(missing_ok=True)


def _memo_of(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _from(address: str, file: RemoteFile, folder: Path, listener: Listener) -> Path:
    partial = _Partial.of(address, file, folder)
    if partial.size and not (partial.validator or file.sha256):
        # Nothing could tell whether the rest belongs to what is there.
        partial.discard()
    present = partial.size
    ask_for_room(folder, file.size - present)
    listener.starts(file.name, file.size, present)
    try:
        _receive_all(partial, file, listener)
        if present and not _is_right(partial.path, file):
            # The server has another version than the one begun, and did not say so.
            partial.discard()
            _receive_all(partial, file, listener)
    finally:
        listener.ends()
    if not _is_right(partial.path, file):
        partial.discard()
        raise DownloadError(
            f"{file.name!r} is not what the index promises (size or checksum differ); nothing was installed",
            where=address,
            advice=f"{_AGAIN} later, or tell whoever runs the server",
        )
    return partial.path


def _receive_all(partial: _Partial, file: RemoteFile, listener: Listener) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        before = partial.size
        try:
            _receive(partial, file, listener)
        except _CutError as error:
            if attempt == _ATTEMPTS or partial.size == before:
                raise DownloadError(
                    f"the download stopped after {partial.size:,} bytes ({error}); they are kept",
                    where=partial.address,
                    advice=f"{_AGAIN}; it fetches the rest only",
                ) from error
        else:
            return


def _receive(partial: _Partial, file: RemoteFile, listener: Listener) -> None:
    """Ask for what is missing and append it; begin anew where the server cannot give parts or has another version."""
    start = partial.size
    if start and start == file.size:
        return
    headers = {"Range": f"bytes={start}-"} if start else {}
    if start and partial.validator:
        headers["If-Range"] = partial.validator
    try:
        opened = _opened(partial.address, headers)
    except _NothingLeftError as error:
        if str(error) == f"bytes */{start}":
            return
        partial.discard()
        raise _CutError("the server has less than what arrived before") from error
    with opened as response:
        is_rest = response.status == http.HTTPStatus.PARTIAL_CONTENT
        if is_rest and not (response.headers.get("Content-Range") or "").startswith(f"bytes {start}-"):
            partial.discard()
            raise _CutError("the server sent another part than was asked for")
        try:
            if not is_rest:
                partial.begin(response)
            if not file.size and response.length:
                listener.learns((start if is_rest else 0) + response.length)
            with partial.path.open("ab" if is_rest else "wb") as out:
                for block in _blocks(response):
                    out.write(block)
                    listener.moves(len(block))
        except OSError as error:
            partial.discard()
            raise full_disk(partial.path.parent, error) from error


def _blocks(response: HTTPResponse) -> Iterator[bytes]:
    """Give the body; raise _CutError where it ends before its length."""
    missing = response.length
    while True:
        try:
            # What has arrived, not what fills a block: the bar moves on, and a stop loses nothing.
            block = response.read1(_BLOCK)
        except (OSError, http.client.HTTPException) as error:
            raise _CutError(_reason(error)) from error
        if not block:
            break
        missing = missing and missing - len(block)
        yield block
    if missing:
        raise _CutError(f"the connection was closed, {missing:,} bytes are missing")


def _opened(address: str, headers: dict[str, str]) -> HTTPResponse:
    if not is_web(address):
        raise DownloadError("is no http or https address", where=address)
    request = urllib.request.Request(address, headers={"User-Agent": f"align/{__version__}", **headers})  # noqa: S310
    try:
        response: HTTPResponse = urllib.request.urlopen(request, timeout=_PATIENCE)  # noqa: S310  is_web has seen it
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise _NothingLeftError(error.headers.get("Content-Range") or "") from error
        raise DownloadError(f"the server answers {error.code} {error.reason}", where=address, advice=_AGAIN) from error
    except (OSError, http.client.HTTPException) as error:
        message = f"cannot be reached: {_reason(error)}"
        raise DownloadError(message, where=address, advice=f"check the network, then {_AGAIN}") from error
    return response


def _reason(error: BaseException) -> str:
    inner = getattr(error, "reason", None)
    cause = inner if isinstance(inner, BaseException) else error
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__


def _is_right(path: Path, file: RemoteFile) -> bool:
    if file.size and path.stat().st_size != file.size:
        return False
    return not file.sha256 or sha256(path) == file.sha256


def sha256(path: Path) -> str:
    """Give the checksum of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def ask_for_room(folder: Path, needed: int) -> None:
    """Raise OutputError when the disk has less than so many bytes."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise OutputError(
            f"the disk has {free / 1e6:,.1f} MB left and {needed / 1e6:,.1f} MB are needed; nothing was installed",
            where=str(folder),
            advice="free some space, or name another folder by ALIGN_MODELS",
        )


def full_disk(folder: Path, error: OSError) -> OutputError:
    """Say that writing failed and that what was begun is removed."""
    return OutputError(
        f"cannot be written: {error.strerror or error}; what had arrived was removed, nothing was installed",
        where=str(folder),
        advice="free some space, or name another folder by ALIGN_MODELS, then the same command again",
    )
