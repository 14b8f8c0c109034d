"""What a unit was before a person touched it: kept, so that it never changes under their hands."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from align.bitext import NameOutcome, Origin, Result, Step, UnitStatus
from align.concept import Concept
from align.document import Span
from align.edits.events import Comment, Merge, Move, TermAdded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from align.bitext import TranslationUnit
    from align.edits.events import Event


@dataclass(frozen=True, slots=True)
class Basis:
    """A target that is there before any engine is asked, with its names; their concepts hold no terms."""

    target: str
    origin: Origin = Origin.ENGINE
    status: UnitStatus = UnitStatus.DRAFT
    score: float = math.nan
    route: tuple[str, ...] = ()
    names: tuple[NameOutcome, ...] = ()


def basis_of(unit: TranslationUnit) -> Basis:
    """Take what is to be kept of a unit as the machine made it."""
    names = tuple(replace(name, concept=Concept(name.concept.id, name.concept.kind, ())) for name in unit.names)
    return Basis(unit.target, unit.origin, unit.status, unit.score, unit.route, names)


def restored(unit: TranslationUnit, basis: Basis) -> TranslationUnit:
    """Give the unit as it was; itself where it is so still, with links and terms."""
    if unit.target == basis.target and unit.status is basis.status and _places(unit.names) == _places(basis.names):
        return unit
    return replace(
        unit,
        target=basis.target,
        origin=basis.origin,
        status=basis.status,
        score=basis.score,
        route=basis.route,
        names=basis.names,
        links=unit.links if unit.target == basis.target else (),
    )


def root(key: str) -> str:
    """Name the machine's unit that a unit was cut from."""
    return key.partition("/")[0]


def units_of(event: Event) -> tuple[str, ...]:
    """Name the units that an event is about."""
    match event:
        case Merge():
            return event.unit, event.next
        case Move():
            return event.unit, event.to
        case _:
            return (event.unit,)


def held_by(events: Iterable[Event]) -> frozenset[str]:
    """Name the machine's units whose text a person took for granted; a comment or a term leaves it to change."""
    return frozenset(
        root(key) for event in events if not isinstance(event, Comment | TermAdded) for key in units_of(event)
    )


def basis_as_json(basis: Basis) -> dict[str, object]:
    """Turn a basis into plain values."""
    return {
        "target": basis.target,
        "origin": basis.origin,
        "status": basis.status,
        "score": basis.score,
        "route": list(basis.route),
        "names": [_name_as_json(name) for name in basis.names],
    }


def basis_from_json(plain: Mapping[str, Any]) -> Basis:
    """Undo `basis_as_json`."""
    return Basis(
        plain["target"],
        Origin(plain["origin"]),
        UnitStatus(plain["status"]),
        float(plain["score"]),
        tuple(plain["route"]),
        tuple(_name_from_json(name) for name in plain["names"]),
    )


def _places(names: Iterable[NameOutcome]) -> list[tuple[str, Span, str, Span | None]]:
    return [(name.concept.id, name.source_span, name.form, name.target_span) for name in names]


def _name_as_json(name: NameOutcome) -> list[object]:
    span = name.target_span
    return [
        name.concept.id,
        name.concept.kind,
        [name.source_span.start, name.source_span.end],
        name.surface,
        name.form,
        name.result,
        name.step,
        [span.start, span.end] if span else None,
    ]


def _name_from_json(plain: list[Any]) -> NameOutcome:
    concept, kind, source, surface, form, result, step, target = plain
    return NameOutcome(
        Concept(concept, kind, ()),
        Span(*source),
        surface,
        form,
        Result(result),
        Step(step),
        Span(*target) if target else None,
    )
