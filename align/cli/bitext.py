"""`align bitext`: texts and the translations that they have already, as aligned bitexts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.single import Form  # noqa: TC001  typer reads the annotations

if TYPE_CHECKING:
    from align.inputs import Input
    from align.settings import Settings

_DEFAULT_OUTPUT = Path("align-out")


def bitext(
    source: Annotated[
        str, typer.Argument(help="The text, a folder of texts, or one folder of both.", show_default=False)
    ],
    target: Annotated[
        str | None, typer.Argument(help="Its translation, or the folder of the translations.", show_default=False)
    ] = None,
    *,
    source_tag: Annotated[
        str, typer.Option("--source", "-s", help="Language of the texts, or auto to find it out.")
    ] = "auto",
    target_tag: Annotated[
        str, typer.Option("--target", "-t", help="Language of the translations, or auto to find it out.")
    ] = "auto",
    pair_by_content: Annotated[
        bool, typer.Option("--pair-by-content", help="Pair the files by what they say, not by their names.")
    ] = False,
    segmented: Annotated[
        bool, typer.Option("--segmented", help="Files have one sentence a line: take them as they are.")
    ] = False,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="Write this alone, of two files, instead of a folder.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder for the results; with --format a file.",
            show_default=f"{_DEFAULT_OUTPUT}; with --format standard output",
        ),
    ] = None,
    pins: Annotated[
        Path | None,
        typer.Option("--pins", help="Beads of two files that are sure, one a line, as [3]:[4,5].", show_default=False),
    ] = None,
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="Ask the sentence encoder too: better, and much slower.")
    ] = False,
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            "--glossary", "-g", help="Glossary file or folder; repeatable, a later one overrides.", show_default=False
        ),
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", help="Engine asked for translations to compare; auto for the best of each pair, or none."
        ),
    ] = "auto",
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Cores to use.", show_default="one a core")
    ] = os.cpu_count() or 1,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist or were edited since.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON on standard output.")] = False,
) -> None:
    """Align texts with the translations that they have already, into TMX and side-by-side HTML.

    Files are paired by their names: a.en.txt and a.pt.txt, en/a.html and pt/a.html. The exit code is 7 where a text
    and what was taken for its translation are no translations of each other.
    """
    from align import languages
    from align.cli.glossaries import chosen_glossaries
    from align.engines.tuning import Tuning
    from align.errors import UsageError
    from align.parallel.alignment import DEFAULT, EMBEDDED
    from align.settings import Settings

    settings = Settings(
        target="" if target_tag == "auto" else languages.normalise(target_tag),
        source="" if source_tag == "auto" else languages.normalise(source_tag),
        engine=engine,
        glossaries=chosen_glossaries(glossary),
        tuning=Tuning(threads=jobs),
        aligner=EMBEDDED if embeddings else DEFAULT,
        is_segmented=segmented,
    )
    if embeddings:
        # Before anything is spent, and once for all pairs.
        from align.aligners.embeddings import NanoEncoder

        NanoEncoder.demand()
    folder = None if form else output or _DEFAULT_OUTPUT
    paths = [source] if target is None else [source, target]
    pairs = _pairs(paths, settings, folder, by_content=pair_by_content, is_quiet=quiet)
    if (pins or form) and (len(pairs) != 1 or target is None):
        raise UsageError("--pins and --format are for two files", advice="align bitext SOURCE TARGET …")
    if pins:
        pairs = _with_pins(pairs, pins)
    if form is not None:
        if json:
            raise UsageError("--json prints the report of a folder", advice="--format json")
        raise typer.Exit(_write_one(pairs[0], settings, form, output, force=force))
    _run(pairs, settings, folder or _DEFAULT_OUTPUT, jobs=jobs, force=force, is_quiet=quiet, is_json=json)


def _pairs(
    paths: list[str], settings: Settings, folder: Path | None, *, by_content: bool, is_quiet: bool
) -> tuple[Input, ...]:
    """Find the pairs, and name the files beside them."""
    from functools import partial

    from align.cli.screen import show_foreign, show_others
    from align.parallel.collect import pairs_of
    from align.parallel.content import Tools, pairs_by_content
    from align.parallel.pipeline import AlignPipeline

    find = pairs_of
    if by_content:
        pipeline = AlignPipeline(settings)
        find = partial(pairs_by_content, tools=Tools(pipeline.read, pipeline.units))
    others: list[Path] = []
    found = find(paths, output=folder, source=settings.source, target=settings.target, on_other=others.append)
    show_others(others, is_quiet=is_quiet)
    show_foreign([one.path for one in found.foreign], is_quiet=is_quiet)
    return found.pairs


def _with_pins(pairs: tuple[Input, ...], path: Path) -> tuple[Input, ...]:
    """Give the one pair the beads of the file."""
    from dataclasses import replace

    from align.aligners.beads import parse_beads
    from align.errors import unreadable
    from align.formats.decoding import decode

    try:
        text = decode(path.read_bytes(), path=str(path)).text
    except OSError as error:
        raise unreadable(error, path) from error
    return (replace(pairs[0], pins=tuple(parse_beads(text, where=str(path)))),)


def _write_one(pair: Input, settings: Settings, form: Form, output: Path | None, *, force: bool) -> int:
    """Write one bitext in one form; give the exit code."""
    from align.batch import NOT_PARALLEL
    from align.bitext import Kinship
    from align.output import refuse_existing, replace_file
    from align.single import align_pair

    if output:
        refuse_existing(output, force=force)
    written = align_pair(pair, settings, form)
    if output is None:
        sys.stdout.buffer.write(written.content)
    else:
        replace_file(output, written.content)
    for flag in written.remarks:
        typer.echo(f"align: {flag.message}", err=True)
    return 0 if written.kinship is Kinship.PARALLEL else NOT_PARALLEL


def _run(
    pairs: tuple[Input, ...],
    settings: Settings,
    folder: Path,
    *,
    jobs: int,
    force: bool,
    is_quiet: bool,
    is_json: bool,
) -> None:
    from align.batch import REPORT, Order, run
    from align.cli.screen import progress_of, show_summary
    from align.cli.stopped import going_on_later

    order = Order(settings, folder, force=force, jobs=jobs)
    with going_on_later(), progress_of(len(pairs), is_quiet=is_quiet, doing="aligning") as on_done:
        outcome = run(pairs, order, on_done=on_done)
    if is_json:
        sys.stdout.write((folder / REPORT).read_text(encoding="utf-8"))
    show_summary(outcome, order, is_quiet=is_quiet)
    raise typer.Exit(outcome.exit_code)
