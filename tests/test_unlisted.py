"""Names of the glossary in spellings that it does not list: found, told from other people, and as agreed in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import align, report

from align.concept import Concept, Status, Term
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from pathlib import Path


def person(name: str, *terms: tuple[str, str], short: str = "") -> Concept:
    full = [Term(language, text) for language, text in terms]
    shorts = [Term(language, short, form="short") for language in dict(terms) if language != "ko" and short]
    return Concept(name, "person", (*full, *shorts))


HONG_KYUN = person("kim-hong-kyun", ("ko", "김홍균"), ("en", "Kim Hong-kyun"), ("pt", "Kim Hong-kyun"), short="Kim")
ZINOVIEV = person("zinoviev", ("en", "Georgy Zinoviev"), ("pt", "Georgy Zinoviev"), short="Zinoviev")
KHARKIV = Concept("kharkiv", "place", (Term("en", "Kharkiv"), Term("en", "Kharkov", Status.ADMITTED)))
TOME = Concept("sao-tome", "place", (Term("en", "São Tomé"), Term("pt", "São Tomé")))
TERMBASE = Termbase((HONG_KYUN, ZINOVIEV, KHARKIV, TOME))


def found(*texts: str, language: str = "en", termbase: Termbase = TERMBASE) -> list[str]:
    rows = Recogniser(termbase, language).find(texts)
    for text, row in zip(texts, rows, strict=True):
        assert all(mention.span.of(text) == mention.surface for mention in row)
    return [f"{mention.surface}={mention.concept.id}" for row in rows for mention in row]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Minister Gim Honggyun's visit", "en", "Gim Honggyun"),
        ("Kim Hong Gyun spoke.", "en", "Kim Hong Gyun"),
        ("On Friday KIM Hong-Kyun spoke.", "en", "KIM Hong-Kyun"),
        ("He met Hong-kyun Kim there.", "en", "Hong-kyun Kim"),
        ("GIM HONGGYUN IN SEOUL", "en", ""),  # a line in capitals says nothing of where a name ends
        ("Deputy Foreign Minister Gim Honggyun Friday said", "en", "Gim Honggyun"),
        ("Вчера Ким Хон Гюн сказал", "ru", "Ким Хон Гюн"),
        ("Le ministre Kim Hong-gyun a parlé", "fr", "Kim Hong-gyun"),
        ("김홍균 외교부 제1차관은 말했다", "ko", "김홍균"),
        ("Kim Hong-gul, Kim Jong-un and Kim Hong-min spoke.", "en", ""),
        ("@GimHonggyun and example.org/Gim", "en", ""),
        ("https://example.org/?q=Gim Honggyun.example", "en", ""),
    ],
)
def test_a_spelling_that_the_glossary_lacks_is_found(text: str, language: str, expected: str) -> None:
    people = [one for one in found(text, language=language) if one.endswith("=kim-hong-kyun")]
    assert people == ([f"{expected}=kim-hong-kyun"] if expected else [])


def test_a_mention_says_how_sure_it_is_and_names_the_nearest_term() -> None:
    ((mention,),) = Recogniser(TERMBASE, "en").find(["He met Gim Honggyun."])
    assert mention.confidence < 1
    assert mention.term.text == "Kim Hong-kyun"
    ((listed,),) = Recogniser(TERMBASE, "en").find(["He met Kim Hong-kyun."])
    assert listed.confidence == 1


def test_the_family_name_of_an_unlisted_spelling_means_the_same_person() -> None:
    assert found("Gim Honggyun spoke.", "Then Gim left.") == ["Gim Honggyun=kim-hong-kyun", "Gim=kim-hong-kyun"]
    assert found("Then Gim left.") == []


def test_single_words_are_found_where_they_are_long_and_lawful() -> None:
    assert found("Ambassador Zinovyev spoke.") == ["Zinovyev=zinoviev"]
    assert found("The port of Sao Tome is small.") == ["Sao Tome=sao-tome"]
    assert found("Ambassador Georgiy Zinovyev of Russia spoke.") == ["Georgiy Zinovyev=zinoviev"]
    assert found("Zinovieva and Kharkivska") == []
    assert found("www.Zinovyev.example, https://example.org/Zinovyev and Zinovyev.example") == []
    assert found("Pavel Zinovyev spoke.") == [], "somebody else"


def test_a_language_that_the_glossary_lacks_knows_whose_family_name_it_is() -> None:
    assert found("L'ambasciatore Zinoviev ha parlato.", language="it") == ["Zinoviev=zinoviev"]
    assert found("Pavel Zinoviev ha parlato.", language="it") == []


def test_what_is_listed_stays_as_it_is() -> None:
    exact = Concept("brand", "organisation", (Term("en", "Northern Line"),))
    cased = Concept("other", "organisation", (Term("en", "Nothern Lime"),))
    assert found("Kim Hong-kyun, the Northern Line", termbase=Termbase((HONG_KYUN, exact, cased))) == [
        "Kim Hong-kyun=kim-hong-kyun",
        "Northern Line=brand",
    ]


def test_two_people_of_one_spelling_are_decided_by_the_article_or_not_at_all() -> None:
    other = person("other-zinoviev", ("en", "Georgi Zinoviev"), ("pt", "Georgi Zinoviev"))
    assert found("Georgiy Zinovyev spoke.", termbase=Termbase((ZINOVIEV, other))) == []


ARTICLES = {
    "a": "Seoul talks\n\nDeputy Foreign Minister Gim Honggyun met Ambassador Georgiy Zinovyev. Gim asked for more.\n",
    "b": "More talks\n\nThe minister, Hong-kyun Kim, spoke to reporters on Friday. Kim Jong-un was not there.\n",
    "c": "Last talks\n\nThe diplomat Kim Hong Gyun left. Kim Jeong-eun and Kim Hong-gul stayed in the city.\n",
}


def test_every_article_comes_out_with_the_agreed_form(tmp_path: Path) -> None:
    for name, text in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    glossary = tmp_path / "names.csv"
    glossary.write_text(
        "concept,kind,form,ko,en,pt\n"
        "hk,person,full,김홍균,Kim Hong-kyun,Kim Hong-kyun\nhk,person,short,,Kim,Kim\n"
        "gz,person,full,,Georgy Zinoviev,Georgy Zinoviev\nju,person,full,,Kim Jong-un,Kim Jong-un\n",
        encoding="utf-8",
    )
    done = align(
        "translate", *(tmp_path / f"{name}.txt" for name in ARTICLES), "--source", "en", "--target", "pt",
        "--glossary", glossary, "--output", tmp_path / "out",
    )  # fmt: skip
    assert done.code == 0, done.stderr
    texts = {name: (tmp_path / "out" / f"{name}.pt.txt").read_text(encoding="utf-8") for name in ARTICLES}
    assert "Gim" not in texts["a"]
    assert "Georgy Zinoviev" in texts["a"]
    for name, text in texts.items():
        assert text.count("Kim Hong-kyun") == 1, name
    assert "Kim Hong-gul" in texts["c"]
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Gim Honggyun" in page, "the index shows how the source spells him"
    assert "Kim Jeong-eun&#39; may be &#39;Kim Jong-un" in page
    assert report(tmp_path / "out")["results"].get("missed", 0) == 0
