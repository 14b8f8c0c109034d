"""One row of a glossary file, as every format of glossaries gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import Case

if TYPE_CHECKING:
    from align.concept import Term

KINDS = ("person", "place", "organisation", "title", "event", "other")


@dataclass(frozen=True, slots=True)
class Validity:
    """The dates of articles that a row is for, both included: `2018`, `2018-06` or `2018-06-30`; empty is open."""

    since: str = ""
    until: str = ""

    def holds(self, date: str) -> bool:
        """Tell whether the row is for articles of that day (`YYYY-MM-DD`); of an unknown day it always is."""
        if not date:
            return True
        return date[: len(self.since)] >= self.since and (not self.until or date[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a concept with its spellings in all languages; an empty `concept` names none.

    `first` is the language whose spelling stands in brackets at the first mention of an article. `exceptions` are
    longer phrases in which the name is not meant. `is_unquoted` leaves quoted titles of works alone, None says
    nothing about it. `source` says where the forms come from, `where` where the row stands.
    """

    concept: str
    kind: str
    form: str
    is_translated: bool | None
    terms: tuple[Term, ...]
    where: str
    case: Case = Case.FOLD
    first: str = ""
    is_unquoted: bool | None = None
    exceptions: tuple[Term, ...] = ()
    validity: Validity = Validity()
    note: str = ""
    source: str = ""
