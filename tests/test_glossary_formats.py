"""Glossaries of other programs: nothing is lost on the way to TBX and back, and what others cannot hold is said."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import omegat_project
import pytest
from corpora import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from align.concept import Status
from align.errors import InputError, UsageError
from align.glossary.seam import Losses
from align.languages import Pair
from align.names import csvfile
from align.names.files import GLOSSARY_FORMATS, format_of, read
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.names.row import Row

GLOSSARIES = sorted((Path(__file__).parents[1] / "glossaries").glob("*.csv"))
OTHERS = DATA / "tmx"
PAIR = Pair("en", "pt")
FULL = """\
concept,kind,form,case,translate,scope,first,from,until,en,en:deprecated,en:except,\
pt,pt:inflected,pt:forbidden,pt:gender,ko,note,source
kyiv,place,full,first,yes,unquoted,,,2018-06,Kyiv | Kyiw,Kiev,chicken Kiev | Kiev cake,\
Kiev,Kieves | Kievs,Quieve,f,키이우,why & <how>,CLDR
kyiv,place,full,,,anywhere,,2018-07,,Kyiv,,,Kyiv,,,m,키이우,,
kyiv,place,nickname,exact,,,,,,Mother of Cities,,,mãe das cidades,,,fpl,,,
kim,person,full,,no,,ko,,,Kim Hong-kyun,,,Kim Hong-kyun,,,,김홍균,,
kim,person,short,,,,,,,Kim,,,Kim,,,,,,
,other,abbreviation,,,,,,,"Smith, John",,,"Smith, John",,,mpl,,,
"""


def converted(rows: Sequence[Row], name: str, folder: Path, *, pair: Pair | None = None) -> tuple[Path, Losses]:
    losses = Losses()
    ending = {"omegat": ".utf8", "tbx2": ".tbx", "tbx3": ".tbx"}.get(name, ".csv")
    path = folder / f"{name}{ending}"
    path.write_bytes(GLOSSARY_FORMATS.load(name)().write(rows, pair, losses))
    return path, losses


def full(folder: Path) -> list[Row]:
    path = folder / "full.csv"
    path.write_text(FULL, encoding="utf-8")
    return csvfile.read(path)


def unplaced(rows: Sequence[Row]) -> list[Row]:
    """Leave out where rows stand."""
    return [
        replace(
            row,
            where="",
            terms=tuple(replace(term, file="", line=0) for term in row.terms),
            exceptions=tuple(replace(term, file="", line=0) for term in row.exceptions),
        )
        for row in rows
    ]


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(lines)]


@pytest.mark.parametrize("name", ["align", "tbx2", "tbx3"])
def test_every_column_comes_back(tmp_path: Path, name: str) -> None:
    rows = full(tmp_path)
    path, losses = converted(rows, name, tmp_path)
    assert unplaced(read(path, None)) == unplaced(rows)
    assert not losses.lines()


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_our_glossaries_come_back_from_tbx_cell_by_cell(tmp_path: Path, path: Path) -> None:
    tbx, _ = converted(csvfile.read(path), "tbx3", tmp_path)
    back, _ = converted(read(tbx, None), "align", tmp_path)
    wanted = [{name: cell for name, cell in row.items() if (name, cell) != ("form", "full")} for row in cells(path)]
    assert [dict(sorted(row.items())) for row in cells(back)] == [dict(sorted(row.items())) for row in wanted]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12).map(lambda text: f"a{text}b")


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4))
def test_any_text_comes_back_from_tbx(tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, ...]]) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["concept", "en", "pt", "source"])
        writer.writerows([f"c{number}", *(text.replace("|", "") for text in row)] for number, row in enumerate(texts))
    rows = csvfile.read(path)
    written = converted(rows, "tbx3", folder)[0]
    assert [row.terms for row in unplaced(read(written, None))] == [row.terms for row in unplaced(rows)]
    assert not against_the_standard(written)


def against_the_standard(path: Path) -> list[str]:
    """Give what a file has that TBX-Basic does not allow."""
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tbx_basic.rng"))))
    tree = etree.parse(str(path))
    schema.validate(tree)
    ids = Counter(one.get("id") for one in tree.iter("{*}conceptEntry"))
    return [str(error) for error in schema.error_log] + [f"{one} twice" for one, count in ids.items() if count > 1]


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.stem)
def test_our_glossaries_are_valid_tbx_basic(tmp_path: Path, path: Path) -> None:
    assert not against_the_standard(converted(csvfile.read(path), "tbx3", tmp_path)[0])


@pytest.mark.parametrize("concept", ["김정은", "x²", "ª", "2024", "a b", "𐍈", "-", ""])
def test_any_concept_has_an_id_that_xml_allows(tmp_path: Path, concept: str) -> None:
    rows = [replace(row, concept=concept) for row in full(tmp_path)]
    assert not against_the_standard(converted(rows, "tbx3", tmp_path)[0])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ('<ref type="crossReference" target="kim.full">Kim</ref><langSec', "ref"),
        ('<admin type="entrySource">me</admin><langSec', "admin"),
        ('<termNote type="termType">fullForm</termNote><langSec', "termNote"),
    ],
)
def test_the_schema_refuses_what_is_not_tbx_basic(tmp_path: Path, wrong: str, error: str) -> None:
    path = converted(full(tmp_path), "tbx3", tmp_path)[0]
    path.write_text(path.read_text(encoding="utf-8").replace("<langSec", wrong, 1), encoding="utf-8")
    assert any(error in one for one in against_the_standard(path))


def test_tbx_3_is_as_the_standard_writes_it(tmp_path: Path) -> None:
    from lxml import etree

    root = etree.parse(str(converted(full(tmp_path), "tbx3", tmp_path)[0])).getroot()
    space = {"t": "urn:iso:std:iso:30042:ed-2"}
    assert root.tag == "{urn:iso:std:iso:30042:ed-2}tbx"
    assert (root.get("style"), root.get("type")) == ("dca", "TBX-Basic")
    ids = [entry.get("id") for entry in root.iterfind(".//t:conceptEntry", space)]
    assert len(ids) == 6
    statuses = {one.text for one in root.iterfind(".//t:termNote[@type='administrativeStatus']", space)}
    assert statuses == {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "superseded", "deprecated")}


@pytest.mark.measuring
@pytest.mark.skipif(not OTHERS.is_dir(), reason="the measuring corpora are not here")
@pytest.mark.parametrize("path", sorted(OTHERS.glob("*.tbx")), ids=lambda path: path.stem)
def test_tbx_of_other_programs_is_read(path: Path) -> None:
    rows = read(path, None)
    assert rows
    entries = path.read_bytes().count(b"<termEntry")
    assert len(rows) >= 0.9 * entries
    assert all(term.text == " ".join(term.text.split()) for row in rows for term in row.terms)


def test_tags_and_short_status_words_of_other_programs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "dct.tbx"
    path.write_text(
        """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
        xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
        <conceptEntry id="1"><min:subjectField>place</min:subjectField>
        <langSec xml:lang="EN"><termSec><term>Kiev</term>
        <min:administrativeStatus>superseded</min:administrativeStatus></termSec>
        <termSec><term>Kyiv</term></termSec></langSec>
        <langSec xml:lang="pt-br"><termSec><term>Kyiv</term></termSec></langSec>
        <langSec xml:lang="x_y_z"><termSec><term>Kyiv</term></termSec></langSec></conceptEntry></body></text></tbx>""",
        encoding="utf-8",
    )
    (row,) = read(path, None)
    assert row.kind == "place"
    assert [(term.language, term.text, term.status) for term in row.terms] == [
        ("en", "Kyiv", Status.PREFERRED),
        ("en", "Kiev", Status.DEPRECATED),
        ("pt-BR", "Kyiv", Status.PREFERRED),
    ]


@pytest.mark.parametrize("text", ["<tbx/>", "<tbx><conceptEntry>", "no markup", ""])
def test_a_file_that_is_no_tbx_is_an_input_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.tbx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path, None)
    assert str(path) in caught.value.where


def test_a_list_of_two_languages_says_what_it_cannot_hold(tmp_path: Path) -> None:
    path, losses = converted(full(tmp_path), "omegat", tmp_path, pair=PAIR)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["Kyiv\tKiev\twhy & <how>", "Kyiw\tKiev\twhy & <how>", "Kiev\tKiev\twhy & <how>"]
    assert "Smith, John\tSmith, John" in lines
    said = "\n".join(losses.lines())
    for words in (
        "forms in ko: 3, such as '키이우', '김홍균'",
        "forbidden target forms: 1",
        "dates: 2",
        "exceptions: 1",
    ):
        assert words in said
    back = read(path, PAIR)
    assert [term.text for term in back[0].terms] == ["Kyiv", "Kiev", "Kyiv"]


@pytest.mark.parametrize("name", ["omegat", "deepl", "babeldoc", "memoq"])
def test_pairs_come_back_from_every_list(tmp_path: Path, name: str) -> None:
    path = tmp_path / "two.csv"
    path.write_text('en,pt\nKyiv,Kiev\n"Smith, ""J""","Silva; J"\nSeoul | Soul,Seul\n', encoding="utf-8")
    there, losses = converted(csvfile.read(path), name, tmp_path, pair=PAIR)
    assert not losses.lines()
    assert format_of(there, PAIR) == name
    pairs = {(row.terms[0].text, row.terms[-1].text) for row in read(there, PAIR)}
    assert pairs >= {("Kyiv", "Kiev"), ('Smith, "J"', "Silva; J"), ("Seoul", "Seul")}


