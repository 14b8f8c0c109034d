"""Lay what a person did over a finished article, and look at the names and checks of what changed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.checks import flags_of
from align.edits import apply, held_by, restored
from align.names.apply import Marked, judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.bitext import Bitext, TranslationUnit
    from align.document import Span
    from align.edits import Basis, Event, Overlay
    from align.finished import Finished
    from align.prepare import Preparation


def overlay(bitext: Bitext, events: Sequence[Event], basis: Mapping[str, Basis]) -> Overlay:
    """Lay events over the units of a bitext; those that a person holds are first as they were then."""
    units = _as_then(bitext, events, basis)
    return apply(units, events, source=bitext.source_language, target=bitext.target_language)


def revise(
    finished: Finished, events: Sequence[Event], basis: Mapping[str, Basis], preparation: Preparation
) -> Finished:
    """Give the article as a person left it."""
    if not events:
        return finished
    bitext = finished.bitext
    before = {unit.key: unit for unit in bitext.units}
    due = {unit.key: _forms(unit) for unit in _as_then(bitext, events, basis)}
    units = overlay(bitext, events, basis).units
    changed = [unit for unit in units if not _is_same(unit, before.get(unit.key))]
    document = finished.article.document
    mentions = preparation.mentions([unit.source for unit in changed], bitext.source_language, document.date)
    judged = judge(
        [Marked(unit.source, those) for unit, those in zip(changed, mentions, strict=True)],
        [unit.target for unit in changed],
        chosen=[_chosen(unit, due.get(unit.key, {})) for unit in changed],
        source=bitext.source_language,
        target=bitext.target_language,
    )
    forbidden = preparation.forbidden(document, bitext.target_language)
    fresh: dict[str, TranslationUnit] = {}
    for unit, rendered in zip(changed, judged, strict=True):
        looked = replace(unit, names=rendered.names, flags=())
        checks = flags_of(looked, bitext.source_language, bitext.target_language)
        fresh[unit.key] = replace(looked, flags=(*rendered.flags, *forbidden.flags(rendered), *checks))
    done = tuple(fresh.get(unit.key, unit) for unit in units)
    numbered = tuple(
        unit if unit.number == number else replace(unit, number=number, id=unit.key)
        for number, unit in enumerate(done, 1)
    )
    return replace(finished, bitext=replace(bitext, units=numbered))


def _as_then(bitext: Bitext, events: Sequence[Event], basis: Mapping[str, Basis]) -> list[TranslationUnit]:
    held = held_by(events) & basis.keys()
    return [restored(unit, basis[unit.key]) if unit.key in held else unit for unit in bitext.units]


def _is_same(unit: TranslationUnit, before: TranslationUnit | None) -> bool:
    return before is not None and (unit.source, unit.target, unit.names) == (before.source, before.target, before.names)


def _forms(unit: TranslationUnit) -> dict[Span, str]:
    return {name.source_span: name.form for name in unit.names}


def _chosen(unit: TranslationUnit, due: Mapping[Span, str]) -> dict[Span, str]:
    """Give the forms that stand where the unit's names say, and that a person put in the place of those due."""
    return {
        name.source_span: name.form
        for name in unit.names
        if name.target_span is not None
        and name.target_span.of(unit.target) == name.form
        and name.form != due.get(name.source_span)
    }
