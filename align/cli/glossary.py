"""`align glossary`: look a glossary over, and convert glossaries of other programs."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path  # noqa: TC003 -- typer reads it from the annotations
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from align.languages import Pair

app = typer.Typer(no_args_is_help=True, help="Check glossaries, and convert them from and for other programs.")
# Written out, so that help need not look for packages; a test compares.
FORMATS = "align, omegat, deepl, babeldoc, memoq, tbx2, tbx3"


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Glossary files or folders, in their order.", show_default=False)],
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON on standard output.")] = False,
) -> None:
    """Look for duplicates, contradictions, lines without effect and slips; exit code 1 if something is wrong.

    Files that follow one another are looked at together, as `align translate --glossary` reads them: what a later one
    overrides is said, and is no fault.
    """
    from align.cli.glossaries import chosen_glossaries
    from align.names.findings import check as look_over

    findings = look_over(chosen_glossaries(files))
    faults = [one for one in findings if one.is_fault]
    if json:
        typer.echo(jsonlib.dumps([one.as_json() for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            typer.echo(f"{one.where}: {one.message}\n  {'try' if one.is_fault else 'note'}: {one.advice}")
    typer.echo(f"align: {len(faults)} to mend, {len(findings) - len(faults)} to know", err=True)
    raise typer.Exit(1 if faults else 0)


@app.command()
def convert(
    source_file: Annotated[Path, typer.Argument(metavar="IN", help="The glossary to read.", show_default=False)],
    target_file: Annotated[Path, typer.Argument(metavar="OUT", help="The glossary to write.", show_default=False)],
    *,
    to: Annotated[
        str, typer.Option("--to", help=f"Format to write: {FORMATS}.", show_default="what the ending says")
    ] = "",
    read_as: Annotated[str, typer.Option("--from", help="Format to read.", show_default="what the file says")] = "",
    source: Annotated[str, typer.Option("--source", "-s", help="Source language.", show_default=False)] = "",
    target: Annotated[str, typer.Option("--target", "-t", help="Target language.", show_default=False)] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
) -> None:
    """Convert a glossary between Align's CSV, TBX and the lists of OmegaT, DeepL, memoQ and BabelDOC.

    What the new format cannot hold is counted on standard error, with examples.
    """
    from align.cli.glossaries import chosen_glossaries
    from align.errors import InputError
    from align.glossary.seam import Losses
    from align.names import files
    from align.output import refuse_existing, replace_file

    chosen_glossaries([source_file])
    refuse_existing(target_file, force=force)
    pair = _pair(source, target)
    rows = files.read(source_file, pair or files.pair_of(source_file), format=read_as)
    if not rows:
        raise InputError("no name in it", where=str(source_file))
    losses = Losses()
    writer = files.GLOSSARY_FORMATS.load(to or files.written_format(target_file))()
    replace_file(target_file, writer.write(rows, pair or files.pair_of(target_file), losses))
    typer.echo(f"align: wrote {target_file}, {len(rows)} rows", err=True)
    for line in losses.lines():
        typer.echo(f"align: cannot hold {line}", err=True)


def _pair(source: str, target: str) -> Pair | None:
    from align.errors import UsageError
    from align.languages import Pair, normalise

    if bool(source) != bool(target):
        raise UsageError("--source and --target belong together", advice="name both, such as --source en --target pt")
    return Pair(normalise(source), normalise(target)) if source else None
