"""Names that are everyday words too: `Mark`, `Will`, `May`, `Four Corners`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from names_engine import rendered
from names_glossary import written

from align.bitext import Result
from align.concept import SHORT
from align.inputs import Input
from align.names.ledger import Side
from align.names.termbase import Termbase
from align.pipeline import Pipeline
from align.settings import Settings
from align.survey import survey_finished

if TYPE_CHECKING:
    from pathlib import Path


EVERYDAY = """concept,kind,form,case,en,pt
will,person,full,,Will Young,Will Young
will,person,short,exact,Will,Will
mark,person,full,,Mark Field,Mark Field
mark,person,short,exact,Mark,Mark
may,person,full,,Theresa May,Theresa May
may,person,short,exact,May,May
bush,person,full,,George Bush,George Bush
bush,person,short,exact,Bush,Bush
rapid,organisation,full,,Rapid Vienna,Rapid Vienna
corners,place,full,,Four Corners,Four Corners
"""


def test_names_that_are_everyday_words_are_kept_and_everyday_words_are_translated(tmp_path: Path) -> None:
    article = (
        "A long day in the city\n\nWill Young met Mark Field on Monday, and Will said that Mark was late.\n"
        "Mark the place on the map where the four corners of the room meet.\nWill he come?\n"
        "Rapid Vienna won again after rapid growth in Vienna.\n"
        "The police of Four Corners looked in all four corners of the town.\n"
        "Theresa May may come in May. May answered that she would not resign.\n"
        "George Bush hid behind a bush. Bush smiled.\n"
    )
    pipeline = Pipeline(Settings("pt", "en", glossaries=(written(tmp_path, EVERYDAY),)))
    (finished,) = pipeline.finish([pipeline.prepare(Input("a.txt", "a", raw=article.encode()))])
    assert not isinstance(finished, Exception)
    lines = finished.document().decode().splitlines()[2:]
    assert [lines[0].count(name) for name in ("Will Young", "Mark Field", "Will", "Mark")] == [1, 1, 2, 2]
    assert "Marque" in lines[1]
    assert "quatro cantos" in lines[1]
    assert "Will" not in lines[2]
    assert lines[3].startswith("Rapid Vienna")
    assert "Viena" in lines[3]
    assert "Four Corners" in lines[4]
    assert "quatro cantos" in lines[4]
    assert "em maio" in lines[5]
    assert lines[5].count("May") == 2
    assert lines[6].count("Bush") == 2
    assert "arbusto" in lines[6]
    results = {name.result for unit in finished.bitext.units for name in unit.names}
    assert results == {Result.APPLIED}
    doubts = [flag.message for unit in finished.bitext.units for flag in unit.flags if flag.code == "name-doubt"]
    assert doubts == [f"{name!r} was taken for an everyday word, not for a name" for name in ("Mark", "Will")]


def test_the_ledger_does_not_count_what_the_translation_took_for_a_word(tmp_path: Path) -> None:
    article = b"Will Young met Mark Field on Monday.\nMark the place on the map.\nWill he come?\nMark said no."
    pipeline = Pipeline(Settings("pt", "en", glossaries=(written(tmp_path, EVERYDAY),)))
    (finished,) = pipeline.finish([pipeline.prepare(Input("a.txt", "a", raw=article))])
    assert not isinstance(finished, Exception)
    survey = survey_finished(finished, article, pipeline.preparation, "a.html")
    counted = [(use.surface, use.place.line) for use in survey.uses if use.side is Side.SOURCE and use.row == SHORT]
    assert counted == [("Mark", 4)]


def test_a_name_at_the_start_is_not_dismissed_for_another_spelling(tmp_path: Path) -> None:
    text = "concept,kind,form,en,pt\np,person,full,Vladimir Putin,Vladimir Putin\np,person,short,Putin,Putine\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "Putin spoke.", "Putin falou.")
    assert one.hypothesis.text == "Putine falou."
