"""The main job, from the command line to the files, with the real engine."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from command import align, inside, outputs, report, start
from lxml import etree

from align.parallel.pipeline import AlignPipeline
from align.pipeline import Pipeline
from align.store import Store

SEOUL = """South Korea summons Russian ambassador

(Seoul) – South Korea summoned the Russian ambassador, Georgy Zinoviev, on Friday.
Deputy Foreign Minister Kim Hong-Kyun said that “the agreement” would hurt relations with Moscow.
Kim met President Volodymyr Zelensky in Kiev in 2023.
"""
LISBON = """Coreia do Sul convoca embaixador

O vice-ministro Kim Hong-kyun recebeu o embaixador na sexta-feira, em Seul.
A reunião tratou da guerra na Ucrânia e durou duas horas.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    (folder / "lisbon.txt").write_text(LISBON, encoding="utf-8")
    return folder


def test_a_batch_becomes_everything_that_was_promised(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = align("translate", articles, "--target", "pt", "--output", out)
    assert done.code == 0, done.stderr
    assert set(outputs(out)) == {
        "index.html", "report.json", "batch.en-pt.tmx", "lisbon.review.html",
        "seoul.review.html", "seoul.en-pt.tmx", "seoul.pt.txt",
    }  # fmt: skip
    states = {Path(one["path"]).name: one["state"] for one in report(out)["articles"]}
    assert states == {"seoul.txt": "translated", "lisbon.txt": "checked"}
    assert report(out)["results"].get("missed", 0) == 0
    text = (out / "seoul.pt.txt").read_text(encoding="utf-8")
    assert text.count("Kim Hong-kyun") == 1
    assert "Zinoviev" in text
    assert "Kyiv" in text
    assert "Kiev" not in text
    assert "“" in text
    assert "”" in text


def test_the_store_is_closed_when_one_process_is_enough(articles: Path, tmp_path: Path) -> None:
    align("translate", articles, "--target", "pt", "--output", tmp_path / "out", "--jobs", "1")
    assert not list((tmp_path / "out").glob("align.sqlite3-*"))


def test_the_source_of_the_tmx_is_the_article_segment_by_segment(articles: Path, tmp_path: Path) -> None:
    align("translate", articles / "seoul.txt", "--target", "pt", "--output", tmp_path / "out")
    tree = etree.parse(tmp_path / "out" / "seoul.en-pt.tmx")
    sources = [tuv.findtext("seg") or "" for tuv in tree.iter("tuv") if tuv.get(f"{{{XML}}}lang") == "en"]
    at = 0
    for source in sources:
        between = SEOUL[at : SEOUL.index(source, at)]
        assert between.strip() == ""
        at = SEOUL.index(source, at) + len(source)
    assert SEOUL[at:].strip() == ""


XML = "http://www.w3.org/XML/1998/namespace"


def test_a_second_run_translates_nothing_and_changes_nothing(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    align("translate", articles, "--target", "pt", "--output", out)
    before = {path: path.stat().st_mtime_ns for path in out.iterdir() if not path.name.startswith("align.")}
    done = align("translate", articles, "--target", "pt", "--output", out)
    assert done.code == 0
    assert "0 sentences translated now" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_changed_glossary_translates_only_what_it_touches(articles: Path, tmp_path: Path) -> None:
    out, glossary = tmp_path / "out", tmp_path / "g.csv"
    glossary.write_text("en,pt\nMoscow,Moscou\n")
    align("translate", articles / "seoul.txt", "--target", "pt", "--output", out, "--glossary", glossary)
    glossary.write_text("en,pt\nMoscow,Mosqueva\n")
    done = align("translate", articles / "seoul.txt", "--target", "pt", "--output", out, "--glossary", glossary)
    assert "1 sentence translated now" in done.stderr
    assert "Mosqueva" in (out / "seoul.pt.txt").read_text(encoding="utf-8")


def test_one_process_or_two_give_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    for number in range(6):
        lines = [f"The ministers of {number + k} countries met in Seoul to speak about trade." for k in range(60)]
        (articles / f"many-{number}.txt").write_text("\n".join(lines) + "\n")
    for jobs in "12":
        done = align("translate", articles, "--target", "pt", "--output", tmp_path / jobs, "--jobs", jobs)
        assert done.code == 0, done.stderr
    assert outputs(tmp_path / "1") == outputs(tmp_path / "2")


def test_a_bad_article_does_not_stop_the_others(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "letter.docx").write_bytes(b"PK\x03\x04")
    (articles / "korean.txt").write_text(
        "대한민국 외교부는 금요일 러시아 대사를 초치했다고 밝혔다.\n" * 4, encoding="utf-8"
    )
    done = align("translate", articles, "--target", "pt", "--output", tmp_path / "out")
    assert done.code == 1
    states = {Path(one["path"]).name: one for one in report(tmp_path / "out")["articles"]}
    assert {name: one["state"] for name, one in states.items()} == {
        "empty.txt": "failed",
        "korean.txt": "failed",
        "lisbon.txt": "checked",
        "seoul.txt": "translated",
    }
    assert "no model from Korean to Portuguese" in states["korean.txt"]["error"]
    assert states["korean.txt"]["advice"] == "align models install ko-en"
    assert f"left alone: {articles / 'letter.docx'}; articles end in .htm, .html" in done.stderr
    assert "no model from Korean" in done.stderr
    assert "try: align models install ko-en" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone.txt", "--target", "pt"], 4, "align: gone.txt: no such file or folder"),
        (["seoul.txt", "--target", "pt", "--engine", "x"], 2, "align: unknown engine 'x'; known: firefox"),
        (["seoul.txt", "--target", "portuguese!"], 2, "'portuguese!' is not a language tag"),
        (["seoul.txt", "--target", "pt", "--glossary", "no.csv"], 2, "no.csv: no such glossary file or folder"),
        (["seoul.txt", "--target", "ja"], 3, "no model from English to Japanese"),
        (["seoul.txt"], 2, "Missing option '--target'"),
    ],
)
def test_a_mistake_is_told_in_plain_words(
    articles: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(articles)
    done = inside("translate", *arguments)
    assert done.code == code
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("pipeline", [Pipeline, AlignPipeline])
def test_an_article_that_changes_meanwhile_is_kept_as_it_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline: type[Pipeline | AlignPipeline]
) -> None:
    article = tmp_path / "lisbon.pt.txt"
    article.write_text(LISBON, encoding="utf-8")
    finish = pipeline.finish

    def finish_later(*arguments: Any) -> Any:
        article.write_text("Outro texto.", encoding="utf-8")
        return finish(*arguments)

    monkeypatch.setattr(pipeline, "finish", finish_later)
    out = tmp_path / "out"
    if pipeline is Pipeline:
        inside("translate", article, "--target", "pt", "--output", out)
    else:
        inside("bitext", article, article, "--output", out)
    with Store(out) as store:
        (kept,) = store.articles()
    assert {kept.raw, kept.translation.raw if kept.translation else kept.raw} == {LISBON.encode()}


