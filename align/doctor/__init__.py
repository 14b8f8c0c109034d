"""Find out whether Align can work here, and what to type where it cannot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.doctor.machine import LIBRARIES, folders, look
from align.doctor.trial import try_pair
from align.engines.seam import ENGINES
from align.errors import AlignError
from align.models import catalogue
from align.models.installed import installed
from align.models.place import waiting
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from align.doctor.machine import Folder, Machine
    from align.doctor.trial import Trial
    from align.languages import Pair
    from align.models.catalogue import Row

# Of an engine that serves more pairs, only those that are asked for are tried; one takes about a second.
_MANY = 40
# Below this the next output or model may not fit; bytes.
_LITTLE_DISK = 500_000_000
# A process of the batch with two models takes half of it; bytes.
_LITTLE_MEMORY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: whether it stops work, and the next command."""

    breaks: bool
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was looked at."""

    machine: Machine
    folders: tuple[Folder, ...]
    models: tuple[Row, ...]
    names: int
    trials: tuple[Trial, ...]
    findings: tuple[Finding, ...]

    @property
    def is_well(self) -> bool:
        """Tell whether nothing stops work."""
        return not any(finding.breaks for finding in self.findings)


def examine(asked: Sequence[Pair], glossaries: Sequence[Path]) -> Examination:
    """Look at everything, and try the pairs asked for, or all that models are installed for."""
    findings: list[Finding] = []
    here, places = look(), folders()
    findings += _of_machine(here)
    findings += [finding for place in places for finding in _of_folder(place)]
    findings += _of_models()
    names = 0
    try:
        names = len(Termbase.load(glossaries).concepts)
    except AlignError as error:
        findings.append(Finding(breaks=True, message=str(error), advice=error.advice))
    models = catalogue.rows(())
    trials = tuple(try_pair(pair) for pair in asked or _worth_trying(models, findings))
    findings += [finding for trial in trials for finding in _of_trial(trial)]
    return Examination(here, places, models, names, trials, tuple(dict.fromkeys(findings)))


def _of_machine(here: Machine) -> Iterator[Finding]:
    for library in here.libraries:
        if not library.version and library.name in LIBRARIES:
            yield Finding(breaks=True, message=f"{library.name} is not installed", advice=f"pip install {library.name}")
    if here.memory_free and here.memory_free < _LITTLE_MEMORY:
        message = f"only {here.memory_free / 1e9:.1f} GB of memory are free"
        yield Finding(breaks=False, message=message, advice="close other programs, or align translate --jobs 1")


def _of_folder(place: Folder) -> Iterator[Finding]:
    if not place.is_writable:
        message = f"the folder for {place.purpose} cannot be written: {place.path}"
        yield Finding(breaks=False, message=message, advice=f"name another by {place.variable}")
    elif place.free < _LITTLE_DISK:
        message = f"only {place.free / 1e6:,.0f} MB of disk are left for {place.purpose}: {place.path}"
        yield Finding(breaks=False, message=message, advice="free some space")


def _of_models() -> Iterator[Finding]:
    if partials := waiting():
        size = sum(path.stat().st_size for path in partials) / 1e6
        message = f"{size:,.1f} MB of downloads that were not finished lie in {partials[0].parent}"
        yield Finding(breaks=False, message=message, advice="align models install, as before, or delete them")
    for model in installed():
        for problem in model.problems(thoroughly=True):
            message = f"the {model.engine} model in {model.folder}: {problem}"
            yield Finding(breaks=True, message=message, advice=model.mending)


def _worth_trying(models: Sequence[Row], findings: list[Finding]) -> Iterable[Pair]:
    """Choose the pairs that some engine serves directly; of an engine or a model with very many, none."""
    by_engine: dict[str, list[Pair]] = defaultdict(list)
    by_one_model: dict[str, None] = {}
    for row in models:
        if row.state == catalogue.DAMAGED:
            continue
        if row.pair:
            by_engine[row.engine].append(row.as_pair())
        else:
            by_one_model[row.engine] = None
    many = {engine: sorted(ENGINES.load(engine)().pairs()) for engine in by_one_model}
    many |= {engine: pairs for engine, pairs in by_engine.items() if len(pairs) > _MANY}
    for engine, pairs in many.items():
        message = f"{engine} serves {len(pairs)} pairs, which were not tried one by one"
        findings.append(Finding(breaks=False, message=message, advice=f"align doctor --pair {pairs[0]}"))
    if not (many or by_engine):
        findings.append(Finding(breaks=True, message="no model is installed", advice="align models install en-pt"))
    return sorted({pair for pairs in by_engine.values() if len(pairs) <= _MANY for pair in pairs})


def _of_trial(trial: Trial) -> Iterator[Finding]:
    for problem in trial.problems:
        yield Finding(breaks=True, message=f"{trial.pair}: {problem}", advice=trial.advice)
    for notice in trial.notices:
        yield Finding(breaks=False, message=notice)
