"""Where events come in: judged against the units as they are, and kept with all that follows from them, or refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import UnitStatus
from align.edits import basis_of, held_by
from align.memory.recall import pair_of
from align.memory.shelf import Entry, Shelf
from align.revise import overlay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.bitext import Bitext, TranslationUnit
    from align.edits import Basis, Event
    from align.store import Store

_VISIBLE = re.compile(r"\S")


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


def take(
    store: Store,
    article: str,
    source: str,
    bitext: Bitext,
    events: Sequence[Event],
    *,
    basis: Mapping[str, Basis] | None = None,
) -> Taken:
    """Keep the events that fit an article as the machine made it, all of them for good before this returns.

    `basis` gives what units were before, where that is not what they are in `bitext`.
    """
    with store.lasting() as connection:
        known = [event for event in events if store.has_event(event.id)]
        fresh = list({event.id: event for event in events if event not in known}.values())
        earlier = store.events(article, source)
        kept = store.basis(article, source)
        held = {**(basis or {}), **kept}
        laid = overlay(bitext, [*earlier, *fresh], held)
        refused = {event.id for event in (*laid.conflicts, *laid.misplaced)}
        accepted = tuple(event for event in fresh if event.id not in refused)
        units = {unit.key: unit for unit in bitext.units}
        due = sorted(held_by(accepted) - kept.keys() & units.keys())
        store.add_events(article, source, accepted, {key: held.get(key) or basis_of(units[key]) for key in due})
        if accepted and bitext.is_translation:
            shelf = Shelf(connection)
            # Of a sentence that stands in this version too, what earlier ones had is out of date.
            shelf.drop([unit.source for unit in laid.units if unit.review], article=article, version=source)
            shelf.put(_approved(laid.units, bitext), article=article, version=source)
    conflicts, misplaced = (
        tuple(event for event in fresh if event in those) for those in (laid.conflicts, laid.misplaced)
    )
    return Taken(accepted, tuple(known), conflicts, misplaced)


def _approved(units: Sequence[TranslationUnit], bitext: Bitext) -> Iterator[Entry]:
    """Give what a person approved, for the memory."""
    for unit in units:
        is_whole = _VISIBLE.search(unit.source) and _VISIBLE.search(unit.target)
        if unit.review is not None and unit.status is UnitStatus.APPROVED and is_whole:
            pair = pair_of(unit.language or bitext.source_language, bitext.target_language)
            yield Entry(pair, unit.source, unit.target)
