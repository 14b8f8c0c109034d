"""What a person did to an article before it is made again, carried over from its earlier text where that changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.bitext import Bead, Bitext, TranslationUnit
from align.edits import Pin, fingerprint_of, held_by
from align.edits.basis import root
from align.edits.rebase import carried, id_upon, origin, same_units
from align.inputs import Input
from align.intake import take
from align.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.edits import Basis, Event
    from align.parallel.pipeline import AlignPipeline
    from align.pipeline import Pipeline
    from align.prepare import Article
    from align.store import Kept, Store


@dataclass(frozen=True, slots=True)
class History:
    """The events of an article in the version `source`, and what the units that they hold were before.

    `before` is the version that the last run saw. Of its events, `carried` count here too; `left` have no place here.
    """

    source: str
    events: tuple[Event, ...] = ()
    basis: Mapping[str, Basis] = field(default_factory=dict)
    before: Kept | None = None
    carried: int = 0
    left: tuple[Event, ...] = ()

    @property
    def held(self) -> dict[int, Basis]:
        """Give what no engine is asked for, by the number of the segment."""
        holding = held_by(self.events)
        return {int(key) - 1: one for key, one in self.basis.items() if key in holding}


def history_of(store: Store, name: str, article: Article, pipeline: Pipeline | AlignPipeline) -> History:
    """Look up what a person did to an article; one that nobody touched costs two queries."""
    source = version_of(article, pipeline)
    before = store.latest(name)
    count = 0
    left: tuple[Event, ...] = ()
    if before is not None and before.source != source:
        count, left = carry(store, before, source, article, pipeline)
    events = store.events(name, source)
    basis = store.basis(name, source) if events else {}
    return History(source, events, basis, before, count, left)


def carry(
    store: Store, before: Kept, source: str, article: Article, pipeline: Pipeline | AlignPipeline
) -> tuple[int, tuple[Event, ...]]:
    """Repeat upon `article` what was done to an earlier version; give how many events fit, and those that do not.

    What fits is what is about sentences that still stand, or about a unit that was pinned anew. Doing it twice changes
    nothing.
    """
    events = store.events(before.name, before.source)
    if not events:
        return 0, ()
    sources = pipeline.sources(article)
    pairs = same_units(pipeline.sources(pipeline.prepare(input_of(before))), sources)
    there = store.events(before.name, source)
    known = {origin(event) for event in there}
    moved = [carried(event, pairs, source) for event in events if origin(event) not in known]
    basis = {pairs[key]: one for key, one in store.basis(before.name, before.source).items() if key in pairs}
    units = tuple(
        TranslationUnit(number, text, "", Bead((number - 1,), (number - 1,))) for number, text in enumerate(sources, 1)
    )
    bitext = Bitext(article.document.language, pipeline.target_of(article), units, Signature())
    taken = take(store, before.name, source, bitext, [event for event in moved if event is not None], basis=basis)
    held = {event.id for event in (*there, *taken.accepted)}
    pinned = {event.unit for event in events if isinstance(event, Pin) and id_upon(event, source) in held}
    # What is pinned although its unit is gone was pinned anew as it stood, with all that was done to it.
    anew = {key for key in pinned if root(key) not in pairs}
    fitting = [event for event in events if id_upon(event, source) in held or event.unit in anew]
    left = tuple(event for event in events if event not in fitting and origin(event) not in known)
    return len(fitting), left


def version_of(article: Article, pipeline: Pipeline | AlignPipeline) -> str:
    """Give the fingerprint that its bitext will have."""
    return fingerprint_of(article.document.language, pipeline.target_of(article), pipeline.sources(article))


def input_of(kept: Kept) -> Input:
    """Give an article as it was read, to be read again."""
    other = kept.translation
    if other is None:
        return Input(kept.path, kept.name, len(kept.raw), kept.raw)
    translation = Input(other.path, kept.name, len(other.raw), other.raw)
    return Input(kept.path, kept.name, len(kept.raw), kept.raw, translation, beads=other.beads)
