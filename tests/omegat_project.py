"""A headless OmegaT as the judge of a memory: how much of an article it fills."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

# OmegaT takes two seconds for an article; Java may take its time to start on a busy machine.
_PATIENCE = 120
_HITS = Path(__file__).with_name("omegat_hits.groovy")
_FOLDERS = ("source", "target", "tm/auto", "glossary", "dictionary", "omegat")


def omegat() -> str | None:
    """Give the program, or None where it is not installed."""
    return shutil.which("omegat")


def make_project(
    folder: Path, articles: dict[str, str], tmx_paths: list[Path], *, source: str, target: str, by_line: bool = False
) -> None:
    """Lay out a project with OmegaT's own default rules; `by_line` makes each line of a text a paragraph."""
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    root = ET.Element("omegat")
    project = ET.SubElement(root, "project", version="1.0")
    for name in ("source", "target", "tm", "glossary", "dictionary"):
        ET.SubElement(project, f"{name}_dir").text = "__DEFAULT__"
    settings = {"source_lang": source, "target_lang": target, "sentence_seg": "true"}
    settings |= {"support_default_translations": "true", "remove_tags": "false"}
    for name, value in settings.items():
        ET.SubElement(project, name).text = value
    ET.ElementTree(root).write(folder / "omegat.project", encoding="utf-8", xml_declaration=True)
    if by_line:
        _cut_by_line(folder / "omegat" / "filters.xml")
    for name, text in articles.items():
        (folder / "source" / name).write_text(text, encoding="utf-8", newline="")
    for path in tmx_paths:
        shutil.copyfile(path, folder / "tm" / "auto" / path.name)


def _cut_by_line(path: Path) -> None:
    root = ET.Element("filters", removeTags="false", removeSpacesNonseg="true", preserveSpaces="false")
    kind = "org.omegat.filters2.text.TextFilter"
    chosen = ET.SubElement(root, "filter", className=kind, enabled="true")
    ET.SubElement(
        chosen,
        "files",
        sourceFilenameMask="*.txt",
        sourceEncoding="UTF-8",
        targetEncoding="UTF-8",
        targetFilenamePattern="${filename}",
    )
    ET.SubElement(chosen, "option", name="segmentOn", value="BREAKS")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def translate(folder: Path) -> tuple[int, int]:
    """Run OmegaT over a project and give its own count: all segments, and those that the memory filled."""
    _run(folder)
    statistics = (folder / "omegat" / "project_stats.txt").read_text(encoding="utf-8")
    counts = {name: int(count) for name, count in re.findall(r"^(Total|Remaining):\s+(\d+)", statistics, re.MULTILINE)}
    return counts["Total"], counts["Total"] - counts["Remaining"]


def _run(folder: Path, *more: str) -> str:
    program = omegat()
    if program is None:
        raise FileNotFoundError("omegat is not installed")
    with tempfile.TemporaryDirectory() as settings:
        options = ["--mode=console-translate", f"--config-dir={settings}", "--disable-project-locking"]
        options += ["--disable-location-save", *more, str(folder)]
        done = subprocess.run([program, *options], check=True, capture_output=True, timeout=_PATIENCE)
    return done.stdout.decode()


def glossary_hits(folder: Path) -> list[tuple[str, str, str, str]]:
    """Give what OmegaT's glossary search offers in a project: segment, source, target, comment."""
    printed = [line.split("\t") for line in _run(folder, f"--script={_HITS}").splitlines()]
    return [(line[1], line[2], line[3], line[4]) for line in printed if line[0] == "HIT"]


def filled_share(
    article_text: str, tmx_path: Path, source: str, target: str, *, name: str = "article.txt", by_line: bool = False
) -> float:
    """Give the share of an article's segments that OmegaT fills from a memory in `tm/auto`."""
    with tempfile.TemporaryDirectory() as folder:
        make_project(Path(folder), {name: article_text}, [tmx_path], source=source, target=target, by_line=by_line)
        total, filled = translate(Path(folder))
    return filled / total if total else 0.0
