"""Lay events over the units of an article. A pure function: the same units and events give the same units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from align.bitext import Bead, Origin, Review, UnitStatus
from align.document import Span
from align.edits.events import Comment, Edit, Merge, Move, NameForm, Pin, Scope, SetStatus, Side, Split
from align.edits.places import Window, carried, placed, reanchored
from align.languages import joiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.bitext import Bitext, NameOutcome, TranslationUnit
    from align.edits.events import Event

# Enough of a hash to tell the versions of an article apart.
_DIGITS = 16
# A page shows these as U+FFFD, and a carriage return as a line feed.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def fingerprint(bitext: Bitext) -> str:
    """Identify what a person saw of the sources: events made upon other sources do not fit."""
    return fingerprint_of(bitext.source_language, bitext.target_language, (unit.source for unit in bitext.units))


def fingerprint_of(source_language: str, target_language: str, sources: Iterable[str]) -> str:
    """Give the same before there is a bitext."""
    whole = "\0".join((source_language, target_language, *sources))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def as_shown(text: str) -> str:
    """Give a text as a person saw it on the page."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Overlay:
    """The units after the events; `conflicts` are events upon a version, or a target, that was not the unit's any more.

    `misplaced` are events that name no unit, or a place outside it.
    """

    units: tuple[TranslationUnit, ...]
    conflicts: tuple[Event, ...] = ()
    misplaced: tuple[Event, ...] = ()


def apply(units: Sequence[TranslationUnit], events: Sequence[Event], *, source: str = "", target: str = "") -> Overlay:
    """Apply events in order; an event that is in conflict or misplaced changes nothing.

    `source` and `target` are language tags, which say how texts are joined.
    """
    sheet = _Sheet(list(units), source, target)
    conflicts: list[Event] = []
    misplaced: list[Event] = []
    for event in events:
        at = sheet.find(event.unit)
        if at is None:
            misplaced.append(event)
        elif sheet.version(at) != event.base or not sheet.shows(at, event.seen):
            conflicts.append(event)
        elif not sheet.take(at, event):
            misplaced.append(event)
    return Overlay(tuple(sheet.units), tuple(conflicts), tuple(misplaced))


class _Sheet:
    """The units while events are laid over them."""

    def __init__(self, units: list[TranslationUnit], source: str, target: str) -> None:
        self.units = units
        # Where each unit is; made anew after units came or went.
        self._places: dict[str, int] = {}
        self._tags = {Side.SOURCE: source, Side.TARGET: target}

    def find(self, key: str) -> int | None:
        if not self._places:
            self._places = {unit.key: at for at, unit in enumerate(self.units)}
        return self._places.get(key)

    def version(self, at: int) -> int:
        review = self.units[at].review
        return review.version if review else 0

    def shows(self, at: int, seen: str | None) -> bool:
        """Tell whether the target is what a person saw, as far as a page can show it."""
        return seen is None or as_shown(self.units[at].target) == as_shown(seen)

    def take(self, at: int, event: Event) -> bool:
        """Change the unit; False where the event does not fit it."""
        unit = self.units[at]
        match event:
            case Edit():
                self._put(at, _edited(unit, event.text), event)
            case SetStatus():
                self._put(at, replace(unit, status=event.status), event)
            case Comment():
                self._put(at, unit, event, comment=event.text)
            case Pin():
                self._put(at, unit, event, pinned=event.pinned)
            case Split():
                return self._split(at, event)
            case Merge():
                return self._merge(at, event)
            case Move():
                return self._move(at, event)
            case NameForm():
                return self._reform(at, event)
            case _:
                # A term is for the glossary to apply.
                self._put(at, unit, event)
        return True

    def _put(self, at: int, unit: TranslationUnit, event: Event, **changes: object) -> None:
        before = self.units[at]
        review = unit.review or Review(machine=before.target)
        stamped = replace(review, version=review.version + 1, by=event.by, at=event.at, **changes)  # type: ignore[arg-type]
        self.units[at] = replace(unit, review=stamped)

    def _split(self, at: int, event: Split) -> bool:
        unit = self.units[at]
        cut_source = len(unit.source) if event.source is None else event.source
        cut_target = len(unit.target) if event.target is None else event.target
        is_inside = 0 <= cut_source <= len(unit.source) and 0 <= cut_target <= len(unit.target)
        if not is_inside or (cut_source, cut_target) in {(0, 0), (len(unit.source), len(unit.target))}:
            return False
        key = next(key for part in count(2) if self.find(key := f"{unit.key}/{part}") is None)
        sources = unit.source[:cut_source].rstrip(), unit.source[cut_source:].lstrip()
        targets = unit.target[:cut_target].rstrip(), unit.target[cut_target:].lstrip()
        first, second = (
            replace(
                unit,
                source=source,
                target=target,
                links=(),
                names=_placed(carried(unit.names, here, there), target),
            )
            for source, target, here, there in zip(
                sources, targets, _halves(unit.source, sources), _halves(unit.target, targets), strict=True
            )
        )
        is_machines = unit.review is None or unit.review.machine == unit.target
        self._put(at, first, event, **({"machine": first.target} if is_machines else {}))
        self.units.insert(at + 1, replace(second, id=key))
        self._places = {}
        self._put(at + 1, replace(second, id=key, review=None), event)
        return True

    def _merge(self, at: int, event: Merge) -> bool:
        if at + 1 >= len(self.units) or self.units[at + 1].key != event.next:
            return False
        left, right = self.units[at], self.units.pop(at + 1)
        self._places = {}
        source, target = (self._joined(side, getattr(left, side), getattr(right, side)) for side in Side)
        names = (*left.names, *(_shifted(name, source, target, right) for name in right.names))
        merged = replace(
            left,
            source=source,
            target=target,
            names=names,
            links=(),
            bead=Bead(
                tuple(dict.fromkeys((*left.bead.source, *right.bead.source))),
                tuple(dict.fromkeys((*left.bead.target, *right.bead.target))),
                min(left.bead.score, right.bead.score),
            ),
            flags=tuple(dict.fromkeys((*left.flags, *right.flags))),
        )
        self._put(at, merged, event, machine=self._joined(Side.TARGET, _machine(left), _machine(right)))
        return True

    def _joined(self, side: Side, *parts: str) -> str:
        return joiner(self._tags[side]).join(part for part in parts if part)

    def _move(self, at: int, event: Move) -> bool:
        unit, to = self.units[at], self.find(event.to)
        text: str = getattr(unit, event.side)
        if to is None or abs(to - at) != 1 or not 0 <= event.cut <= len(text):
            return False
        parts = text[: event.cut].rstrip(), text[event.cut :].lstrip()
        neighbour = self.units[to]
        there: str = getattr(neighbour, event.side)
        is_next = to > at
        kept, gone = parts if is_next else parts[::-1]
        joined = self._joined(event.side, *((gone, there) if is_next else (there, gone)))
        stays, goes = _halves(text, parts)[:: 1 if is_next else -1]
        end = len(joined)
        goes = replace(goes, by=goes.by if is_next else end - len(gone))
        own = Window(0, len(there), end - len(there) if is_next else 0)
        mine, theirs = (replace(one, links=()) for one in (unit, neighbour))
        if event.side is Side.SOURCE:
            whole = Window(0, len(unit.target)), Window(0, len(neighbour.target))
            moved = carried(unit.names, goes, None)
            held = carried(neighbour.names, own, whole[1])
            mine = replace(mine, source=kept, names=_placed(carried(unit.names, stays, whole[0]), unit.target))
            names = _placed([*moved, *held] if is_next else [*held, *moved], neighbour.target)
            theirs = replace(theirs, source=joined, names=names)
        else:
            everywhere = Window(0, len(unit.source)), Window(0, len(neighbour.source))
            mine = replace(mine, target=kept, names=_placed(carried(unit.names, everywhere[0], stays), kept))
            theirs = replace(theirs, target=joined, names=_placed(carried(neighbour.names, everywhere[1], own), joined))
        self._put(at, mine, event)
        self._put(to, theirs, event)
        return True

    def _reform(self, at: int, event: NameForm) -> bool:
        unit = self.units[at]
        if not 0 <= event.mention < len(unit.names) or unit.names[event.mention].concept.id != event.concept:
            return False
        due = unit.names[event.mention]
        if due.target_span is None:
            return False
        self._put(at, _reformed(unit, event.mention, event.form), event)
        if event.scope is not Scope.MENTION:
            # The batch's other articles get the form by the glossary.
            for number, other in enumerate(self.units):
                if other.status not in {UnitStatus.APPROVED, UnitStatus.REJECTED}:
                    reformed = _reformed_all(other, due, event.form)
                    if reformed is not other and number == at:
                        self.units[number] = reformed
                    elif reformed is not other:
                        self._put(number, reformed, event)
        return True


