"""What pages export comes into the batch once, and whatever does not is kept; what was approved is used again."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from command import inside, outputs, report
from lxml import etree

from align.batch import Order, run
from align.bitext import Origin, TranslationUnit, UnitStatus
from align.cli.glossaries import chosen_glossaries
from align.desk import Desk
from align.edits import Comment, Edit, Event, NameForm, Scope, SetStatus, TermAdded
from align.edits.written import ArticleEvents, read, write
from align.inputs import collect
from align.settings import Settings

SEOUL = """Seoul protests

South Korea summoned the Russian ambassador, Georgy Zinoviev, on Friday. He said little.
Kim met President Volodymyr Zelensky in Kiev in 2023.
"""
BUSAN = """Busan listens

The ministers met in Kiev on Monday. He said little.
Nothing was decided at the end of the day.
"""
STAMP = {"at": "2026-01-31T12:00:00Z", "by": "ana"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    for name, text in (("seoul", SEOUL), ("busan", BUSAN)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    translate(folder)
    return folder


@pytest.fixture
def batch(made: Path, tmp_path: Path) -> Path:
    """Give a folder with two articles and their outputs in `out`."""
    return Path(shutil.copytree(made, tmp_path / "project"))


def translate(folder: Path, *names: str, memories: tuple[Path, ...] = ()) -> list[str]:
    """Translate articles of a folder, all by default; give what there is to tell."""
    paths = [str(folder / name) for name in names] or [str(folder)]
    order = Order(Settings("pt", glossaries=chosen_glossaries(None)), folder / "out", memories)
    outcome = run(collect(paths, output=order.output), order)
    assert outcome.exit_code == 0, [one.report.error for one in outcome.outcomes]
    return [*outcome.notices, f"{outcome.translated} translated"]


def unit_with(folder: Path, text: str, article: str = "seoul") -> TranslationUnit:
    with Desk(folder / "out") as desk:
        return next(unit for unit in desk.sheet(article).units if text in unit.source)


def export(folder: Path, *events: Event, article: str = "seoul", source: str = "") -> Path:
    with Desk(folder / "out") as desk:
        source = source or desk.sheet(article).source
    path = folder / f"{events[0].id}.review.json"
    path.write_text(write((ArticleEvents(article, source, events),)), encoding="utf-8")
    return path


def take(folder: Path, *events: Event, article: str = "seoul") -> None:
    """Take events and write the outputs again."""
    with Desk(folder / "out") as desk:
        assert desk.take(article, desk.sheet(article).source, events).accepted == events
        assert desk.remake().exit_code == 0


def edit(unit: TranslationUnit, text: str, *, id: str = "e", base: int = 0) -> Edit:  # noqa: A002  the event's word
    return Edit(id=id, unit=unit.key, base=base, text=text, **STAMP)


def approve(unit: TranslationUnit, *, id: str = "s", base: int = 0) -> SetStatus:  # noqa: A002  the event's word
    return SetStatus(id=id, unit=unit.key, base=base, status=UnitStatus.APPROVED, **STAMP)


def name_form(unit: TranslationUnit, form: str) -> NameForm:
    mention = next(n for n, name in enumerate(unit.names) if name.form == "Kyiv")
    concept = unit.names[mention].concept.id
    return NameForm(
        id="n", unit=unit.key, base=0, concept=concept, mention=mention, form=form, scope=Scope.BATCH, **STAMP
    )


def test_a_review_is_applied_and_applied_again_without_a_byte_changed(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    review = export(batch, edit(unit, "Ele quase não falou."), approve(unit, base=1))
    done = inside("review", "apply", review, "--output", batch / "out")
    assert (done.code, "seoul: 2 taken" in done.stdout) == (0, True), done.stderr
    first = outputs(batch / "out")
    assert "Ele quase não falou." in first["seoul.pt.txt"].decode()
    done = inside("review", "apply", review, "--output", batch / "out")
    assert (done.code, "seoul: 2 known" in done.stdout) == (0, True), done.stderr
    assert outputs(batch / "out") == first


def test_an_approval_of_another_machines_text_is_told_and_kept(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    done = inside(
        "review", "apply", export(batch, replace(approve(unit), seen="Ele calou.")), "--output", batch / "out"
    )
    assert done.code == 1
    assert "in conflict: its text is not the one that was seen" in done.stdout
    assert f"now    {unit.target!r}\n    seen   'Ele calou.'\n    wanted status 'approved'\n" in done.stdout
    assert unit_with(batch, "He said little").status is UnitStatus.DRAFT
    (left,) = read(batch / "out" / "left-over.review.json")
    assert [event.seen for event in left.events] == ["Ele calou."]


def test_what_cannot_be_taken_is_told_and_kept_until_it_can(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    first = export(batch, edit(unit, "Primeiro.", id="first"))
    late = edit(unit, "Segundo.", id="late")
    lost = Comment(id="lost", unit="99", base=0, text="x", **STAMP)
    second = export(batch, late, lost)
    foreign = export(batch, edit(unit, "De outro.", id="foreign"), source="0123456789abcdef")
    out = batch / "out"
    done = inside("review", "apply", first, second, foreign, "--output", out)
    assert done.code == 1
    assert "now    'Primeiro.'\n    wanted 'Segundo.'" in done.stdout
    assert "segment 99: misplaced: comment text 'x'" in done.stdout
    assert "upon another text: 'De outro.'" in done.stdout
    left = read(out / "left-over.review.json")
    assert [event for one in left for event in one.events] == [late, lost, edit(unit, "De outro.", id="foreign")]
    before = outputs(out)
    assert inside("review", "apply", first, second, foreign, "--output", out).code == 1
    assert outputs(out) == before
    (out / "left-over.review.json").write_text(write((ArticleEvents("seoul", left[0].source, (late,)),)), "utf-8")
    undone = export(batch, replace(late, base=1))
    assert inside("review", "apply", undone, "--output", out).code == 0
    assert not (out / "left-over.review.json").exists()


def test_a_file_that_is_no_review_does_not_stop_the_others(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    (batch / "bad.review.json").write_text("{", encoding="utf-8")
    good = export(batch, edit(unit, "Bom."))
    done = inside("review", "apply", batch / "bad.review.json", good, "--output", batch / "out")
    assert done.code == 4
    assert "not JSON" in done.stderr
    assert "Bom." in (batch / "out" / "seoul.pt.txt").read_text("utf-8")


def test_a_form_for_the_whole_batch_goes_to_the_glossary_and_to_every_other_article(batch: Path) -> None:
    out = batch / "out"
    review = export(batch, name_form(unit_with(batch, "Kim met"), "Quieve"))
    dry = inside("review", "apply", review, "--output", out, "--dry-run")
    assert dry.code == 0, dry.stderr
    assert "+kyiv,,,,Quieve,Kyiv" in dry.stdout
    assert not (out / "glossary.csv").exists()
    assert "Kyiv" in (out / "busan.pt.txt").read_text("utf-8")
    done = inside("review", "apply", review, "--output", out)
    assert done.code == 0, done.stderr
    assert (out / "glossary.csv").read_text("utf-8") == "concept,kind,form,en,pt,pt:deprecated\nkyiv,,,,Quieve,Kyiv\n"
    assert "Quieve" in (out / "busan.pt.txt").read_text("utf-8")
    assert "1 segment came out otherwise by the changed glossary: busan" in done.stderr
    first = outputs(out)
    assert inside("review", "apply", review, "--output", out).code == 0
    assert outputs(out) == first


def test_an_approved_segment_keeps_its_text_and_is_flagged_when_the_glossary_changes(batch: Path) -> None:
    unit = unit_with(batch, "ministers met", "busan")
    take(batch, approve(unit), article="busan")
    take(batch, name_form(unit_with(batch, "Kim met"), "Quieve"))
    held = unit_with(batch, "ministers met", "busan")
    assert (held.target, held.status) == (unit.target, UnitStatus.APPROVED)
    assert any("'Kyiv', agreed is 'Quieve'" in flag.message for flag in held.flags)
    assert unit.target in (batch / "out" / "busan.pt.txt").read_text("utf-8")


def test_a_run_says_what_the_glossary_changed_and_leaves_the_approved_alone(batch: Path) -> None:
    unit = unit_with(batch, "ministers met", "busan")
    take(batch, approve(unit), article="busan")
    (batch / "out" / "glossary.csv").write_text("en,pt,pt:deprecated\nKyiv,Quieve,Kyiv\n", encoding="utf-8")
    said = translate(batch)
    assert "1 segment came out otherwise by the changed glossary: seoul" in said
    assert (
        "busan: approved and left alone, though a name in it is agreed otherwise: "
        f"segment {unit.number}" in said
    )  # fmt: skip
    # One segment with Kyiv was asked for anew; that of busan was not, and nothing else either.
    assert "1 translated" in said
    assert translate(batch) == ["0 translated"]


def test_a_term_is_added_once_and_a_file_of_ones_own_keeps_its_lines(batch: Path) -> None:
    own = batch / "house.csv"
    own.write_bytes(b"# mine;en;note;pt\r\n;Busan;the port;Busan\r\n\r\n;Seoul;;Seul".replace(b"# mine", b"concept"))
    unit = unit_with(batch, "ministers met", "busan")
    terms = [
        TermAdded(id=f"t{n}", unit=unit.key, base=n, source=source, target=target, concept_kind="other", **STAMP)
        for n, (source, target) in enumerate(
            [("ministers", "governantes"), ("Seoul", "Seúl"), ("ministers", "governantes")]
        )
    ]
    review = export(batch, *terms, article="busan")
    done = inside("review", "apply", review, "--output", batch / "out", "--glossary", own)
    assert done.code == 0, done.stderr
    assert own.read_bytes().decode() == (
        "concept;en;note;pt;kind\r\n;Busan;the port;Busan\r\n\r\n"
        ";Seoul;;Seúl | Seul\r\n;ministers;;governantes;other\r\n"
    )
    assert "governantes" in (batch / "out" / "busan.pt.txt").read_text("utf-8").lower()
    own.write_bytes(own.read_bytes().replace(b"governantes", b"dirigentes"))
    assert inside("review", "apply", review, "--output", batch / "out").code == 0
    assert b"dirigentes" in own.read_bytes(), "a line that a person changed stays"


def test_what_was_approved_is_used_in_another_article(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    take(batch, edit(unit, "Ele quase não falou."), approve(unit, base=1))
    same = unit_with(batch, "He said little", "busan")
    assert (same.target, same.origin, same.status) == ("Ele quase não falou.", Origin.MEMORY, UnitStatus.APPROVED)
    (batch / "new.txt").write_text("Again\n\nHe said little. He said very little on Friday.\n", encoding="utf-8")
    translate(batch, "new.txt")
    tree = etree.parse(batch / "out" / "new.en-pt.tmx")
    kinds = {tu.findtext("tuv[2]/seg"): {p.get("type"): p.text for p in tu.iter("prop")} for tu in tree.iter("tu")}
    assert kinds["Ele quase não falou."] == {"x-status": "approved", "x-origin": "memory"}


def test_similar_sentences_stand_beside_the_translation(batch: Path) -> None:
    unit = unit_with(batch, "Nothing was decided", "busan")
    take(batch, approve(unit), article="busan")
    (batch / "new.txt").write_text("Again\n\nNothing was decided at the end of the week.\n", encoding="utf-8")
    translate(batch, "new.txt")
    like = unit_with(batch, "Nothing was decided", "new")
    assert like.origin is Origin.ENGINE
    (match,) = like.matches
    assert (match.source, match.target, round(match.score, 2)) == (unit.source, unit.target, 0.9)
    page = etree.HTML((batch / "out" / "new.review.html").read_text("utf-8"))
    assert [mark.text for mark in page.iterfind(".//details[@class='matches']//del")] == ["day"]
    assert [mark.text for mark in page.iterfind(".//details[@class='matches']//ins")] == ["week"]


def test_a_memory_in_a_file_is_used_as_it_is_and_one_of_another_pair_is_refused(batch: Path, tmp_path: Path) -> None:
    def memory(name: str, tag: str) -> Path:
        path = tmp_path / name
        path.write_text(
            '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
            'adminlang="en" srclang="en" datatype="plaintext"/><body><tu>'
            '<tuv xml:lang="en-GB"><seg>Seoul protests</seg>'
            f'</tuv><tuv xml:lang="{tag}"><seg>Seul protesta, e muito</seg></tuv></tu></body></tmx>',
            encoding="utf-8",
        )
        return path

    translate(batch, memories=(memory("m.tmx", "pt-PT"),))
    unit = unit_with(batch, "Seoul protests")
    assert (unit.target, unit.origin, unit.status) == ("Seul protesta, e muito", Origin.MEMORY, UnitStatus.REVIEWED)
    (tmp_path / "m.tmx").unlink()
    with Desk(batch / "out") as desk:
        desk.remake()
    assert "Seul protesta, e muito" in (batch / "out" / "seoul.pt.txt").read_text("utf-8")
    other = memory("other.tmx", "fr")
    done = inside("translate", batch / "seoul.txt", "-t", "pt", "-o", batch / "out", "--memory", other)
    assert done.code == 4
    assert "this memory has nothing for Portuguese; it holds en-GB-fr" in done.stderr


def test_a_changed_source_keeps_what_was_done_to_sentences_that_still_stand(batch: Path) -> None:
    stays, goes = unit_with(batch, "He said little"), unit_with(batch, "Kim met")
    take(batch, edit(stays, "Ele quase não falou."), approve(stays, base=1))
    take(batch, edit(goes, "Outra coisa.", id="goes"))
    with Desk(batch / "out") as desk:
        source = desk.sheet("seoul").source
    (batch / "seoul.txt").write_text(SEOUL.replace("Kim met", "It rained in the morning. Kim saw"), encoding="utf-8")
    said = translate(batch)
    assert "seoul: its text changed; 2 changes of yours carried over, 1 had no place and stay in the store" in said
    now = unit_with(batch, "He said little")
    assert (now.target, now.status) == ("Ele quase não falou.", UnitStatus.APPROVED)
    # A page of the older text is still open somewhere: what fits is taken, the rest is kept with its version.
    title = Comment(id="c", unit="1", base=0, text="short", **STAMP)
    late = edit(goes, "Ainda outra.", id="late", base=1)
    with Desk(batch / "out") as desk:
        taken = desk.take("seoul", source, [title, late])
        assert (taken.accepted, taken.foreign) == ((title,), (late,))
        review = desk.sheet("seoul").units[0].review
        assert review is not None
        assert review.comment == "short"
    (batch / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    translate(batch)
    assert unit_with(batch, "Kim met").target == "Ainda outra."


def test_the_memory_is_split_by_status_as_soon_as_something_is_approved(batch: Path) -> None:
    out = batch / "out"
    assert not list(out.glob("batch.*.approved.tmx"))
    unit = unit_with(batch, "He said little")
    take(batch, approve(unit))
    whole, approved, draft = (etree.parse(out / f"batch.en-pt{part}.tmx") for part in ("", ".approved", ".draft"))
    assert {tu.findtext("tuv[1]/seg") for tu in approved.iter("tu")} == {"He said little."}
    count = [sum(1 for _ in tree.iter("tu")) for tree in (whole, approved, draft)]
    assert count[0] == count[1] + count[2]
    take(batch, SetStatus(id="back", unit=unit.key, base=1, status=UnitStatus.DRAFT, **STAMP))
    assert not list(out.glob("batch.*.approved.tmx"))


def test_the_report_measures_what_people_changed(batch: Path) -> None:
    unit, other = unit_with(batch, "He said little"), unit_with(batch, "Kim met")
    rejected = SetStatus(id="r", unit=other.key, base=0, status=UnitStatus.REJECTED, **STAMP)
    remark = Comment(id="c", unit="1", base=0, text="?", **STAMP)
    take(batch, edit(unit, f"{unit.target[:-1]} hoje."), rejected, remark)
    found = report(batch / "out")
    (article,) = (one for one in found["articles"] if one["path"].endswith("seoul.txt"))
    words = len(unit.target.split()) + 1
    assert article["review"] == {
        "edited": 1, "approved": 0, "rejected": 1, "commented": 1, "characters_changed": 5,
        "characters": len(unit.target) + 5, "words_changed": 2, "words": words, "reviewed": 0,
        "ter": round(200 / words, 1),
    }  # fmt: skip
    assert found["engines"][article["engine"]]["edited"] == 1
    assert next(one for one in found["articles"] if one is not article)["review"]["ter"] is None


def test_a_review_of_another_batch_is_refused_whole(batch: Path) -> None:
    review = export(batch, Comment(id="c", unit="1", base=0, text="x", **STAMP))
    plain = json.loads(review.read_text("utf-8"))
    plain["articles"][0]["article"] = "elsewhere"
    review.write_text(json.dumps(plain), encoding="utf-8")
    done = inside("review", "apply", review, "--output", batch / "out")
    assert (done.code, "elsewhere: 1 upon another text" in done.stdout) == (1, True)


def test_an_open_desk_sees_what_another_made_of_the_outputs(batch: Path) -> None:
    """The server keeps a desk open while another thread writes the outputs again."""
    with Desk(batch / "out") as open_one:
        before = next(unit for unit in open_one.sheet("busan").units if "Kiev" in unit.source)
        take(batch, name_form(unit_with(batch, "Kim met"), "Quieve"))
        now = next(unit for unit in open_one.sheet("busan").units if "Kiev" in unit.source)
        assert ("Kyiv" in before.target, "Quieve" in now.target) == (True, True)


def test_a_text_that_comes_back_finds_what_was_done_before_and_since(batch: Path) -> None:
    unit = unit_with(batch, "He said little")
    term = TermAdded(
        id="t", unit=unit.key, base=2, source="ambassador", target="enviado", concept_kind="title", **STAMP
    )
    take(batch, edit(unit, "Ele quase não falou."), approve(unit, base=1), term)
    glossary = batch / "out" / "glossary.csv"
    glossary.write_text(glossary.read_text("utf-8").replace("enviado", "emissário"), encoding="utf-8")
    (batch / "seoul.txt").write_text(f"News\n\n{SEOUL}", encoding="utf-8")
    assert any("3 changes of yours carried over" in line for line in translate(batch))
    assert "emissário" in glossary.read_text("utf-8"), "a term that was carried over is not written again"
    now = unit_with(batch, "He said little")
    take(batch, edit(now, "Pouco.", id="since", base=3))
    (batch / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    assert any("seoul: its text changed; 1 change of yours carried over" in line for line in translate(batch))
    back = unit_with(batch, "He said little")
    assert (back.target, back.status) == ("Pouco.", UnitStatus.REVIEWED)
    # It is not approved any more, so that no version of it is memory.
    assert unit_with(batch, "He said little", "busan").origin is Origin.ENGINE


def test_the_index_says_how_far_people_have_come_and_leads_to_the_glossary(batch: Path) -> None:
    index = batch / "out" / "index.html"
    assert "Reviewed" not in index.read_text("utf-8")
    unit = unit_with(batch, "He said little")
    take(batch, edit(unit, f"{unit.target[:-1]} hoje."), approve(unit, base=1))
    take(batch, name_form(unit_with(batch, "Kim met"), "Quieve"))
    page = etree.HTML(index.read_text("utf-8"))
    (fact,) = (div for div in page.iter("div") if div.findtext("dt") == "Reviewed")
    # The same sentence of the other article is approved by the memory.
    said = " ".join("".join(map(str, fact.itertext())).split())
    assert re.match(r"Reviewed\d of \d+ 2 approved, 2 edited, 0 rejected", said), said
    assert page.xpath("//nav//a[@href='glossary.csv']")
