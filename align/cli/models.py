"""`align models`: what is installed, what else there is, and how it comes here."""

from __future__ import annotations

import os
import sys
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.meter import Meter, megabytes
from align.cli.stopped import going_on_later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.models.catalogue import Row
    from align.models.index import Index

app = typer.Typer(no_args_is_help=True, help="List, fetch, remove and carry the models that translate.")
bundles = typer.Typer(no_args_is_help=True, help="Carry models to a computer without network.")
app.add_typer(bundles, name="bundle")

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Engine = Annotated[str, typer.Option("--engine", help="Take the models of this engine: firefox or argos.")]
FirefoxIndex = Annotated[str, typer.Option("--firefox-index", help="Address of the list of Firefox models.")]
ArgosIndex = Annotated[str, typer.Option("--argos-index", help="Address of the list of Argos packages.")]


@app.command(name="list")
def show(
    *,
    language: Annotated[str, typer.Option("--language", "-l", help="Only models from or to this language.")] = "",
    installed: Annotated[bool, typer.Option("--installed", help="Only what is on this computer.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the models that are installed and those that could be.

    The latter are read from the list that the last `align models update` or `install` fetched; nothing is fetched
    here.
    """
    from align.models import catalogue, index

    indexes = () if installed else index.saved()
    rows = [row for row in catalogue.rows(indexes) if not language or row.concerns(language)]
    if json:
        _print_json(rows, indexes)
        return
    _print_table(rows)
    for one in indexes:
        typer.echo(f"list of {one.engine} models of {one.fetched}", err=True)
    if not indexes and not installed:
        typer.echo("no list of models that could be installed was fetched yet\n  try: align models update", err=True)


def _print_json(rows: Iterable[Row], indexes: Iterable[Index]) -> None:
    import json
    from dataclasses import asdict

    dates = [{"engine": one.engine, "address": one.address, "fetched": one.fetched} for one in indexes]
    typer.echo(json.dumps({"lists": dates, "models": [asdict(row) for row in rows]}, indent=1))


def _print_table(rows: list[Row]) -> None:
    """Print a table on a terminal, and tab-separated lines elsewhere."""
    from align.models.catalogue import counted

    if not sys.stdout.isatty():
        for row in rows:
            typer.echo("\t".join((row.pair, row.engine, row.version, str(row.size or ""), row.licence, row.state)))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("pair", "engine", "version", "size", "licence", "state"):
        table.add_column(heading, justify="right" if heading == "size" else "left")
    for row in rows:
        table.add_row(row.pair or "many", row.engine, row.version, megabytes(row.size), row.licence, row.state)
    console = Console(highlight=False)
    console.print(table)
    console.print(counted(rows))


@app.command()
def install(
    what: Annotated[
        list[str],
        typer.Argument(help="Pairs such as fr-en, package files, folders, addresses.", show_default=False),
    ],
    *,
    pair: Annotated[str, typer.Option("--pair", help="The pair of a folder or archive that does not say it.")] = "",
    engine: Engine = "",
    firefox_index: FirefoxIndex = "",
    argos_index: ArgosIndex = "",
    quiet: Quiet = False,
) -> None:
    """Install models: all that a pair or its route needs, or those in a file, a folder or at an address.

    With `align models update` the only command that uses the network.
    """
    from align.languages import Pair
    from align.models.work import install_all

    _use(firefox_index, argos_index)
    with going_on_later():
        install_all(what, Pair.parse(pair) if pair else None, engine, Meter(is_quiet=quiet))


@app.command()
def remove(
    what: Annotated[list[str], typer.Argument(help="Pairs such as fr-en.", show_default=False)],
    *,
    engine: Engine = "",
    quiet: Quiet = False,
) -> None:
    """Remove installed models."""
    from align.models.work import remove_all

    remove_all(what, engine, Meter(is_quiet=quiet))


@app.command()
def update(
    what: Annotated[list[str] | None, typer.Argument(help="Pairs; all installed ones without.")] = None,
    *,
    list_only: Annotated[bool, typer.Option("--list-only", help="Fetch the lists of models and nothing else.")] = False,
    firefox_index: FirefoxIndex = "",
    argos_index: ArgosIndex = "",
    quiet: Quiet = False,
) -> None:
    """Fetch the lists of models, and newer versions of those that are installed."""
    from align.models.work import update_all

    _use(firefox_index, argos_index)
    with going_on_later():
        update_all(what or [], Meter(is_quiet=quiet), is_list_only=list_only)


def _use(firefox_index: str, argos_index: str) -> None:
    from align.models.sources import SOURCES

    for source in SOURCES:
        if named := {"firefox": firefox_index, "argos": argos_index}[source.engine]:
            os.environ[source.variable] = named


@bundles.command(name="export")
def export(
    what: Annotated[list[str], typer.Argument(help="Pairs such as es-pt.", show_default=False)],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The archive to write.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace the archive.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write all models that the pairs (or their routes) need into one archive."""
    from align.models.work import export_all

    export_all(what, output, Meter(is_quiet=quiet), force=force)


@bundles.command(name="import")
def bring_in(
    file: Annotated[Path, typer.Argument(help="An archive that `bundle export` wrote.", show_default=False)],
    *,
    quiet: Quiet = False,
) -> None:
    """Install all models of an archive, after each file was verified."""
    from align.models.work import import_all

    import_all(file, Meter(is_quiet=quiet))
