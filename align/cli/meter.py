"""What a person sees while models are fetched: a bar on a terminal, a line a file elsewhere; on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_MEGABYTE = 1e6


def megabytes(size: int) -> str:
    """Write a size for people; nothing where it is not known."""
    return f"{size / _MEGABYTE:,.1f} MB" if size else ""


class Meter:
    """Show how an installation goes; a listener of `align.models`."""

    def __init__(self, *, is_quiet: bool) -> None:
        self._is_quiet = is_quiet
        self._bar: tuple[Progress, TaskID] | None = None

    def say(self, text: str) -> None:
        """Print a sentence."""
        if not self._is_quiet:
            typer.echo(text, err=True)

    def starts(self, name: str, size: int, present: int) -> None:
        """Begin a bar, or print a line where no terminal shows one."""
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        if self._is_quiet or not console.is_terminal:
            has = f", {megabytes(present)} of them here already" if present else ""
            self.say(f"fetching {name} {megabytes(size)}{has}".rstrip())
            return
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        progress = Progress(*columns, console=console)
        progress.start()
        self._bar = progress, progress.add_task(name, total=size or None, completed=present)

    def learns(self, size: int) -> None:
        """Give the bar its end."""
        if self._bar is not None:
            progress, task = self._bar
            progress.update(task, total=size)

    def moves(self, count: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            progress, task = self._bar
            progress.update(task, advance=count)

    def ends(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None
