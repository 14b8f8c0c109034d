"""`align review`: serve a batch for review, or bring in what was reviewed elsewhere."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 -- typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from align.cli.apply import apply

if TYPE_CHECKING:
    from align.errors import AlignError
    from align.server.serve import Serving


class _ServeByDefault(TyperGroup):
    """Take `align review FOLDER` for `align review serve FOLDER`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name in where a folder stands first."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["serve", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_ServeByDefault,
    no_args_is_help=True,
    help="Review a batch in the browser: align review FOLDER. Or bring in reviews that pages exported.",
)


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="Output folder of align translate.", show_default=False)],
    *,
    port: Annotated[int, typer.Option("--port", help="Port on this machine.", show_default="a free one")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Serve the pages of a batch to the browser on this machine; what is changed there is kept at once."""
    from align.cli import print_error
    from align.server.serve import serve as run

    def started(serving: Serving) -> None:
        typer.echo(serving.address)
        typer.echo("align: review served to this machine alone; Ctrl-C ends it", err=True)
        if browser:
            import webbrowser

            webbrowser.open(serving.address)

    def failed(error: AlignError) -> None:
        print_error(error)

    run(folder, port=port, on_start=started, on_error=failed)


app.command()(apply)
