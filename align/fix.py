"""Bring the translations of a batch to one form of each name: whole names, by their spans, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import Origin, UnitStatus
from align.languages import base
from align.names.articles import onset_of
from align.names.endings import DECLINING
from align.names.ledger.values import Side
from align.names.splice import Edit, splice
from align.respell import rendering_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.names.ledger import Contradiction, Ledger, Place
    from align.survey import Survey


@dataclass(frozen=True, slots=True)
class Correction:
    """A translation with the edits that put its names right; `key` names it in the store."""

    place: Place
    key: bytes
    before: str
    edits: tuple[Edit, ...]

    @property
    def after(self) -> str:
        """Give the translation as it will be."""
        return splice(self.before, self.edits)


def corrections(ledger: Ledger, surveys: Mapping[str, Survey]) -> tuple[Correction, ...]:
    """Give what is to be changed, in the order of the articles; `surveys` are the articles by their paths."""
    due: dict[tuple[str, int], list[tuple[Place, Contradiction]]] = {}
    for _, one in ledger.contradictions:
        if one.form.side is Side.TARGET and base(one.form.language) not in DECLINING:
            for place in one.form.places:
                due.setdefault((place.article, place.segment), []).append((place, one))
    return tuple(
        Correction(wanted[0][0], rendering_key(surveys[article].target, unit.source, unit.target), unit.target, edits)
        for (article, segment), wanted in sorted(due.items())
        # What a person wrote or approved is left to a person.
        if (unit := surveys[article].units[segment - 1]).origin is Origin.ENGINE
        and unit.status is UnitStatus.DRAFT
        and (edits := tuple(_edits(unit.target, wanted)))
    )


def _edits(text: str, wanted: Sequence[tuple[Place, Contradiction]]) -> Iterator[Edit]:
    for place, one in sorted(wanted, key=lambda pair: pair[0].span):
        # Capitals of a headline stay; those of an abbreviation (`NATO`) are its spelling.
        is_raised = place.span.of(text).isupper() and not one.form.text.isupper()
        form = one.chosen.text.upper() if is_raised else one.chosen.text
        language = one.chosen.language
        # Where the word before would have to change as well (`d'Odessa`, `de Kyiv`), that is left to a person.
        if onset_of(place.span.of(text), language) == onset_of(form, language):
            yield Edit(place.span, form)
