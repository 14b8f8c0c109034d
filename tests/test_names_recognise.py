"""Finding names: letter case, hyphens, boundaries, other people's names, and whom a family name means."""

from __future__ import annotations

import pytest
from names_glossary import termbase

from align.names.recognise import Recogniser

TERMBASE = termbase()


def found(*texts: str, language: str = "en") -> list[list[str]]:
    rows = Recogniser(TERMBASE, language).find(texts)
    for text, row in zip(texts, rows, strict=True):
        assert all(mention.span.of(text) == mention.surface for mention in row)
    return [[f"{mention.surface}={mention.concept.id}" for mention in row] for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Hong-kyun's visit", "Kim Hong-kyun=kim-hong-kyun"),
        ("KIM HONG-KYUN’S VISIT", "KIM HONG-KYUN=kim-hong-kyun"),
        ("Kim Hong-Kyun and Kim Hong Kyun", "Kim Hong-Kyun=kim-hong-kyun Kim Hong Kyun=kim-hong-kyun"),
        ("Kim Hong‑kyun (non-breaking hyphen)", "Kim Hong‑kyun=kim-hong-kyun"),
        ("Kim\nHong-kyun", "Kim\nHong-kyun=kim-hong-kyun"),
        ("Kim \n  Hong-kyun", "Kim \n  Hong-kyun=kim-hong-kyun"),
        ("Kim\u00a0Hong-ky\u00adun", "Kim\u00a0Hong-ky\u00adun=kim-hong-kyun"),
        ("Seoul-based, anti-Putin, Seoul–Moscow", "Seoul=seoul Putin=putin Seoul=seoul Moscow=moscow"),
        ("Putinova, Putins, Seouls, Putin2, _Putin", ""),
        ("#Putin @Putin Putin@example.org https://example.org/Putin?a=Seoul www.Seoul.example Seoul.example", ""),
        ("He left Seoul.Then he went to Moscow.", "Seoul=seoul Moscow=moscow"),
        ("the Vladimir Putin Kyiv knows", "Vladimir Putin=putin Kyiv=kyiv"),
        ("calls from Kiev", "Kiev=kyiv"),
        ("for us in the US, U.S. and Us", "US=usa U.S.=usa"),
        ("Will he? He will. WILL!", "Will=will"),
        ("The peninsula; the peninsula; THE PENINSULA", "The peninsula=peninsula the peninsula=peninsula"),
        ("The UN Secretary-General, a secretary-general", "UN=un Secretary-General=sg secretary-general=sg"),
        ("the United\u00a0Nations", "United\u00a0Nations=un"),
        ("putin, moscow and new york", ""),
        ("We met C++ (Group) [a-z]* today", "C++ (Group) [a-z]*=regex"),
        ("O'Kim is not d'Moscow", "Moscow=moscow"),
    ],
)
def test_a_name_is_found_where_it_is_that_name(text: str, expected: str) -> None:
    assert " ".join(found(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Lyudmila Putin there.", ""),
        ("He met President Putin, Mr. Putin and Mr Putin.", "Putin Putin Putin"),
        ("He met V. Putin and V.V. Putin there.", "Putin Putin"),
        ("He met Wladimir Putin there.", "Wladimir Putin"),
        ("When Putin met Russia's Putin", "Putin Putin"),
        ("Yesterday Putin spoke.", "Putin"),
        ("He met Kim-Smith and Ivanov-Putin there.", ""),
        ("A Putin-era law and the Putin-Zelensky talks.", "Putin Putin Zelensky"),
        ("PUTIN MEETS ZELENSKYY", "PUTIN ZELENSKYY"),
        ("Putin Meets Zelenskyy As War Goes On", "Putin Zelenskyy"),
    ],
)
def test_somebody_elses_name_is_not_taken(text: str, expected: str) -> None:
    assert " ".join(one.split("=")[0] for one in found(text)[0]) == expected


def test_a_place_inside_the_name_of_a_newspaper_is_not_the_place() -> None:
    assert found("He reads the New York Times in New York.") == [["New York=new-york"]]


def test_a_family_name_means_the_one_who_was_named_last() -> None:
    rows = found(
        "Kim Jong Un sent Kim Hong-kyun a letter.",
        "Kim answered.",
        "Later Kim Jong Un replied, and Kim smiled.",
        "“Nothing new,” Kim said.",
    )
    assert rows[1:] == [
        ["Kim=kim-hong-kyun"],
        ["Kim Jong Un=kim-jong-un", "Kim=kim-jong-un"],
        ["Kim=kim-jong-un"],
    ]


