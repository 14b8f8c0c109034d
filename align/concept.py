"""Values of the glossary: the thing meant, its agreed forms, and where it is mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.document import Span

# The forms of a name that have a meaning of their own; a glossary may name others.
FULL, SHORT = "full", "short"
# The kind that has a family name.
PERSON = "person"
# What the ids of names begin with that the articles alone tell of: no glossary id does.
LOCAL = "~"


class Status(StrEnum):
    """How a term may be used; the words of TBX (`administrativeStatus`), shortened."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


# What is not to be written.
AVOIDED = frozenset({Status.DEPRECATED, Status.FORBIDDEN})


class Case(StrEnum):
    """Which letter case a surface form may have and still be the term.

    EXACT: as written. FIRST: the first letter may be raised (sentence start). FOLD: any, so ALL-CAPS is found.
    """

    EXACT = "exact"
    FIRST = "first"
    FOLD = "fold"


class Gender(StrEnum):
    """Which article a name takes; NONE where it takes none, or the glossary does not say."""

    NONE = ""
    MASCULINE = "m"
    FEMININE = "f"
    MASCULINE_PLURAL = "mpl"
    FEMININE_PLURAL = "fpl"


class Occasion(StrEnum):
    """Which mention of its article a mention is, where the glossary asks for the original at the first one."""

    ANY = ""
    FIRST = "first"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language.

    `form` names the row of the concept that the term belongs to ("full", "short", …): a mention by a term of one
    form is written by the preferred term of the same form in the target. `file` and `line` say where it stands.
    An `is_inflected` term is a case or plural of the preferred one, right where grammar asks for it.
    """

    language: str
    text: str
    status: Status = Status.PREFERRED
    form: str = FULL
    case: Case = Case.FOLD
    note: str = ""
    file: str = ""
    line: int = 0
    gender: Gender = Gender.NONE
    is_inflected: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """A person, place, organisation or title, with its terms in all languages.

    `first` is the language whose spelling stands in brackets at the first mention of an article (empty: none does).
    An `is_unquoted` concept is left alone in the quoted titles of works, and inside `exceptions` (`chicken Kiev`).
    """

    id: str
    kind: str
    terms: tuple[Term, ...]
    do_not_translate: bool = False
    first: str = ""
    is_unquoted: bool = False
    exceptions: tuple[Term, ...] = ()

    @property
    def is_local(self) -> bool:
        """Tell whether no glossary has it."""
        return self.id.startswith(LOCAL)

    def terms_in(self, language: str, form: str | None = None) -> tuple[Term, ...]:
        """Give the terms of one language (and form), preferred first, in the glossary's order."""
        found = [t for t in self.terms if t.language == language and form in (None, t.form)]
        return tuple(sorted(found, key=lambda term: list(Status).index(term.status)))

    def preferred(self, language: str, form: str = FULL) -> Term | None:
        """Give the agreed term of that language and form, or None if the glossary has none."""
        return next((t for t in self.terms_in(language, form) if t.status is Status.PREFERRED), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence in a text; `span` counts in the text that was searched, `surface` is its slice.

    `term` is the glossary term that it was found by.
    """

    concept: Concept
    term: Term
    span: Span
    surface: str
    confidence: float = 1.0
    occasion: Occasion = Occasion.ANY
