"""The user's cache: files that can be made again. A cache that cannot be written costs time, nothing else."""

from __future__ import annotations

import os
from pathlib import Path

# Names another folder than the platform's.
VARIABLE = "ALIGN_CACHE"


def folder(kind: str) -> Path:
    """Give the folder for one kind of files; it need not exist."""
    from platformdirs import user_cache_path

    named = os.environ.get(VARIABLE)
    return (Path(named) if named else user_cache_path("align")) / kind


def replace_bytes(path: Path, raw: bytes) -> None:
    """Write a file so that other processes see the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(raw)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
