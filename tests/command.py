"""Run the installed command as a person would, and look at what it leaves."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from align import cli

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


# A wide terminal without colours.
_TERMINAL = {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def align(*arguments: str | Path, given: bytes = b"") -> Done:
    """Run `align`; `given` is its standard input."""
    environment = {**os.environ, **_TERMINAL}
    done = subprocess.run(command(*arguments), input=given, capture_output=True, check=False, env=environment)
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def inside(*arguments: str | Path) -> Done:
    """Run `align` in this process, which spares its start; only the network is not refused, since that is for good."""
    printed, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code = 0
    with (
        patch.object(sys, "argv", ["align", *map(str, arguments)]),
        patch.object(cli, "_guard"),
        patch.dict(os.environ, _TERMINAL),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
    ):
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    printed.flush()
    told.flush()
    return Done(code, *(one.buffer.getvalue().decode() for one in (printed, told)))


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
