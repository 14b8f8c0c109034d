"""Hostile input through the whole command: a clean result or a clear error, and never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import inside, report
from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from command import Done

SENTENCE = "The president of South Korea met the ambassador in Seoul on Friday.\n"
BOMB = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n ", ""),
    "bytes.txt": (b"\xff" * 400, ""),
    "numbers.txt": (b"1 2 3 4 5\n6 7 8\n", "language"),
    "nul.txt": (SENTENCE.replace("South", "South\0").encode() + SENTENCE.encode() * 3, "NUL"),
    "surrogate.txt": (SENTENCE.encode() * 3 + b"A lone half \xed\xa0\x80 stands here.\n", "0xED in line 4"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, ""),
    "empty.html": (b"<html><body><script>var a = 1;</script></body></html>", ""),
}
TRANSLATED = {
    "marks.txt": ("\u200f\u202e" + SENTENCE + "The \u2067minister\u2069 of \u200fUkraine spoke.\n").encode(),
    "emoji.txt": ("🇰🇷 " + SENTENCE + "Everybody 👩‍👩‍👧‍👦 was happy 😀 about it.\n").encode(),
    "script.txt": (SENTENCE + "He wrote <script>alert('x')</script> & </script><!-- on the wall.\n").encode(),
    "bomb.html": (BOMB + f"<html><body><p>{SENTENCE} &c;</p></body></html>").encode(),
    "unclosed.html": f"<p>{SENTENCE}<b>{SENTENCE}<i>{SENTENCE}".encode(),
}


def run(folder: Path, articles: Mapping[str, bytes], *more: str | Path) -> Done:
    (folder / "in").mkdir()
    for name, raw in articles.items():
        (folder / "in" / name).write_bytes(raw)
    done = inside("translate", folder / "in", "--target", "pt", "--output", folder / "out", "--jobs", "1", *more)
    assert "Traceback" not in done.stderr
    assert "a bug in Align" not in done.stderr
    return done


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    folder = tmp_path_factory.mktemp("refused")
    return run(folder, {name: raw for name, (raw, _) in REFUSED.items()}), folder / "out"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path]:
    folder = tmp_path_factory.mktemp("translated")
    return run(folder, TRANSLATED), folder / "out"


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_with_a_reason(refused: tuple[Done, Path], name: str) -> None:
    done, out = refused
    # The code that all share.
    assert done.code == 4
    (article,) = [one for one in report(out)["articles"] if Path(one["path"]).name == name]
    assert article["state"] == "failed"
    assert REFUSED[name][1] in article["error"]
    assert not [file for file in out.iterdir() if ".pt." in file.name or ".review." in file.name]


@pytest.mark.parametrize("name", TRANSLATED)
def test_what_can_be_used_comes_out_whole(translated: tuple[Done, Path], name: str) -> None:
    done, out = translated
    assert done.code == 0, done.stderr
    stem = Path(name).stem
    tree = etree.parse(out / f"{stem}.en-pt.tmx")
    targets = [segment.text or "" for segment in tree.iter("seg")]
    assert any("Coreia do Sul" in target for target in targets)
    page = html.document_fromstring((out / f"{stem}.review.html").read_text(encoding="utf-8"))
    # The page's own script, and the data block of word links.
    assert all(script.get("src") is None for script in page.iter("script"))
    assert "alert" not in "".join(script.text or "" for script in page.iter("script"))


def test_a_name_made_of_pattern_characters(tmp_path: Path) -> None:
    glossary = tmp_path / "g.csv"
    glossary.write_text('en,pt\n"C++ (Corp.) [x]*","C++ (Corp.) [x]*"\n$1\\d.*,$1\\d.*\n', encoding="utf-8")
    raw = b"The company C++ (Corp.) [x]* opened an office in Seoul on Friday, said the minister.\n" * 2
    done = run(tmp_path, {"a.txt": raw}, "--glossary", glossary)
    assert done.code == 0, done.stderr
    assert (tmp_path / "out" / "a.pt.txt").read_text(encoding="utf-8").count("C++ (Corp.) [x]*") == 2


def test_five_megabytes_on_one_line(tmp_path: Path) -> None:
    """One word without end has nothing to translate, so that the test is quick; it must come through whole."""
    raw = (SENTENCE * 4).encode() + b"x" * 5_000_000 + b"\n"
    done = run(tmp_path, {"long.txt": raw})
    assert done.code == 0, done.stderr
    assert b"x" * 5_000_000 in (tmp_path / "out" / "long.pt.txt").read_bytes()


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ("concept,en,pt\na,Kyiv,Kyiv\na,Kiev,Kiev\n", "g.csv:3", "a"),
        ("en,klingon!\nKyiv,Kyiv\n", "g.csv:1", "klingon!"),
        ("concept,kind,en,pt\na,animal,Kyiv,Kyiv\n", "g.csv:2", "kind"),
        ("", "g.csv", "empty"),
    ],
)
def test_a_bad_glossary_says_file_line_and_cell(tmp_path: Path, rows: str, place: str, said: str) -> None:
    (tmp_path / "g.csv").write_text(rows)
    done = run(tmp_path, {"a.txt": SENTENCE.encode() * 3}, "--glossary", tmp_path / "g.csv")
    assert done.code == 4, done.stderr
    assert place in done.stderr
    assert said in done.stderr
