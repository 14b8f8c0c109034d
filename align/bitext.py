"""Values of two aligned texts: beads, translation units, name outcomes, flags, the bitext."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from align.document import Role

if TYPE_CHECKING:
    from align.concept import Concept
    from align.document import Link, Span
    from align.signature import Signature


class Origin(StrEnum):
    """Where a target came from. SOURCE: no translation was due, the text stands as it was."""

    ENGINE = "engine"
    MEMORY = "memory"
    PERSON = "person"
    ALIGNMENT = "alignment"
    SOURCE = "source"


class UnitStatus(StrEnum):
    """How far a person has come with a unit."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    REJECTED = "rejected"


class Result(StrEnum):
    """What became of a mention.

    APPLIED: the agreed form stands in the target. INFLECTED: a correct inflected form of it does.
    REPAIRED: it was put in after translation. MISSED: it is not there, and the unit is flagged.
    DIFFERS: an article that needed no translation writes another form, and the unit is flagged.
    """

    APPLIED = "applied"
    INFLECTED = "inflected"
    REPAIRED = "repaired"
    MISSED = "missed"
    DIFFERS = "differs"


class Kinship(StrEnum):
    """What two aligned texts are to each other.

    PARALLEL: a text and its translation. COMPARABLE: two texts on one matter. UNRELATED: neither.
    """

    PARALLEL = "parallel"
    COMPARABLE = "comparable"
    UNRELATED = "unrelated"


class Step(StrEnum):
    """By which step a mention came through the engine."""

    PLAIN = "plain"
    CONSTRAINT = "constraint"
    PLACEHOLDER = "placeholder"
    REPAIR = "repair"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NameOutcome:
    """What became of one mention; spans count in the unit's source and target.

    `surface` is the name as the source writes it, `form` the agreed target form.
    In an article that is already in the target language only the source side exists.
    """

    concept: Concept
    source_span: Span
    surface: str
    form: str
    result: Result
    step: Step = Step.NONE
    target_span: Span | None = None

    def __post_init__(self) -> None:
        if self.result is Result.MISSED and self.target_span is not None:
            raise ValueError("a missed name has no target span")


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason for a person to look: a stable code, and a sentence for the reader."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Bead:
    """The smallest aligned group: indices of source and of target segments, and a confidence in 0..1."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 1.0

    @property
    def kind(self) -> str:
        """Name the bead as the literature does, such as "2-1"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Review:
    """What a person has done to a unit; `version` counts the changes, `machine` is the target before the first.

    `at` is UTC, ISO 8601 to the second.
    """

    version: int = 0
    by: str = ""
    at: str = ""
    comment: str = ""
    pinned: bool = False
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of a memory whose source is like that of a unit; `score` is 1 where no word differs."""

    source: str
    target: str
    score: float


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One row of the page, one tu of the TMX.

    `number` counts from 1; `id` names a unit that a person made of another (`12/2`). `paragraph` counts the source's
    paragraphs from 0. `score` is the engine's mean log-probability (nan if there is none). `language` is the source's,
    where it differs from the bitext's. `matches` are the best of a memory first.
    """

    number: int
    source: str
    target: str
    bead: Bead
    paragraph: int = 0
    role: Role = Role.PARAGRAPH
    names: tuple[NameOutcome, ...] = ()
    flags: tuple[Flag, ...] = ()
    links: tuple[Link, ...] = ()
    origin: Origin = Origin.ENGINE
    status: UnitStatus = UnitStatus.DRAFT
    score: float = math.nan
    language: str = ""
    route: tuple[str, ...] = ()
    id: str = ""
    review: Review | None = None
    matches: tuple[Match, ...] = ()

    @property
    def key(self) -> str:
        """Name the unit for as long as its source stays: its number, or the id it was given."""
        return self.id or str(self.number)


@dataclass(frozen=True, slots=True)
class Bitext:
    """An aligned pair of texts; without an aligner, one language on both sides is an article that needed none.

    `kinship` is what the aligner takes them for.
    """

    source_language: str
    target_language: str
    units: tuple[TranslationUnit, ...]
    signature: Signature
    kinship: Kinship = Kinship.PARALLEL

    @property
    def is_translation(self) -> bool:
        """Tell whether there are two sides."""
        return self.source_language != self.target_language or self.is_aligned

    @property
    def is_aligned(self) -> bool:
        """Tell whether both texts were there, and only had to be aligned."""
        return bool(self.signature.aligner)
