"""What the example articles promise: that what their README points at is there, and that the glossary knows it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from align.concept import Status
from align.names.fold import key
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

FOLDER = Path(__file__).parents[1] / "samples"
ARTICLES = sorted(path for folder in ("summit", "wire") for path in (FOLDER / folder).iterdir())
WINDOWS = "04-gazeta-do-porto.txt"
# The brief for the articles: long enough to be real, short enough to read; Korean counts fewer words.
FEWEST_WORDS, MOST_WORDS = 120, 450


def text_of(article: Path) -> str:
    return article.read_text(encoding="cp1252" if article.name == WINDOWS else "utf-8")


def body_of(article: Path) -> str:
    """Give what a person reads: of a page, the text of the article element."""
    text = text_of(article)
    if article.suffix != ".html":
        return text
    from lxml import html

    (element,) = html.document_fromstring(text.encode()).iter("article")
    return "".join(str(part) for part in element.itertext())


def language_of(article: Path) -> str:
    if article.parent.name == "wire":
        return article.name[:2]
    return "pt" if article.name[:2] in {"04", "05"} else "en"


@cache
def termbase() -> Termbase:
    return Termbase.load([FOLDER.parent / "glossaries"])


@cache
def found_in(article: Path) -> tuple[tuple[str, str], ...]:
    rows = Recogniser(termbase(), language_of(article)).find(body_of(article).splitlines())
    return tuple((mention.concept.id, mention.surface) for row in rows for mention in row)


def names() -> list[tuple[str, list[str], str, str]]:
    """Read the table of names: concept, spellings, agreed Portuguese, agreed English."""
    readme = (FOLDER / "README.md").read_text(encoding="utf-8").partition("## Names and their agreed forms")[2]
    lines = [line.strip("| ").split(" | ") for line in readme.splitlines() if line.startswith("| ")][1:]
    return [(concept, spellings.split(", "), pt, en) for concept, spellings, pt, en in lines]


@pytest.mark.parametrize(("concept", "spellings", "pt", "en"), names())
def test_each_spelling_of_the_table_is_in_an_article_and_found_there(
    concept: str, spellings: list[str], pt: str, en: str
) -> None:
    found = {surface for article in ARTICLES for name, surface in found_in(article) if name == concept}
    assert set(spellings) <= found
    known = next(c for c in termbase().concepts if c.id == concept)
    agreed = {(t.language, t.text) for t in known.terms if t.status is Status.PREFERRED}
    assert {("pt", pt), ("en", en)} <= agreed


def test_the_table_has_every_person_of_the_articles() -> None:
    people = {concept.id for concept in termbase().concepts if concept.kind == "person"}
    mentioned = {name for article in ARTICLES for name, _ in found_in(article)} & people
    assert mentioned == {name for name, *_ in names()} & people


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-harbour-wire.txt", ["kim-hong-kyun"] * 4 + ["kim-jong-un"] + ["kim-hong-kyun"] * 2),
        ("02-the-meridian.html", ["kim-hong-kyun"] * 3 + ["kim-jong-un"]),
        ("04-gazeta-do-porto.txt", ["kim-hong-kyun"] * 4 + ["kim-jong-un"]),
    ],
)
def test_kim_is_the_right_kim(name: str, expected: list[str]) -> None:
    found = found_in(FOLDER / "summit" / name)
    kims = [concept for concept, surface in found if re.match("kim", key(surface))]
    assert [kim for kim in kims if kim != "kim-jong-un"] == [kim for kim in expected if kim != "kim-jong-un"]
    assert kims.index("kim-jong-un") == expected.index("kim-jong-un")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_articles_are_of_the_length_of_news(article: Path) -> None:
    assert FEWEST_WORDS <= len(body_of(article).split()) <= MOST_WORDS


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_readme_names_every_article(article: Path) -> None:
    assert f"`{article.name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_one_article_is_in_a_legacy_encoding() -> None:
    raw = (FOLDER / "summit" / WINDOWS).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "“A comida não pode ser uma arma”" in raw.decode("cp1252")


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        (
            "02-the-meridian.html",
            "<title> <meta <nav <header <h1> byline <figcaption> <table> <ul> <aside <script <style> <!-- <footer <a",
        ),
        ("03-pacific-courier.md", "--- title: # ## - [ ]( * ** >"),
    ],
)
def test_pages_have_what_a_reader_has_to_cope_with(name: str, marks: str) -> None:
    text = text_of(FOLDER / "summit" / name)
    assert [mark for mark in marks.split() if mark not in text] == []


def test_names_outside_the_article_element_are_not_in_its_text() -> None:
    page = FOLDER / "summit" / "02-the-meridian.html"
    assert '.tag::before { content: "Vladimir Putin"; }' in text_of(page)
    assert "::before" not in body_of(page)


def test_one_article_quotes_a_paragraph_in_a_third_language() -> None:
    paragraphs = text_of(FOLDER / "summit" / "06-north-quay-desk.txt").split("\n\n")
    assert [p[:14] for p in paragraphs if p.startswith("«")] == ["« Chaque navir"]
