"""The page of all names of a batch: each with its forms on both sides, and what contradicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from align.concept import FULL
from align.names.ledger import Side
from align.news import counted
from align.review import frame
from align.review.index import LISTED, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.names.ledger import Chosen, Entity, Form, Ledger


@dataclass(frozen=True, slots=True)
class Group:
    """The forms of one side and language."""

    side: Side
    language: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One name; `wrong` maps the forms that contradict, by their place in the groups, to the form that is chosen."""

    entity: Entity
    groups: tuple[Group, ...]
    reasons: tuple[Chosen, ...]
    likely: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Tell whether any form contradicts another."""
        return bool(self.entity.contradictions)

    def chosen(self, form: Form) -> str:
        """Give the form that should stand in the place of one that contradicts; empty for all others."""
        return next((one.chosen.text for one in self.entity.contradictions if one.form == form), "")


def render(ledger: Ledger, *, index: str) -> bytes:
    """Give the ledger as one self-contained HTML file; `index` is the address of the batch's index from it."""
    lines = [_line(entity, ledger.likely_of(entity)) for entity in ledger.entities if entity.kind != TITLE]
    return frame.render(
        "ledger",
        index=index,
        lines=lines,
        differing=sum(line.differs for line in lines),
        new=sum(not line.entity.is_known for line in lines),
        contradictions=len(ledger.contradictions),
        kinds=", ".join(_kind(*pair) for pair in Counter(line.entity.kind for line in lines).most_common()),
        is_target=ledger.side is Side.TARGET,
        most=LISTED,
    )


def _line(entity: Entity, likely: tuple[str, ...]) -> Line:
    groups = tuple(
        Group(side, language, tuple(forms))
        for (side, language), forms in groupby(entity.forms, key=lambda form: (form.side, form.language))
    )
    return Line(entity, groups, tuple(_reasons(entity)), likely)


def _reasons(entity: Entity) -> Iterator[Chosen]:
    """Give the chosen full forms of each side and language; where only others stand (`NATO`), the first of these."""
    for _, those in groupby(entity.chosen, key=lambda one: (one.side, one.language)):
        chosen = list(those)
        yield from [one for one in chosen if one.row == FULL] or chosen[:1]


def _kind(kind: str, count: int) -> str:
    """Write how many names are of a kind."""
    return f"{count} people" if kind == "person" and count > 1 else counted(count, kind)
