"""What `align glossary check` finds, and that it finds nothing in the curated glossaries."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import inside

from align.cli.glossary import FORMATS
from align.errors import InputError
from align.names.files import GLOSSARY_FORMATS
from align.names.findings import check
from align.names.termbase import Glossaries

ROOT = Path(__file__).parents[1]
GLOSSARIES = ROOT / "glossaries"
HEADER = "concept,kind,form,case,first,from,until,en,en:deprecated,en:except,pt,pt:forbidden,ru\n"


def faults(folder: Path, rows: str, name: str = "names.csv") -> list[tuple[str, int]]:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return [(one.code, int(one.where.rpartition(":")[2])) for one in check([path]) if one.is_fault]


def test_the_curated_glossaries_pass() -> None:
    assert check([GLOSSARIES]) == []


@pytest.mark.parametrize("page", [ROOT / "README.md", GLOSSARIES / "README.md"], ids=lambda page: page.parent.name)
def test_the_examples_of_the_manuals_pass(page: Path, tmp_path: Path) -> None:
    examples = re.findall(r"```csv\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        (tmp_path / "mine.csv").write_text(example, encoding="utf-8")
        assert check([tmp_path / "mine.csv"]) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("a,place,,,,,,Kyiv,Kiev,,Kyiv,Quieve,Киев\n", []),
        ("a,place,,,,,,Kyiv | KYIV,,,Kyiv,,\n", [("duplicate", 2)]),
        ("a,place,,exact,,,,Kyiv | KYIV,,,Kyiv,,\n", []),
        ("a,place,,,,,,Kyiv,,,Kyiv,,\nb,place,,,,,,Kyiv,,,Kiev,,\n", [("contradiction", 3)]),
        ("a,place,,,,,,Kyiv,,,Kyiv,,\nb,place,,,,,,Kyiv,,,Kyiv,,\n", [("duplicate", 3)]),
        ("a,person,,,,,,Ann Lee,,,Ana Lee,,\nb,person,,,,,,Anna Lee,,,Ana Lee,,\n", [("contradiction", 3)]),
        ("a,person,short,,,,,Kim,,,Kim,,\nb,person,short,,,,,Kim,,,Quim,,\n", []),
        ("a,place,full,,,,,Kyiv,,,Kyiv,,\na,place,short,,,,,Kyiv,,,Quieve,,\n", [("duplicate", 3)]),
        ("a,place,,,,,,Kyiv,Kiev,,Kyiv,,\na,place,old,,,,,Kiev,,,Quieve,,\n", [("contradiction", 2), ("duplicate", 3)]),
        ("a,place,,,,,,Kyiv,,,,,\n", [("dead", 2)]),
        ("a,place,,,ko,,,Kyiv,,,Kyiv,,\n", [("dead", 2)]),
        ("a,place,,,,2019,2018,Kyiv,,,Kyiv,,\n", [("dead", 2)]),
        ("a,place,,,,,2018,Kiev,,,Kiev,,\na,place,,,,2019,,Kyiv,,,Kyiv,,\n", []),
        ("a,place,,,,,2019,Kiev,,,Kiev,,\na,place,,,,2019,,Kyiv,,,Kyiv,,\n", [("contradiction", 3)] * 2),
        ("a,place,,,,,,Kyiv,,Kyiv,Kyiv,,\n", [("dead", 2)]),
        ("a,place,,,,,,Kyiv,,,Kyiv,,Киев\n", []),
        ("a,place,,,,,,Kyiv,,,Kyiv,,Kиев\n", [("script", 2)]),
        ("a,place,,,,,,Kyiv,,,Kyiv,,Kyiv\n", [("script", 2)]),
        ("a,place,,,,,,Ky\u200biv,,,Kyiv,,\n", [("invisible", 2)]),
        ("a,place,,,,,,Li,,,Lis,,\n", [("short", 2)]),
        ("a,person,short,,,,,Li,,,Li,,\na,person,full,,,,,Li Wei,,,Li Wei,,\n", []),
        ("a,organisation,,,,,,UN,,,ONU,,\n", []),
    ],
)
def test_what_is_wrong_is_found_at_its_line(tmp_path: Path, rows: str, expected: list[tuple[str, int]]) -> None:
    assert faults(tmp_path, rows) == expected


def test_a_row_that_cannot_be_used_hides_no_other(tmp_path: Path) -> None:
    rows = (
        "a,plaice,,,,,,Kyiv,,,Kyiv,,\nb,place,,,,,,Li,,,Lis,,\n"
        "c,place,,,,2018-13,,Kiev,,,Kiev,,\nd,,,,,,,Oslo,,,Oslo,Oslo,\n"
    )
    assert faults(tmp_path, rows) == [("unusable", 2), ("short", 3), ("unusable", 4), ("unusable", 5)]
    with pytest.raises(InputError, match="plaice"):
        Glossaries.load([tmp_path / "names.csv"])


def test_all_lines_of_one_source_are_found_at_once(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("en,pt\nKyiv,Kyiv\nKyiv,Kiev\nSeoul,Seul\nSeoul,Seul\n", encoding="utf-8")
    found = [(one.code, one.where) for one in check([path])]
    assert found == [("contradiction", f"{path}:3"), ("duplicate", f"{path}:5")]


def test_a_name_of_one_character_is_too_short_in_scripts_without_spaces(tmp_path: Path) -> None:
    path = tmp_path / "ko.csv"
    path.write_text("kind,form,en,ko,zh\nplace,,Vienna,빈,维也纳\nperson,short,Kim,김,金\n", encoding="utf-8")
    assert [(one.code, one.where) for one in check([path])] == [("short", f"{path}:2")]


def test_a_row_of_a_pair_needs_both_languages(tmp_path: Path) -> None:
    assert faults(tmp_path, "a,place,,,,,,Kyiv,,,Kyiv,,\n", "client.en-fr.csv") == [("dead", 2)]


def test_an_override_is_said_and_is_no_fault(tmp_path: Path) -> None:
    house, client = tmp_path / "house.csv", tmp_path / "client.csv"
    house.write_text("en,pt\nKyiv,Kyiv\n", encoding="utf-8")
    client.write_text("en,pt\nKyiv,Kiev\n", encoding="utf-8")
    (one,) = check([house, client])
    assert (one.code, one.is_fault, one.where) == ("override", False, f"{client}:2")
    assert f"'Kiev' takes the place of 'Kyiv' ({house}:2)" in one.message


def test_the_command_says_where_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("en,pt\nKyiv,\n", encoding="utf-8")
    done = inside("glossary", "check", path)
    assert done.code == 1
    assert done.stdout == (
        f"{path}:2: 'Kyiv' has a form in 'en' alone, so that nothing is ever written\n"
        "  try: add a language, or say 'no' in column 'translate'\n"
    )
    assert "1 to mend" in done.stderr
    found = json.loads(inside("glossary", "check", path, "--json").stdout)
    assert [one["code"] for one in found] == ["dead"]
    assert inside("glossary", "check", GLOSSARIES).code == 0


def test_a_sheet_that_is_no_text_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("en,pt\nKyiv,Kiev\n", encoding="utf-8")
    done = inside("glossary", "convert", tmp_path / "mine.csv", tmp_path / "mine.xlsx")
    assert done.code == 2
    assert "no glossary format has the ending '.xlsx'" in done.stderr
    assert not (tmp_path / "mine.xlsx").exists()


def test_the_help_lists_all_formats() -> None:
    assert FORMATS.split(", ") == list(GLOSSARY_FORMATS.builtin)


def test_the_command_converts_and_says_what_is_lost(tmp_path: Path) -> None:
    mine, list_, back = tmp_path / "mine.csv", tmp_path / "terms.en-pt.utf8", tmp_path / "back.csv"
    mine.write_text("en,pt,ko\nKyiv,Kiev | Quieve,키이우\n", encoding="utf-8")
    done = inside("glossary", "convert", mine, list_)
    assert done.code == 0
    assert list_.read_text(encoding="utf-8") == "Kyiv\tKiev\n"
    assert "align: cannot hold admitted target forms: 1, such as 'Quieve'" in done.stderr
    assert inside("glossary", "convert", list_, back).code == 0
    assert back.read_text(encoding="utf-8") == "concept,kind,en,pt\n,,Kyiv,Kiev\n"
    again = inside("glossary", "convert", list_, back)
    assert again.code != 0
    assert back.read_text(encoding="utf-8") == "concept,kind,en,pt\n,,Kyiv,Kiev\n"
