"""Say for each mention how the target has to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import Status
from align.hypothesis import Constraint
from align.languages import base
from align.marks.capitals import is_in_capitals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Mention, Term


@dataclass(frozen=True, slots=True)
class Form:
    """What the glossary says about writing one form of a concept in the target.

    `admitted` counts as fine where grammar chooses among the forms of a title; `wrong` must not stand in the target;
    `other` are further spellings by which the name is known there.
    """

    text: str
    admitted: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    pivots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One mention and the form that is due for it; in a headline all in capitals the form is too."""

    mention: Mention
    form: Form
    text: str
    accepted: tuple[str, ...]

    @property
    def is_title(self) -> bool:
        """Tell whether the concept is a title, a common noun that grammar changes."""
        return self.mention.concept.kind == "title"

    @property
    def constraint(self) -> Constraint:
        """Put the demand to an engine, which is given a headline in small letters."""
        return Constraint(self.mention.span, self.form.text, self.form.pivots)


class Agreement:
    """The agreed forms of one pair of languages; each is looked up once."""

    def __init__(self, source: str, target: str) -> None:
        self._source = source
        self._target = target
        self._forms: dict[tuple[str, str], Form | None] = {}

    def demands(self, text: str, mentions: Sequence[Mention]) -> tuple[Demand, ...]:
        """Give the demands on the translation of `text`; a mention without an agreed form makes none."""
        is_headline = is_in_capitals(text)
        return tuple(
            _demand(mention, form, is_headline=is_headline)
            for mention in mentions
            if (form := self.form(mention.concept, mention.term.form)) is not None
        )

    def form(self, concept: Concept, form: str) -> Form | None:
        """Look up the agreed form of a concept, its full form where the target has no such one."""
        place = (concept.id, form)
        if place not in self._forms:
            self._forms[place] = self._look_up(concept, form)
        return self._forms[place]

    def _look_up(self, concept: Concept, form: str) -> Form | None:
        by_tag = _by_tag(concept)
        agreed = _choose(by_tag, self._source if concept.do_not_translate else self._target, form)
        if agreed is None:
            return None
        terms = [term for term in concept.terms if base(term.language) == base(self._target)]
        is_title = concept.kind == "title"
        return Form(
            agreed.text,
            admitted=_texts(terms, agreed, Status.ADMITTED) if is_title else (),
            wrong=_texts(terms, agreed, Status.DEPRECATED, Status.FORBIDDEN, forms=None),
            other=_texts(terms, agreed, *Status),
            pivots=tuple(
                (tag, term.text)
                for tag, forms in by_tag.items()
                if tag not in (self._source, self._target) and (term := forms.get(form) or forms.get("full"))
            ),
        )


def preferred(concept: Concept, language: str, form: str) -> Term | None:
    """Give the agreed term of that form or else the full one; the tag itself first, then its kin (`pt-BR`, `pt`)."""
    return _choose(_by_tag(concept), language, form)


def _by_tag(concept: Concept) -> dict[str, dict[str, Term]]:
    """Give the preferred terms by language tag and form."""
    found: dict[str, dict[str, Term]] = {}
    for term in concept.terms:
        if term.status is Status.PREFERRED:
            found.setdefault(term.language, {}).setdefault(term.form, term)
    return found


def _choose(by_tag: dict[str, dict[str, Term]], language: str, form: str) -> Term | None:
    wanted = base(language)
    tags = [tag for tag in dict.fromkeys((language, wanted, *by_tag)) if tag in by_tag and base(tag) == wanted]
    terms = [by_tag[tag][name] for name in (form, "full") for tag in tags if name in by_tag[tag]]
    return terms[0] if terms else None


def _texts(terms: Sequence[Term], agreed: Term, *statuses: Status, forms: str | None = "same") -> tuple[str, ...]:
    """Give other spellings than the agreed one; without `forms`, of all forms of the concept."""
    return tuple(
        dict.fromkeys(
            term.text
            for term in terms
            if term.status in statuses and term.text != agreed.text and (forms is None or term.form == agreed.form)
        )
    )


def _demand(mention: Mention, form: Form, *, is_headline: bool) -> Demand:
    if is_headline and mention.surface.isupper():
        return Demand(mention, form, form.text.upper(), (form.text, *form.admitted))
    return Demand(mention, form, form.text, form.admitted)
