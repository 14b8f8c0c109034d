"""Say for each mention how the target has to write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import FULL, SHORT, Gender, Occasion, Status
from align.hypothesis import Constraint
from align.languages import base
from align.marks.capitals import is_in_capitals
from align.names.occasion import first_form
from align.names.terms import by_tag, choose, preferred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Mention, Term


@dataclass(frozen=True, slots=True)
class Form:
    """What the glossary says about writing one form of a concept in the target.

    `admitted` counts as fine where grammar chooses among the forms of a title, `inflected` always; `wrong` must not
    stand in the target; `other` are further spellings by which the name is known there.
    """

    text: str
    admitted: tuple[str, ...] = ()
    inflected: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    pivots: tuple[tuple[str, str], ...] = ()
    gender: Gender = Gender.NONE


@dataclass(frozen=True, slots=True)
class Demand:
    """One mention and the form that is due for it; in a headline all in capitals the form is too.

    Once the name stands there, `original` goes behind it in brackets at the first mention, and `short` takes its place
    at a later one, if the glossary asks for that.
    """

    mention: Mention
    form: Form
    text: str
    accepted: tuple[str, ...]
    original: str = ""
    short: str = ""

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
        self._forms: dict[tuple[int, str], Form | None] = {}

    def demands(self, text: str, mentions: Sequence[Mention]) -> tuple[Demand, ...]:
        """Give the demands on the translation of `text`; a mention without an agreed form makes none."""
        is_headline = is_in_capitals(text)
        return tuple(
            self._demand(mention, form, is_headline=is_headline)
            for mention in mentions
            if (form := self._form(mention)) is not None
        )

    def _demand(self, mention: Mention, form: Form, *, is_headline: bool) -> Demand:
        if is_headline and mention.surface.isupper():
            return Demand(
                mention, form, form.text.upper(), (form.text, *form.admitted, *map(str.upper, form.inflected))
            )
        original = short = ""
        if mention.occasion is Occasion.FIRST:
            original = first_form(mention.concept, self._target)[1]
        elif mention.occasion is Occasion.LATER:
            shorter = preferred(mention.concept, self._target, SHORT)
            short = shorter.text if shorter and shorter.form == SHORT else ""
        return Demand(mention, form, form.text, (*form.admitted, *form.inflected), original, short)

    def _form(self, mention: Mention) -> Form | None:
        """Look up the agreed form of a mention, the full one where the target has no form of that name."""
        # By the concept itself: articles of other days have others of the same name.
        place = (id(mention.concept), FULL if mention.occasion is Occasion.FIRST else mention.term.form)
        if place not in self._forms:
            self._forms[place] = self._look_up(mention.concept, place[1])
        return self._forms[place]

    def _look_up(self, concept: Concept, form: str) -> Form | None:
        tags = by_tag(concept)
        agreed = choose(tags, self._source if concept.do_not_translate else self._target, form)
        if agreed is None:
            return None
        spoken = [term for term in concept.terms if base(term.language) == base(self._target)]
        terms = [term for term in spoken if not term.is_inflected]
        is_title = concept.kind == "title"
        return Form(
            agreed.text,
            admitted=_texts(terms, agreed, Status.ADMITTED) if is_title else (),
            inflected=tuple(term.text for term in spoken if term.is_inflected and term.form == agreed.form),
            wrong=_texts(terms, agreed, Status.DEPRECATED, Status.FORBIDDEN, forms=None),
            other=_texts(terms, agreed, *Status),
            pivots=tuple(
                (tag, term.text)
                for tag, forms in tags.items()
                if tag not in (self._source, self._target) and (term := forms.get(form) or forms.get(FULL))
            ),
            gender=agreed.gender,
        )


def _texts(terms: Sequence[Term], agreed: Term, *statuses: Status, forms: str | None = "same") -> tuple[str, ...]:
    """Give other spellings than the agreed one; without `forms`, of all forms of the concept."""
    return tuple(
        dict.fromkeys(
            term.text
            for term in terms
            if term.status in statuses and term.text != agreed.text and (forms is None or term.form == agreed.form)
        )
    )