def test_a_headline_looks_ahead_when_only_one_bearer_is_named() -> None:
    assert found("KIM WARNS MOSCOW", "It was said by Kim Hong-kyun.")[0] == ["KIM=kim-hong-kyun", "MOSCOW=moscow"]
    assert found("KIM WARNS MOSCOW", "Kim Hong-kyun met Kim Jong Un.")[0] == ["MOSCOW=moscow"]
    assert found("Kim, whose full name is Kim Jong Un, met Kim Hong-kyun.")[0][0] == "Kim=kim-jong-un"


def test_unknown_is_an_answer() -> None:
    assert found("Kim said so.") == [[]]
    assert found("Kim Jong Un came.", "So did Kim Hong-gul.", "Kim spoke.") == [["Kim Jong Un=kim-jong-un"], [], []]
    assert found("Kim Jong Un came.", "So did the other Kim.", "Kim spoke.") == [["Kim Jong Un=kim-jong-un"], [], []]
    assert found("Kim Jong Un came.", "So did Kim Yong, the other.", "Kim spoke.")[1:] == [[], []]


def test_a_namesake_does_not_take_a_name_that_one_person_bears() -> None:
    assert found("Vladimir Putin came.", "He met Lyudmila Putin there.", "Putin left.")[1:] == [[], ["Putin=putin"]]
    assert found("He met Lyudmila Putin there.", "Putin left.") == [[], []]


def test_texts_of_another_article_decide_nothing() -> None:
    recogniser = Recogniser(TERMBASE, "en")
    assert recogniser.find(["Kim Jong Un came."])[0]
    assert recogniser.find(["Kim spoke."]) == [()]


def test_the_mention_carries_the_term_it_was_found_by() -> None:
    ((mention,),) = Recogniser(TERMBASE, "en").find(["calls from Kiev"])
    assert (mention.term.text, mention.term.status, mention.confidence) == ("Kiev", "deprecated", 1.0)
    ((_, short),) = Recogniser(TERMBASE, "en").find(["Kim Jong-un, Kim"])
    assert (short.term.form, short.confidence < 1) == ("short", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("푸틴은 서울에서 김홍균과 만났다", "푸틴=putin 서울=seoul 김홍균=kim-hong-kyun"),
        ("김정은이 말했다. 김 위원장은", "김정은=kim-jong-un 김=kim-jong-un"),
        ("김치와 서울특별시", ""),
        ("미국으로부터는 UN의", "미국=usa"),
    ],
)
def test_korean_names_may_carry_particles(text: str, expected: str) -> None:
    assert " ".join(found(text, language="ko")[0]) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "у Владимира Путина в Москве", "Владимира Путина=putin Москве=moscow"),
        ("ru", "Путину не звонили из Киева; путинский", "Путину=putin Киева=kyiv"),
        ("ru", "Зеленского и США, Сеулом", "Зеленского=zelensky США=usa Сеулом=seoul"),
        (
            "ru",
            "Ким Чен Ына встретил Ким Хон Гюн. Кима ждали",
            "Ким Чен Ына=kim-jong-un Ким Хон Гюн=kim-hong-kyun Кима=kim-hong-kyun",
        ),
        ("ru", "Путинова, Москвич, Киевский", ""),
        (
            "de",
            "Putins Reise, Moskaus Antwort, die Vereinten Nationen",
            "Putins=putin Moskaus=moscow Vereinten Nationen=un",
        ),
    ],
)
def test_inflected_names_are_found(language: str, text: str, expected: str) -> None:
    assert " ".join(found(text, language=language)[0]) == expected


def test_names_are_found_in_decomposed_text() -> None:
    assert found("ᄉ\u1165\u110b\u116e\u11af에서", language="ko") == [["ᄉ\u1165\u110b\u116e\u11af=seoul"]]
    assert found("в Сеул прибыл Зеленскии\u0306", language="ru") == [["Сеул=seoul", "Зеленскии\u0306=zelensky"]]


def test_a_region_is_searched_with_its_language() -> None:
    assert found("Ele foi a Seul e Moscou.", language="pt-BR") == [["Seul=seoul", "Moscou=moscow"]]


def test_a_language_without_terms_finds_what_is_spelled_as_in_another() -> None:
    assert found("Seoul", "Moscow", "Varsovie", language="fr") == [[], ["Moscow=moscow"], []]
