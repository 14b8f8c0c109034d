"""What `align bitext` says: of texts that are no translations, of what it doubts, of mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bitext_texts import EN, OTHER, OTHER_PT, PT, SAMPLE, run, write
from command import inside, report
from corpora import DATA
from lxml import etree

from align.bitext import Bead, Bitext, Kinship, TranslationUnit
from align.parallel.kinship import remarks
from align.review.words import percent
from align.signature import Signature

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_that_are_no_translations_are_told_and_spare_the_memory(tmp_path: Path) -> None:
    target = write(tmp_path / "other.txt", OTHER_PT)
    out = tmp_path / "out"
    done = inside("bitext", EN, target, "--output", out)
    assert done.code == 7
    assert done.stderr.split()[9:12] == ["corridor.en.txt", "other.txt", "en"]
    assert "nothing to do with each other" in done.stderr
    (article,) = report(out)["articles"]
    assert article["state"] == "unrelated"
    assert "not-parallel" in {one["flag"]["code"] for one in article["flags"]}
    assert "nothing to do with each other" in (out / "corridor.review.html").read_text("utf-8")
    assert len(list(etree.fromstring((out / "batch.en-pt.tmx").read_bytes()).iter("tu"))) <= 1


def test_a_translation_of_a_part_is_a_translation(tmp_path: Path) -> None:
    others = [path.read_text("utf-8") for path in sorted(SAMPLE.parent.glob("summit/0[13]*"))]
    source = write(tmp_path / "a.txt", "\n\n".join([*others, EN.read_text("utf-8")]))
    done = inside("bitext", source, PT, "--source", "en", "--format", "beads")
    assert (done.code, "only a part of one text is in the other" in done.stderr) == (0, True), done.stderr
    assert sum(":[]" not in line for line in done.stdout.splitlines()) >= 12


@pytest.mark.skipif(not (DATA / "articles").exists(), reason="the measuring articles are not here")
def test_two_articles_on_one_event_are_comparable(tmp_path: Path) -> None:
    code, _ = run(DATA / "articles" / "afp.txt", DATA / "articles" / "voi.txt", "--output", tmp_path, "--quiet")
    assert code == 7
    assert report(tmp_path)["articles"][0]["state"] == "comparable"


def test_a_bad_pair_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    write(folder / "good.en.txt", EN.read_text("utf-8"))
    write(folder / "good.pt.txt", PT.read_text("utf-8"))
    write(folder / "bad.en.txt", OTHER)
    (folder / "bad.pt.txt").write_bytes(b"")
    out = tmp_path / "out"
    done = inside("bitext", folder, "--output", out)
    assert done.code == 4
    assert "bad.pt.txt: the file is empty" in done.stderr
    assert {one["state"] for one in report(out)["articles"]} == {"aligned", "failed"}


def test_how_much_can_be_aligned_is_said_as_the_summary_says_it() -> None:
    units = (TranslationUnit(1, "one", "um", Bead((0,), (0,), 0.679)),)
    (flag,) = remarks(Bitext("en", "pt", units, Signature(), Kinship.UNRELATED))
    assert f": {percent(0.679)} of both" in flag.message


@pytest.mark.parametrize("form", ["beads", "tmx"])
def test_languages_that_were_named_wrongly_are_doubted_on_both_sides(form: str) -> None:
    done = inside("bitext", EN, PT, "--source", "fr", "--target", "es", "--engine", "none", "--format", form)
    assert "align: taken as French, but it may be English" in done.stderr
    assert "align: the translation: taken as Spanish, but it may be Portuguese" in done.stderr


def test_errors_name_the_file_that_they_are_of(tmp_path: Path) -> None:
    numbers = write(tmp_path / "numbers.txt", "1\n\n2\n")
    for arguments in ((numbers, PT), (EN, numbers), (numbers, PT, "--segmented"), (EN, numbers, "--segmented")):
        done = inside("bitext", *arguments, "--format", "tmx")
        option = "--target" if arguments[1] == numbers else "--source"
        assert done.stderr.splitlines() == [
            f"align: {numbers}: too little text to tell the language by", f"  try: name the language: {option} TAG"
        ]  # fmt: skip
    assert f"align: {EN}: {numbers}: too little" in inside("bitext", EN, numbers, "--output", tmp_path / "out").stderr


def test_a_text_beside_itself_is_told(tmp_path: Path) -> None:
    done = inside("bitext", EN, EN, "--output", tmp_path)
    assert done.code == 0
    assert f"align: {EN}: both texts are in English\n" in done.stderr


def test_a_folder_is_no_file_to_write_to(tmp_path: Path) -> None:
    done = inside("bitext", EN, PT, "--format", "beads", "--output", tmp_path, "--force")
    assert (done.code, done.stderr.splitlines()[0]) == (5, f"align: {tmp_path}: is a folder")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([str(EN)], 2, "a text needs its translation"),
        ([str(EN), str(SAMPLE)], 2, "a file and a folder are no pair"),
        ([str(EN), "nowhere.txt"], 4, "no such file or folder"),
        ([str(SAMPLE), "--format", "tmx"], 2, "--pins and --format are for two files"),
    ],
)
def test_wrong_arguments_say_what_to_type(arguments: list[str], code: int, message: str) -> None:
    done = inside("bitext", *arguments)
    assert (done.code, message in done.stderr, "try:" in done.stderr) == (code, True, True), done.stderr
