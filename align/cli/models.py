"""`align models`: what is installed, and more of it."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="List the installed models, and fetch others.")


@app.command(name="list")
def show() -> None:
    """List the installed pairs, one a line, with the engine that serves each."""
    from align.engines.seam import ENGINES

    for name in ENGINES.names:
        for pair in sorted(ENGINES.load(name)().pairs()):
            typer.echo(f"{pair}\t{name}")


@app.command()
def install(pair: Annotated[str, typer.Argument(help="The pair, such as fr-en.", show_default=False)]) -> None:
    """Fetch the Firefox model of a pair; the only command that uses the network."""
    from align.engines.firefox.fetch import fetch
    from align.languages import Pair

    folder = fetch(Pair.parse(pair))
    typer.echo(f"installed {pair} in {folder}", err=True)