def _edited(unit: TranslationUnit, text: str) -> TranslationUnit:
    """Put a person's text; what was approved or rejected before is to be looked at again."""
    is_settled = unit.status in {UnitStatus.APPROVED, UnitStatus.REJECTED}
    return replace(
        unit,
        target=text,
        names=reanchored(unit.names, unit.target, text),
        links=(),
        origin=Origin.PERSON,
        status=UnitStatus.REVIEWED if is_settled else unit.status,
    )


def _reformed_all(unit: TranslationUnit, due: NameOutcome, form: str) -> TranslationUnit:
    """Write every mention of a concept that was due in the same form as `due` in another one."""
    for number, name in enumerate(unit.names):
        if name.concept.id == due.concept.id and name.form == due.form and name.target_span is not None:
            unit = _reformed(unit, number, form)
    return unit


def _reformed(unit: TranslationUnit, mention: int, form: str) -> TranslationUnit:
    span = unit.names[mention].target_span
    if span is None:
        return unit
    text = unit.target[: span.start] + form + unit.target[span.end :]
    names = tuple(
        replace(name, form=form, target_span=Span(span.start, span.start + len(form)))
        if number == mention
        else _pushed(name, span, len(form) - len(span))
        for number, name in enumerate(unit.names)
    )
    return replace(_edited(unit, text), names=names)


def _halves(text: str, parts: tuple[str, str]) -> tuple[Window, Window]:
    """Show the two parts of a text that was cut, each counted from its own beginning."""
    begin = len(text) - len(parts[1])
    return Window(0, len(parts[0])), Window(begin, len(text), -begin)


def _placed(names: list[tuple[NameOutcome, Span | None]], target: str) -> tuple[NameOutcome, ...]:
    return placed([name for name, _ in names], [span for _, span in names], target)


def _machine(unit: TranslationUnit) -> str:
    return unit.review.machine if unit.review else unit.target


def _shifted(name: NameOutcome, source: str, target: str, right: TranslationUnit) -> NameOutcome:
    """Move a name of the right unit to where that unit now stands, at the end of the joined one."""
    span = name.target_span
    return replace(
        name,
        source_span=name.source_span.shift(len(source) - len(right.source)),
        target_span=span and span.shift(len(target) - len(right.target)),
    )


def _pushed(name: NameOutcome, before: Span, by: int) -> NameOutcome:
    span = name.target_span
    return replace(name, target_span=span.shift(by)) if span and span.start >= before.end else name
