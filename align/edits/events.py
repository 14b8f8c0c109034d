"""Events: each thing that a person did to a unit, append-only, known by an id that makes it safe to send twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from align.bitext import UnitStatus  # noqa: TC001  the reader of events asks for its fields' types


class Side(StrEnum):
    """One side of a unit."""

    SOURCE = "source"
    TARGET = "target"


class Scope(StrEnum):
    """How far a choice of form reaches."""

    MENTION = "mention"
    ARTICLE = "article"
    BATCH = "batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What all events share.

    `base` is the version of the unit that the person saw; 0 is the machine's. `at` is UTC, ISO 8601 to the second.
    `seen` is the target that was judged, cut or joined: the machine may have made another since. None binds the event
    to no text.
    """

    id: str
    at: str
    unit: str
    base: int
    by: str = ""
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(_Event):
    """Another target."""

    kind: ClassVar[str] = "edit"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatus(_Event):
    """How far the person has come with the unit."""

    kind: ClassVar[str] = "status"
    status: UnitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(_Event):
    """A remark; empty takes it away."""

    kind: ClassVar[str] = "comment"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(_Event):
    """Cut the unit in two at these offsets, in code points; None leaves that side whole in the first part."""

    kind: ClassVar[str] = "split"
    source: int | None
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(_Event):
    """Join the following unit, named so that nobody joins another, onto this one."""

    kind: ClassVar[str] = "merge"
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(_Event):
    """Give what follows `cut` on a side to the next unit, or what stands before it to the previous one."""

    kind: ClassVar[str] = "move"
    side: Side
    to: str
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(_Event):
    """Hold the unit as it is when the rest is aligned again."""

    kind: ClassVar[str] = "pin"
    pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm(_Event):
    """Another form for a name; `mention` counts the unit's names from 0."""

    kind: ClassVar[str] = "name"
    concept: str
    mention: int
    form: str
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAdded(_Event):
    """A line for the glossary."""

    kind: ClassVar[str] = "term"
    source: str
    target: str
    concept_kind: str


Event: TypeAlias = Edit | SetStatus | Comment | Split | Merge | Move | Pin | NameForm | TermAdded
