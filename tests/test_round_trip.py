"""The round of a review: samples translated, edited, applied, judged by other programs, and used again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import omegat_project
from command import align, outputs
from lxml import etree

from align.batch import Order, run
from align.bitext import Origin, UnitStatus
from align.cli.glossaries import chosen_glossaries
from align.desk import Desk
from align.document import Role
from align.edits import Edit, SetStatus
from align.edits.written import ArticleEvents, write
from align.inputs import collect
from align.settings import Settings

if TYPE_CHECKING:
    from align.bitext import TranslationUnit
    from align.edits import Event

SUMMIT = Path(__file__).parents[1] / "samples" / "summit"
TMX_DTD = Path(__file__).parents[2] / "shared" / "data" / "tmx" / "tmx14.dtd"
EDITED = 20
STAMP = {"at": "2026-01-31T12:00:00Z", "by": "Ana <ana@example.org>"}


def translate(folder: Path, *articles: Path) -> None:
    order = Order(Settings("pt", glossaries=chosen_glossaries(None)), folder)
    assert run(collect([str(path) for path in articles], output=folder), order).exit_code == 0


def edited(unit: TranslationUnit) -> str:
    return f"Revisto: {unit.target}"


def review(desk: Desk) -> tuple[tuple[ArticleEvents, ...], dict[str, str]]:
    """Edit and approve the first sentences of all articles; give the events, and the edited texts by source."""
    written: list[ArticleEvents] = []
    texts: dict[str, str] = {}
    for article in desk.articles:
        sheet = desk.sheet(article)
        events: list[Event] = []
        for unit in sheet.units:
            is_new = unit.source not in texts and unit.role is Role.PARAGRAPH and unit.origin is Origin.ENGINE
            if is_new and len(texts) < EDITED:
                key = f"{article}-{unit.key}"
                texts[unit.source] = edited(unit)
                events.append(Edit(id=f"{key}-e", unit=unit.key, base=0, text=edited(unit), **STAMP))
                events.append(SetStatus(id=f"{key}-s", unit=unit.key, base=1, status=UnitStatus.APPROVED, **STAMP))
        if events:
            written.append(ArticleEvents(article, sheet.source, tuple(events)))
    return tuple(written), texts


def pairs_of(tmx: Path, *, status: str = "") -> dict[str, str]:
    found = {}
    for tu in etree.parse(tmx).iter("tu"):
        props = {prop.get("type"): prop.text for prop in tu.iter("prop")}
        if status in ("", props["x-status"]):
            found[tu.findtext("tuv[1]/seg") or ""] = tu.findtext("tuv[2]/seg") or ""
    return found


def test_twenty_edits_come_out_everywhere_and_are_used_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    articles = [SUMMIT / "01-harbour-wire.txt", SUMMIT / "06-north-quay-desk.txt"]
    translate(out, *articles)
    with Desk(out) as desk:
        events, texts = review(desk)
    assert len(texts) == EDITED
    exported = tmp_path / "all.review.json"
    exported.write_text(write(events), encoding="utf-8")
    done = align("review", "apply", exported, "--output", out)
    assert done.code == 0, done.stderr

    tmx = out / "batch.en-pt.tmx"
    assert texts.items() <= pairs_of(tmx, status="approved").items()
    assert pairs_of(out / "batch.en-pt.approved.tmx").keys() == pairs_of(tmx, status="approved").keys()
    marked = [tu for tu in etree.parse(tmx).iter("tu") if tu.get("changedate")]
    assert {(tu.get("changedate"), tu.get("changeid")) for tu in marked} == {("20260131T120000Z", STAMP["by"])}
    first = outputs(out)
    assert align("review", "apply", exported, "--output", out).code == 0
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
