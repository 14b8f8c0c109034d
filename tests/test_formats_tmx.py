from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from corpora import DATA
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.bitext import Bead, Bitext, Flag, NameOutcome, Origin, Result, Review, TranslationUnit, UnitStatus
from align.concept import Concept
from align.document import Span
from align.errors import InputError
from align.formats import tmx
from align.signature import Signature

if TYPE_CHECKING:
    from pathlib import Path

MEMORIES = DATA / "tmx"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unit(source: str, target: str, number: int = 1) -> TranslationUnit:
    return TranslationUnit(number, source, target, Bead((0,), (0,)))


def bitext(*units: TranslationUnit) -> Bitext:
    return Bitext("en", "pt-BR", units, Signature())


def written(*bitexts: Bitext) -> tuple[bytes, tmx.TmxCounts]:
    stream = io.BytesIO()
    counts = tmx.write(stream, bitexts)
    return stream.getvalue(), counts


def check(raw: bytes) -> etree._Element:
    """Hold a memory to the rules of the TMX 1.4 document type as far as they touch what we write."""
    root = etree.fromstring(raw)
    assert (root.tag, root.items(), [child.tag for child in root]) == ("tmx", [("version", "1.4")], ["header", "body"])
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required == set(root[0].attrib)
    assert root[0].get("segtype") in {"block", "paragraph", "sentence", "phrase"}
    for element in root[1]:
        assert element.tag == "tu"
        assert set(element.attrib) <= {"srclang"}
        kinds = [child.tag for child in element]
        assert kinds == sorted(kinds, key=["note", "prop", "tuv"].index)
        assert kinds.count("tuv") == 2
        for variant in element.iterfind("tuv"):
            assert (list(variant.attrib), [child.tag for child in variant]) == ([LANG], ["seg"])
            assert not len(variant[0])
        for prop in element.iterfind("prop"):
            assert (prop.get("type") or "").startswith("x-")
    return root


def test_a_unit_carries_its_texts_flags_and_names() -> None:
    name = NameOutcome(Concept("kim", "person", ()), Span(4, 7), "KIM", "Kim", Result.APPLIED, target_span=Span(0, 3))
    made = replace(
        unit("Mr. KIM <said> &\n“so”", "Kim disse"), flags=(Flag("name-missed", "Look & see"),), names=(name, name)
    )
    raw, counts = written(bitext(made))
    element = check(raw)[1][0]
    assert [(v.get(LANG), v[0].text) for v in element.iterfind("tuv")] == [
        ("en", "Mr. KIM <said> &\n“so”"),
        ("pt-BR", "Kim disse"),
    ]
    assert [note.text for note in element.iterfind("note")] == ["name-missed: Look & see"]
    props = {prop.get("type"): prop.text for prop in element.iterfind("prop")}
    assert props == {"x-status": "draft", "x-origin": "engine", "x-names": "KIM = Kim"}
    assert counts == tmx.TmxCounts(units=1)


def test_what_is_no_translation_is_left_out_and_counted() -> None:
    left_out = (
        unit("One", ""),
        unit("One", " \n"),
        replace(unit("One", "Um"), origin=Origin.SOURCE),
        replace(unit("One", "Um"), status=UnitStatus.REJECTED),
        replace(unit("One", "Um"), language="pt-BR"),
    )
    raw, counts = written(bitext(*left_out, unit("Two", "Dois")))
    assert [seg.text for seg in check(raw).iter("seg")] == ["Two", "Dois"]
    assert counts == tmx.TmxCounts(units=1, skipped=5)


def test_a_unit_in_a_third_language_says_so() -> None:
    raw, _ = written(bitext(replace(unit("Non", "Não"), language="fr")))
    element = check(raw)[1][0]
    assert (element.get("srclang"), element[-2].get(LANG)) == ("fr", "fr")


def test_what_xml_cannot_hold_is_dropped_or_replaced_and_counted() -> None:
    raw, counts = written(bitext(unit("a\0b\x0bc\uffff", "d\ud800e\udfff\x1f")))
    assert [seg.text for seg in check(raw).iter("seg")] == ["abc", "d\ufffde\ufffd"]
    assert (counts.dropped, counts.replaced) == (4, 2)


def test_many_bitexts_make_one_memory_and_two_source_languages_none() -> None:
    raw, counts = written(bitext(unit("One", "Um")), bitext(unit("Two", "Dois")))
    assert counts.units == 2
    assert len(check(raw)[1]) == 2
    with pytest.raises(ValueError, match="one source language"):
        written(bitext(unit("One", "Um")), Bitext("fr", "pt-BR", (unit("Un", "Um"),), Signature()))


def test_no_bitexts_make_an_empty_memory() -> None:
    raw, _ = written()
    assert check(raw)[0].get("srclang") == "*all*"


def has_text(text: str) -> bool:
    return any(not char.isspace() and (char >= " " and char not in "\ufffe\uffff") for char in text)


