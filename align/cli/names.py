"""`align names`: the ledger of a batch, as a table, as JSON, as a check for scripts."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003 -- typer reads the annotations
from typing import Annotated

import typer


class FailOn(StrEnum):
    """What makes the command end with an exit code of its own."""

    NOTHING = "nothing"
    INCONSISTENT = "inconsistent"


# What `--fail-on` gives; that of a failed check, as `grep` and `diff` have it, would be that of an engine's failure.
INCONSISTENT = 6


def names(
    paths: Annotated[
        list[str],
        typer.Argument(help="Articles, or the output folder of align translate.", show_default=False),
    ],
    *,
    source: Annotated[str, typer.Option("--source", "-s", help="Language of the articles, or auto.")] = "auto",
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", help="Glossary file or folder; repeatable.", show_default=False),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit with code 6 when names contradict.")] = (
        FailOn.NOTHING
    ),
    propose: Annotated[
        Path | None,
        typer.Option("--propose", help="Write new glossary lines to this CSV file.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print contradictions and errors only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the ledger as JSON on standard output.")] = False,
) -> None:
    """List every name of a batch with all its forms, and name each form that contradicts another.

    Of articles it tells whether the sources are consistent, of an output folder whether the translations are.
    """
    from align import languages
    from align.cli.glossaries import chosen_glossaries
    from align.cli.ledger import print_contradictions, show_failures, show_ledger
    from align.cli.screen import progress_of
    from align.inputs import collect
    from align.names.ledger.propose import write_proposals
    from align.report import as_json
    from align.survey import survey

    inputs = collect(paths)
    with progress_of(len(inputs), is_quiet=quiet, doing="reading") as on_done:
        found = survey(
            inputs,
            glossaries=chosen_glossaries(glossary),
            source="" if source == "auto" else languages.normalise(source),
            on_done=on_done,
        )
    if propose is not None:
        write_proposals(found.ledger, propose, force=force)
    if json:
        sys.stdout.buffer.write(as_json(found.ledger))
    else:
        print_contradictions(found.ledger)
    if not quiet:
        show_ledger(found.ledger)
    code = show_failures(found.failed)
    if not code and fail_on is FailOn.INCONSISTENT and not found.ledger.is_consistent:
        code = INCONSISTENT
    raise typer.Exit(code)
