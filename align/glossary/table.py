"""Align's own glossary, a spreadsheet: it holds all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.concept import FULL, Case, Status
from align.names import csvfile
from align.names.columns import EXCEPT, GENDER, INFLECTED, PLAIN, SCOPE, TRANSLATE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.glossary.seam import Losses
    from align.languages import Pair
    from align.names.row import Row

_ALWAYS = ("concept", "kind")
_TRANSLATE = {meaning: word for word, meaning in TRANSLATE.items()}
_SCOPE = {meaning: word for word, meaning in SCOPE.items()}


class Table:
    """The CSV that `glossaries/README.md` describes."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the file; its columns say their languages."""
        del pair
        return csvfile.read(path)

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write all rows, and only the columns that are filled."""
        del pair, losses
        cells = [_cells(row) for row in rows]
        columns = _columns(cells)
        return csvfile.written([columns, *([row.get(column, "") for column in columns] for row in cells)])


def _columns(cells: Sequence[dict[str, str]]) -> list[str]:
    """Order the columns: names, rules, each language with its own, notes."""
    filled = dict.fromkeys(name for row in cells for name, cell in row.items() if cell)
    languages = dict.fromkeys(name.partition(":")[0] for name in filled if name not in PLAIN)
    beside = [f":{role}" for role in (INFLECTED, *Status, EXCEPT, GENDER) if role != Status.PREFERRED]
    plain = [name for name in PLAIN if name in filled or name in _ALWAYS]
    return [
        *(name for name in plain if name not in ("note", "source")),
        *(name for tag in languages for name in (tag, *(tag + end for end in beside)) if name in filled),
        *(name for name in plain if name in ("note", "source")),
    ]


def _cells(row: Row) -> dict[str, str]:
    cells = {
        "concept": row.concept,
        "kind": row.kind,
        "form": "" if row.form == FULL else row.form,
        "case": "" if row.case is Case.FOLD else row.case,
        "translate": _TRANSLATE[row.is_translated],
        "scope": _SCOPE[row.is_unquoted],
        "first": row.first,
        "from": row.validity.since,
        "until": row.validity.until,
        "note": row.note,
        "source": row.source,
    }
    texts: dict[str, list[str]] = {}
    for term in row.terms:
        is_own = term.status in (Status.PREFERRED, Status.ADMITTED)
        role = INFLECTED if term.is_inflected else "" if is_own else term.status
        texts.setdefault(f"{term.language}:{role}" if role else term.language, []).append(term.text)
    for term in row.exceptions:
        texts.setdefault(f"{term.language}:{EXCEPT}", []).append(term.text)
    genders = {f"{term.language}:{GENDER}": str(term.gender) for term in row.terms}
    return cells | {name: csvfile.cell_of(ones) for name, ones in texts.items()} | genders
