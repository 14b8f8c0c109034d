"""Look up which term of a concept a language has agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.concept import FULL, Status
from align.languages import base

if TYPE_CHECKING:
    from align.concept import Concept, Term


def preferred(concept: Concept, language: str, form: str) -> Term | None:
    """Give the agreed term of that form or else the full one; the tag itself first, then its kin (`pt-BR`, `pt`)."""
    return choose(by_tag(concept), language, form)


def by_tag(concept: Concept) -> dict[str, dict[str, Term]]:
    """Give the preferred terms by language tag and form."""
    found: dict[str, dict[str, Term]] = {}
    for term in concept.terms:
        if term.status is Status.PREFERRED:
            found.setdefault(term.language, {}).setdefault(term.form, term)
    return found


def choose(terms: dict[str, dict[str, Term]], language: str, form: str) -> Term | None:
    """Choose among terms by tag and form, as `preferred` does."""
    wanted = base(language)
    tags = [tag for tag in dict.fromkeys((language, wanted, *terms)) if tag in terms and base(tag) == wanted]
    found = [terms[tag][name] for name in (form, FULL) for tag in tags if name in terms[tag]]
    return found[0] if found else None
