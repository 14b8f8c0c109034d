"""Reading glossaries: columns, cells, several files, and errors that say where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from align.concept import Case, Status
from align.errors import InputError
from align.names.csvfile import read
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "concept,kind,form,case,translate,en,pt,pt:deprecated,note,source\n"


def glossary(folder: Path, text: str | bytes, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_row_gives_terms_with_their_status(tmp_path: Path) -> None:
    path = glossary(tmp_path, HEADER + "kyiv,place,,first,,Kyiv | Kiyv,Kyiv,Kiev | Kieve,why,who\n")
    (row,) = read(path)
    assert [(t.language, t.text, t.status) for t in row.terms] == [
        ("en", "Kyiv", Status.PREFERRED),
        ("en", "Kiyv", Status.ADMITTED),
        ("pt", "Kyiv", Status.PREFERRED),
        ("pt", "Kiev", Status.DEPRECATED),
        ("pt", "Kieve", Status.DEPRECATED),
    ]
    assert {(t.case, t.form, t.note, t.file, t.line) for t in row.terms} == {
        (Case.FIRST, "full", "why", "names.csv", 2)
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_two_columns_are_a_glossary(tmp_path: Path, separator: str, start: str) -> None:
    path = glossary(tmp_path, f"{start}en{separator}pt_br\r\nNew York{separator}Nova York\r\n\r\n")
    (concept,) = Termbase.load([path]).concepts
    assert concept.id == "new-york"
    assert concept.kind == "other"
    assert [(t.language, t.text, t.line) for t in concept.terms] == [("en", "New York", 2), ("pt-BR", "Nova York", 2)]


def test_quoted_cells_hold_separators_and_lines_are_counted_as_in_an_editor(tmp_path: Path) -> None:
    rows = read(glossary(tmp_path, 'en,pt,note\n"Smith, John","Smith, John","two\nlines"\nRome,Roma,\n'))
    assert [row.terms[0].text for row in rows] == ["Smith, John", "Rome"]
    assert [row.terms[0].line for row in rows] == [2, 4]


def test_excel_unicode_text_is_read(tmp_path: Path) -> None:
    (row,) = read(glossary(tmp_path, "en\tru\nMoscow\tМосква\n".encode("utf-16")))
    assert row.terms[1].text == "Москва"


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    (row,) = read(glossary(tmp_path, "en,pt\nSao Paulo,Sa\u0303o  Paulo\n"))
    assert row.terms[1].text == "São Paulo"


def test_rows_of_one_concept_are_one_concept(tmp_path: Path) -> None:
    text = HEADER + "putin,person,full,,,Vladimir Putin,Vladimir Putin,,,\nputin,,short,,no,Putin,Putin,,,\n"
    (concept,) = Termbase.load([glossary(tmp_path, text)]).concepts
    assert concept.kind == "person"
    assert concept.do_not_translate
    short = concept.preferred("pt", "short")
    assert short is not None
    assert short.text == "Putin"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "empty"),
        ("\n \n", None, "empty"),
        ("concept,kind\nx,person\n", 1, "no column is a language"),
        ("en,pt,colour\nA,B,red\n", 1, "unknown column 'colour'"),
        ("en,pt:wrong\nA,B\n", 1, "unknown column 'pt:wrong'"),
        ("en,pt,en\nA,B,C\n", 1, "column 'en' stands twice"),
        (HEADER + "x,persons,,,,A,B,,,\n", 2, "column 'kind': unknown word 'persons'; known: person, place"),
        (HEADER + "x,,,any,,A,B,,,\n", 2, "column 'case': unknown word 'any'"),
        (HEADER + "x,,,,maybe,A,B,,,\n", 2, "column 'translate': unknown word 'maybe'"),
        (HEADER + "x,,,,,,,,why,\n", 2, "no form in any language"),
        (HEADER + "x,,,,,A,,B,,\n", 2, "column 'pt': no preferred form beside deprecated 'B'"),
        (HEADER + "x,,,,,A,B,B,,\n", 2, "column 'pt:deprecated': 'B' is the preferred form too"),
        (HEADER + "x,,,,,| A,B,,,\n", 2, "column 'en': a spelling without letters"),
        (HEADER + "x,,,,,\u00ad,B,,,\n", 2, "column 'en': a spelling without letters"),
        (HEADER + "x,,,,,A | ?,B,,,\n", 2, "column 'en': a spelling without letters in 'A | ?'"),
        (HEADER + "x,,,,,A,B,,,\n\nx,,full,,,C,D,,,\n", 4, "'x' has a form 'full' already"),
        ("en,pt\nA,B\nA,C\n", 3, "'A' has a form 'full' already"),
        ("en,pt\nA,B,C\n", 2, "3 cells under 2 columns"),
        ('en,pt\n"A,B\n', 2, "not a CSV row"),
        (b"en,pt\nA,B\nS\xe3o,C\n", 3, "byte 0xe3 is not UTF-8"),
    ],
)
def test_an_error_says_file_line_and_column(tmp_path: Path, text: str | bytes, line: int | None, words: str) -> None:
    path = glossary(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.where == (f"{path}:{line}" if line else str(path))
    assert words in caught.value.message
    assert caught.value.advice


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Termbase.load([tmp_path / "none.csv"])
    assert "none.csv" in caught.value.where
    with pytest.raises(InputError, match=r"no \*\.csv"):
        Termbase.load([tmp_path])


def test_a_later_file_overrides_and_keeps_what_it_does_not_speak_of(tmp_path: Path) -> None:
    glossary(tmp_path, HEADER + "kyiv,place,,,,Kyiv | Kiev,Kyiv,Kiev,,\n", "a.csv")
    glossary(tmp_path, "concept,pt,ru\nkyiv,Kiev,Киев\n", "b.csv")
    (concept,) = Termbase.load([tmp_path]).concepts
    assert concept.kind == "place"
    assert [(t.text, t.status) for t in concept.terms_in("pt")] == [
        ("Kiev", Status.PREFERRED),
        ("Kyiv", Status.ADMITTED),
    ]
    assert [t.text for t in concept.terms_in("en")] == ["Kyiv", "Kiev"]
    assert [t.text for t in concept.terms_in("ru")] == ["Киев"]


def test_an_invisible_mark_at_the_edge_of_a_spelling_leaves_no_space(tmp_path: Path) -> None:
    (row,) = read(glossary(tmp_path, "en,pt\n\u200b Kyiv | Kiyv \ufeff,Kyiv\n"))
    assert [term.text for term in row.terms] == ["Kyiv", "Kiyv", "Kyiv"]


def test_a_row_without_concept_means_the_one_that_has_the_spelling(tmp_path: Path) -> None:
    first = glossary(tmp_path, HEADER + "kyiv,place,,,,Kyiv | Kiev,Kyiv,,,\n", "a.csv")
    mine = glossary(tmp_path, "en,pt\nKIEV,Kiev\nOdesa,Odessa\n", "mine.csv")
    concepts = Termbase.load([first, mine]).concepts
    assert [concept.id for concept in concepts] == ["kyiv", "odesa"]
    agreed = concepts[0].preferred("pt")
    assert agreed is not None
    assert agreed.text == "Kiev"


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    path = glossary(tmp_path, "en,pt\nA,B\n")
    before = Termbase.load([path]).fingerprint
    assert before == Termbase.load([tmp_path]).fingerprint
    glossary(tmp_path, "en,pt\nA,C\n")
    assert before != Termbase.load([path]).fingerprint
    assert Termbase.load([]) == Termbase()


def test_ten_thousand_concepts_keep_their_order(tmp_path: Path) -> None:
    rows = "".join(f"c{n},person,,,,Name{n} | Nome{n} | Nom{n},Name{n},Naam{n},,\n" for n in range(10_000))
    concepts = Termbase.load([glossary(tmp_path, HEADER + rows)]).concepts
    assert [concept.id for concept in concepts] == [f"c{n}" for n in range(10_000)]
    assert sum(len(concept.terms) for concept in concepts) == 50_000
