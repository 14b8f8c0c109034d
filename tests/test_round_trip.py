"""The round of a review: samples translated, edited, applied, judged by other programs, and used again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import omegat_project
from command import align, outputs
from corpora import DATA
from lxml import etree
from review_session import exported, press, retype, status

from align.batch import Order, run
from align.bitext import Origin
from align.cli.glossaries import chosen_glossaries
from align.desk import Desk
from align.document import Role
from align.inputs import collect
from align.settings import Settings

if TYPE_CHECKING:
    from align.bitext import TranslationUnit

SUMMIT = Path(__file__).parents[1] / "samples" / "summit"
TMX_DTD = DATA / "tmx" / "tmx14.dtd"
EDITED = 20
BY = "Ana <ana@example.org>"


def translate(folder: Path, *articles: Path) -> None:
    order = Order(Settings("pt", glossaries=chosen_glossaries(None)), folder)
    assert run(collect([str(path) for path in articles], output=folder), order).exit_code == 0


def chosen(desk: Desk) -> dict[str, dict[str, TranslationUnit]]:
    """Choose the first sentences of all articles, each once: units by source, by article."""
    found: dict[str, dict[str, TranslationUnit]] = {}
    left = EDITED
    for article in desk.articles:
        for unit in desk.sheet(article).units:
            is_new = unit.role is Role.PARAGRAPH and unit.origin is Origin.ENGINE
            if left and is_new and not any(unit.source in those for those in found.values()):
                found.setdefault(article, {})[unit.source] = unit
                left -= 1
    return found


def edited(unit: TranslationUnit) -> str:
    return f"Revisto: {unit.target}"


def reviewed_in_browser(out: Path, units: dict[str, dict[str, TranslationUnit]], folder: Path) -> list[Path]:
    """Type the edits into the pages, approve each by its key, and export them; give the files."""
    files: list[Path] = []
    with browser.opened() as tab:
        for article, those in units.items():
            tab.open(out / f"{article}.review.html")
            tab.run(f"byId('reviewer').value = {json.dumps(BY)}; byId('reviewer').dispatchEvent(new Event('input'))")
            for unit in those.values():
                retype(tab, unit.number, edited(unit))
                press(tab, "Ctrl+Enter")
                assert status(tab, unit.number) == "Approved"
            files.append(exported(tab, folder))
        assert not tab.complaints
    return files


def pairs_of(tmx: Path, *, status: str = "") -> dict[str, str]:
    found = {}
    for tu in etree.parse(tmx).iter("tu"):
        props = {prop.get("type"): prop.text for prop in tu.iter("prop")}
        if status in ("", props["x-status"]):
            found[tu.findtext("tuv[1]/seg") or ""] = tu.findtext("tuv[2]/seg") or ""
    return found


@browser.NEEDED
def test_twenty_edits_in_the_browser_come_out_everywhere_and_are_used_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    articles = [SUMMIT / "01-harbour-wire.txt", SUMMIT / "06-north-quay-desk.txt"]
    translate(out, *articles)
    with Desk(out) as desk:
        units = chosen(desk)
    texts = {source: edited(unit) for those in units.values() for source, unit in those.items()}
    assert len(texts) == EDITED
    files = reviewed_in_browser(out, units, tmp_path)
    done = align("review", "apply", *files, "--output", out)
    assert done.code == 0, done.stderr

    tmx = out / "batch.en-pt.tmx"
    assert texts.items() <= pairs_of(tmx, status="approved").items()
    assert pairs_of(out / "batch.en-pt.approved.tmx").keys() == pairs_of(tmx, status="approved").keys()
    marked = [tu for tu in etree.parse(tmx).iter("tu") if tu.get("changedate")]
    assert len(marked) >= EDITED
    assert {tu.get("changeid") for tu in marked} == {BY}
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", tu.get("changedate") or "") for tu in marked)
    first = outputs(out)
    assert align("review", "apply", *files, "--output", out).code == 0
    assert outputs(out) == first
    _validate(sorted(out.glob("*.tmx")))
    if omegat_project.omegat():
        _fill(tmp_path / "omegat", articles, tmx, list(texts.values()))

    again = tmp_path / "again.txt"
    sentence, text = next(iter(texts.items()))
    again.write_text(
        f"Once more\n\n{sentence} Nothing else was said about the fog over the harbour.\n", encoding="utf-8"
    )
    done = align("translate", *articles, again, "--target", "pt", "--output", out)
    assert done.code == 0, done.stderr
    now = outputs(out)
    assert all(now[name] == first[name] for name in first if name.startswith(("01", "06")))
    assert pairs_of(out / "again.en-pt.tmx", status="approved") == {sentence: text}


def _validate(paths: list[Path]) -> None:
    """Let xmllint compare the files with the DTD of TMX 1.4, where both are here."""
    if TMX_DTD.is_file() and shutil.which("xmllint"):
        options = ["--noout", "--nonet", "--dtdvalid", str(TMX_DTD)]
        done = subprocess.run(["xmllint", *options, *map(str, paths)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def _fill(project: Path, articles: list[Path], tmx: Path, texts: list[str]) -> None:
    """Let OmegaT translate the articles by the memory, and look for the edited texts."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in articles}
    omegat_project.make_project(project, sources, [tmx], source="en", target="pt")
    omegat_project.translate(project)
    made = "".join(path.read_text(encoding="utf-8") for path in sorted((project / "target").iterdir()))
    assert [text for text in texts if text not in made] == []
