"""Family names alone of people whom the glossary has by full names only: whose they are, and how the target writes."""

from __future__ import annotations

import pytest

from align.concept import Concept, Status, Term
from align.names.constrain import Agreement
from align.names.recognise import Recogniser
from align.names.termbase import Termbase


def person(*terms: Term) -> Concept:
    return Concept(terms[0].text.lower().replace(" ", "-"), "person", terms)


ZINOVIEV = person(Term("en", "Grigory Zinoviev"), Term("pt", "Grigori Zinóviev"))
PUTIN = person(Term("ru", "Владимир Путин"), Term("ko", "블라디미르 푸틴"), Term("pt", "Vladimir Putin"))
SALMAN = person(Term("en", "Mohammed bin Salman"), Term("pt", "Mohammed bin Salman"))
HONG_KYUN = person(Term("en", "Kim Hong-kyun"), Term("pt", "Kim Hong-gyun"), Term("ko", "김홍균"))
DOWNEY = person(Term("en", "Robert Downey Jr."), Term("pt", "Robert Downey Jr."))
JONG_UN = person(Term("en", "Kim Jong-un"), Term("ko", "김정은"))


def found(concepts: list[Concept], *texts: str, language: str = "en") -> list[str]:
    rows = Recogniser(Termbase(tuple(concepts)), language).find(texts)
    assert all(one.span.of(text) == one.surface for text, row in zip(texts, rows, strict=True) for one in row)
    return [" ".join(f"{one.surface}={one.concept.id}" for one in row) for row in rows]


@pytest.mark.parametrize(
    ("concept", "language", "full", "text", "expected"),
    [
        (ZINOVIEV, "en", "Grigory Zinoviev came.", "Then Zinoviev spoke of Zinoviev's plan.", ["Zinoviev"] * 2),
        (ZINOVIEV, "en", "Grigory Zinoviev came.", "Minister Zinoviev spoke.", ["Zinoviev"]),
        (ZINOVIEV, "en", "Grigorij Zinovjev came.", "Minister Zinoviev spoke.", ["Zinoviev"]),
        (
            ZINOVIEV,
            "en",
            "Grigory Zinoviev came.",
            "He met Vera Zinoviev there, and zinoviev, the Zinoviev-Smith family and @Zinoviev.",
            [],
        ),
        (ZINOVIEV, "en", "He came.", "Then Zinoviev spoke.", []),
        (HONG_KYUN, "en", "Deputy minister Gim Honggyun came.", "It was Gim who spoke.", ["Gim"]),
        (PUTIN, "ru", "Приехал Владимир Путин.", "Слово взял Путин, у Путина был план.", ["Путин", "Путина"]),
        (PUTIN, "ko", "블라디미르 푸틴 대통령이 왔다.", "푸틴은 말했다.", ["푸틴"]),
        (SALMAN, "en", "Mohammed bin Salman came.", "King Salman met bin Salman.", ["bin Salman"]),
        (DOWNEY, "en", "Robert Downey Jr. came.", "Downey met Griffey Jr. there.", ["Downey"]),
        (HONG_KYUN, "en", "Kim Hong-kyun came.", "Kim spoke.", ["Kim"]),
        (HONG_KYUN, "ko", "김홍균이 왔다.", "김이 말했다.", []),
    ],
)
def test_a_family_name_is_its_bearers_whom_the_article_names(
    concept: Concept, language: str, full: str, text: str, expected: list[str]
) -> None:
    *_, row = found([concept], full, text, language=language)
    assert row.replace(f"={concept.id}", "") == " ".join(expected)


def test_two_kims_of_one_article_are_never_merged() -> None:
    both = found([HONG_KYUN, JONG_UN], "Kim Hong-kyun met Kim Jong-un.", "Kim spoke.")
    assert both == ["Kim Hong-kyun=kim-hong-kyun Kim Jong-un=kim-jong-un", ""]
    assert found([HONG_KYUN, JONG_UN], "Kim Hong-kyun came.", "Kim spoke.")[1] == "Kim=kim-hong-kyun"
    unknown = found([HONG_KYUN], "Kim Hong-kyun came.", "Kim spoke.", "Kim Yo-jong came later.", "Kim did not answer.")
    assert unknown == ["Kim Hong-kyun=kim-hong-kyun", "Kim=kim-hong-kyun", "", ""]


def test_the_target_has_the_family_name_of_the_agreed_form() -> None:
    text = "Zinoviev spoke."
    *_, row = Recogniser(Termbase((ZINOVIEV,)), "en").find(["Grigory Zinoviev came.", text])
    (demand,) = Agreement("en", "pt").demands(text, row)
    assert (demand.text, demand.mention.term.form) == ("Zinóviev", "short")


def test_a_form_to_avoid_is_to_be_avoided_without_the_given_name_unless_the_agreed_one_has_it_too() -> None:
    others = (Term("pt", "Grigory Zinoviev", Status.DEPRECATED), Term("pt", "Grichka Zinóviev", Status.DEPRECATED))
    concept = person(*others, *ZINOVIEV.terms)
    texts = ["Grigory Zinoviev came.", "Zinoviev spoke."]
    *_, row = Recogniser(Termbase((concept,)), "en").find(texts)
    (demand,) = Agreement("en", "pt").demands(texts[1], row)
    assert demand.text == "Zinóviev"
    assert {"Zinoviev", "Zinóviev"}.intersection(demand.form.wrong) == {"Zinoviev"}


def test_the_glossarys_own_short_form_stands() -> None:
    concept = person(*ZINOVIEV.terms, Term("en", "Zinoviev", form="short"), Term("pt", "Z.", form="short"))
    texts = ["Grigory Zinoviev came.", "Zinoviev spoke."]
    *_, row = Recogniser(Termbase((concept,)), "en").find(texts)
    (demand,) = Agreement("en", "pt").demands(texts[1], row)
    assert demand.text == "Z."
