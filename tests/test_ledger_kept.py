"""What the ledger has found, the next translation of the batch keeps: names that an engine takes for common words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from command import inside

from align.concept import Concept, Term
from align.desk import Desk
from align.edits import NameForm, Scope
from align.engines.apertium import installed
from align.languages import Pair
from align.names.keep import unknown_to, without_strangers
from align.names.ledger import Gathering, Place, Side, Use
from align.names.ledger.kept import as_plain, from_plain, kept_names
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from pathlib import Path

FLOOD = """A film about floods

The ABC's Four Corners program showed a film about Mark Field on Monday.
Four Corners is seen by many people, and Mark Field said that he liked it.
The White House was silent, Field said.
"""
CORNERS = """A day in town

The police of Four Corners were late. All four corners of the room were empty.
The Four Corners film was shown again.
"""


def translated(folder: Path, target: str, *glossary: Path | str) -> dict[str, list[str]]:
    named = ["-g", *glossary] if glossary else ["-g", folder / "own.csv"]
    done = inside("translate", folder / "in", "-t", target, "-s", "en", *named, "-o", folder / "out", "-q", "-j", "1")
    assert done.code == 0, done.stderr
    out = folder / "out"
    return {name: (out / f"{name}.{target}.txt").read_text("utf-8").splitlines()[2:] for name in ("flood", "town")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "flood.txt").write_text(FLOOD, "utf-8")
    (tmp_path / "in" / "town.txt").write_text(CORNERS, "utf-8")
    (tmp_path / "own.csv").write_text("en,pt,es\nTokyo,Tóquio,Tokio\n", "utf-8")
    return tmp_path


def test_a_name_comes_out_in_one_form_once_the_ledger_was_made(folder: Path) -> None:
    plain = translated(folder, "pt")
    assert plain["flood"][1].startswith("Quatro cantos")
    assert translated(folder, "pt") == plain
    assert inside("names", folder / "out", "-q").code == 0
    kept = translated(folder, "pt")
    assert kept["flood"][1].startswith("Four Corners")
    assert (kept["flood"][0], kept["flood"][2]) == (plain["flood"][0], plain["flood"][2])
    assert kept["town"] == plain["town"]
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    (name,) = [one for one in report["names"] if one["concept"]["id"] == "~four-corners"]
    assert (name["forms"], sum(name["results"].values())) == (["Four Corners"], 4)
    # The ledger of an output goes over it by what it was made with, and a further run changes nothing.
    assert inside("names", folder / "out", "-q", "--fail-on", "inconsistent").code == 0
    assert translated(folder, "pt") == kept


def test_a_glossary_overrides_the_ledger(folder: Path) -> None:
    translated(folder, "pt")
    inside("names", folder / "out", "-q")
    (folder / "other.csv").write_text("concept,en,pt\nabc,Four Corners,Os Quatro Cantos\n", "utf-8")
    lines = translated(folder, "pt", folder / "other.csv")
    assert lines["flood"][1].startswith("Os Quatro Cantos")
    assert "Four Corners" not in "\n".join(lines["flood"] + lines["town"])


@pytest.mark.skipif(Pair("en", "es") not in installed(), reason="Apertium's English-Spanish is not installed")
def test_names_that_a_translation_tore_are_kept_as_the_sources_have_them(folder: Path) -> None:
    plain = translated(folder, "es")
    assert "Cuatro programa de Esquinas" in plain["flood"][0]
    inside("names", folder / "out", "-q")
    kept = translated(folder, "es")
    text = "\n".join(kept["flood"] + kept["town"])
    assert (text.count("Four Corners"), text.count("Mark Field"), text.count("Field dijo")) == (4, 2, 2)
    assert "cuatro esquinas" in kept["town"][0].lower()
    # What the sources call by its words with an article has a translation.
    assert "Casa Blanca" in text


def entity_uses(kind: str, surface: str, *, is_torn: bool, is_described: bool = False) -> list[Use]:
    concept = Concept(f"~{surface.lower()}", kind, (Term("en", surface),))
    return [Use(concept, "en", surface, "full", Place("a", 1, 1), is_torn=is_torn, is_described=is_described)]


@pytest.mark.parametrize(
    ("uses", "target", "expected"),
    [
        (entity_uses("other", "Four Corners", is_torn=True), "es", ["Four Corners"]),
        (entity_uses("other", "Four Corners", is_torn=False), "es", []),
        (entity_uses("other", "Supreme Court", is_torn=True, is_described=True), "es", []),
        (entity_uses("other", "Four Corners", is_torn=True), "ko", []),
        (entity_uses("other", "Corners", is_torn=True), "es", []),
    ],
    ids=["torn", "whole", "with an article", "other letters", "one word"],
)
def test_only_what_is_certain_is_kept(uses: list[Use], target: str, expected: list[str]) -> None:
    gathering = Gathering(())
    gathering.add(uses)
    names = kept_names(gathering.ledger(Side.TARGET), target)
    assert [term.text for one in names for term in one.terms if term.language == target] == expected
    assert from_plain(json.loads(json.dumps(as_plain(names)))) == names


def test_a_short_form_counts_where_the_article_has_the_full_one() -> None:
    will = Concept("~will", "person", (Term("en", "Will Young"), Term("en", "Will", form="short")))
    recogniser = Recogniser(Termbase((will,)), "en")
    with_full = recogniser.find(["Will Young left.", "Then Will came."])
    alone = recogniser.find(["Then Will came."])
    assert [len(row) for row in without_strangers(with_full)] == [1, 1]
    assert without_strangers(alone) == [()]


def test_what_the_glossary_knows_is_not_looked_for() -> None:
    kept = Concept("~kim", "person", (Term("en", "Kim Hong-kyun"),))
    glossary = Recogniser(Termbase((Concept("x", "person", (Term("en", "Kim Hong-kyun"),)),)), "en")
    part = Recogniser(Termbase((Concept("x", "person", (Term("en", "Kim"),)),)), "en")
    assert (unknown_to(glossary, [kept]), unknown_to(part, [kept])) == ((), (kept,))


def test_another_form_of_a_kept_name_for_the_whole_batch_is_a_line_of_its_own_in_the_glossary(folder: Path) -> None:
    translated(folder, "pt")
    inside("names", folder / "out", "-q")
    translated(folder, "pt")
    with Desk(folder / "out") as desk:
        sheet = desk.sheet("flood")
        unit = next(one for one in sheet.units if one.names)
        choice = NameForm(
            id="n",
            by="ana",
            at="2026-01-31T12:00:00Z",
            unit=unit.key,
            base=0,
            concept=unit.names[0].concept.id,
            mention=0,
            form="Os Quatro Cantos",
            scope=Scope.BATCH,
        )
        desk.take("flood", sheet.source, [choice])
        assert desk.extension().after.splitlines()[1:] == [",other,,Four Corners,Os Quatro Cantos"]
