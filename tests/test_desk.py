"""What a person changed reaches the outputs, once, and stays there."""

from pathlib import Path

import pytest
from command import align, outputs
from lxml import etree

from align.bitext import TranslationUnit, UnitStatus
from align.desk import Desk
from align.edits import Edit, Event, Merge, NameForm, Scope, SetStatus, Split
from align.errors import InputError

SEOUL = """Seoul protests

South Korea summoned the Russian ambassador, Georgy Zinoviev, on Friday. He said little.
Kim met President Volodymyr Zelensky in Kiev in 2023.
"""
STAMP = {"at": "2026-01-31T12:00:00Z", "by": "ana"}


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    (tmp_path / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    out = tmp_path / "out"
    done = align("translate", tmp_path / "seoul.txt", "--target", "pt", "--output", out)
    assert done.code == 0, done.stderr
    return out


def unit_with(desk: Desk, text: str) -> TranslationUnit:
    return next(unit for unit in desk.sheet("seoul").units if text in unit.source)


def take(desk: Desk, *events: Event) -> None:
    taken = desk.take("seoul", desk.sheet("seoul").source, events)
    assert taken.accepted == events


def edit(unit: TranslationUnit, text: str, **more: str) -> Edit:
    return Edit(
        id=more.get("id", "e1"), unit=unit.key, base=unit.review.version if unit.review else 0, text=text, **STAMP
    )


def test_an_article_that_could_not_be_done_stays_in_the_index_and_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\xff" * 99)
    (tmp_path / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    out = tmp_path / "out"
    assert align("translate", tmp_path / "a.txt", tmp_path / "seoul.txt", "--target", "pt", "--output", out).code
    before = outputs(out)
    for _ in range(2):
        with Desk(out) as desk:
            assert desk.remake().exit_code == 0
        assert outputs(out) == before


def test_an_edit_reaches_every_output_and_a_second_time_changes_no_byte(batch: Path) -> None:
    with Desk(batch) as desk:
        unit = unit_with(desk, "He said little")
        approve = SetStatus(id="s1", unit=unit.key, base=1, status=UnitStatus.APPROVED, **STAMP)
        take(desk, edit(unit, "Ele quase não falou."), approve)
        assert desk.remake().exit_code == 0
        first = outputs(batch)
        assert "Ele quase não falou." in first["seoul.pt.txt"].decode()
        assert "Ele quase não falou." in first["seoul.review.html"].decode()
        units = etree.fromstring(first["batch.en-pt.tmx"]).iter("tu")
        tu = next(tu for tu in units if tu.findtext("tuv[2]/seg") == "Ele quase não falou.")
        assert (tu.get("changedate"), tu.get("changeid")) == ("20260131T120000Z", "ana")
        assert {prop.get("type"): prop.text for prop in tu.iter("prop")}["x-status"] == "approved"
        assert desk.take("seoul", desk.sheet("seoul").source, [approve]).known == (approve,)
        desk.remake()
    assert outputs(batch) == first


def test_translating_again_keeps_what_the_person_wrote(batch: Path, tmp_path: Path) -> None:
    with Desk(batch) as desk:
        take(desk, edit(unit_with(desk, "He said little"), "Ele quase não falou."))
    done = align("translate", tmp_path / "seoul.txt", "--target", "pt", "--output", batch)
    assert done.code == 0, done.stderr
    assert "Ele quase não falou." in (batch / "seoul.pt.txt").read_text(encoding="utf-8")


def test_the_document_follows_splits_and_merges(batch: Path) -> None:
    with Desk(batch) as desk:
        unit = unit_with(desk, "He said little")
        take(desk, Split(id="a", unit=unit.key, base=0, source=7, target=4, **STAMP))
        first, second = (one for one in desk.sheet("seoul").units if one.bead == unit.bead)
        assert (first.source, second.source) == ("He said", "little.")
        before = unit.target
        desk.remake()
        assert before in (batch / "seoul.pt.txt").read_text(encoding="utf-8")
        take(desk, Merge(id="b", unit=first.key, base=1, next=second.key, **STAMP))
        assert unit_with(desk, "He said little").target == before


def test_a_name_that_lost_its_form_is_flagged_and_a_chosen_form_is_not(batch: Path) -> None:
    with Desk(batch) as desk:
        unit = unit_with(desk, "Kim met")
        assert "Kyiv" in unit.target
        take(desk, edit(unit, unit.target.replace("Kyiv", "Quieve")))
        (report,) = desk.remake().report.articles
        assert "name-missed" in {one.flag.code for one in report.flags}
        take(desk, edit(unit_with(desk, "Kim met"), unit.target, id="e2"))
        mention = next(n for n, name in enumerate(unit.names) if name.form == "Kyiv")
        concept = unit.names[mention].concept.id
        form = {"concept": concept, "mention": mention, "form": "Kiev", "scope": Scope.MENTION}
        take(desk, NameForm(id="n", unit=unit.key, base=2, **form, **STAMP))  # type: ignore[arg-type]
        (report,) = desk.remake().report.articles
        assert not {one.flag.code for one in report.flags} & {"name-missed", "name-form", "name-doubled"}
    assert "Kiev" in (batch / "seoul.pt.txt").read_text(encoding="utf-8")


def test_what_comes_too_late_or_from_elsewhere_is_not_taken(batch: Path) -> None:
    with Desk(batch) as desk:
        unit = unit_with(desk, "Kim met")
        source = desk.sheet("seoul").source
        take(desk, edit(unit, "Primeiro."))
        late = edit(unit, "Segundo.", id="e2")
        assert desk.take("seoul", source, [late]).conflicts == (late,)
        assert desk.take("seoul", "0123", [late]).foreign == (late,)
        lost = Edit(id="e3", unit="99", base=0, text="x", **STAMP)
        assert desk.take("seoul", source, [lost]).misplaced == (lost,)
        assert unit_with(desk, "Kim met").target == "Primeiro."
        with pytest.raises(InputError, match="no article 'busan'"):
            desk.sheet("busan")


def test_a_folder_without_a_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no batch"):
        Desk(tmp_path)
