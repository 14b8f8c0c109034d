"""Read and write glossaries kept as a spreadsheet: one row for each form of a concept, one column a language."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from align.concept import AVOIDED, FULL, Status, Term
from align.errors import InputError, unreadable
from align.names.columns import ADVICE, EXCEPT, INFLECTED, SCOPE, TRANSLATE, Cells, columns_of
from align.names.fold import compose
from align.names.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from align.names.columns import Column

_SEPARATORS = ",;\t"
BAR = "|"
LETTER = re.compile(r"[^\W_]")
# Columns that stand beside one of their language.
_BESIDE = AVOIDED | {INFLECTED}


def read(path: Path) -> list[Row]:
    """Read one file; raise InputError with file, line and column."""
    layout, lines = _opened(path)
    rows = [_row(path, line, layout, cells) for line, cells in lines]
    _refuse_twins(rows)
    return rows


def read_usable(path: Path, refused: list[InputError]) -> list[Row]:
    """Read what can be used of one file for a check of all of it, twins too; `refused` gets the errors of other rows.

    Raise InputError where the file is no glossary.
    """
    layout, lines = _opened(path)
    rows: list[Row] = []
    for line, cells in lines:
        try:
            rows.append(_row(path, line, layout, cells))
        except InputError as error:
            refused.append(error)
    return rows


def _opened(path: Path) -> tuple[_Layout, Iterator[tuple[int, list[str]]]]:
    lines = sheet(path)
    line, cells = next(lines)
    return _Layout.of(columns_of(cells, f"{path}:{line}")), lines


def sheet(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row of a spreadsheet that is not blank, with the line that it begins on; raise InputError."""
    text = decoded(path)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    if not first_line:
        raise InputError("the glossary is empty", where=str(path), advice=ADVICE)
    return _lines(path, text, separator_of(first_line))


def written(lines: Iterable[Sequence[str]], separator: str = ",") -> bytes:
    """Give a spreadsheet in UTF-8; half a character, which UTF-8 has not, becomes a question mark."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(lines)
    return stream.getvalue().encode("utf-8", "replace")


def cell_of(texts: Iterable[str]) -> str:
    """Write spellings into one cell, as `spellings` reads them."""
    return f" {BAR} ".join(texts)


def separator_of(first_line: str) -> str:
    """Tell what parts the cells of a spreadsheet."""
    return max(_SEPARATORS, key=first_line.count)


def decoded(path: Path) -> str:
    """Give the text of a file in UTF-8 or UTF-16; raise InputError for another encoding."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(error, path) from error
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


def spellings(cell: str, where: str, column: str) -> Iterator[str]:
    """Split a cell at its bars and compose the letters of each spelling."""
    for part in compose(cell)[0].split(BAR):
        text = part.strip()
        if not (text[:1].isalpha() or LETTER.search(text)):
            raise InputError(
                f"column {column!r}: a spelling without letters in {cell!r}",
                where=where,
                advice="write the preferred spelling first and put ' | ' only between spellings",
            )
        yield text


def _lines(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
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


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a file with their places: plain ones by name, and those of languages."""

    width: int
    plain: tuple[tuple[int, str], ...]
    languages: tuple[tuple[int, Column], ...]
    needs_preferred: bool

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Self:
        placed = tuple(enumerate(columns))
        languages = tuple((place, column) for place, column in placed if column.language)
        plain = tuple((place, column.name) for place, column in placed if not column.language)
        return cls(len(columns), plain, languages, any(column.role in _BESIDE for _, column in languages))


def _row(path: Path, line: int, layout: _Layout, cells: Sequence[str]) -> Row:
    where = f"{path}:{line}"
    if len(cells) > layout.width and any(cell.strip() for cell in cells[layout.width :]):
        raise InputError(
            f"{len(cells)} cells under {layout.width} columns",
            where=where,
            advice="put a cell that holds the separator in quotation marks",
        )
    texts = {name: cells[place].strip() for place, name in layout.plain if place < len(cells) and cells[place]}
    plain = Cells(texts, where)
    form, case, note = plain.text("form").lower() or FULL, plain.case, plain.text("note")
    terms: list[Term] = []
    exceptions: list[Term] = []
    for column, found in _filled(layout, cells, where):
        if column.role == EXCEPT:
            exceptions += [Term(column.language, text, form=form, file=path.name, line=line) for text in found]
            continue
        gender = plain.gender(column.language)
        is_inflected = column.role == INFLECTED
        status = Status.ADMITTED if is_inflected else Status(column.role)
        for text in found:
            terms.append(Term(column.language, text, status, form, case, note, path.name, line, gender, is_inflected))
            if status is Status.PREFERRED:  # in a language's own column, the first is preferred, the others admitted
                status = Status.ADMITTED
    _check_terms(terms, where, needs_preferred=layout.needs_preferred)
    return Row(
        plain.text("concept"),
        plain.kind,
        form,
        TRANSLATE[plain.word("translate", TRANSLATE)],
        tuple(terms),
        where,
        case,
        plain.first,
        SCOPE[plain.word("scope", SCOPE)],
        tuple(exceptions),
        plain.validity,
        note,
        plain.text("source"),
    )


def _filled(layout: _Layout, cells: Sequence[str], where: str) -> Iterator[tuple[Column, Iterator[str]]]:
    """Give the columns of languages that a row has something in, with the spellings there."""
    for place, column in layout.languages:
        if place < len(cells) and cells[place].strip():
            yield column, spellings(cells[place], where, column.name)


def _check_terms(terms: Sequence[Term], where: str, *, needs_preferred: bool) -> None:
    if not terms:
        raise InputError("the row has no form in any language", where=where, advice="fill at least one language column")
    if not needs_preferred:
        return  # then each language has the preferred form that its cell begins with
    preferred = {term.language: term.text for term in terms if term.status is Status.PREFERRED}
    for term in terms:
        if term.language not in preferred:
            raise InputError(
                f"column {term.language!r}: no preferred form beside {term.status} {term.text!r}",
                where=where,
                advice=f"fill column {term.language!r}",
            )
        if term.status in AVOIDED and term.text == preferred[term.language]:
            raise InputError(
                f"column '{term.language}:{term.status}': {term.text!r} is the preferred form too",
                where=where,
                advice="decide for one",
            )


def _refuse_twins(rows: Sequence[Row]) -> None:
    seen: dict[tuple[str, str, str, str], str] = {}
    for row in rows:
        concept = row.concept or row.terms[0].text
        first = seen.setdefault((concept, row.form, row.validity.since, row.validity.until), row.where)
        if first != row.where:
            raise InputError(
                f"column 'concept': {concept!r} has a form {row.form!r} already ({first})",
                where=row.where,
                advice="put all spellings in one row, with ' | ' between them, or name another form",
            )