def test_memoq_knows_forbidden_terms_and_regions(tmp_path: Path) -> None:
    path = tmp_path / "memoq.csv"
    path.write_text(
        "Entry_ID;Entry_Subject;Entry_Note;English_Def;English;Term_Info;Term_Example;Portuguese_Brazil_Def;"
        "Portuguese_Brazil;Term_Info;Term_Example;Portuguese_Brazil;Term_Info;Term_Example\n"
        "1;place;a note;;Kyiv;CasePermissive;;;Kyiv;CasePermissive;;Kiev;CasePermissive;Forbidden;\n",
        encoding="utf-8",
    )
    path.write_text(path.read_text(encoding="utf-8").replace("CasePermissive;Forbidden", '"CasePermissive;Forbidden"'))
    (row,) = read(path, None)
    assert (row.kind, row.note) == ("place", "a note")
    assert [(term.language, term.text, term.status) for term in row.terms] == [
        ("en", "Kyiv", Status.PREFERRED),
        ("pt-BR", "Kyiv", Status.PREFERRED),
        ("pt-BR", "Kiev", Status.FORBIDDEN),
    ]


def test_a_list_that_does_not_say_its_languages_asks_for_them(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("Kyiv\tKiev\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Termbase.load([path])
    assert "--source" in caught.value.advice
    named = path.rename(tmp_path / "terms.en-pt.txt")
    (mention,) = Recogniser(Termbase.load([named]), "en").find(["In Kyiv"])[0]
    assert mention.concept.preferred("pt").text == "Kiev"  # type: ignore[union-attr]


def test_a_misspelt_column_is_not_taken_for_another_programs_list(tmp_path: Path) -> None:
    path = tmp_path / "mine.en-pt.csv"
    path.write_text("en,pt,colour\nKyiv,Kiev,red\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown column 'colour'"):
        Termbase.load([path])


def test_many_languages_do_not_fit_a_list_of_two(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="en, pt, ko"):
        converted(full(tmp_path), "deepl", tmp_path)


@pytest.mark.skipif(omegat_project.omegat() is None, reason="omegat is not installed")
@pytest.mark.parametrize("name", ["omegat", "tbx2"])
def test_a_project_of_omegat_offers_what_is_written_for_it(tmp_path: Path, name: str) -> None:
    path, _ = converted(full(tmp_path), name, tmp_path, pair=PAIR)
    project = tmp_path / "project"
    text = "Kyiv is the Mother of Cities.\n\nThe signs say Kyiw and Kiev.\n\nKim Hong-kyun met Smith, John in Lviv.\n"
    omegat_project.make_project(project, {"article.txt": text}, [], source="en", target="pt")
    path.rename(project / "glossary" / path.name)
    hits = omegat_project.glossary_hits(project)
    assert {(segment[:9], source, target) for segment, source, target, _ in hits} == {
        ("Kyiv is t", "Kyiv", "Kiev"), ("Kyiv is t", "Kyiv", "Kyiv"),
        ("Kyiv is t", "Mother of Cities", "mãe das cidades"),
        ("The signs", "Kyiw", "Kiev"), ("The signs", "Kiev", "Kiev"), ("Kim Hong-", "Kim Hong-kyun", "Kim Hong-kyun"),
        ("Kim Hong-", "Kim", "Kim"), ("Kim Hong-", "Smith, John", "Smith, John"),
    }  # fmt: skip
    assert any("why & <how>" in comment for *_, comment in hits)
