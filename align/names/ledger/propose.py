"""Propose lines for a glossary: the names that it lacks, and the spellings of names that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.concept import PERSON
from align.detect.scripts import LATIN, is_latin
from align.languages import base
from align.names.csvfile import cell_of, written
from align.names.endings import are_cases
from align.names.fold import key
from align.names.ledger.values import Side
from align.names.terms import preferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.names.ledger.values import Chosen, Entity, Ledger

# A name that stands once in a batch, in one form, seldom deserves a line of its own.
_FEWEST = 2


def proposals(ledger: Ledger, *, target: str = "") -> bytes:
    """Write proposed lines as the project's CSV: one row a form of a name, one column a language, best form first.

    `target` names a language that has a column of its own in any case, filled where its form is known.
    """
    rows = [(entity, row, cells) for entity in ledger.entities for row, cells in _rows(entity).items()]
    if target:
        for entity, row, cells in rows:
            cells.setdefault(target, _in_target(entity, row, cells, target))
    tags = sorted({tag for _, _, cells in rows for tag in cells})
    lines = [["concept", "kind", "form", *tags, "note"]]
    for entity, row, cells in rows:
        lines.append([entity.id, entity.kind, row, *(cells.get(tag, "") for tag in tags), _note(entity)])
    return written(lines)


def _rows(entity: Entity) -> dict[str, dict[str, str]]:
    """Give the cells of an entity by row and language; a target's forms go before those that sources write there."""
    if entity.kind == "title" or (not entity.is_known and entity.mentions < _FEWEST):
        return {}
    found: dict[str, dict[str, str]] = {}
    for choice in sorted(entity.chosen, key=lambda one: one.side is Side.SOURCE):
        texts = list(_texts(entity, choice))
        if texts:
            found.setdefault(choice.row, {}).setdefault(choice.language, cell_of(texts))
    return found


def _texts(entity: Entity, choice: Chosen) -> Iterator[str]:
    """Give the chosen form and the others; nothing where the glossary has them all, in other capitals or cases too."""
    others = [
        form.text
        for form in entity.forms
        if (form.row, form.language) == (choice.row, choice.language) and form.text != choice.text
    ]
    terms = entity.concept.terms_in(choice.language) if entity.concept else ()
    known = [choice.text, *(term.text for term in terms)]
    keys = {key(text) for text in known}
    new = [
        text
        for text in dict.fromkeys(others)
        if key(text) not in keys
        and not text.isupper()
        and not any(are_cases(text, other, choice.language) for other in known)
    ]
    if new or not entity.is_known:
        yield choice.text
        yield from new


def _in_target(entity: Entity, row: str, cells: Mapping[str, str], target: str) -> str:
    """Give the glossary's form, or that of a person whose name has Latin letters in both languages; else nothing."""
    if entity.concept is not None:
        agreed = preferred(entity.concept, target, row)
        return agreed.text if agreed else ""
    if entity.kind != PERSON or base(target) not in LATIN:
        return ""
    chosen = (one.text for one in entity.chosen if one.row == row and one.language in cells)
    return next((text for text in chosen if is_latin(text)), "")


def _note(entity: Entity) -> str:
    note = f"proposed: {entity.mentions} mentions"
    return f"{note}; perhaps the same as {', '.join(entity.likely)}" if entity.likely else note
