"""Where a person's changes come in: judged against the units as they are now, kept, and the outputs made again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from align import batch, project
from align.batch import REQUEST, SHOWN, Order
from align.batch.whole import failed_before
from align.batch.worker import pipeline_of
from align.database import FILE_NAME
from align.errors import AlignError, InputError
from align.history import History, carry, input_of, version_of
from align.intake import Taken, take
from align.respell import keep
from align.settings import from_plain
from align.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from align.batch import BatchOutcome
    from align.bitext import Bitext, TranslationUnit
    from align.edits import Event
    from align.finished import Finished
    from align.fix import Correction
    from align.parallel.pipeline import AlignPipeline
    from align.pipeline import Pipeline
    from align.project import Extension
    from align.store import Kept


def _silent(_: int) -> None:
    """Hear how many articles are done, and say nothing."""


def is_output(folder: Path) -> bool:
    """Tell the output folder of a batch from a folder of articles."""
    return (folder / FILE_NAME).is_file()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The units of an article as they are now, and the fingerprint of what they were made from."""

    source: str
    units: tuple[TranslationUnit, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An article as the machine made it, and the fingerprint of its sources."""

    source: str
    finished: Finished


class Desk:
    """The output folder of a batch, opened for review.

    Used from one thread at a time. Raises InputError for a folder that no batch was written to.
    """

    def __init__(self, folder: Path) -> None:
        if not is_output(folder):
            raise InputError(
                "no batch of Align in this folder", where=str(folder), advice="align translate … --output DIR"
            )
        self._folder = folder
        self._store = Store(folder)
        request = self._store.request(REQUEST)
        if request is None:
            raise InputError("no batch was finished in this folder", where=str(folder), advice="align translate again")
        self.settings = from_plain(request["settings"])
        self._order: list[str] = request["articles"]
        self._pipeline = self._made()
        self._shown = self._store.request(SHOWN)
        self._machine: dict[tuple[str, str], Made] = {}
        self._kept: dict[str, Kept] = {one.name: one for one in self._store.articles() if one.name in self._order}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._store.__exit__(*error)

    @property
    def articles(self) -> tuple[str, ...]:
        """Name the articles that can be reviewed, in the order of the batch."""
        return tuple(name for name in self._order if name in self._kept)

    def sheet(self, article: str) -> Sheet:
        """Give an article as it is now; raise InputError for one that the batch does not have."""
        made = self._latest(article)
        return Sheet(made.source, self._revised(article, made).units)

    def version(self, article: str) -> str:
        """Give the fingerprint of an article's sources; raise InputError for one that the batch does not have."""
        return self._latest(article).source

    def take(self, article: str, source: str, events: Sequence[Event]) -> Taken:
        """Keep the events that fit, all of them for good before this returns.

        Those upon an earlier version of the article are repeated upon the present one where their sentences still
        stand there; the others are kept with their version, and told as foreign.
        """
        made = self._latest(article)
        if source == made.source:
            return take(self._store, article, source, made.finished.bitext, events)
        before = self._store.version(article, source)
        if before is None:
            return Taken(foreign=tuple(events))
        earlier = take(self._store, article, source, self._finished(before).finished.bitext, events)
        _, left = carry(self._store, before, made.source, made.finished.article, self._pipeline)
        lost = {event.id for event in left}
        return replace(
            earlier,
            accepted=tuple(event for event in earlier.accepted if event.id not in lost),
            known=tuple(event for event in earlier.known if event.id not in lost),
            foreign=tuple(event for event in (*earlier.known, *earlier.accepted) if event.id in lost),
        )

    @property
    def is_due(self) -> bool:
        """Tell whether there are changes that the outputs do not show."""
        shown = self._store.request(SHOWN)
        return shown is None or bool(shown["events"] != self._store.events_taken())

    def remake(
        self, *, names: bool = False, writes: bool = True, force: bool = False, on_done: Callable[[int], None] = _silent
    ) -> BatchOutcome:
        """Write all outputs as they are now, or only the ledger of names; what has not changed is not written."""
        failed = failed_before(self._store)
        order = Order(self.settings, self._folder, force=force, names=names, writes=writes, failed=failed)
        outcome = batch.run([input_of(self._kept[name]) for name in self.articles], order, on_done=on_done)
        self._kept = {one.name: one for one in self._store.articles() if one.name in self._order}
        return outcome

    @property
    def glossary(self) -> Path:
        """Name the file that choices for the whole batch go to."""
        return project.path_of(self._store, self._folder)

    def choose_glossary(self, path: Path) -> None:
        """Let choices for the whole batch go to another file from now on; raise InputError."""
        project.choose(self._store, path)

    def extension(self) -> Extension:
        """Give what the choices since the last time make of the glossary."""
        return project.extension(self._store, self._folder, self._pipeline.termbase)

    def copy(self, folder: Path) -> None:
        """Copy the store into another folder, to try what would become of changes."""
        self._store.copy(folder)

    def respell(self, corrections: Sequence[Correction]) -> None:
        """Keep the corrections of the ledger, so that this and every later run makes them."""
        keep(self._store, {one.key: one.edits for one in corrections})

    def _revised(self, article: str, made: Made) -> Bitext:
        events = self._store.events(article, made.source)
        basis = self._store.basis(article, made.source)
        return self._pipeline.revise(made.finished, events, basis).bitext

    def _latest(self, article: str) -> Made:
        """Give the present version of an article as the machine made it, which is what its page shows."""
        if article not in self._kept:
            raise InputError(f"no article {article!r}; there are {', '.join(self.articles)}", where=str(self._folder))
        shown = self._store.request(SHOWN)
        if shown != self._shown:
            # Somebody else has made the outputs again, by glossaries and memories that may be others.
            self.settings = from_plain(self._store.request(REQUEST)["settings"])
            self._pipeline, self._shown, self._machine = self._made(), shown, {}
        return self._finished(self._kept[article])

    def _finished(self, kept: Kept) -> Made:
        """Give an article as the machine made it; the store has all its translations, so no engine is asked."""
        if (kept.name, kept.source) not in self._machine:
            article = self._pipeline.prepare(input_of(kept))
            source = version_of(article, self._pipeline)
            events = self._store.events(kept.name, source)
            history = History(source, events, self._store.basis(kept.name, source))
            (finished,) = self._pipeline.finish([replace(article, held=history.held)])
            if isinstance(finished, AlignError):
                raise finished
            self._machine[kept.name, kept.source] = Made(source, finished)
        return self._machine[kept.name, kept.source]

    def _made(self) -> Pipeline | AlignPipeline:
        glossaries = project.glossaries(self._store, self._folder, self.settings.glossaries)
        return pipeline_of(replace(self.settings, glossaries=glossaries), self._store)
