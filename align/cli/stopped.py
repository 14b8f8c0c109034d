"""What Ctrl-C ends, and how to go on."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

# What shells give for a program that Ctrl-C ended.
_STOPPED = 130


@contextlib.contextmanager
def going_on_later() -> Iterator[None]:
    """Let Ctrl-C end work that the same command takes up again, and say so."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("align: stopped\n  try: the same command again; it goes on where this one stopped", err=True)
        raise typer.Exit(_STOPPED) from None
