"""The page of all names of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from review_html import assert_sound, one, read, text_of

from align.concept import FULL, Concept, Term
from align.names.ledger import Gathering, Place, Side, Use
from align.review import ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

NATO = Concept(
    "nato", "organisation", (Term("en", "NATO", form="abbreviation"), Term("pt", "OTAN", form="abbreviation"))
)


def uses(concept: Concept, language: str, texts: Sequence[str], *, row: str = FULL) -> list[Use]:
    side = Side.SOURCE if language == "en" else Side.TARGET
    return [
        Use(concept, language, text, row, Place("a <b>.txt", 7, number, page=f"a.html#u{number}"), side)
        for number, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def page() -> bytes:
    gathering = Gathering([NATO])
    for name in ("Kim Hong-kyun", "Cho Tae-yul"):
        person = Concept(f"~{name.lower()}", "person", (Term("en", name),))
        gathering.add(uses(person, "en", [name]))
        if name.startswith("Kim"):
            gathering.add(uses(person, "pt", [name, name, "Kim Hong-Kyun"]))
    gathering.add([*uses(NATO, "en", ["NATO"], row="abbreviation"), *uses(NATO, "pt", ["OTAN"], row="abbreviation")])
    return ledger.render(gathering.ledger(Side.TARGET), index="index.html")


def row(page: bytes, name: str) -> HtmlElement:
    return one(read(page), f"//tr[td/bdi/b='{name}']")


def test_the_page_is_sound_and_loads_nothing(page: bytes) -> None:
    assert_sound(page)


def test_it_counts_names_by_kind(page: bytes) -> None:
    facts = " ".join(text_of(one(read(page), "//dl[@class='facts']")).split())
    assert facts == "Names3 2 people, 1 organisation In no glossary2 Contradicting forms1"


def test_a_form_that_contradicts_says_what_it_should_be_and_where_it_stands(page: bytes) -> None:
    wrong = one(row(page, "Kim Hong-kyun"), ".//span[@class='spelling'][bdi[@class='state-failed']]")
    assert " ".join(text_of(wrong).split()) == "Kim Hong-Kyun should be Kim Hong-kyun × 1 a <b>.txt:7"
    assert one(wrong, ".//a").get("href") == "a.html#u3"


def test_who_a_name_may_be_is_said_though_he_is_not_mentioned() -> None:
    known = Concept("kim-jong-un", "person", (Term("en", "Kim Jong-un"),))
    gathering = Gathering([known])
    gathering.add(uses(Concept("~kim jeong-eun", "person", (Term("en", "Kim Jeong-eun"),)), "en", ["Kim Jeong-eun"]))
    told = gathering.ledger(Side.SOURCE)
    assert "perhaps the same as kim-jong-un" in text_of(row(ledger.render(told, index="index.html"), "Kim Jeong-eun"))


def test_a_name_without_a_full_form_says_its_choice_too(page: bytes) -> None:
    chosen = one(row(page, "OTAN"), "./td[@data-label='Chosen']")
    assert " ".join(text_of(chosen).split()) == "EnglishNATO glossary Portuguese translatedOTAN glossary"
