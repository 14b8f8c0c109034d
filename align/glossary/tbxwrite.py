"""Write TBX: one tree, with the element names of either version."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from align.concept import AVOIDED, Case, Gender, Status
from align.languages import base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from align.concept import Term
    from align.glossary.seam import Losses
    from align.languages import Pair
    from align.names.row import Row

# The note that holds what TBX has no place for begins with this.
MARK = "Align: "
# ISO 30042 has a term that is superseded (out of use) and one that is deprecated (not to be used).
STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
FORMS = {"full": "fullForm", "short": "shortForm", "abbreviation": "abbreviation"}
GENDERS = {Gender.MASCULINE: "masculine", Gender.FEMININE: "feminine"}
_PLURALS = {Gender.MASCULINE_PLURAL: Gender.MASCULINE, Gender.FEMININE_PLURAL: Gender.FEMININE}
_XML = "http://www.w3.org/XML/1998/namespace"
_TBX3 = "urn:iso:std:iso:30042:ed-2"
_MADE_BY = "Written by Align"
# Letters that every edition of XML 1.0 allows in names; what is written with others is told by its number.
_NO_ID = re.compile("[^A-Za-z0-9_.À-ÖØ-öø-ÿА-я가-힣一-龥-]")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Writer:
    """Write one file of version 2 or 3."""

    def __init__(self, version: int) -> None:
        self._is_new = version == 3  # noqa: PLR2004 -- the version of the standard
        self._entry, self._section, self._term = (
            ("conceptEntry", "langSec", "termSec") if self._is_new else ("termEntry", "langSet", "tig")
        )

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Give the file; with a pair, only what concerns it."""
        from lxml import etree

        root = self._root(rows[0].terms[0].language)
        body = etree.SubElement(etree.SubElement(root, self._name("text")), self._name("body"))
        firsts: dict[str, str] = {}
        ids: set[str] = set()
        for number, row in enumerate(rows, 1):
            terms = [term for term in row.terms if _is_kept(term, pair, losses)]
            if not terms:
                continue
            own = _free(f"{row.concept or f'c{number}'}.{row.form}", ids)
            first = firsts.setdefault(row.concept or own, own)
            self._add_entry(body, row, terms, own, "" if first == own else first)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

    def _root(self, language: str) -> _Element:
        from lxml import etree

        if self._is_new:
            root = etree.Element(self._name("tbx"), {"type": "TBX-Basic", "style": "dca"}, nsmap={None: _TBX3})  # type: ignore[dict-item]  # None names the default
            header = etree.SubElement(root, self._name("tbxHeader"))
        else:
            root = etree.Element("martif", {"type": "TBX-Basic"})
            header = etree.SubElement(root, "martifHeader")
        root.set(f"{{{_XML}}}lang", language)
        described = etree.SubElement(etree.SubElement(header, self._name("fileDesc")), self._name("sourceDesc"))
        self._add(described, "p", _MADE_BY)
        if not self._is_new:
            encoding = etree.SubElement(header, "encodingDesc")
            self._add(encoding, "p", "TBXBasicXCSV02.xcs", type="XCSURI")
        return root

    def _add_entry(self, body: _Element, row: Row, terms: Sequence[Term], own: str, first: str) -> None:
        entry = self._add(body, self._entry, id=own)
        if row.kind:
            self._add(entry, "descrip", row.kind, type="subjectField")
        if row.source:
            self._add(entry, "admin", row.source, type="source")
        if first and not self._is_new:  # the schemas of version 3 disagree on what a reference is called
            self._add(entry, "ref", first, type="crossReference", target=first)
        if row.note:
            self._add(entry, "note", row.note)
        told = _told(row)
        if told:
            self._add(entry, "note", MARK + json.dumps(told, ensure_ascii=False))
        for tag in dict.fromkeys(term.language for term in terms):
            section = self._add(entry, self._section)
            section.set(f"{{{_XML}}}lang", tag)
            for term in terms:
                if term.language == tag:
                    self._add_term(section, term, row.form)

    def _add_term(self, section: _Element, term: Term, form: str) -> None:
        group = self._add(section, self._term)
        self._add(group, "term", term.text)
        self._add(group, "termNote", STATUSES[term.status], type="administrativeStatus")
        self._add(group, "termNote", FORMS.get(form, "variant"), type="termType")
        if term.gender:
            gender = GENDERS[_PLURALS.get(term.gender, term.gender)]
            self._add(group, "termNote", gender, type="grammaticalGender")

    def _add(self, parent: _Element, name: str, text: str = "", **attributes: str) -> _Element:
        from lxml import etree

        element = etree.SubElement(parent, self._name(name), attributes)
        element.text = _NO_XML.sub("", text) or None
        return element

    def _name(self, local: str) -> str:
        return f"{{{_TBX3}}}{local}" if self._is_new else local


def _told(row: Row) -> dict[str, Any]:
    """Give what TBX has no place for."""
    exceptions: dict[str, list[str]] = {}
    for term in row.exceptions:
        exceptions.setdefault(term.language, []).append(term.text)
    inflected: dict[str, list[str]] = {}
    for term in row.terms:
        if term.is_inflected:
            inflected.setdefault(term.language, []).append(term.text)
    told: dict[str, Any] = {
        "concept": row.concept,
        "form": "" if row.form in FORMS else row.form,
        "case": "" if row.case is Case.FOLD else row.case,
        "first": row.first,
        "from": row.validity.since,
        "until": row.validity.until,
        "except": exceptions,
        "inflected": inflected,
        "plural": sorted({term.language for term in row.terms if term.gender in _PLURALS}),
    }
    flags = {"translate": row.is_translated, "unquoted": row.is_unquoted}
    return {name: value for name, value in told.items() if value} | {
        name: flag for name, flag in flags.items() if flag is not None
    }


def _is_kept(term: Term, pair: Pair | None, losses: Losses) -> bool:
    if pair is None:
        return True
    if base(term.language) not in (base(pair.source), base(pair.target)):
        losses.add(f"forms in {term.language}", term.text)
        return False
    # Programs that know no status would offer it.
    if base(term.language) == base(pair.target) and (term.is_inflected or term.status in AVOIDED):
        losses.add(f"{'inflected' if term.is_inflected else term.status} target forms", term.text)
        return False
    return True


def _free(wanted: str, taken: set[str]) -> str:
    """Make an XML id of a name, and another one if it is taken."""
    name = _NO_ID.sub("_", wanted)
    name = name if name[:1].isalpha() else f"c{name}"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
