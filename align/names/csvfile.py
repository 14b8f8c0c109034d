"""Read a glossary kept as a spreadsheet: CSV with one row for each form of a concept, one column a language."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import Case, Status, Term
from align.errors import InputError, UsageError
from align.languages import normalise
from align.names.fold import compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KINDS = ("person", "place", "organisation", "title", "event", "other")
_PLAIN_COLUMNS = ("concept", "kind", "form", "case", "translate", "note", "source")
_SEPARATORS = ",;\t"
_TRANSLATE = {"": None, "yes": True, "no": False}
_ADVICE = "glossaries/README.md describes the columns"


@dataclass(frozen=True, slots=True)
class Row:
    """One form of a concept with its spellings in all languages; an empty `concept` names none."""

    concept: str
    kind: str
    form: str
    is_translated: bool | None
    terms: tuple[Term, ...]
    where: str


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    language: str = ""
    status: Status = Status.PREFERRED


def read(path: Path) -> list[Row]:
    """Read one file; raise InputError with file, line and column."""
    text = _decode(path)
    header_line = next((line for line in text.splitlines() if line.strip()), "")
    if not header_line:
        raise InputError("the glossary is empty", where=str(path), advice=_ADVICE)
    separator = max(_SEPARATORS, key=header_line.count)
    lines = _lines(path, text, separator)
    line, cells = next(lines)
    columns = _columns(cells, f"{path}:{line}")
    rows = [_row(path, line, columns, cells) for line, cells in lines]
    _refuse_twins(rows)
    return rows


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read the glossary: {error.strerror}", where=str(path)) from error
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"byte {raw[error.start]:#04x} is not UTF-8",
            where=f"{path}:{line}",
            advice="save the sheet as 'CSV UTF-8'",
        ) from error


def _lines(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"not a CSV row: {error}", where=f"{path}:{line}", advice="close every quotation mark that opens a cell"
        ) from error


def _columns(cells: Sequence[str], where: str) -> list[_Column]:
    columns: list[_Column] = []
    for cell in cells:
        column = _column(cell.strip(), where)
        if column.name and column in columns:
            raise InputError(f"column {cell!r} stands twice", where=where, advice=_ADVICE)
        columns.append(column)
    if not any(column.language for column in columns):
        raise InputError(
            f"no column is a language, seen: {', '.join(map(repr, cells))}",
            where=where,
            advice="name columns by language tags, such as 'en,pt'",
        )
    return columns


def _column(name: str, where: str) -> _Column:
    if not name or name.lower() in _PLAIN_COLUMNS:
        return _Column(name.lower())
    tag, _, status = name.partition(":")
    try:
        return _Column(name, normalise(tag), Status(status.strip().lower() or Status.PREFERRED))
    except (UsageError, ValueError) as error:
        raise InputError(
            f"unknown column {name!r}; known: {', '.join(_PLAIN_COLUMNS)}, language tags ('pt') "
            "and tags with a status ('pt:deprecated')",
            where=where,
            advice=_ADVICE,
        ) from error


def _row(path: Path, line: int, columns: Sequence[_Column], cells: Sequence[str]) -> Row:
    where = f"{path}:{line}"
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise InputError(
            f"{len(cells)} cells under {len(columns)} columns",
            where=where,
            advice="put a cell that holds the separator in quotation marks",
        )
    plain = {c.name: cell.strip() for c, cell in zip(columns, cells, strict=False) if not c.language}
    kind = _word("kind", plain, ("", *KINDS), where)
    case = Case(_word("case", plain, ("", *Case), where) or Case.FOLD)
    translate = _word("translate", plain, tuple(_TRANSLATE), where)
    form = plain.get("form", "").lower() or "full"
    note = plain.get("note", "")
    terms: list[Term] = []
    for column, cell in zip(columns, cells, strict=False):
        if column.language:
            terms += [
                Term(column.language, text, status, form, case, note, path.name, line)
                for text, status in _spellings(column, cell, where)
            ]
    _check_terms(terms, where)
    return Row(plain.get("concept", ""), kind, form, _TRANSLATE[translate], tuple(terms), where)


def _word(column: str, plain: dict[str, str], known: Sequence[str], where: str) -> str:
    word = plain.get(column, "").lower()
    if word not in known:
        names = ", ".join(name for name in known if name)
        raise InputError(
            f"column {column!r}: unknown word {plain[column]!r}; known: {names}", where=where, advice=_ADVICE
        )
    return word


def _spellings(column: _Column, cell: str, where: str) -> Iterator[tuple[str, Status]]:
    """Split a cell at its bars; in a language's own column the first spelling is preferred, the others admitted."""
    if not cell.strip():
        return
    status = column.status
    for part in cell.split("|"):
        text = compose(part.strip())[0]
        if not any(character.isalnum() for character in text):
            raise InputError(
                f"column {column.name!r}: a spelling without letters in {cell!r}",
                where=where,
                advice="write the preferred spelling first and put ' | ' only between spellings",
            )
        yield text, status
        if status is Status.PREFERRED:
            status = Status.ADMITTED


def _check_terms(terms: Sequence[Term], where: str) -> None:
    if not terms:
        raise InputError("the row has no form in any language", where=where, advice="fill at least one language column")
    preferred = {term.language: term.text for term in terms if term.status is Status.PREFERRED}
    for term in terms:
        if term.language not in preferred:
            raise InputError(
                f"column {term.language!r}: no preferred form beside {term.status} {term.text!r}",
                where=where,
                advice=f"fill column {term.language!r}",
            )
        if term.status in (Status.DEPRECATED, Status.FORBIDDEN) and term.text == preferred[term.language]:
            raise InputError(
                f"column '{term.language}:{term.status}': {term.text!r} is the preferred form too",
                where=where,
                advice="decide for one",
            )


def _refuse_twins(rows: Sequence[Row]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        concept = row.concept or row.terms[0].text
        first = seen.setdefault((concept, row.form), row.where)
        if first != row.where:
            raise InputError(
                f"column 'concept': {concept!r} has a form {row.form!r} already ({first})",
                where=row.where,
                advice="put all spellings in one row, with ' | ' between them, or name another form",
            )
