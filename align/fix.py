"""Bring the translations of a batch to one form of each name: whole names with the articles that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import Origin, UnitStatus
from align.concept import Gender
from align.languages import base
from align.names.articles import onset_of
from align.names.endings import DECLINING
from align.names.finish import small_word
from align.names.ledger.values import Side
from align.names.splice import Edit, splice
from align.names.terms import preferred
from align.respell import rendering_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.names.ledger import Chosen, Contradiction, Entity, Ledger, Place
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
    due: dict[tuple[str, int], list[tuple[Place, Entity, Contradiction]]] = {}
    for entity, one in ledger.contradictions:
        if one.form.side is Side.TARGET and base(one.form.language) not in DECLINING:
            for place in one.form.places:
                due.setdefault((place.article, place.segment), []).append((place, entity, one))
    return tuple(
        Correction(wanted[0][0], rendering_key(surveys[article].target, unit.source, unit.target), unit.target, edits)
        for (article, segment), wanted in sorted(due.items())
        # What a person wrote or approved is left to a person.
        if (unit := surveys[article].units[segment - 1]).origin is Origin.ENGINE
        and unit.status is UnitStatus.DRAFT
        and (edits := tuple(_edits(unit.target, wanted)))
    )


def _edits(text: str, wanted: Sequence[tuple[Place, Entity, Contradiction]]) -> Iterator[Edit]:
    end = 0
    for place, entity, one in sorted(wanted, key=lambda which: which[0].span):
        # Capitals of a headline stay; those of an abbreviation (`NATO`) are its spelling.
        is_raised = place.span.of(text).isupper() and not one.form.text.isupper()
        form = one.chosen.text.upper() if is_raised else one.chosen.text
        language = one.chosen.language
        gender, is_place = _gender(entity, one.chosen), entity.kind == "place"
        small = small_word(text, place.span, form, gender, language, is_place=is_place)
        if small is not None and small.span.start >= end:
            yield small
        elif onset_of(place.span.of(text), language) != onset_of(form, language):
            continue  # a word before that no table knows may have to change: `jusqu'Odessa`
        if small is None or small.span.end == place.span.start:
            yield Edit(place.span, form)
        end = place.span.end


def _gender(entity: Entity, chosen: Chosen) -> Gender:
    """Give the gender that the glossary tells of a form."""
    term = preferred(entity.concept, chosen.language, chosen.row) if entity.concept else None
    return term.gender if term is not None and term.text == chosen.text else Gender.NONE
