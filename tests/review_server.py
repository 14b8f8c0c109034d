"""The review server, started by its command and ended with the test."""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING

import loopback
from command import start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def served(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a folder; give the process, and the address with the token."""
    loopback.wanted()
    process = start("review", folder, "--no-browser", *more, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
