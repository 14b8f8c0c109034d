"""`align translate`: options, progress on standard error, a summary, the exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.engines.tuning import Device, Quality, Tuning

if TYPE_CHECKING:
    from align.settings import Settings

_DEFAULT_OUTPUT = Path("align-out")


def translate(
    paths: Annotated[
        list[str], typer.Argument(help="Articles: files, folders or patterns; - is standard input.", show_default=False)
    ],
    *,
    target: Annotated[str, typer.Option("--target", "-t", help="Language to translate into, such as pt.")],
    source: Annotated[
        str, typer.Option("--source", "-s", help="Language of the articles, or auto to find it out.")
    ] = "auto",
    glossary: Annotated[
        list[Path] | None,
        typer.Option(
            "--glossary", "-g", help="Glossary file or folder; repeatable, a later one overrides.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for the results.", show_default=str(_DEFAULT_OUTPUT))
    ] = None,
    memory: Annotated[
        list[Path] | None,
        typer.Option(
            "--memory",
            "-m",
            help="TMX whose sentences are used as they are, like ones shown; repeatable, a later one first.",
            show_default=False,
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option("--date", help="Day of articles that do not tell theirs (2018-06-30).", show_default=False),
    ] = "",
    engine: Annotated[str, typer.Option("--engine", help="Engine to use, or auto for the best of each pair.")] = "auto",
    quality: Annotated[
        Quality, typer.Option("--quality", help="How hard Argos and other CTranslate2 models try; best is slowest.")
    ] = Quality.NORMAL,
    device: Annotated[
        Device, typer.Option("--device", help="Where CTranslate2 models run; auto is a graphics card if there is one.")
    ] = Device.CPU,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Cores to use.", show_default="one a core")
    ] = os.cpu_count() or 1,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files in the output folder that were edited since.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON on standard output.")] = False,
) -> None:
    """Translate articles offline, each name in its agreed form, into TMX, side-by-side HTML and the document itself.

    Without --glossary, the glossaries that come with Align are used. Standard input alone, without --output, gives
    its translation on standard output and leaves no folder.
    """
    from align import languages
    from align.batch import REPORT, Order, run
    from align.cli.glossaries import chosen_day, chosen_glossaries
    from align.cli.screen import progress_of, show_others, show_summary
    from align.cli.stopped import going_on_later
    from align.errors import UsageError
    from align.inputs import STANDARD_INPUT, collect
    from align.settings import Settings

    settings = Settings(
        target=languages.normalise(target),
        source="" if source == "auto" else languages.normalise(source),
        engine=engine,
        glossaries=chosen_glossaries(glossary),
        date=chosen_day(date),
        tuning=Tuning(quality, device, threads=jobs),
    )
    if paths == [STANDARD_INPUT] and output is None and not json:
        if memory:
            raise UsageError("--memory needs a folder to keep it in", advice="the same command with --output DIR")
        _filter(settings, is_quiet=quiet)
        return
    order = Order(settings, output or _DEFAULT_OUTPUT, tuple(memory or ()), force=force, jobs=jobs)
    others: list[Path] = []
    inputs = collect(paths, output=order.output, on_other=others.append)
    show_others(others, is_quiet=quiet)
    with going_on_later(), progress_of(len(inputs), is_quiet=quiet) as on_done:
        outcome = run(inputs, order, on_done=on_done)
    if json:
        sys.stdout.write((order.output / REPORT).read_text(encoding="utf-8"))
    show_summary(outcome, order, is_quiet=quiet)
    raise typer.Exit(outcome.exit_code)


def _filter(settings: Settings, *, is_quiet: bool) -> None:
    """Translate standard input to standard output; flags go to standard error."""
    from align.errors import AlignError
    from align.inputs import STANDARD_INPUT, collect
    from align.pipeline import Pipeline

    pipeline = Pipeline(settings)
    (given,) = collect([STANDARD_INPUT])
    (finished,) = pipeline.finish([pipeline.prepare(given)])
    if isinstance(finished, AlignError):
        raise finished
    sys.stdout.buffer.write(finished.document())
    if not is_quiet:
        for unit in finished.bitext.units:
            for flag in unit.flags:
                typer.echo(f"align: segment {unit.number}: {flag.message}", err=True)
