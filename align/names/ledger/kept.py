"""Choose the names that translations keep though no glossary has them: those whose form the batch makes certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from align.concept import FULL, LOCAL, Case, Concept, Status, Term
from align.detect.scripts import LATIN, is_latin
from align.languages import base
from align.names.ledger.same import words
from align.names.ledger.values import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.names.ledger.values import Chosen, Entity, Form, Ledger

# A form that fewer of the translations have is what an engine wrote now and then.
_SHARE = 0.5


def kept_names(ledger: Ledger, target: str, before: Iterable[Concept] = ()) -> tuple[Concept, ...]:
    """Give the names that a translation lost, with the forms that they are due in a language; their ids begin with `~`.

    Those kept `before` stay: that they are lost no more comes of that.
    """
    known = {term.text for name in before for term in name.terms}
    return tuple(
        Concept(LOCAL + entity.id, entity.kind, tuple(terms))
        for entity in ledger.entities
        if not entity.is_known and entity.kind != "title"
        if _is_lost(entity, target) or any(form.text in known for form in entity.forms if form.row == FULL)
        if (terms := list(_terms(entity, target)))
    )


def as_plain(names: Iterable[Concept]) -> list[dict[str, object]]:
    """Turn kept names into plain values for the store."""
    return [
        {
            "id": name.id,
            "kind": name.kind,
            "terms": [(term.language, term.text, term.status, term.form) for term in name.terms],
        }
        for name in names
    ]


def from_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[Concept, ...]:
    """Undo `as_plain`."""
    return tuple(Concept(one["id"], one["kind"], tuple(_term(*term) for term in one["terms"])) for one in plain)


def _is_lost(entity: Entity, target: str) -> bool:
    sources, written = _forms(entity, FULL, target)
    return entity.is_torn or _count(written) < _count(sources)


def _forms(entity: Entity, row: str, target: str) -> tuple[list[Form], list[Form]]:
    """Give the forms of the sources that are translated into a language, and those of their translations."""
    forms = [one for one in entity.forms if one.row == row]
    sources = [one for one in forms if one.side is Side.SOURCE and base(one.language) != base(target)]
    return sources, [one for one in forms if one.side is Side.TARGET and base(one.language) == base(target)]


def _terms(entity: Entity, target: str) -> Iterator[Term]:
    """Give the forms of the sources and, by row, the one that is due; nothing for a name that is not certain."""
    rows = dict.fromkeys(one.row for one in entity.forms)
    names = [one for row in rows for one in _forms(entity, row, target)[0] if row != FULL or len(words(one.text)) > 1]
    due = {row: _due(entity, row, target) for row in dict.fromkeys(one.row for one in names)}
    if not due.get(FULL):
        return
    for row, text in due.items():
        if text:
            yield _term(target, text, Status.PREFERRED, row)
            for form in names:
                if form.row == row:
                    yield _term(form.language, form.text, Status.ADMITTED, row)


def _due(entity: Entity, row: str, target: str) -> str:
    """Give the form of most translations, else that of the sources, which is certain for names that are torn.

    A short form follows the full one.
    """
    sources, written = _forms(entity, row, target)
    agreed = {one.side: one.text for one in reversed(entity.chosen) if one.row == row and _is_due(one, target)}
    # `Will dicho Young` has a word more: the engine put one inside.
    is_whole = any(len(words(one.text)) == len(words(agreed.get(Side.TARGET, ""))) for one in sources)
    if written and is_whole and _count(written) >= _SHARE * _count(sources):
        return agreed[Side.TARGET]
    return agreed.get(Side.SOURCE, "") if entity.is_torn or row != FULL else ""


def _is_due(one: Chosen, target: str) -> bool:
    """Tell whether a chosen form may stand in a translation: it was written there, or has the letters for it."""
    if one.side is Side.TARGET:
        return base(one.language) == base(target)
    return base(target) in LATIN and is_latin(one.text)


def _count(forms: Iterable[Form]) -> int:
    return sum(one.count for one in forms)


def _term(language: str, text: str, status: str, form: str) -> Term:
    # Other capitals are the words, not the name: `all four corners`.
    return Term(language, text, Status(status), form, Case.EXACT)
