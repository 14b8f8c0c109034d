"""`align names --fix`: translations come to one form of each name, and nothing else of them changes."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from command import inside, outputs
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bead, TranslationUnit
from align.concept import Concept, Gender, Term
from align.desk import is_output
from align.document import Span
from align.fix import corrections
from align.names.ledger import Chosen, Contradiction, Entity, Form, Ledger, Place, Side
from align.names.ledger.values import Reason
from align.names.splice import Edit, splice
from align.survey import Survey

SAMPLES = Path(__file__).parents[1] / "samples" / "summit"
ARTICLES = [SAMPLES / name for name in ("01-harbour-wire.txt", "02-the-meridian.html", "03-pacific-courier.md")]
GLOSSARY = "en,pt\nUnited Nations,Nações Unidas\n"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate the three English articles whose names differ, with a glossary that has none of them."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "own.csv").write_text(GLOSSARY, "utf-8")
    done = inside("translate", *ARTICLES, "-t", "pt", "-g", folder / "own.csv", "-o", folder / "out", "-q", "-j", "1")
    assert done.code == 0, done.stderr
    return folder


def contradictions(out: Path, *options: str) -> list[str]:
    done = inside("names", out, "--quiet", "--fail-on", "inconsistent", *options)
    assert done.code == (6 if done.stdout else 0), done.stderr
    return [line.split(": ", 1)[1].partition(" (")[0] for line in done.stdout.splitlines()]


def words(text: str) -> list[str]:
    """Cut into words and all between them, so that nothing is lost: joined, they are the text."""
    return re.findall(r"[^\W_]+|[\W_]", text)


def changes(before: str, after: str) -> list[tuple[list[str], list[str]]]:
    """Give what was taken out and put in, word by word; all else is equal."""
    left, right = words(before), words(after)
    steps = difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(left[a:b], right[c:d]) for kind, a, b, c, d in steps if kind != "equal"]


def test_a_batch_is_brought_to_one_form_and_stays_there(batch: Path) -> None:
    out = batch / "out"
    found = contradictions(out)
    # What samples/README.md says differs on purpose, as far as spelling alone tells that it is one name.
    assert {
        "'Kim Hong-Kyun' should be 'Kim Hong-kyun'",
        "'Kim Hong Kyun' should be 'Kim Hong-kyun'",
        "'Georgiy Zinoviev' should be 'Georgy Zinoviev'",
        "'Georgi Zinoviev' should be 'Georgy Zinoviev'",
    } <= set(found)
    before = outputs(out)
    done = inside("names", out, "--quiet", "--fix")
    assert (done.code, done.stdout) == (0, "")
    after = outputs(out)
    pairs = [re.findall(r"'(.*?)'", line) for line in found]
    old, new = ({word for pair in pairs for word in words(pair[side])} for side in (0, 1))
    names = [name for name in before if ".pt." in name or name.endswith(".tmx")]
    assert sum(before[name] != after[name] for name in names) == len(names)
    for name in names:
        for removed, added in changes(before[name].decode(), after[name].decode()):
            assert set(removed) <= old
            assert set(added) <= new
    assert contradictions(out) == []
    again = inside("translate", *ARTICLES, "-t", "pt", "-g", batch / "own.csv", "-o", out, "-q", "-j", "1")
    assert again.code == 0, again.stderr
    assert {name: text for name, text in outputs(out).items() if ".pt." in name or name.endswith(".tmx")} == {
        name: text for name, text in after.items() if ".pt." in name or name.endswith(".tmx")
    }
    assert b'<a href="names.html">Names of the batch</a>' in outputs(out)["index.html"]


def test_what_a_person_wrote_is_left_to_him_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("kind,en,pt\nperson,Kim Ho-jin,Kim Ho-jin\n", "utf-8")
    (tmp_path / "a.txt").write_text("Kim Ho-jin left the city on Monday.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Kim Ho Jin deixou a cidade na segunda-feira.\n", "utf-8")
    options = ("-s", "en", "-t", "pt", "-g", tmp_path / "own.csv", "-o", tmp_path / "out", "-q", "-j", "1")
    assert inside("bitext", tmp_path / "a.txt", tmp_path / "b.txt", *options).code == 0
    memory = tmp_path / "out" / "a.en-pt.tmx"
    before = memory.read_bytes()
    done = inside("names", tmp_path / "out", "--quiet", "--fix")
    assert done.stdout.splitlines() == [
        f"{tmp_path / 'a.txt'}:1: 'Kim Ho Jin' should be 'Kim Ho-jin' (pt, Kim Ho-jin: glossary)"
    ]
    assert "align: 1 mention left to you" in done.stderr
    assert memory.read_bytes() == before


def test_a_folder_of_articles_cannot_be_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing here.\n", "utf-8")
    assert not is_output(tmp_path)
    done = inside("names", tmp_path, "--fix")
    assert done.code == 2
    assert "--fix needs the output folder" in done.stderr


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--dry-run"], "--dry-run goes with --fix"),
        (["--fix", "--dry-run", "--json"], "without --json"),
        (["--glossary", "own.csv"], "judged by what it was made with"),
        (["--date", "2018-01-01"], "judged by what it was made with"),
        (["--source", "en"], "judged by what it was made with"),
        (["articles"], "an output folder is looked at by itself"),
    ],
)
def test_options_that_an_output_folder_has_no_use_for_are_refused(
    tmp_path: Path, options: list[str], reason: str
) -> None:
    (tmp_path / "align.sqlite3").touch()
    done = inside("names", tmp_path, *options)
    assert done.code == 2
    assert reason in done.stderr


def test_a_column_of_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing here.\n", "utf-8")
    assert "--target names a column of --propose" in inside("names", tmp_path, "--target", "pt").stderr


@given(st.text(), st.text())
def test_all_around_a_name_stays_as_it_is(before: str, after: str) -> None:
    old = "Kim Hong-Kyun"
    start = len(before)
    (edit,) = judged("pt", before + old + after, old, "Kim Hong-kyun", start=start)
    assert splice(before + old + after, [edit]) == before + "Kim Hong-kyun" + after


@given(st.text())
def test_where_nothing_contradicts_nothing_is_changed(text: str) -> None:
    unit = TranslationUnit(1, text, text, Bead((0,), (0,)))
    assert corrections(Ledger(Side.TARGET, ()), {"a.txt": Survey("a.txt", (), "pt", (unit,))}) == ()


def judged(
    language: str,
    text: str,
    old: str,
    new: str,
    *,
    start: int | None = None,
    form: str = "",
    gender: Gender = Gender.NONE,
) -> tuple[Edit, ...]:
    """Correct one translation of one unit; `form` is the spelling that contradicts, if `old` is that in capitals."""
    start = text.index(old) if start is None else start
    place = Place("a.txt", 1, 1, Span(start, start + len(old)))
    spelling = Form(Side.TARGET, language, "full", form or old, (place,))
    chosen = Chosen(Side.TARGET, language, "full", new, Reason.FREQUENT)
    concept = Concept("x", "place", (Term(language, new, gender=gender),))
    entity = Entity("x", "place", new, concept, (spelling,), (chosen,), (Contradiction(spelling, chosen),))
    unit = TranslationUnit(1, "source", text, Bead((0,), (0,)))
    found = corrections(Ledger(Side.TARGET, (entity,)), {"a.txt": Survey("a.txt", (), language, (unit,))})
    return found[0].edits if found else ()


def test_what_grammar_would_have_to_follow_is_left_to_a_person() -> None:
    assert judged("fr", "Le port va jusqu’Odessa.", "Odessa", "Kyiv") == ()
    assert judged("ru", "Он был в Одессе.", "Одессе", "Одеса") == ()
    assert judged("fr", "Le port d’Odessa est loin.", "Odessa", "Odesa") == (Edit(Span(10, 16), "Odesa"),)


@pytest.mark.parametrize(
    ("language", "names", "gender", "text", "expected"),
    [
        ("pt", ("Birmânia", "Mianmar"), Gender.MASCULINE, "Ele veio da Birmânia.", "Ele veio do Mianmar."),
        ("pt", ("Birmânia", "Mianmar"), Gender.MASCULINE, "Na Birmânia chove.", "No Mianmar chove."),
        ("pt", ("Kremlin", "a Casa"), Gender.NONE, "A porta do Kremlin.", "A porta da Casa."),
        ("fr", ("Odessa", "Kyiv"), Gender.NONE, "Le port d’Odessa est loin.", "Le port de Kyiv est loin."),
        ("fr", ("Kyiv", "Odessa"), Gender.NONE, "Le port de Kyiv est loin.", "Le port d'Odessa est loin."),
        ("fr", ("Birmanie", "Myanmar"), Gender.MASCULINE, "Il vit en Birmanie.", "Il vit au Myanmar."),
        ("pt", ("Kiev", "Kyiv"), Gender.NONE, "Ele veio de Kiev.", "Ele veio de Kyiv."),
    ],
)
def test_the_article_before_a_name_goes_with_it(
    language: str, names: tuple[str, str], gender: Gender, text: str, expected: str
) -> None:
    assert splice(text, judged(language, text, *names, gender=gender)) == expected


def test_a_headline_in_capitals_keeps_them() -> None:
    assert judged("pt", "KIEV ESPERA", "KIEV", "Kyiv", form="Kiev") == (Edit(Span(0, 4), "KYIV"),)


def test_an_abbreviation_in_capitals_gets_the_chosen_spelling() -> None:
    assert judged("pt", "A sede da NATO.", "NATO", "Otan") == (Edit(Span(10, 14), "Otan"),)
