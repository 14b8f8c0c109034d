"""Where a person's changes come in: judged against the units as they are now, kept, and the outputs made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from align import batch
from align.batch import REQUEST, Order, pipeline_of
from align.edits import fingerprint
from align.errors import AlignError, InputError
from align.inputs import Input
from align.pipeline import from_plain
from align.respell import keep
from align.revise import overlay
from align.store import FILE_NAME, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from align.batch import BatchOutcome
    from align.bitext import TranslationUnit
    from align.edits import Event
    from align.fix import Correction
    from align.pipeline import Finished
    from align.store import Kept

# Under this name the store keeps how many events the outputs show.
_REMADE = "remade"


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
class Taken:
    """What became of events that came in.

    `known` were taken before; `conflicts` were made upon an older version of their unit; `misplaced` name no unit or
    a place outside it; `foreign` were made upon another version of the source.
    """

    accepted: tuple[Event, ...] = ()
    known: tuple[Event, ...] = ()
    conflicts: tuple[Event, ...] = ()
    misplaced: tuple[Event, ...] = ()
    foreign: tuple[Event, ...] = ()


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
        self._pipeline = pipeline_of(self.settings, self._store)
        self._machine: dict[str, Finished] = {}
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
        machine = self._finished(article)
        source = fingerprint(machine.bitext)
        return Sheet(source, self._pipeline.revise(machine, self._store.events(article, source)).bitext.units)

    def take(self, article: str, source: str, events: Sequence[Event]) -> Taken:
        """Keep the events that fit, all of them for good before this returns."""
        bitext = self._finished(article).bitext
        if source != fingerprint(bitext):
            return Taken(foreign=tuple(events))
        known = [event for event in events if self._store.has_event(event.id)]
        fresh = list({event.id: event for event in events if event not in known}.values())
        before = self._store.events(article, source)
        laid = overlay(bitext, [*before, *fresh])
        refused = {event.id for event in (*laid.conflicts, *laid.misplaced)}
        accepted = [event for event in fresh if event.id not in refused]
        self._store.add_events(article, source, accepted)
        return Taken(tuple(accepted), tuple(known), laid.conflicts, laid.misplaced)

    @property
    def is_due(self) -> bool:
        """Tell whether there are changes that the outputs do not show."""
        return bool(self._store.request(_REMADE) != self._store.events_taken())

    def remake(
        self, *, names: bool = False, writes: bool = True, force: bool = False, on_done: Callable[[int], None] = _silent
    ) -> BatchOutcome:
        """Write all outputs as they are now, or only the ledger of names; what has not changed is not written."""
        shown = self._store.events_taken()
        order = Order(self.settings, self._folder, force=force, names=names, writes=writes)
        outcome = batch.run([self._input(name) for name in self.articles], order, on_done=on_done)
        if writes:
            self._store.keep_request(_REMADE, shown)
        return outcome

    def respell(self, corrections: Sequence[Correction]) -> None:
        """Keep the corrections of the ledger, so that this and every later run makes them."""
        keep(self._store, {one.key: one.edits for one in corrections})

    def _input(self, name: str) -> Input:
        kept = self._kept[name]
        other = kept.translation
        if other is None:
            return Input(kept.path, name, len(kept.raw), kept.raw)
        translation = Input(other.path, name, len(other.raw), other.raw)
        return Input(kept.path, name, len(kept.raw), kept.raw, translation, beads=other.beads)

    def _finished(self, article: str) -> Finished:
        """Give an article as the machine made it; the store has all its translations, so no engine is asked."""
        if article not in self._kept:
            raise InputError(f"no article {article!r}; there are {', '.join(self.articles)}", where=str(self._folder))
        if article not in self._machine:
            (finished,) = self._pipeline.finish([self._pipeline.prepare(self._input(article))])
            if isinstance(finished, AlignError):
                raise finished
            self._machine[article] = finished
        return self._machine[article]
