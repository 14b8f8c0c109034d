"""`align doctor`: what is installed, what each pair would use, and what to type where something is wrong."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.meter import megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.doctor import Examination


def doctor(
    *,
    pair: Annotated[
        list[str] | None, typer.Option("--pair", help="Try this pair; repeatable.", show_default="all installed")
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", help="Glossary file or folder to read; repeatable.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Look whether Align can work here: versions, models, disks, glossary, and three sentences through each pair.

    The exit code is 1 when something stops work, else 0.
    """
    from align.cli.glossaries import chosen_glossaries
    from align.doctor import examine
    from align.languages import Pair

    found = examine([Pair.parse(text) for text in pair or ()], chosen_glossaries(glossary))
    if json:
        _print_json(found)
    else:
        for line in _lines(found):
            typer.echo(line)
    raise typer.Exit(0 if found.is_well else 1)


def _print_json(found: Examination) -> None:
    import json
    from dataclasses import asdict

    trials = [{**asdict(trial), "pair": str(trial.pair)} for trial in found.trials]
    whole = {"is_well": found.is_well, **asdict(found), "trials": trials}
    typer.echo(json.dumps(whole, indent=1, ensure_ascii=False, default=str))


def _lines(found: Examination) -> Iterator[str]:
    here = found.machine
    yield f"Align {here.align}, Python {here.python}, {here.system}"
    memory = f", {here.memory_free / 1e9:.1f} of {here.memory / 1e9:.1f} GB of memory free" if here.memory else ""
    yield f"{here.cores} cores{memory}"
    yield ", ".join(f"{library.name} {library.version or '(not installed)'}" for library in here.libraries)
    for folder in found.folders:
        yield f"{folder.purpose}: {folder.path}, {folder.free / 1e9:.1f} GB free"
    yield f"glossary: {found.names} names and terms"
    yield ""
    yield f"{len(found.models)} models or pairs"
    for row in found.models:
        yield f"  {row.pair or 'many pairs'}  {row.engine} {row.version}  {megabytes(row.size)}  {row.state}"
    yield ""
    yield "three sentences and a name (the first time with loading, then again)"
    for trial in found.trials:
        state = "fails" if trial.problems else "well"
        yield f"  {trial.pair}  {trial.route or 'no route'}  {trial.first:.2f} s, {trial.again:.2f} s  {state}"
    yield ""
    if not found.findings:
        yield "all is well"
    for finding in found.findings:
        yield f"{'!!' if finding.breaks else '- '} {finding.message}"
        if finding.advice:
            yield f"   try: {finding.advice}"
