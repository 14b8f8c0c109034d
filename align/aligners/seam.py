"""What an aligner is, what a score of beads is, and where they are found by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from align.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.corridor import Numbers, Reals
    from align.aligners.kinds import Kind
    from align.bitext import Bead


@dataclass(frozen=True, slots=True)
class Side:
    """The segments of one text in order; `paragraphs` gives the number of each one's paragraph, where known."""

    segments: tuple[str, ...]
    language: str = ""
    paragraphs: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.paragraphs and len(self.paragraphs) != len(self.segments):
            raise ValueError(f"{len(self.paragraphs)} paragraph numbers for {len(self.segments)} segments")


@dataclass(frozen=True, slots=True)
class Edges:
    """Beads of one kind: `rows` and `columns` are their first source and target segments."""

    kind: Kind
    rows: Numbers
    columns: Numbers


class Score(Protocol):
    """One kind of evidence for or against a bead."""

    names: tuple[str, ...]
    """What the features are called, in order."""

    def features(self, edges: Edges) -> list[Reals]:
        """Give one array for each name, as long as the edges."""


class Aligner(Protocol):
    """Group the segments of two texts into beads."""

    name: str

    def align(self, source: Side, target: Side, *, pins: Sequence[Bead] = ()) -> list[Bead]:
        """Give beads in order that cover every segment of both sides once; `pins` are kept as they are."""


ALIGNERS = Registry(
    kind="aligner",
    group="align.aligners",
    builtin={"lattice": "align.aligners.aligner:LatticeAligner"},
)
