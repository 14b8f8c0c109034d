"""`align review apply`: bring in what was reviewed elsewhere, say what became of it, and write the outputs again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.applied import Applied
    from align.desk import Desk
    from align.edits import Event
    from align.errors import AlignError

_DEFAULT_OUTPUT = Path("align-out")


def apply(
    files: Annotated[list[Path], typer.Argument(help="Reviews that pages exported.", show_default=False)],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Output folder of align translate.")] = _DEFAULT_OUTPUT,
    glossary: Annotated[
        Path | None,
        typer.Option(
            "--glossary",
            "-g",
            help="Glossary that forms and terms for the whole batch go to, now and later.",
            show_default="glossary.csv in the folder",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace outputs that were edited since.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors and what was not taken only.")] = False,
) -> None:
    """Bring reviews that pages exported into a batch, and write its outputs as people left them.

    What cannot be taken is kept in left-over.review.json beside the outputs, and the exit code is 1.
    """
    import tempfile

    from align.desk import Desk

    if not dry_run:
        with Desk(output) as desk:
            code = _apply(desk, files, output, glossary, force=force, is_quiet=quiet)
    else:
        with tempfile.TemporaryDirectory() as copy, Desk(output) as desk:
            desk.copy(Path(copy))
            with Desk(Path(copy)) as trial:
                code = _try(trial, files, desk.glossary if glossary is None else glossary, is_quiet=quiet)
    raise typer.Exit(code)


def _apply(
    desk: Desk, files: Sequence[Path], output: Path, glossary: Path | None, *, force: bool, is_quiet: bool
) -> int:
    from align.applied import bring_in, keep_left_over
    from align.cli.screen import progress_of, show_failed
    from align.output import claim

    if glossary is not None:
        desk.choose_glossary(glossary)
    with claim(output):
        applied, failed = bring_in(desk, files)
        kept = keep_left_over(output, applied)
    _tell(applied, failed, is_quiet=is_quiet)
    _show_glossary(desk, is_quiet=is_quiet)
    with progress_of(len(desk.articles), is_quiet=is_quiet, doing="writing") as on_done:
        outcome = desk.remake(force=force, on_done=on_done)
    show_failed(outcome, is_quiet=is_quiet)
    if kept:
        typer.echo(f"align: what was not taken is in {kept}", err=True)
    return _code(applied, failed) or outcome.exit_code


def _try(desk: Desk, files: Sequence[Path], glossary: Path, *, is_quiet: bool) -> int:
    """Do the same in a copy of the store, and write no output."""
    from align.applied import bring_in

    desk.choose_glossary(glossary)
    applied, failed = bring_in(desk, files)
    _tell(applied, failed, is_quiet=is_quiet)
    _show_glossary(desk, is_quiet=is_quiet)
    typer.echo("align: nothing was written", err=True)
    return _code(applied, failed)


def _code(applied: Sequence[Applied], failed: Sequence[AlignError]) -> int:
    if failed:
        return failed[0].exit_code
    return int(any(one.left for one in applied))


def _show_glossary(desk: Desk, *, is_quiet: bool) -> None:
    due = desk.extension()
    if due.diff and not is_quiet:
        typer.echo(due.diff, nl=False)
    for choice in due.unwritable:
        typer.echo(f"align: no glossary can hold {choice.source or choice.concept!r} as {choice.target!r}", err=True)


def _tell(applied: Sequence[Applied], failed: Sequence[AlignError], *, is_quiet: bool) -> None:
    """Print what became of each article's events, and every one that was not taken."""
    from align.cli import print_error

    for error in failed:
        print_error(error)
    for one in applied:
        taken = one.taken
        counts = {
            "taken": len(taken.accepted),
            "known": len(taken.known),
            "in conflict": len(taken.conflicts),
            "misplaced": len(taken.misplaced),
            "upon another text": len(taken.foreign),
        }
        if not is_quiet or one.left:
            said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing in it"
            typer.echo(f"{one.path}: {one.events.article}: {said}")
        for event in taken.conflicts:
            _tell_conflict(event, one.there.get(event.unit, ""))
        for event in taken.misplaced:
            typer.echo(f"  segment {event.unit}: misplaced: {_wanted(event)}")
        for event in taken.foreign:
            typer.echo(f"  segment {event.unit}: upon another text: {_wanted(event)}")


def _tell_conflict(event: Event, now: str) -> None:
    from align.edits import as_shown

    is_other = event.seen is not None and as_shown(event.seen) != as_shown(now)
    why = "its text is not the one that was seen" if is_other else "somebody was faster"
    typer.echo(f"  segment {event.unit}: in conflict: {why}")
    seen = f"    seen   {event.seen!r}\n" if is_other else ""
    typer.echo(f"    now    {now!r}\n{seen}    wanted {_wanted(event)}")


def _wanted(event: Event) -> str:
    """Say in a line what an event asks for."""
    from align.edits.written import event_as_json

    plain = event_as_json(event)
    if event.kind == "edit":
        return repr(plain["text"])
    told = {"id", "at", "by", "unit", "base", "kind", "seen"}
    # Words of a fixed list are written as any others.
    asked = {key: str(value) if isinstance(value, str) else value for key, value in plain.items() if key not in told}
    said = ", ".join(f"{key} {value!r}" for key, value in asked.items())
    return said if event.kind in asked else f"{event.kind} {said}"
