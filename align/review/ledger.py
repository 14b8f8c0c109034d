"""The page of all names of a batch: each with its forms on both sides, and what contradicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from align.names.ledger import Side
from align.review import frame
from align.review.index import LISTED, TITLE

if TYPE_CHECKING:
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
    known = {entity.id: entity.name for entity in ledger.entities}
    lines = [_line(entity, known) for entity in ledger.entities if entity.kind != TITLE]
    return frame.render(
        "ledger",
        index=index,
        lines=lines,
        differing=sum(line.differs for line in lines),
        new=sum(not line.entity.is_known for line in lines),
        contradictions=len(ledger.contradictions),
        kinds=sorted(Counter(line.entity.kind for line in lines).items(), key=lambda pair: (-pair[1], pair[0])),
        is_target=ledger.side is Side.TARGET,
        most=LISTED,
    )


def _line(entity: Entity, known: dict[str, str]) -> Line:
    groups = tuple(
        Group(side, language, tuple(forms))
        for (side, language), forms in groupby(entity.forms, key=lambda form: (form.side, form.language))
    )
    reasons = {(one.side, one.language, one.text): one for one in entity.chosen if one.row == "full"}
    return Line(entity, groups, tuple(reasons.values()), tuple(known[one] for one in entity.likely if one in known))