def test_an_edited_output_is_kept(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    align("translate", articles / "seoul.txt", "--target", "pt", "--output", out)
    (out / "seoul.pt.txt").write_text("my own words")
    (articles / "seoul.txt").write_text(SEOUL + "One more line was added to the article.\n", encoding="utf-8")
    done = align("translate", articles / "seoul.txt", "--target", "pt", "--output", out)
    assert done.code == 5
    assert "was edited since" in done.stderr
    assert (out / "seoul.pt.txt").read_text() == "my own words"


def test_standard_input_goes_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    done = align("translate", "-", "--target", "pt", given=SEOUL.encode())
    assert done.code == 0, done.stderr
    assert "Kim Hong-kyun" in done.stdout
    assert done.stdout.count("\n") == SEOUL.count("\n")
    assert list(tmp_path.iterdir()) == []


def test_json_is_all_that_stands_on_standard_output(articles: Path, tmp_path: Path) -> None:
    done = align("translate", articles, "--target", "pt", "--output", tmp_path / "out", "--json", "--quiet")
    assert done.stdout.encode() == (tmp_path / "out" / "report.json").read_bytes()
    assert done.stderr == ""


# Each article is a slice of its own: when the first is in the store, others are under way or still to come.
LONG, LINES = 4, 80


def long_batch(folder: Path) -> None:
    for number in range(LONG):
        lines = [
            f"Delegation {number} said that {k} members of the council had met in Seoul on Monday to speak with Putin."
            for k in range(LINES)
        ]
        (folder / f"long-{number}.txt").write_text("\n".join(lines) + "\n")


def kept(store: Path) -> int:
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM hypothesis").fetchone()
            return int(count)
    except sqlite3.Error:
        return 0


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    articles, out, whole = tmp_path / "in", tmp_path / "out", tmp_path / "whole"
    articles.mkdir()
    long_batch(articles)
    arguments = ("translate", articles, "--target", "pt")
    with start(*arguments, "--jobs", "2", "--output", out, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not kept(out / "align.sqlite3"):
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
    before = kept(out / "align.sqlite3")
    assert 0 < before < LONG * LINES, "the run was to be killed in the middle"
    done = align(*arguments, "--jobs", "1", "--output", out)
    assert done.code == 0, done.stderr
    assert f"; {LONG * LINES} sentences translated now" not in done.stderr
    align(*arguments, "--jobs", "1", "--output", whole)
    assert outputs(out) == outputs(whole)


def test_a_run_that_a_person_stops_says_how_to_go_on(tmp_path: Path) -> None:
    articles, out = tmp_path / "in", tmp_path / "out"
    articles.mkdir()
    long_batch(articles)
    arguments = ("translate", articles, "--target", "pt", "--jobs", "2", "--output", out)
    with start(*arguments, stderr=subprocess.PIPE, start_new_session=True) as running:
        while running.poll() is None and not kept(out / "align.sqlite3"):
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate()
    assert running.returncode == 130
    assert "it goes on where this one stopped" in said
    assert "Traceback" not in said
