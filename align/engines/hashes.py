"""What files of models hold, as a hash; a file that kept its size and time is not read again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from align import cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def contents(paths: Iterable[Path], *, engine: str) -> str:
    """Give one hash of all the files; what was read is kept in the engine's folder of the cache."""
    known = dict(_known(engine))
    changed = False
    hashes = []
    for path in paths:
        state = path.stat()
        stamp = f"{path}|{state.st_size}|{state.st_mtime_ns}"
        if stamp not in known:
            with path.open("rb") as stream:
                known[stamp] = hashlib.file_digest(stream, "sha256").hexdigest()
            changed = True
        hashes.append(known[stamp])
    if changed:
        _keep(known, engine)
    return hashlib.sha256("|".join(hashes).encode()).hexdigest()


def _file(engine: str) -> Path:
    return cache.folder(engine) / "hashes.json"


def _known(engine: str) -> Iterator[tuple[str, str]]:
    try:
        kept = json.loads(_file(engine).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if isinstance(kept, dict):
        yield from ((str(stamp), str(value)) for stamp, value in kept.items())


def _keep(known: dict[str, str], engine: str) -> None:
    try:
        cache.replace_bytes(_file(engine), json.dumps(known, indent=0).encode())
    except OSError:
        # A cache that cannot be written costs time, nothing else.
        return
