"""Forms that the glossary forbids are seen wherever they stand in a target."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from command import inside

from align.bitext import Flag, NameOutcome, Result, Step
from align.concept import Concept
from align.document import Span
from align.hypothesis import Hypothesis
from align.names.apply import Rendered
from align.names.forbidden import Forbidden
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = """\
concept,kind,form,en,en:except,pt,pt:forbidden,pt:except
nato,organisation,abbreviation,Atlantic alliance,,Otan,NATO | Nato,NATO Channel
kyiv,place,full,Kyiv,,Kyiv,Kiev | Quieve,frango à Kiev
dynamo,organisation,full,Dynamo Kyiv,,Dínamo de Kiev,,
iran,place,full,Iran,,Irã,,
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A sede de Kiev.", ["Kiev"]),
        ("KIEV: a NATO está lá", ["KIEV", "NATO"]),
        ("O Dínamo de Kiev venceu em Quieve.", ["Quieve"]),
        ("Um frango à Kiev, por favor.", []),
        ("A quieve e a nato não são nomes.", []),
        ("Veja https://example.org/Kiev.", []),
        ("Kyiv e o Irã.", []),
    ],
)
def test_it_is_found_unless_it_is_right_there(glossary: Path, text: str, found: list[str]) -> None:
    forbidden = Forbidden(Termbase.load([glossary]).concepts, "pt")
    assert [mention.surface for mention in forbidden.find(text)] == found
    assert not Forbidden(Termbase.load([glossary]).concepts, "en").find(text)


def rendered(text: str, *flags: Flag, span: Span | None = None) -> Rendered:
    kyiv = Concept("kyiv", "place", ())
    names = (NameOutcome(kyiv, Span(0, 4), "Kyiv", "Kiev", Result.APPLIED, Step.PLAIN, span),) if span else ()
    return Rendered(Hypothesis(text, math.nan, ()), names, flags)


def test_what_a_person_chose_and_what_is_flagged_already_is_not_flagged_again(glossary: Path) -> None:
    forbidden = Forbidden(Termbase.load([glossary]).concepts, "pt")
    said = Flag("name-form", "writes 'Kiev', agreed is 'Kyiv'")
    assert forbidden.flags(rendered("Em Kiev e em Kiev.")) == (said,)
    assert forbidden.flags(rendered("Em Kiev.", said)) == ()
    assert forbidden.flags(rendered("Em Kiev.", span=Span(3, 7))) == ()


def test_a_translation_is_flagged_listed_and_mended_though_its_source_lacks_the_name(
    glossary: Path, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The NATO summit was short.\n", encoding="utf-8")
    out = tmp_path / "out"
    done = inside("translate", article, "-t", "pt", "-g", glossary, "-o", out, "-q", "-j", "1", "--source", "en")
    assert done.code == 0, done.stderr
    assert "agreed is 'Otan'" in (out / "report.json").read_text(encoding="utf-8")
    listed = inside("names", out, "-q", "--fail-on", "inconsistent")
    assert (listed.code, "should be 'Otan'" in listed.stdout) == (6, True)
    inside("names", out, "-q", "--fix")
    assert "Otan" in (out / "a.pt.txt").read_text(encoding="utf-8")
    assert inside("names", out, "-q", "--fail-on", "inconsistent").code == 0


def test_a_translation_of_somebody_else_is_flagged(glossary: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "a.en.txt", tmp_path / "a.pt.txt"
    source.write_text("The summit was short.\n", encoding="utf-8")
    target.write_text("A reunião em Kiev foi curta.\n", encoding="utf-8")
    out = tmp_path / "out"
    done = inside("bitext", source, target, "-g", glossary, "-o", out, "-q", "--engine", "none")
    assert done.code in (0, 7), done.stderr
    assert "writes 'Kiev', agreed is 'Kyiv'" in (out / "report.json").read_text(encoding="utf-8")
