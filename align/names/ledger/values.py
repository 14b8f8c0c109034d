"""Values of the ledger: uses of names, the forms they come in, and what contradicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from align.concept import Concept


class Side(StrEnum):
    """Whose forms: those that the sources write, or those that stand in the translations."""

    SOURCE = "source"
    TARGET = "target"


class Reason(StrEnum):
    """Why a form is the chosen one."""

    GLOSSARY = "glossary"
    ONLY = "only form"
    FREQUENT = "most frequent"
    FIRST = "came first"
    PART = "in the full form"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a name stands: the article as the user named it, the line in its file and the segment, both from 1.

    `span` counts in the segment's text, or in its translation for a form that stands there. `page` is the address of
    the segment beside the index; empty where there is no page.
    """

    article: str
    line: int
    segment: int
    span: Span = field(default_factory=lambda: Span(0, 0))
    page: str = ""

    def __str__(self) -> str:
        """Write `file:line`, as editors read it."""
        return f"{self.article}:{self.line}"


@dataclass(frozen=True, slots=True)
class Use:
    """One mention of a name in an article.

    `row` is which form of the name it is ("full", "short", …). `is_inflected` marks a correct inflected form of it.
    `agreed` is the form that the glossary demands there; empty where it demands none. `is_torn` says that the
    translation took the name for its words, `is_described` that an article stands before it.
    """

    concept: Concept
    language: str
    surface: str
    row: str
    place: Place
    side: Side = Side.SOURCE
    is_inflected: bool = False
    agreed: str = ""
    is_torn: bool = False
    is_described: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a name is written in one language, and where."""

    side: Side
    language: str
    row: str
    text: str
    places: tuple[Place, ...]

    @property
    def count(self) -> int:
        """Count the mentions."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form that all mentions of a row should have in a language, and why."""

    side: Side
    language: str
    row: str
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A form that differs from the chosen one."""

    form: Form
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or body with all its forms; `likely` names others that may be it, for a person to decide.

    It `is_torn` if a translation took it for its words, though it stands everywhere as a name does: without an article.
    """

    id: str
    kind: str
    name: str
    concept: Concept | None
    forms: tuple[Form, ...]
    chosen: tuple[Chosen, ...]
    contradictions: tuple[Contradiction, ...] = ()
    likely: tuple[str, ...] = ()
    is_torn: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether the glossary has it."""
        return self.concept is not None

    @property
    def mentions(self) -> int:
        """Count its mentions in the sources."""
        return sum(form.count for form in self.forms if form.side is Side.SOURCE)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All names of a batch, those that contradict first; `side` says whose consistency was judged."""

    side: Side
    entities: tuple[Entity, ...]

    @property
    def contradictions(self) -> tuple[tuple[Entity, Contradiction], ...]:
        """List every form that contradicts another."""
        return tuple((entity, one) for entity in self.entities for one in entity.contradictions)

    def likely_of(self, entity: Entity) -> tuple[str, ...]:
        """Name those whom an entity may be; by the glossary's id who is not mentioned in the batch."""
        known = {one.id: one.name for one in self.entities if one.id in entity.likely}
        return tuple(known.get(one, one) for one in entity.likely)

    @property
    def is_consistent(self) -> bool:
        """Tell whether no form contradicts another."""
        return not self.contradictions
