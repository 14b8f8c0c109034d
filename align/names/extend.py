"""Extend a glossary file by what people chose: lines are added at its end or changed in place, all others stay."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.concept import FULL, Status
from align.names.columns import columns_of
from align.names.csvfile import BAR, LETTER, cell_of, separator_of
from align.names.fold import key
from align.names.row import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.names.columns import Column

# The first columns of a new file.
_COLUMNS = ("concept", "kind", "form")


@dataclass(frozen=True, slots=True)
class Choice:
    """A form that a person chose for the batch.

    For a name of the glossary `concept` and `form` say which row is meant, and `instead` what was agreed before; for a
    new term they are empty, and `source` is how the articles write it.
    """

    source_language: str
    target_language: str
    target: str
    source: str = ""
    kind: str = ""
    concept: str = ""
    form: str = FULL
    instead: str = ""

    @property
    def is_writable(self) -> bool:
        """Tell whether a glossary can hold it: its texts have letters, and no bar, which parts spellings."""
        texts = [self.target] if self.concept else [self.source, self.target]
        return all(LETTER.search(text) and BAR not in text for text in texts)


def extended(text: str, choices: Sequence[Choice]) -> str:
    """Give the text of a glossary file with the choices in it; an empty one begins with a row of columns.

    What it says already is not added, and a choice that differs from a line's takes the place of its form there.
    """
    wanted = [choice for choice in choices if choice.is_writable]
    if not wanted:
        return text
    if not text.strip():
        text += ",".join((*_COLUMNS, wanted[0].source_language, wanted[0].target_language)) + "\n"
    sheet = _Sheet(text)
    for choice in wanted:
        sheet.add(choice)
    return sheet.text


class _Sheet:
    """The lines of a file: the cells of each row, and the text that they were read from."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._separator = separator_of(next(line for line in text.splitlines() if line.strip()))
        self._rows = list(self._read(text))
        self._head = next(number for number, (_, cells) in enumerate(self._rows) if cells)
        self._columns: list[Column] = columns_of(self._rows[self._head][1], "")

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self._rows)

    def add(self, choice: Choice) -> None:
        """Change the row that speaks of the name, or add one."""
        row = self._row_of(choice)
        if row is None:
            row = self._appended(choice)
        place = self._place(choice.target_language)
        cells = self._rows[row][1]
        cell = cells[place] if place < len(cells) else ""
        spellings = [one.strip() for one in cell.split(BAR) if one.strip()]
        if spellings[:1] != [choice.target]:
            others = [one for one in spellings if one not in (choice.target, choice.instead)]
            self._set(row, place, cell_of([choice.target, *others]))
        if choice.instead and choice.instead != choice.target:
            self._avoid(row, choice)

    def _avoid(self, row: int, choice: Choice) -> None:
        """Note the form of before as one that is not to be written any more."""
        place = self._place(f"{choice.target_language}:{Status.DEPRECATED}")
        cells = self._rows[row][1]
        noted = [one.strip() for one in (cells[place] if place < len(cells) else "").split(BAR) if one.strip()]
        wanted = [one for one in noted if one != choice.target]
        if choice.instead not in wanted:
            wanted.append(choice.instead)
        if wanted != noted:
            self._set(row, place, cell_of(wanted))

    def _row_of(self, choice: Choice) -> int | None:
        """Find the row of the concept's form, or the one that has the term among its spellings."""
        for number, (_, cells) in enumerate(self._rows):
            if number <= self._head:
                continue
            named = dict(zip((column.name for column in self._columns), cells, strict=False))
            if choice.concept:
                if (named.get("concept"), named.get("form") or FULL) == (choice.concept, choice.form):
                    return number
            elif key(choice.source) in {key(one) for one in named.get(choice.source_language, "").split(BAR)}:
                return number
        return None

    def _appended(self, choice: Choice) -> int:
        if self._rows[-1][0] and not self._rows[-1][0].endswith(("\n", "\r")):
            self._rows[-1] = self._rows[-1][0] + self._newline, self._rows[-1][1]
        self._rows.append(("", []))
        row = len(self._rows) - 1
        if choice.concept:
            self._set(row, self._place("concept"), choice.concept)
            if choice.form != FULL:
                self._set(row, self._place("form"), choice.form)
        else:
            self._set(row, self._place("kind"), choice.kind if choice.kind in KINDS else KINDS[-1])
            self._set(row, self._place(choice.source_language), choice.source)
        return row

    def _place(self, name: str) -> int:
        """Find a column, or add it as the last."""
        for number, column in enumerate(self._columns):
            if column.name == name:
                return number
        names = [*self._rows[self._head][1], name]
        self._rows[self._head] = self._line(names), names
        self._columns = columns_of(names, "")
        return len(names) - 1

    def _set(self, row: int, place: int, cell: str) -> None:
        cells = [*self._rows[row][1], *[""] * (place + 1 - len(self._rows[row][1]))]
        cells[place] = cell
        self._rows[row] = self._line(cells), cells

    def _line(self, cells: Sequence[str]) -> str:
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=self._separator, lineterminator=self._newline).writerow(cells)
        return stream.getvalue()

    def _read(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """Give each row with its text, which may be several lines; blank lines have no cells."""
        lines = io.StringIO(text, newline="").readlines()
        reader = csv.reader(lines, delimiter=self._separator)
        at = 0
        for cells in reader:
            yield "".join(lines[at : reader.line_num]), cells if any(cell.strip() for cell in cells) else []
            at = reader.line_num
