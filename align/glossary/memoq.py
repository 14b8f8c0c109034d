"""The CSV of memoQ's term bases.

Columns as docs.memoq.com lists them ("Term base in CSV format"): those of the entry, then for each language its
definition and, as often as an entry has terms, the term with its properties and an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.concept import AVOIDED, FULL, Case, Status
from align.errors import InputError
from align.glossary.rows import agreed, term
from align.glossary.seam import count_rules
from align.languages import NAMES, base
from align.names.csvfile import sheet, written
from align.names.row import KINDS, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from align.concept import Term
    from align.glossary.seam import Losses
    from align.languages import Pair

_ENTRY = (
    "Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created",
    "Entry_Creator", "Entry_LastModified", "Entry_Modifier", "Entry_Note",
)  # fmt: skip
_SEPARATOR = ";"
_INFO, _EXAMPLE, _DEFINITION = "Term_Info", "Term_Example", "_Def"
_FORBIDDEN = "Forbidden"
_CODES = {name.lower(): tag for tag, name in NAMES.items()}
_REGIONS = {
    "united states": "US", "united kingdom": "GB", "canada": "CA", "australia": "AU", "brazil": "BR", "portugal": "PT",
    "mexico": "MX", "spain": "ES", "france": "FR", "germany": "DE", "austria": "AT", "switzerland": "CH", "prc": "CN",
    "taiwan": "TW",
}  # fmt: skip


class MemoQ:
    """Entries in rows, terms in repeated columns."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the entries."""
        del pair
        lines = sheet(path)
        _, header = next(lines)
        tags = [_tag(cell) for cell in header]
        if not any(tags):
            raise InputError("no column is a language, such as 'English'", where=str(path))
        rows: list[Row] = []
        for line, cells in lines:
            named = dict(zip(header, cells, strict=False))
            terms = agreed(_terms(path, line, tags, header, cells))
            if terms:
                subject = named.get("Entry_Subject", "").strip().lower()
                note = named.get("Entry_Note", "").strip()
                kind = subject if subject in KINDS else ""
                rows.append(Row("", kind, FULL, None, terms, f"{path}:{line}", note=note))
        return rows

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write an entry for each row; the preferred term of a language stands first."""
        tags = dict.fromkeys(one.language for row in rows for one in row.terms)
        kept = [tag for tag in tags if pair is None or base(tag) in (base(pair.source), base(pair.target))]
        most = {tag: max(sum(one.language == tag for one in row.terms) for row in rows) for tag in kept}
        header = list(_ENTRY)
        for tag in kept:
            header += [f"{_name(tag)}{_DEFINITION}", *[_name(tag), _INFO, _EXAMPLE] * most[tag]]
        lines = [header]
        count_rules(rows, losses, holds=("kinds", "notes"))
        for number, row in enumerate(rows, 1):
            _count_forms(row, kept, losses)
            cells = [str(number), row.kind, *[""] * (len(_ENTRY) - len(("id", "kind", "note"))), row.note]
            for tag in kept:
                cells += ["", *_term_cells([one for one in row.terms if one.language == tag], row.case, most[tag])]
            lines.append(cells)
        return written(lines, _SEPARATOR)


def _terms(path: Path, line: int, tags: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> Iterator[Term]:
    for place, (tag, cell) in enumerate(zip(tags, cells, strict=False)):
        if tag and cell.strip():
            is_told = place + 1 < min(len(header), len(cells)) and header[place + 1].strip() == _INFO
            is_forbidden = is_told and _FORBIDDEN.lower() in cells[place + 1].lower()
            found = term(tag, cell, Status.FORBIDDEN if is_forbidden else Status.PREFERRED, path, line)
            if found is not None:
                yield found


def _term_cells(terms: Sequence[Term], case: Case, most: int) -> Iterator[str]:
    for one in terms:
        properties = ["CasePermissive" if case is Case.FOLD else "CaseSense", "HalfPrefix"]
        if one.status in AVOIDED:
            properties.append(_FORBIDDEN)
        yield from (one.text, ";".join(properties), "")
    yield from [""] * (3 * (most - len(terms)))


def _count_forms(row: Row, kept: Sequence[str], losses: Losses) -> None:
    for one in row.terms:
        if one.language not in kept:
            losses.add(f"forms in {one.language}", one.text)
        elif one.status is Status.DEPRECATED:
            losses.add("deprecated forms, written as forbidden", one.text)


def _tag(cell: str) -> str:
    """Read `Portuguese_Brazil` and `Portuguese (Brazil)`; empty for a column that is no term."""
    if cell.strip().endswith(_DEFINITION):
        return ""
    name, _, region = cell.strip().lower().replace("(", "_").rstrip(")").replace("_", " ").partition(" ")
    code = _CODES.get(name, "")
    known = _REGIONS.get(" ".join(region.split()), "")
    return f"{code}-{known}" if code and known else code


def _name(tag: str) -> str:
    region = next((name for name, code in _REGIONS.items() if tag.endswith(f"-{code}")), "")
    written = "PRC" if region == "prc" else region.title().replace(" ", "_")
    return NAMES.get(base(tag), tag) + (f"_{written}" if region else "")
