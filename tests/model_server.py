"""A server on this machine that plays the index of Argos, that of Firefox and the files of both."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
import struct
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import loopback

from align.engines.firefox import models as firefox
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIREFOX_INDEX, ARGOS_INDEX = "/records", "/index.json"


@dataclass
class Asked:
    """A request that arrived: its path and the headers that matter, and how many bytes were sent."""

    path: str
    range: str
    if_range: str
    status: int = 200
    sent: int = 0


@dataclass
class ModelServer:
    """Files by path, and how badly the server behaves.

    `cuts` maps a path to the number of bytes after which the connection is closed, that many times; at a path in
    `stalls` it sends so many bytes, then nothing more until `goes_on` is set;
    `knows_ranges` and `knows_etags` are what a poor server lacks.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    records: list[dict[str, Any]] = field(default_factory=list)
    packages: list[dict[str, Any]] = field(default_factory=list)
    cuts: dict[str, tuple[int, int]] = field(default_factory=dict)
    stalls: dict[str, int] = field(default_factory=dict)
    goes_on: threading.Event = field(default_factory=threading.Event)
    gone: set[str] = field(default_factory=set)
    knows_ranges: bool = True
    knows_etags: bool = True
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def body(self, path: str) -> bytes | None:
        if path in self.gone:
            return None
        if path == FIREFOX_INDEX:
            return json.dumps({"data": self.records}).encode()
        if path == ARGOS_INDEX:
            return json.dumps(self.packages).encode()
        return self.files.get(path)

    def environment(self) -> dict[str, str]:
        """Give the variables that make Align use this server."""
        return {
            "ALIGN_FIREFOX_INDEX": self.address + FIREFOX_INDEX,
            "ALIGN_FIREFOX_FILES": self.address + "/",
            "ALIGN_ARGOS_INDEX": self.address + ARGOS_INDEX,
            "NO_PROXY": "127.0.0.1",
        }

    def of(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    def add_firefox(self, pair: str, version: str = "3.0", *, is_real: bool = False, split: bool = False) -> list[str]:
        """Offer a model for the pair, the bundled en-pt one or else noise; give the paths of its files."""
        code = pair.replace("-", "")
        weights, shortlist, vocabulary = _real_model() if is_real else (_noise(300_000), _noise(100), _noise(200))
        kinds = {
            "model": (f"model.{code}.intgemm.alphas.bin", weights),
            "lex": (f"lex.50.50.{code}.s2t.bin", shortlist),
            **{
                kind: (f"{kind}.{code}.spm", vocabulary) for kind in (("srcvocab", "trgvocab") if split else ("vocab",))
            },
        }
        return [self._add_record(pair, version, kind, *file) for kind, file in kinds.items()]

    def _add_record(self, pair: str, version: str, kind: str, name: str, raw: bytes) -> str:
        source, target = pair.split("-", 1)
        packed = zst(raw)
        location = f"main-workspace/translations-models-v2/{source}{target}-{version}-{kind}.zst"
        self.files[f"/{location}"] = packed
        record = {
            "name": name,
            "fileType": kind,
            "sourceLanguage": source,
            "targetLanguage": target,
            "version": version,
            "architecture": "tiny",
            "filter_expression": "",
            "decompressedHash": hashlib.sha256(raw).hexdigest(),
            "decompressedSize": len(raw),
            "attachment": {
                "filename": f"{name}.zst",
                "location": location,
                "hash": hashlib.sha256(packed).hexdigest(),
                "size": len(packed),
                "mimetype": "application/zstd",
            },
        }
        self.records.append(record)
        return f"/{location}"

    def add_argos(self, source: str, target: str, version: str = "1.9", *, weights: bytes = b"weights" * 9000) -> str:
        """Offer a package with everything but sense; give the path of its file."""
        name = f"translate-{source}_{target}-{version.replace('.', '_')}"
        path = f"/v1/{name}.argosmodel"
        self.files[path] = argos_package(source, target, version, weights=weights)
        self.packages.append(
            {
                "package_version": version,
                "argos_version": "1.9.0",
                "from_code": source,
                "from_name": source,
                "to_code": target,
                "to_name": target,
                "links": ["ipfs://nowhere", self.address + path],
                "code": f"translate-{source}_{target}",
            }
        )
        return path


def _real_model() -> tuple[bytes, bytes, bytes]:
    bundled = firefox.installed()[Pair("en", "pt")]
    assert bundled.shortlist is not None
    return bundled.weights.read_bytes(), bundled.shortlist.read_bytes(), bundled.source_vocabulary.read_bytes()


def _noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def argos_package(source: str, target: str, version: str = "1.9", *, weights: bytes = b"weights") -> bytes:
    """Make a package as Argos lays it out."""
    folder = f"translate-{source}_{target}-{version.replace('.', '_')}"
    metadata = {"package_version": version, "argos_version": "1.9.0", "from_code": source, "to_code": target}
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{folder}/metadata.json", json.dumps(metadata))
            archive.writestr(f"{folder}/sentencepiece.model", b"pieces")
            archive.writestr(f"{folder}/model/model.bin", weights)
            archive.writestr(f"{folder}/model/shared_vocabulary.txt", "a\nb\n")
        return packed.getvalue()


def zst(raw: bytes) -> bytes:
    """Frame bytes for Zstandard without compressing them (RFC 8878, 3.1.1): raw blocks of at most 128 kB."""
    single_segment, block = 0xA0, 1 << 17
    frame = struct.pack("<IBI", 0xFD2FB528, single_segment, len(raw))
    starts = range(0, max(len(raw), 1), block)
    for start in starts:
        piece = raw[start : start + block]
        frame += struct.pack("<I", len(piece) << 3 | (start == starts[-1]))[:3] + piece
    return frame


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        plays = self.server.plays
        asked = Asked(self.path, self.headers.get("Range") or "", self.headers.get("If-Range") or "")
        plays.asked.append(asked)
        body = plays.body(self.path)
        if body is None:
            asked.status = 404
            self.send_error(404)
            return
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        start = int(asked.range.removeprefix("bytes=").removesuffix("-") or 0) if plays.knows_ranges else 0
        if asked.if_range and asked.if_range != etag:
            start = 0
        asked.status = 416 if start and start >= len(body) else 206 if start else 200
        self.send_response(asked.status)
        if asked.status == 416:
            self.send_header("Content-Range", f"bytes */{len(body)}")
            body = b""
        elif start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        if plays.knows_etags:
            self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body[start:])))
        self.end_headers()
        asked.sent = self._send(body[start:])

    def _send(self, body: bytes) -> int:
        cuts = self.server.plays.cuts
        after, times = cuts.get(self.path, (0, 0))
        if times:
            cuts[self.path] = (after, times - 1)
            body = body[:after]
            self.close_connection = True
        with contextlib.suppress(ConnectionError):
            stall = self.server.plays.stalls.get(self.path, len(body))
            self.wfile.write(body[:stall])
            if body[stall:]:
                self.server.plays.goes_on.wait()
                self.wfile.write(body[stall:])
        return len(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of http.server
        del format, args


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, plays: ModelServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plays = plays


@contextlib.contextmanager
def serving() -> Iterator[ModelServer]:
    """Run a server until the test ends."""
    loopback.wanted()
    plays = ModelServer()
    server = _Server(plays)
    plays.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield plays
    finally:
        plays.goes_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


def files_under(folder: Path) -> list[str]:
    """Name every file that a person or an engine could find, in order."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith((".index", ".lock")))
