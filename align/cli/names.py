"""`align names`: the ledger of a batch, as a table, as JSON, as a check; and its contradictions put right."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.batch import BatchOutcome
    from align.desk import Desk
    from align.errors import AlignError
    from align.names.ledger import Ledger
    from align.prepare import Preparation

    Failures = Sequence[tuple[str, AlignError]]


class FailOn(StrEnum):
    """What makes the command end with an exit code of its own."""

    NOTHING = "nothing"
    INCONSISTENT = "inconsistent"


# What `--fail-on` gives: none of the codes that errors have.
INCONSISTENT = 6


def names(
    paths: Annotated[
        list[str],
        typer.Argument(help="Articles, or the output folder of align translate.", show_default=False),
    ],
    *,
    source: Annotated[str, typer.Option("--source", "-s", help="Language of the articles, or auto.")] = "auto",
    target: Annotated[
        str, typer.Option("--target", "-t", help="With --propose: a column for this language.", show_default=False)
    ] = "",
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", help="Glossary for articles; repeatable.", show_default=False),
    ] = None,
    date: Annotated[
        str,
        typer.Option("--date", help="Day of articles that do not tell theirs (2018-06-30).", show_default=False),
    ] = "",
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit with code 6 when names contradict.")] = (
        FailOn.NOTHING
    ),
    fix: Annotated[bool, typer.Option("--fix", help="Bring the translations of an output folder to one form.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --fix: show what would change.")] = False,
    propose: Annotated[
        Path | None,
        typer.Option("--propose", help="Write new glossary lines to this CSV file.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist or were edited.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print contradictions and errors only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the ledger as JSON on standard output.")] = False,
) -> None:
    """List every name of a batch with all its forms, and name each form that contradicts another.

    Of articles it tells whether the sources are consistent; of an output folder whether the translations are, by the
    glossaries that they were made with.
    """
    from align.cli.ledger import print_contradictions, show_failures, show_ledger
    from align.languages import normalise
    from align.names.ledger.propose import proposals
    from align.output import refuse_existing, replace_file
    from align.report import as_json

    if propose is not None:
        refuse_existing(propose, force=force)
    folder = _output_among(paths)
    told = {"--source": source != "auto", "--target": target, "--glossary": glossary, "--date": date}
    _refuse_idle(folder, [name for name, given in told.items() if given], fix=fix, is_proposing=propose is not None)
    if dry_run and (json or not fix):
        raise UsageError("--dry-run goes with --fix and without --json", advice="align names align-out --fix --dry-run")
    if folder is None:
        ledger, failed = _of_articles(paths, _preparation(source, glossary, date), is_quiet=quiet)
    else:
        ledger, failed = _of_output(folder, fix=fix, dry_run=dry_run, force=force, is_quiet=quiet)
    if propose is not None:
        replace_file(propose, proposals(ledger, target=normalise(target) if target else ""))
    if json:
        sys.stdout.buffer.write(as_json(ledger))
    elif not dry_run:
        print_contradictions(ledger)
    if not quiet:
        show_ledger(ledger)
    is_refused = fail_on is FailOn.INCONSISTENT and not ledger.is_consistent
    raise typer.Exit(show_failures(failed) or (INCONSISTENT if is_refused else 0))


def _output_among(paths: Sequence[str]) -> Path | None:
    """Give the output folder that is to be looked at, None for articles; raise UsageError where it is not alone."""
    from align.desk import is_output

    folder = next((path for path in map(Path, paths) if is_output(path)), None)
    if folder is not None and len(paths) > 1:
        raise UsageError("an output folder is looked at by itself", where=str(folder), advice=f"align names {folder}")
    return folder


def _refuse_idle(folder: Path | None, told: Sequence[str], *, fix: bool, is_proposing: bool) -> None:
    """Raise UsageError for options that would have no effect; `told` are those that say how articles are read."""
    if folder is None and fix:
        raise UsageError("--fix needs the output folder of align translate", advice="align names align-out --fix")
    if folder is not None and told:
        raise UsageError(
            f"{', '.join(told)}: an output folder is judged by what it was made with",
            where=str(folder),
            advice=f"align translate … --output {folder}",
        )
    if "--target" in told and not is_proposing:
        raise UsageError("--target names a column of --propose", advice="align names … --propose new.csv --target pt")


def _preparation(source: str, glossary: Sequence[Path] | None, date: str) -> Preparation:
    """Make what articles are read by; raise UsageError."""
    from align import languages
    from align.cli.glossaries import chosen_day, chosen_glossaries
    from align.prepare import Preparation

    among = [] if source == "auto" else [languages.normalise(source)]
    return Preparation(chosen_glossaries(glossary), among=among, date=chosen_day(date))


def _of_articles(paths: Sequence[str], preparation: Preparation, *, is_quiet: bool) -> tuple[Ledger, Failures]:
    """Read articles as they stand; one that cannot be read does not stop the others."""
    from align.cli.screen import progress_of, show_others
    from align.errors import AlignError
    from align.inputs import collect
    from align.names.ledger import Side
    from align.survey import ledger_of, survey_source

    others: list[Path] = []
    inputs = collect(paths, on_other=others.append)
    show_others(others, is_quiet=is_quiet)
    surveys, failed = [], []
    with progress_of(len(inputs), is_quiet=is_quiet, doing="reading") as on_done:
        for number, one in enumerate(inputs, 1):
            try:
                surveys.append(survey_source(one.read(), one.path, preparation))
            except AlignError as error:
                failed.append((one.path, error))
            on_done(number)
    return ledger_of(surveys, preparation.termbase.concepts, Side.SOURCE), failed


def _of_output(folder: Path, *, fix: bool, dry_run: bool, force: bool, is_quiet: bool) -> tuple[Ledger, Failures]:
    """Go over the outputs as they are now, by the store; nothing but the ledger is written unless asked."""
    from align.cli.screen import progress_of
    from align.desk import Desk
    from align.errors import AlignError, InputError

    with Desk(folder) as desk:
        with progress_of(len(desk.articles), is_quiet=is_quiet, doing="reading") as on_done:
            outcome = desk.remake(names=True, writes=False, force=force, on_done=on_done)
        if outcome.translated:
            raise InputError(
                "glossaries or models have changed since",
                where=str(folder),
                advice=f"align translate … --output {folder}",
            )
        if fix:
            outcome = _fixed(desk, outcome, dry_run=dry_run, force=force)
    failed = [
        (one.report.path, AlignError(one.report.error, advice=one.report.advice))
        for one in outcome.outcomes
        if one.report.error
    ]
    return _asked(outcome), failed


def _fixed(desk: Desk, outcome: BatchOutcome, *, dry_run: bool, force: bool) -> BatchOutcome:
    """Put right what can be, and say what is left to a person; with `dry_run` show what would change."""
    from align.fix import corrections
    from align.news import counted

    due = corrections(_asked(outcome), {one.survey.path: one.survey for one in outcome.outcomes if one.survey})
    if dry_run:
        for one in due:
            typer.echo(f"{one.place}\n-{one.before}\n+{one.after}")
        return outcome
    if due:
        desk.respell(due)
        outcome = desk.remake(names=True, force=force)
        typer.echo(f"align: {counted(len(due), 'segment')} put right", err=True)
    left = sum(one.form.count for _, one in _asked(outcome).contradictions)
    if left:
        typer.echo(
            f"align: {counted(left, 'mention')} left to you: what a person wrote or approved, a language with cases, "
            "or a small word before the name that would change",
            err=True,
        )
    return outcome


def _asked(outcome: BatchOutcome) -> Ledger:
    """Give the ledger of a run that was asked for it."""
    if outcome.ledger is None:
        raise RuntimeError("a run that was asked for the ledger gave none")
    return outcome.ledger
