"""The columns of a glossary that is a spreadsheet, and the words that their cells may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import Case, Gender, Status
from align.errors import InputError, UsageError
from align.languages import normalise
from align.names.row import KINDS, Validity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

PLAIN = (
    "concept", "kind", "form", "case", "translate", "scope", "first", "gender", "from", "until", "note", "source",
)  # fmt: skip
EXCEPT, GENDER, INFLECTED = "except", "gender", "inflected"
TRANSLATE = {"": None, "yes": True, "no": False}
SCOPE = {"": None, "anywhere": False, "unquoted": True}
ADVICE = "glossaries/README.md describes the columns"
_ALWAYS = Validity()
_CASES, _GENDERS = tuple(Case), tuple(Gender)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a plain one, or one of a language; `role` is a status, `inflected`, `except` or `gender`."""

    name: str
    language: str = ""
    role: str = Status.PREFERRED


@dataclass(frozen=True, slots=True)
class Cells:
    """The plain cells of one row, read by name; errors name the column."""

    texts: Mapping[str, str]
    where: str

    def text(self, name: str) -> str:
        """Give a cell as it is written, empty where the file has no such column."""
        return self.texts.get(name, "")

    def word(self, name: str, known: Collection[str]) -> str:
        """Give a cell that holds one of the known words, or none."""
        word = self.texts.get(name, "").lower()
        if not word:
            return ""
        if word not in known:
            names = ", ".join(filter(None, known))
            raise InputError(
                f"column {name!r}: unknown word {self.text(name)!r}; known: {names}", where=self.where, advice=ADVICE
            )
        return word

    @property
    def kind(self) -> str:
        """Give the kind of the concept, empty where the row does not say."""
        return self.word("kind", KINDS)

    @property
    def case(self) -> Case:
        """Give the case policy."""
        word = self.word("case", _CASES)
        return Case(word) if word else Case.FOLD

    @property
    def first(self) -> str:
        """Give the language of the original that stands in brackets at the first mention."""
        tag = self.text("first")
        try:
            return tag and normalise(tag)
        except UsageError as error:
            raise InputError(f"column 'first': {error.message}", where=self.where, advice=ADVICE) from error

    @property
    def validity(self) -> Validity:
        """Give the dates between which the row is for articles."""
        if not self.text("from") and not self.text("until"):
            return _ALWAYS
        for name in ("from", "until"):
            if self.text(name) and not _DATE.fullmatch(self.text(name)):
                raise InputError(
                    f"column {name!r}: {self.text(name)!r} is not a date such as 2018, 2018-06 or 2018-06-30",
                    where=self.where,
                    advice=ADVICE,
                )
        return Validity(self.text("from"), self.text("until"))

    def gender(self, language: str) -> Gender:
        """Give the gender that a name has in a language: by its own column, or by the one for all languages."""
        own = f"{language}:{GENDER}"
        word = self.word(own if self.text(own) else GENDER, _GENDERS)
        return Gender(word) if word else Gender.NONE


def columns_of(cells: Sequence[str], where: str) -> list[Column]:
    """Read the first row of a file."""
    columns: list[Column] = []
    for cell in cells:
        column = _column(cell.strip(), where)
        if column.name and column in columns:
            raise InputError(f"column {cell!r} stands twice", where=where, advice=ADVICE)
        columns.append(column)
    if not any(column.language for column in columns):
        raise InputError(
            f"no column is a language, seen: {', '.join(map(repr, cells))}",
            where=where,
            advice="name columns by language tags, such as 'en,pt'",
        )
    return columns


def _column(name: str, where: str) -> Column:
    if not name or name.lower() in PLAIN:
        return Column(name.lower())
    tag, _, role = name.partition(":")
    role = role.strip().lower() or Status.PREFERRED
    try:
        language = normalise(tag)
        if role == GENDER:
            return Column(f"{language}:{GENDER}")
        return Column(name, language, role if role in (EXCEPT, INFLECTED) else Status(role))
    except (UsageError, ValueError) as error:
        raise InputError(
            f"unknown column {name!r}; known: {', '.join(PLAIN)}, language tags ('pt'), tags with a status "
            "('pt:deprecated'), 'pt:inflected', 'pt:except' and 'pt:gender'",
            where=where,
            advice=ADVICE,
        ) from error
