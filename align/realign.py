"""Align a pair of texts again around what a person has pinned in the review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from align.aligners.beads import check_pins
from align.bitext import Bead, Bitext, UnitStatus
from align.edits import Comment, Edit, Pin, SetStatus
from align.edits.rebase import id_upon
from align.errors import AlignError, InputError, attempt
from align.history import history_of, input_of, version_of
from align.intake import take
from align.languages import joiner
from align.parallel.pipeline import AlignPipeline
from align.parallel.units import bare_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from align.bitext import TranslationUnit
    from align.document import Document
    from align.edits import Event
    from align.inputs import Input
    from align.pipeline import Pipeline
    from align.prepare import Article
    from align.store import Store

# How far a person may have moved segments from where the aligner had them, and how many stand in one bead.
_REACH, _LARGEST = 6, 12
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Pinned:
    """A unit that a person holds, as the bead that it is, and by which event."""

    bead: Bead
    unit: TranslationUnit
    by: Pin


def prepare_all(
    store: Store, inputs: Sequence[Input], pipeline: Pipeline | AlignPipeline
) -> list[Article | AlignError]:
    """Prepare articles, or say why not; of texts aligned before, what is pinned stays, and is pinned again."""
    if isinstance(pipeline, AlignPipeline):
        return [attempt(_prepare, store, one, pipeline) for one in inputs]
    return pipeline.prepare_all(inputs)


def _prepare(store: Store, one: Input, pipeline: AlignPipeline) -> Article:
    before = store.latest(one.name)
    if before is None or before.translation is None or one.beads or one.pins:
        return pipeline.prepare(one)
    if one.translation is None or (one.read(), one.translation.read()) != (before.raw, before.translation.raw):
        return pipeline.prepare(one)
    pinned = _pinned(store, input_of(before), pipeline)
    article = pipeline.prepare(replace(one, pins=tuple(pin.bead for pin in pinned)))
    if pinned:
        _pin_again(store, one.name, article, pinned, pipeline)
    return article


def _pinned(store: Store, one: Input, pipeline: AlignPipeline) -> list[Pinned]:
    """Give the pinned units of the last version that are made of whole segments."""
    article = pipeline.prepare(one)
    history = history_of(store, one.name, article, pipeline)
    pins = {event.unit: event for event in history.events if isinstance(event, Pin)}
    if article.translation is None or not pins:
        return []
    (finished,) = pipeline.finish([article])
    if isinstance(finished, AlignError):
        raise finished
    units = pipeline.revise(finished, history.events, history.basis).bitext.units
    sizes = len(article.document.segments), len(article.translation.segments)
    found: list[Pinned] = []
    for unit in units:
        bead = _whole(unit, article.document, article.translation)
        if bead is not None and unit.review is not None and unit.review.pinned:
            try:
                check_pins([*(pin.bead for pin in found), bead], sizes, where=one.path)
            except InputError:
                # Two units that a person has left with one segment: the first has it.
                continue
            found.append(Pinned(bead, unit, pins[unit.key]))
    return found


def _whole(unit: TranslationUnit, source: Document, target: Document) -> Bead | None:
    """Give the segments that make up both sides; None where one was cut inside a segment.

    A target that a person wrote tells nothing, so that its segments are taken to be those of its bead.
    """
    ours = _run(unit.source, source, unit.bead.source)
    theirs = _run(unit.target, target, unit.bead.target)
    if theirs is None and unit.review is not None and unit.review.machine != unit.target:
        theirs = unit.bead.target
    return None if ours is None or theirs is None or not (ours or theirs) else Bead(ours, theirs)


def _run(text: str, document: Document, near: Sequence[int]) -> tuple[int, ...] | None:
    """Find the segments near the given ones whose texts joined are `text`."""
    if not text:
        return ()
    gap = joiner(document.language)
    segments = document.segments
    first = near[0] if near else 0
    starts = sorted(range(max(0, first - _REACH), min(len(segments), first + _REACH + 1)), key=lambda n: abs(n - first))
    for start in starts:
        for end in range(start + 1, min(start + _LARGEST, len(segments)) + 1):
            if gap.join(segment.text for segment in segments[start:end]) == text:
                return tuple(range(start, end))
    return None


def _pin_again(store: Store, name: str, article: Article, pinned: Sequence[Pinned], pipeline: AlignPipeline) -> None:
    """Pin in the new version what no event can be carried to, since its sources were joined or cut."""
    if article.translation is None:
        return
    source = version_of(article, pipeline)
    history = history_of(store, name, article, pipeline)
    units = bare_units(article.document, article.translation, article.beads)
    places = {(unit.bead.source, unit.bead.target): unit for unit in units}
    bitext = Bitext(article.document.language, article.translation.language, units, pipeline.signature())
    held = {event.unit for event in history.events if isinstance(event, Pin)}
    events = [
        event
        for pin in pinned
        if (unit := places.get((pin.bead.source, pin.bead.target))) is not None and unit.key not in held
        for event in _events(pin, unit, source)
    ]
    take(store, name, source, bitext, events)


def _events(pin: Pinned, new: TranslationUnit, source: str) -> Iterator[Event]:
    """Say of the new unit what the old one says, each thing by one event; the same ids for the same thing."""
    old, review = pin.unit, pin.unit.review
    if review is None:
        return
    due: list[Callable[..., Event]] = []
    if old.target != new.target:
        due.append(partial(Edit, text=old.target))
    if old.status is not UnitStatus.DRAFT:
        due.append(partial(SetStatus, status=old.status))
    if review.comment:
        due.append(partial(Comment, text=review.comment))
    for base, make in enumerate(due):
        whole = f"{source} {new.key} {base} {old.target} {old.status} {review.comment}"
        key = sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        yield make(id=key, at=review.at, by=review.by, unit=new.key, base=base)
    yield replace(pin.by, id=id_upon(pin.by, source), unit=new.key, base=len(due))
