"""`align bitext`: a text and the translation that it has already, as aligned beads."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from align.aligners.seam import Side


class Format(StrEnum):
    """What can be written."""

    BEADS = "beads"


def bitext(
    source: Annotated[Path, typer.Argument(help="The text.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="Its translation.", show_default=False)],
    *,
    segmented: Annotated[
        bool, typer.Option("--segmented", help="Both files have one sentence a line: take them as they are.")
    ] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="beads: [0]:[0,1], sentences counted from 0, one bead a line.")
    ] = Format.BEADS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write.", show_default="standard output")
    ] = None,
    pins: Annotated[
        Path | None,
        typer.Option("--pins", help="Beads that are sure, in the same notation; the rest is aligned around them."),
    ] = None,
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="Ask the sentence encoder too: better, and much slower.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the output file.")] = False,
) -> None:
    """Align a text with its translation, sentence by sentence."""
    from align.aligners.beads import check_pins, format_beads, parse_beads
    from align.aligners.embeddings import NanoEncoder
    from align.aligners.seam import ALIGNERS
    from align.aligners.sides import read_lines, read_text
    from align.errors import OutputError
    from align.output import replace_file

    if output and output.exists() and not force:
        raise OutputError("the file exists", where=str(output), advice="the same command with --force")
    read = read_lines if segmented else read_text
    sides: list[Side] = [read(path) for path in (source, target)]
    held = []
    if pins:
        listed = parse_beads("\n".join(read_lines(pins).segments), where=str(pins))
        held = check_pins(listed, (len(sides[0].segments), len(sides[1].segments)), where=str(pins))
    encoder = NanoEncoder() if embeddings else None
    beads = ALIGNERS.load("lattice")(encoder=encoder).align(*sides, pins=held)
    written = {Format.BEADS: format_beads}[format_](beads)
    if output is None:
        sys.stdout.write(written)
    else:
        replace_file(output, written.encode())
