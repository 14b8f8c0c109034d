"""Texts and the translations that they have: what `align bitext` finds and writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import omegat_project
import pytest
from bitext_texts import EN, OTHER, OTHER_PT, PT, SAMPLE, run, write
from command import inside, outputs, report
from corpora import DATA
from lxml import etree

from align.aligners.beads import parse_beads
from align.bitext import UnitStatus
from align.desk import Desk
from align.edits import Edit, Merge, Pin, SetStatus
from align.parallel.collect import pairs_of

if TYPE_CHECKING:
    from align.bitext import TranslationUnit

# As a person aligns the sample: a sentence merged, one dropped.
GOLD = (
    "[0]:[0] [1]:[1] [2,3]:[2] [4]:[3] [5]:[] [6]:[4] [7]:[5] [8]:[6] [9]:[7] [10]:[8] [11]:[9] [12]:[10] [13]:[11] "
    "[14]:[12] [15]:[13]"
)


@pytest.fixture(scope="module")
def aligned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("bitext") / "out"
    done = inside("bitext", EN, PT, "--output", out)
    assert done.code == 0, done.stderr
    return out


def test_two_files_give_the_outputs_of_a_batch(aligned: Path) -> None:
    assert set(outputs(aligned)) == {
        "batch.en-pt.tmx", "corridor.en-pt.tmx", "corridor.review.html", "index.html", "report.json",
    }  # fmt: skip
    (article,) = report(aligned)["articles"]
    assert (article["state"], article["source_language"], article["target_language"]) == ("aligned", "en", "pt")
    assert article["translation"] == str(PT)
    assert 0.9 < article["aligned"] <= 1
    assert {"unaligned", "name-missed"} & {one["flag"]["code"] for one in article["flags"]}
    assert article["results"]["applied"] == 3


def test_the_sample_is_aligned_as_a_person_would(tmp_path: Path) -> None:
    code, beads = run(EN, PT, "--format", "beads", "--output", tmp_path / "beads")
    assert (code, beads) == (0, "")
    found = (tmp_path / "beads").read_text(encoding="utf-8").split()
    assert len(set(found) & set(GOLD.split())) >= len(found) - 2
    assert "[2,3]:[2]" in found
    assert "[5]:[]" in found


def test_the_memory_holds_what_has_both_sides_and_is_valid(aligned: Path) -> None:
    units = etree.fromstring((aligned / "corridor.en-pt.tmx").read_bytes()).findall("body/tu")
    texts = [[seg.text or "" for seg in unit.iter("seg")] for unit in units]
    assert all(one and other for one, other in texts)
    assert not any("speaking to reporters" in one for one, _ in texts)
    assert ["What comes next", "O que se segue"] in texts
    assert {prop.text for unit in units for prop in unit.iter("prop") if prop.get("type") == "x-origin"} == {
        "alignment"
    }
    dtd = DATA / "tmx" / "tmx14.dtd"
    if shutil.which("xmllint") and dtd.exists():
        given = ["xmllint", "--noout", "--nonet", "--dtdvalid", str(dtd), str(aligned / "batch.en-pt.tmx")]
        subprocess.run(given, check=True, capture_output=True)


@pytest.mark.skipif(omegat_project.omegat() is None, reason="omegat is not installed")
def test_omegat_fills_the_article_from_it(aligned: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    article = EN.read_text(encoding="utf-8")
    tmx = [aligned / "batch.en-pt.tmx"]
    omegat_project.make_project(folder, {"a.txt": article}, tmx, source="en", target="pt")
    subprocess.run(
        [str(omegat_project.omegat()), "--mode=console-translate", str(folder)], check=True, capture_output=True
    )
    filled = (folder / "target" / "a.txt").read_text(encoding="utf-8")
    assert "Cada navio é inspecionado duas vezes." in filled
    assert "Corredor dos cereais reabre na primavera" in filled


@browser.NEEDED
def test_the_page_shows_empty_sides_and_links_on_hover(aligned: Path) -> None:
    with browser.opened() as tab:
        tab.open(aligned / "corridor.review.html")
        assert tab.run("document.querySelectorAll('.unit .text.target:empty').length") == 1
        spot = (
            "((cell) => { const range = new Range();"
            " range.setStart(cell.firstChild, 6); range.setEnd(cell.firstChild, 14);"
            " const box = range.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })"
            "(document.querySelector('#u1 .text.source'))"
        )
        x, y = tab.run(spot)
        tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        lit = "new Promise((done) => setTimeout(() => done([...(CSS.highlights.get('linked') || [])].join('|')), 300))"
        found = tab.call("Runtime.evaluate", expression=lit, awaitPromise=True, returnByValue=True)
        assert "corridor" in found["result"]["value"]
        assert "Corredor" in found["result"]["value"]
        assert not tab.complaints


def test_one_folder_two_folders_and_a_file_without_counterpart(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    write(folder / "en" / "a.txt", EN.read_text(encoding="utf-8"))
    write(folder / "pt" / "a.txt", PT.read_text(encoding="utf-8"))
    write(folder / "sub" / "b.en.md", OTHER)
    write(folder / "sub" / "b_pt-PT.txt", OTHER_PT)
    write(folder / "lonely.en.txt", OTHER)
    out = tmp_path / "out"
    code, _ = run(folder, "--output", out, "--jobs", "1", "--quiet")
    assert code == 4
    found = {article["path"]: article for article in report(out)["articles"]}
    assert found[str(folder / "lonely.en.txt")]["error"] == "no file here is named as its translation"
    pairs = {Path(path).name: Path(one["translation"]).name for path, one in found.items() if one["translation"]}
    assert pairs == {"a.txt": "a.txt", "b.en.md": "b_pt-PT.txt"}
    assert all(one["state"] == "aligned" for one in found.values() if one["translation"])
    code, _ = run(folder / "pt", folder / "en", "--output", tmp_path / "back", "--quiet")
    assert code == 0
    assert (tmp_path / "back" / "a.pt-en.tmx").exists()


def test_patterns_name_files_too() -> None:
    sides = [str(SAMPLE / "*.en.*"), str(SAMPLE / "*.pt.*")]
    (pair,) = pairs_of(sides).pairs
    assert pair.name == "corridor"
    assert pair.translation is not None
    assert pair.translation.path == str(PT)


def test_files_are_paired_by_content_and_what_is_not_sure_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    for name, text in (("1", EN.read_text("utf-8")), ("2", OTHER_PT), ("3", PT.read_text("utf-8")), ("4", OTHER)):
        write(folder / f"{name}.txt", text)
    write(
        folder / "5.txt",
        "A quiet day\n\nThe sea was calm. Gulls sat on the wall, and an old man fed them with bread.\n",
    )
    out = tmp_path / "out"
    code, _ = run(folder, "--pair-by-content", "--output", out, "--quiet")
    assert code == 4
    found = {Path(one["path"]).stem: Path(one["translation"]).stem for one in report(out)["articles"]}
    assert found == {"1": "3", "4": "2", "5": ""}
    (alone,) = (one for one in report(out)["articles"] if not one["translation"])
    assert alone["error"] == "no text here is surely its translation"
    assert "--pair-by-content" not in alone["advice"]


def test_tsv_json_tmx_and_html_on_standard_output() -> None:
    code, table = run(EN, PT, "--format", "tsv")
    rows = [line.split("\t") for line in table.splitlines()]
    assert code == 0
    assert all(len(row) == 4 for row in rows)
    assert "".join(f"{row[3]}\n" for row in rows) == run(EN, PT, "--format", "beads")[1]
    assert rows[0][:2] == ["Grain corridor to reopen in spring", "Corredor dos cereais reabre na primavera"]
    assert " ".join(row[0] for row in rows if row[0]) == " ".join(EN.read_text("utf-8").split())
    _, plain = run(EN, PT, "--format", "json")
    bitext = json.loads(plain)
    assert bitext["units"][0]["bead"]["source"] == [0]
    assert bitext["units"][0]["links"]
    assert bitext["kinship"] == "parallel"
    _, memory = run(EN, PT, "--format", "tmx")
    assert etree.fromstring(memory.encode()).tag == "tmx"
    _, html = run(EN, PT, "--format", "html")
    assert "<!DOCTYPE html>" in html
    assert 'href="index.html"' not in html


def test_segmented_files_are_taken_as_they_are(tmp_path: Path) -> None:
    source = write(
        tmp_path / "a.html", "One went. Two stayed.\n\nThe Maritime Museum opens on Monday.\n<b>Nobody</b> came.\n"
    )
    target = write(
        tmp_path / "b.txt", "Um foi. Dois ficaram.\n\nO Museu Marítimo abre na segunda-feira.\n<b>Ninguém</b> veio.\n"
    )
    code, written = run(source, target, "--segmented", "--format", "beads")
    assert code in {0, 7}
    beads = parse_beads(written, where="output")
    assert [n for bead in beads for n in bead.source] == [0, 1, 2, 3]
    assert [n for bead in beads for n in bead.target] == [0, 1, 2, 3]


def test_pins_are_kept(tmp_path: Path) -> None:
    pins = write(tmp_path / "pins", "[0]:[]\n[1,2]:[0,1]\n")
    code, written = run(EN, PT, "--pins", pins, "--format", "beads")
    assert code == 0
    assert written.splitlines()[:2] == ["[0]:[]", "[1,2]:[0,1]"]
    write(pins, "[99]:[1]\n")
    done = inside("bitext", EN, PT, "--pins", pins, "--format", "beads")
    assert done.code == 4
    assert "'[99]:[1]' names no neighbours among the source segments, which are 0 to 15" in done.stderr


def unit_with(desk: Desk, text: str) -> TranslationUnit:
    return next(unit for unit in desk.sheet("corridor").units if text in unit.source)


def test_the_review_changes_outputs_and_what_it_pins_stays_when_the_texts_are_aligned_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(EN, PT, "--output", out, "--quiet")[0] == 0
    before = outputs(out)
    stamp = {"at": "2026-01-31T12:00:00Z", "by": "ana"}
    with Desk(out) as desk:
        first, second = unit_with(desk, "Each ship"), unit_with(desk, "The inspectors")
        bead = first.bead
        sheet = desk.sheet("corridor").source
        events = (
            Merge(id="m", unit=first.key, base=0, next=second.key, **stamp),
            Pin(id="p", unit=first.key, base=1, pinned=True, **stamp),
            SetStatus(id="s", unit=first.key, base=2, status=UnitStatus.APPROVED, **stamp),
            Edit(id="e", unit=unit_with(desk, "Insurers").key, base=0, text="As seguradoras queriam mais.", **stamp),
        )
        assert desk.take("corridor", sheet, events).accepted == events
        assert desk.remake().exit_code == 0
    assert "As seguradoras queriam mais." in (out / "corridor.en-pt.tmx").read_text("utf-8")
    assert outputs(out) != before
    done = inside("bitext", EN, PT, "--output", out)
    assert "corridor: its segments are others than before; 4 changes of yours carried over\n" in done.stderr
    with Desk(out) as desk:
        unit = unit_with(desk, "Each ship")
        assert unit.source.endswith("48 hours for each visit.")
        assert unit.bead.source == (*bead.source, bead.source[-1] + 1)
        assert unit.review is not None
        assert unit.review.pinned
        assert unit.status is UnitStatus.APPROVED
        assert unit_with(desk, "Insurers").target == "As seguradoras queriam mais."
    again = outputs(out)
    assert run(EN, PT, "--output", out, "--quiet")[0] == 0
    assert outputs(out) == again
