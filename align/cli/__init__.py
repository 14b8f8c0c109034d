"""The command line: one module a command, and the one place that prints errors and exits."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from align import __version__, offline
from align.cli import glossary, models, review
from align.cli.bitext import bitext
from align.cli.doctor import doctor
from align.cli.names import names
from align.cli.translate import translate
from align.errors import AlignError

# The only commands that may use the network, and the one that serves a page to the browser on this machine.
_ONLINE = frozenset({("models", "install"), ("models", "update")})
_SERVING = "review"
app = typer.Typer(
    name="align",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(translate)
app.command()(bitext)
app.command()(names)
app.command()(doctor)
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
app.add_typer(review.app, name="review")


def _print_version(is_asked: bool) -> None:  # noqa: FBT001  the signature of a typer callback
    if is_asked:
        typer.echo(f"align {__version__}")
        raise typer.Exit


@app.callback()
def _align(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Translate batches of news articles offline, with one agreed form for every name."""


def main() -> None:
    """Run a command; report an AlignError in two lines, where and what, then the next command to type."""
    _guard(sys.argv[1:])
    try:
        app()
    except AlignError as error:
        print_error(error)
        sys.exit(error.exit_code)


def _guard(arguments: list[str]) -> None:
    """Refuse the network before anything else, but for the commands that fetch models."""
    if tuple(arguments[:2]) not in _ONLINE:
        offline.refuse(loopback=arguments[:1] == [_SERVING])


def print_error(error: AlignError) -> None:
    """Print to standard error."""
    typer.echo(f"align: {error}", err=True)
    if error.advice:
        typer.echo(f"  try: {error.advice}", err=True)