texts = st.text(st.characters(codec=None), max_size=40)


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_any_text_makes_a_memory_that_reads_back(pairs: list[tuple[str, str]]) -> None:
    raw, counts = written(bitext(*(unit(source, target) for source, target in pairs)))
    segments = [seg.text or "" for seg in check(raw).iter("seg")]
    wanted = [text for pair in pairs if has_text(pair[0]) and has_text(pair[1]) for text in pair]
    assert len(segments) == len(wanted) == 2 * counts.units
    for text, found in zip(wanted, segments, strict=True):
        kept = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
        assert found == "".join(c for c in kept if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


def test_the_same_bitext_gives_the_same_bytes() -> None:
    assert written(bitext(unit("One", "Um"))) == written(bitext(unit("One", "Um")))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(written(bitext(unit("One <b>", "Um\n&"), unit("Two", "Dois")))[0])
    units = list(tmx.read(path))
    assert [(u.text("en"), u.text("pt"), u.text("PT-br"), u.text("fr")) for u in units] == [
        ("One <b>", "Um\n&", "Um\n&", None),
        ("Two", "Dois", "Dois", None),
    ]


OLD = """<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header/><body>
<tu><tuv lang="EN-US"><seg>The <bpt i="1">&lt;b></bpt>big<ept i="1">&lt;/b></ept> <hi>one</hi><ph>x</ph>.</seg></tuv>
<tuv lang="FR"><seg>Le grand.</seg></tuv></tu></body></tmx>"""


def test_codes_are_left_out_and_old_versions_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(OLD.encode("utf-16"))
    assert list(tmx.read(path)) == [tmx.TmxUnit((("EN-US", "The big one."), ("FR", "Le grand.")))]


LAUGHS = """<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&c;&c;&c;</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (LAUGHS.encode(), "declares entities"),
        (b"", "not well-formed"),
        (b"<tmx><body><tu>", "not well-formed"),
        (b"\xff\xfe\x00\xd8", "not well-formed"),
        (b"<html><body><p>x</p></body></html>", "not a TMX"),
        (b"<martif><header/></martif>", "not a TMX: its root is 'martif'"),
        (b"<tmx>" + b"<tu>" * 5000, "not well-formed"),
    ],
)
def test_what_is_no_memory_is_an_input_error(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=message) as caught:
        list(tmx.read(path))
    assert str(path) in caught.value.where


def test_a_missing_memory_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(tmx.read(tmp_path / "none.tmx"))


@pytest.mark.measuring
@pytest.mark.skipif(not MEMORIES.is_dir(), reason="the measuring corpora are not here")
def test_memories_of_other_tools_are_read() -> None:
    paths = sorted(MEMORIES.glob("*.tmx"))
    assert len(paths) > 40
    for path in paths:
        units = list(tmx.read(path))
        assert units, path.name
        assert all(tag and "\x1b" not in text for u in units for tag, text in u.variants), path.name
    for path in MEMORIES.glob("*.tbx"):
        with pytest.raises(InputError):
            list(tmx.read(path))


@pytest.mark.measuring
@pytest.mark.skipif(not (MEMORIES / "tmx14.dtd").is_file(), reason="the measuring corpora are not here")
@pytest.mark.skipif(shutil.which("xmllint") is None, reason="xmllint is not installed")
def test_what_we_write_is_valid_by_the_document_type(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    flagged = replace(unit("a\0 <b>", "“&”"), flags=(Flag("x", "y"),), language="fr")
    path.write_bytes(written(bitext(flagged, unit("One", "Um")))[0])
    dtd = str(MEMORIES / "tmx14.dtd")
    subprocess.run(["xmllint", "--noout", "--nonet", "--dtdvalid", dtd, str(path)], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("at", "date"),
    [
        ("2026-01-31T12:00:00Z", "20260131T120000Z"),
        ("2026-01-31T12:00:00.123Z", "20260131T120000Z"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_change_is_dated_where_the_date_is_one(at: str, date: str | None) -> None:
    raw, _ = written(bitext(replace(unit("He left.", "Saiu."), review=Review(1, "Ana", at))))
    (tu,) = etree.fromstring(raw).iter("tu")
    assert (tu.get("changedate"), tu.get("changeid")) == (date, "Ana")


def test_units_of_some_statuses_can_be_had_alone(tmp_path: Path) -> None:
    units = unit("One.", "Um."), replace(unit("Two.", "Dois."), status=UnitStatus.APPROVED)
    (tmp_path / "a.tmx").write_bytes(written(bitext(*units))[0])
    stream = io.BytesIO()
    more = [bitext(unit("Three.", "Três."))]
    counts = tmx.merge(stream, [tmp_path / "a.tmx"], source="en", more=more, only={UnitStatus.APPROVED})
    assert counts.units == 1
    assert [tu.findtext("tuv[2]/seg") for tu in etree.fromstring(stream.getvalue()).iter("tu")] == ["Dois."]
    (tmp_path / "b.tmx").write_bytes(stream.getvalue())
    assert [one.status for one in tmx.read(tmp_path / "b.tmx")] == ["approved"]
