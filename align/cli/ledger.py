"""The ledger in the terminal: contradictions one a line on standard output, the table on standard error."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import typer

from align.cli import print_error
from align.names.ledger.values import Side
from align.news import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from align.errors import AlignError
    from align.names.ledger import Entity, Ledger

# The table is for the eye; the page and --json have every name.
_SHOWN = 40


def print_contradictions(ledger: Ledger) -> None:
    """Print each form that contradicts another, at each of its places, as compilers do: `file:line: …`."""
    for entity, one in ledger.contradictions:
        for place in one.form.places:
            typer.echo(
                f"{place}: {one.form.text!r} should be {one.chosen.text!r} "
                f"({one.form.language}, {entity.name}: {one.chosen.reason})"
            )


def show_ledger(ledger: Ledger) -> None:
    """Show the names with their forms, and sum up."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    table.add_column("name", overflow="fold", min_width=16)
    table.add_column("kind", no_wrap=True)
    table.add_column("written", overflow="fold", min_width=24, ratio=1)
    table.add_column("chosen because", no_wrap=True)
    listed = [entity for entity in ledger.entities if entity.kind != "title"]
    for entity in listed[:_SHOWN]:
        table.add_row(_name(entity, ledger), Text(entity.kind), _written(entity), Text(_reason(entity)))
    console.print(table)
    if len(listed) > _SHOWN:
        console.print(f"and {len(listed) - _SHOWN} more; --json lists all", markup=False)
    found = counted(len(ledger.contradictions), "contradicting form")
    console.print(f"{counted(len(listed), 'name')}; {found if ledger.contradictions else 'no contradicting forms'}")


def show_failures(failed: Sequence[tuple[str, AlignError]]) -> int:
    """Print why articles could not be read; give the exit code that all share, or 1."""
    for path, error in failed:
        error.where = error.where or path
        print_error(error)
    codes = {error.exit_code for _, error in failed}
    return codes.pop() if len(codes) == 1 else int(bool(codes))


def _name(entity: Entity, ledger: Ledger) -> Text:
    from rich.text import Text

    likely = ledger.likely_of(entity)
    return Text(entity.name) + Text(f"\nperhaps {', '.join(likely)}" if likely else "", style="dim")


def _written(entity: Entity) -> Text:
    from rich.text import Text

    wrong = {id(one.form) for one in entity.contradictions}
    text = Text()
    for (side, language), forms in groupby(entity.forms, key=lambda form: (form.side, form.language)):
        label = f"→ {language}  " if side is Side.TARGET else f"{language}  "
        text.append(f"\n{label}" if text.plain else label, style="dim")
        for number, form in enumerate(forms):
            text.append(", " if number else "")
            text.append(f"{form.text} ×{form.count}", style="bold red" if id(form) in wrong else "")
    return text


def _reason(entity: Entity) -> str:
    return "\n".join(dict.fromkeys(one.reason.value for one in entity.chosen))
