"""TMX 1.4: write bitexts as one stream, and read what other tools wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from align import __version__
from align.bitext import Origin, UnitStatus
from align.errors import InputError, unreadable
from align.formats.markup import parse_xml_stream

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from lxml.etree import _Element

    from align.bitext import Bitext, TranslationUnit

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# XML 1.0, production 2: what no document may hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# A segment of nothing else is no text.
_VISIBLE = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"
# TMX 1.4b writes dates in the basic form of ISO 8601, to the second, in UTC: 20260131T120000Z.
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z")
_STATUS = "x-status"
# The parts of a segment that are codes of another format, not text (TMX 1.4b, level 2).
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


@dataclass(frozen=True, slots=True)
class TmxCounts:
    """What was written: units, units left out, characters that XML cannot hold dropped, lone surrogates replaced."""

    units: int = 0
    skipped: int = 0
    dropped: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """One unit of a memory: its variants as pairs of language tag and text, in the order of the file.

    `status` is the one that Align wrote, empty in what others wrote.
    """

    variants: tuple[tuple[str, str], ...]
    status: str = ""

    def text(self, language: str) -> str | None:
        """Give the text in a language, whatever its region or letter case; None where there is none."""
        wanted = language.lower()
        exact = next((text for tag, text in self.variants if tag.lower() == wanted), None)
        if exact is not None:
            return exact
        return next((text for tag, text in self.variants if re.split("[-_]", tag.lower())[0] == wanted), None)


def write(stream: BinaryIO, bitexts: Iterable[Bitext], *, source: str = "") -> TmxCounts:
    """Write bitexts of one pair as level 1 TMX, unit by unit.

    Left out are units without a target, not translated, or rejected. `source` names the source language of the
    header where there may be no bitext. Raises ValueError for bitexts of several source languages.
    """
    following = iter(bitexts)
    first = next(following, None)
    language = first.source_language if first else source or "*all*"
    writer = _Writer(language)
    _write_body(stream, writer, writer.units(chain([first] if first else [], following)))
    return writer.counts


def merge(
    stream: BinaryIO,
    paths: Iterable[Path],
    *,
    source: str,
    more: Iterable[Bitext] = (),
    only: Container[str] = frozenset(UnitStatus),
) -> TmxCounts:
    """Write the units of several files of one pair, made by `write`, as one TMX, and those of `more` after them.

    `only` names the statuses that are wanted.
    """
    writer = _Writer(source, only)
    _write_body(stream, writer, chain(writer.copies(paths), writer.units(more)))
    return writer.counts


def _write_body(stream: BinaryIO, writer: _Writer, elements: Iterable[_Element]) -> None:
    from lxml import etree

    with etree.xmlfile(stream, encoding="UTF-8") as sink:
        sink.write_declaration()
        with sink.element("tmx", version="1.4"):
            sink.write("\n  ", writer.header(), "\n  ")
            with sink.element("body"):
                for element in elements:
                    sink.write("\n    ", element)
                sink.write("\n  ")
            sink.write("\n")
    stream.write(b"\n")


class _Writer:
    """Make the elements, and count what had to be left out of them."""

    def __init__(self, language: str, only: Container[str] = frozenset(UnitStatus)) -> None:
        from lxml import etree

        self._etree: Any = etree
        self._only = only
        self._language = language
        self._units = self._skipped = self._dropped = self._replaced = 0

    @property
    def counts(self) -> TmxCounts:
        return TmxCounts(self._units, self._skipped, self._dropped, self._replaced)

    def header(self) -> _Element:
        return self._etree.Element(  # type: ignore[no-any-return]
            "header",
            {
                "creationtool": "Align",
                "creationtoolversion": __version__,
                "segtype": "sentence",
                "o-tmf": "Align",
                "adminlang": "en",
                "srclang": self._language,
                "datatype": "plaintext",
            },
        )

    def units(self, bitexts: Iterable[Bitext]) -> Iterator[_Element]:
        for bitext in bitexts:
            if bitext.source_language != self._language:
                raise ValueError(f"one TMX holds one source language: {self._language}, {bitext.source_language}")
            for unit in bitext.units:
                element = self._unit(unit, bitext)
                if element is not None:
                    yield element

    def copies(self, paths: Iterable[Path]) -> Iterator[_Element]:
        for path in paths:
            with path.open("rb") as stream:
                for element in parse_xml_stream(stream, path=str(path), tags=("tu",)):
                    if _status(element) in self._only:
                        element.tail = None
                        self._units += 1
                        yield element

    def _unit(self, unit: TranslationUnit, bitext: Bitext) -> _Element | None:
        source, target = unit.language or bitext.source_language, bitext.target_language
        is_wanted = unit.origin is not Origin.SOURCE and unit.status is not UnitStatus.REJECTED and source != target
        is_wanted = is_wanted and unit.status in self._only
        if not (is_wanted and _VISIBLE.search(unit.source) and _VISIBLE.search(unit.target)):
            self._skipped += 1
            return None
        self._units += 1
        element: _Element = self._etree.Element("tu")
        if source != bitext.source_language:
            element.set("srclang", source)
        if unit.review is not None:
            if _DATE.fullmatch(unit.review.at):
                element.set("changedate", _DATE.sub(r"\1\2\3T\4\5\6Z", unit.review.at))
            if unit.review.by:
                element.set("changeid", self._clean(unit.review.by))
        for flag in unit.flags:
            self._child(element, "note", f"{flag.code}: {flag.message}")
        for kind, value in _properties(unit):
            self._child(element, "prop", value).set("type", kind)
        for tag, text in ((source, unit.source), (target, unit.target)):
            variant = self._etree.SubElement(element, "tuv", {_XML_LANG: tag})
            self._child(variant, "seg", text)
        return element

    def _child(self, parent: _Element, tag: str, text: str) -> _Element:
        child: _Element = self._etree.SubElement(parent, tag)
        try:
            child.text = text
        except ValueError:  # lxml refuses what XML cannot hold; looking first would cost every clean text
            child.text = self._clean(text)
        return child

    def _clean(self, text: str) -> str:
        text, dropped = _FORBIDDEN.subn("", text)
        text, replaced = _SURROGATE.subn(REPLACEMENT, text)
        self._dropped += dropped
        self._replaced += replaced
        return text


def _properties(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    """Give what OmegaT shows and Trados ignores; no name that OmegaT takes for the key of an alternative."""
    yield _STATUS, unit.status.value
    yield "x-origin", unit.origin.value
    if unit.review is not None and unit.review.comment:
        yield "x-comment", unit.review.comment
    if unit.names:
        yield "x-names", "; ".join(dict.fromkeys(f"{name.surface} = {name.form}" for name in unit.names))


def read(path: Path) -> Iterator[TmxUnit]:
    """Give the units of a memory of any version and size, one by one; raise InputError where it is none."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise unreadable(error, path) from error
    with stream:
        is_memory = False
        for element in parse_xml_stream(stream, path=str(path), tags=("header", "tu")):
            if not is_memory and element.getroottree().getroot().tag != "tmx":
                raise InputError(f"not a TMX: its root is {element.getroottree().getroot().tag!r}", where=str(path))
            is_memory = True
            if element.tag == "tu":
                yield TmxUnit(tuple(_variants(element)), _status(element))
    if not is_memory:
        raise InputError("not a TMX: neither a header nor a unit in it", where=str(path))


def _status(unit: _Element) -> str:
    return next((prop.text or "" for prop in unit.iterfind("prop") if prop.get("type") == _STATUS), "")


def _variants(unit: _Element) -> Iterator[tuple[str, str]]:
    for variant in unit.iterfind("tuv"):
        segment = variant.find("seg")
        if segment is not None:
            # `lang` is how TMX 1.1 and 1.2 wrote it.
            yield variant.get(_XML_LANG) or variant.get("lang") or "", _text(segment)


def _text(element: _Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
