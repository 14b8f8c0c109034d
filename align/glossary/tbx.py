"""TBX, the exchange format of termbases: version 2 (`martif`, as OmegaT reads it) and version 3 (ISO 30042:2019).

A row becomes an entry of its own, so that a program which offers all target terms of an entry offers no short form for
a full one; a note that Align reads holds what TBX has no place for, such as that two entries are of one concept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from align.concept import Case, Gender, Status
from align.errors import InputError, UsageError, unreadable
from align.formats.markup import parse_xml_stream
from align.glossary.rows import agreed, squeezed, term
from align.glossary.tbxwrite import FORMS, GENDERS, MARK, STATUSES, Writer
from align.languages import normalise
from align.names.row import KINDS, Row, Validity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from align.concept import Term
    from align.glossary.seam import Losses
    from align.languages import Pair

_ENTRIES = ("{*}termEntry", "{*}conceptEntry")
_SECTIONS, _TERMS = ("langSet", "langSec"), ("tig", "ntig", "termSec")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Other programs write a status with or without the ending that the standard gives it.
_STATUS = {name.removesuffix("-admn-sts"): status for status, name in STATUSES.items()} | {
    "standardizedTerm": Status.PREFERRED, "regulatedTerm": Status.PREFERRED, "legalTerm": Status.PREFERRED,
    "preferred": Status.PREFERRED, "admitted": Status.ADMITTED, "deprecated": Status.FORBIDDEN,
    "superseded": Status.DEPRECATED, "obsolete": Status.DEPRECATED, "forbidden": Status.FORBIDDEN,
}  # fmt: skip
_FORM = {name: form for form, name in FORMS.items()} | {"acronym": "abbreviation"}
_FULL = "full"
_GENDER = {name: gender for gender, name in GENDERS.items()}


class Tbx3:
    """ISO 30042:2019, dialect TBX-Basic, data categories as attributes."""

    version = 3

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the entries of either version and style."""
        del pair
        try:
            with path.open("rb") as stream:
                entries = parse_xml_stream(stream, path=str(path), tags=_ENTRIES)
                rows = [row for entry in entries if (row := _row(entry, path)) is not None]
        except OSError as error:
            raise unreadable(error, path) from error
        if not rows:
            raise InputError("no term entry with a term in it", where=str(path))
        return rows

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write all rows; with a pair, its two languages, and of the target no form that is not to be written."""
        return Writer(self.version).write(rows, pair, losses)


class Tbx2(Tbx3):
    """ISO 30042:2008, which OmegaT and older programs read."""

    version = 2


def _row(entry: _Element, path: Path) -> Row | None:
    """Make a row of an entry; None for one without a usable term."""
    where = f"{path}:{entry.sourceline or 0}"
    own = _categories(entry)
    kind = own.get("subjectField", "").lower()
    notes = [text for one in _children(entry, ("note",)) if not (text := _text(one)).startswith(MARK)]
    try:
        told = _told(entry)
        case, note, given = Case(told.get("case", Case.FOLD)), " ".join(notes), told.get("form", "")
        found = [one for section in _children(entry, _SECTIONS) for one in _terms(section, path, where)]
        form = given or next((one.form for one in found if one.form != _FULL), _FULL)
        terms = agreed(replace(one, form=form, case=case, note=note) for one in found)
        if not terms:
            return None
        return Row(
            told.get("concept", ""),
            kind if kind in KINDS else "",
            form,
            told.get("translate"),
            tuple(_as_told(one, told) for one in terms),
            where,
            case,
            told.get("first", ""),
            told.get("unquoted"),
            tuple(
                replace(terms[0], language=tag, text=text, case=Case.FOLD, gender=Gender.NONE, note="")
                for tag, texts in told.get("except", {}).items()
                for text in texts
            ),
            Validity(told.get("from", ""), told.get("until", "")),
            note,
            own.get("source", ""),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise InputError(f"a note of Align's that cannot be read: {error}", where=where) from error


def _told(entry: _Element) -> dict[str, Any]:
    """Read the note that holds what TBX has no place for."""
    for one in _children(entry, ("note",)):
        if _text(one).startswith(MARK):
            told: dict[str, Any] = json.loads(_text(one).removeprefix(MARK))
            return told
    return {}


def _terms(section: _Element, path: Path, where: str) -> Iterator[Term]:
    try:
        tag = normalise(section.get(_LANGUAGE) or section.get("lang") or "")
    except UsageError:
        return  # a language that has no tag
    line = int(where.rpartition(":")[2])
    for group in _children(section, _TERMS):
        written = next((one for one in group.iter() if _local(one) == "term"), None)
        categories = _categories(group)
        status = categories.get("administrativeStatus", "").removesuffix("-admn-sts")
        found = written is not None and term(tag, _text(written), _STATUS.get(status, Status.PREFERRED), path, line)
        if found:
            yield replace(
                found,
                form=_FORM.get(categories.get("termType", ""), _FULL),
                gender=_GENDER.get(categories.get("grammaticalGender", ""), Gender.NONE),
            )


def _as_told(one: Term, told: dict[str, Any]) -> Term:
    """Make a gender plural and a form inflected where the note says so: TBX-Basic has a place for neither."""
    is_plural = one.gender and one.language in told.get("plural", ())
    return replace(
        one,
        gender=Gender(f"{one.gender}pl") if is_plural else one.gender,
        is_inflected=one.text in told.get("inflected", {}).get(one.language, ()),
    )


def _categories(parent: _Element) -> dict[str, str]:
    """Give the data categories of an entry or a term, as attributes or as tags, the first of each name."""
    found: dict[str, str] = {}
    for one in parent.iter():
        if one is not parent and _local(one) in _SECTIONS:
            break
        name = one.get("type") or _local(one)
        found.setdefault(name, _text(one) or one.get("value") or "")
    return found


def _children(parent: _Element, names: Sequence[str]) -> Iterator[_Element]:
    return (one for one in parent if _local(one) in names)


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    return squeezed("".join(map(str, element.itertext())))
