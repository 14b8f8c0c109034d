"""Run the installed command as a person would, and look at what it leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to."""

    code: int
    stdout: str
    stderr: str


def command(*arguments: str | Path) -> list[str]:
    """Give the command line of `align` with these arguments."""
    return [sys.executable, "-m", "align", *map(str, arguments)]


def align(*arguments: str | Path, given: bytes = b"") -> Done:
    """Run `align` in a wide terminal; `given` is its standard input."""
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(command(*arguments), input=given, capture_output=True, check=False, env=environment)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def start(*arguments: str | Path, **pipes: Any) -> subprocess.Popen[str]:
    """Start `align`, and let Ctrl-C reach it even where the tests were started deaf to it (`nohup`, a shell's `&`)."""
    # A program inherits what is ignored; what has a handler is set back to its default.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command(*arguments), text=True, **pipes)
    finally:
        signal.signal(signal.SIGINT, before)


def report(folder: Path) -> dict[str, Any]:
    """Read the report of a run."""
    found: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return found


def outputs(folder: Path) -> dict[str, bytes]:
    """Read every file that a run leaves for a person."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("align.sqlite3", "align.lock"))
    }
