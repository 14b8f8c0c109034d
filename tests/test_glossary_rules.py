"""Rules of a glossary beyond spellings: files for a pair, exceptions, quoted titles, first mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from names_engine import rendered
from names_glossary import written

from align.concept import Occasion
from align.document import Link, Span
from align.inputs import Input
from align.languages import Pair
from align.names.files import pair_of
from align.names.occasion import mark
from align.names.recognise import Recogniser
from align.names.termbase import Glossaries, Termbase
from align.pipeline import Pipeline
from align.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Pair("en", "pt")


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("client.en-pt.csv", ENGLISH),
        ("client.en-pt-BR.csv", Pair("en", "pt-BR")),
        ("people-korea.csv", None),
        ("en-pt.csv", None),
        ("client.v2-final.csv", None),
    ],
)
def test_a_file_says_by_its_name_which_pair_it_is_for(tmp_path: Path, name: str, pair: Pair | None) -> None:
    assert pair_of(tmp_path / name) == pair


def test_a_file_of_a_pair_is_for_that_pair_only_and_a_later_one_overrides(tmp_path: Path) -> None:
    house = written(tmp_path, "en,pt,fr\nKyiv,Kyiv,Kyiv\n", "house.csv")
    client = written(tmp_path, "en,pt,fr\nKyiv,Kiev,Kiev\n", "client.en-pt.csv")
    glossaries = Glossaries.load([house, client])

    def agreed(pair: Pair) -> list[str]:
        (concept,) = glossaries.termbase(pair).concepts
        return [one.text for tag in ("pt", "fr") if (one := concept.preferred(tag))]

    assert agreed(ENGLISH) == ["Kiev", "Kiev"]
    assert agreed(Pair("en-GB", "pt-BR")) == ["Kiev", "Kiev"]
    assert agreed(Pair("fr", "pt")) == ["Kyiv", "Kyiv"]
    assert {pair.concept for pair in glossaries.rows} == {"kyiv"}


def test_phrases_and_quoted_titles_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "en,en:except,pt,scope\nKiev,chicken Kiev | Kiev cake,Kyiv,unquoted\n")
    recogniser = Recogniser(Termbase.load([path]), "en")

    def found(text: str) -> list[int]:
        (mentions,) = recogniser.find([text])
        return [mention.span.start for mention in mentions]

    assert found("Chicken Kiev in Kiev, and a Kiev cake") == [16]
    assert found("“Winter in Kiev” was shot in Kiev.") == [29]
    assert found("“Winter in Kiev,” the film") == []
    assert found("“We are going back to Kiev,” he said.") == [22]
    assert found("“Kiev is burning, and nobody comes to help us out of it any more” he said") == [1]
    assert found("kiev@example.org https://example.org/Kiev www.kiev.example #Kiev") == []


LEFT_ALONE = "en,en:deprecated,en:except,pt,pt:deprecated,pt:except,scope\n"
KYIV = f"{LEFT_ALONE}Kyiv,Kiev,chicken Kiev,Kyiv,Kiev,,unquoted\n"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In Kyiv they ate chicken Kiev.", "Em Kyiv comeram frango Kiev."),
        ("“Winter in Kiev” was shown in Kyiv.", "“Inverno em Kiev” foi exibido em Kyiv."),
    ],
)
def test_what_is_left_alone_in_the_source_is_no_wrong_form_in_the_target(
    tmp_path: Path, source: str, target: str
) -> None:
    one = rendered(Termbase.load([written(tmp_path, KYIV)]), source, target)
    assert one.hypothesis.text == target
    assert one.flags == ()


def test_more_forms_than_are_left_alone_are_flagged(tmp_path: Path) -> None:
    one = rendered(
        Termbase.load([written(tmp_path, KYIV)]),
        "In Kyiv they ate chicken Kiev.",
        "Em Kyiv e Kiev comeram frango Kiev.",
    )
    assert [flag.message for flag in one.flags] == ["writes 'Kiev', agreed is 'Kyiv'"]


def test_a_name_is_respelled_where_its_word_links_lead(tmp_path: Path) -> None:
    source, target = "Chicken Kiev is from Kyiv.", "Frango Kiev é de Kiev."
    links = [Link(Span(8, 12), Span(7, 11), 1.0), Link(Span(21, 25), Span(17, 21), 1.0)]
    one = rendered(Termbase.load([written(tmp_path, KYIV)]), source, target, links=links)
    assert one.hypothesis.text == "Frango Kiev é de Kyiv."
    assert one.flags == ()


def test_what_stands_for_a_phrase_is_not_taken_for_the_name(tmp_path: Path) -> None:
    text = "concept,en,en:except,es\nkyiv,Kyiv,chicken Kiev,Kiev\n"
    source, target = "In Kyiv they ate chicken Kiev.", "En Kyiv comieron Kiev de pollo."
    pairs = (("Kyiv", "Kyiv"), ("chicken", "pollo"), ("Kiev", "Kiev"))
    links = [Link(_span(source, mine), _span(target, theirs)) for mine, theirs in pairs]
    one = rendered(Termbase.load([written(tmp_path, text)]), source, target, language="es", links=links)
    assert one.hypothesis.text == "En Kiev comieron Kiev de pollo."
    assert [name.target_span for name in one.names] == [Span(3, 7)]


def _span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


FIRST = """concept,kind,form,first,en,pt,ko
kim-hong-kyun,person,full,ko,Kim Hong-kyun,Kim Hong-kyun,김홍균
kim-hong-kyun,person,short,,Kim,Kim,
kim-jong-un,person,full,,Kim Jong Un,Kim Jong-un,김정은
kim-jong-un,person,short,,Kim,Kim,
"""


def occasions(termbase: Termbase, *texts: str) -> list[list[Occasion]]:
    rows = mark(texts, Recogniser(termbase, "en").find(texts), is_running=[True] * len(texts), target="pt")
    return [[mention.occasion for mention in row] for row in rows]


def test_the_first_mention_is_in_full_and_later_ones_are_short(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    first, later, other = Occasion.FIRST, Occasion.LATER, Occasion.ANY
    assert occasions(termbase, "Kim Hong-kyun came.", "Kim Hong-kyun spoke.", "Kim left.") == [
        [first],
        [later],
        [later],
    ]
    assert occasions(termbase, "Kim Hong-kyun met Kim Jong Un.", "Kim Hong-kyun left.") == [[first, other], [other]]
    assert occasions(termbase, "Kim Hong-kyun (김홍균) came.", "Kim Hong-kyun left.") == [[other], [later]]
    texts = ["Kim Hong-kyun speaks", "Kim Hong-kyun spoke."]
    rows = mark(texts, Recogniser(termbase, "en").find(texts), is_running=[False, True], target="pt")
    assert [mention.occasion for row in rows for mention in row] == [other, first]


def test_the_original_is_put_behind_the_first_mention(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    source, target = "Kim Hong-kyun came, and Kim Hong-kyun spoke.", "Kim Hong-kyun veio, e Kim Hong-kyun falou."
    one = rendered(termbase, source, target)
    assert one.hypothesis.text == "Kim Hong-kyun (김홍균) veio, e Kim falou."
    assert [(name.form, name.target_span) for name in one.names] == [
        ("Kim Hong-kyun (김홍균)", Span(0, 19)),
        ("Kim", Span(28, 31)),
    ]
    assert not one.flags


def test_the_first_mention_is_the_first_in_the_target(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    one = rendered(termbase, "Kim Hong-kyun and Kim Hong-kyun", "Kim Hong-kyun e Kim Hong-kyun")
    assert one.hypothesis.text == "Kim Hong-kyun (김홍균) e Kim"


def test_the_rules_hold_through_a_real_engine(tmp_path: Path) -> None:
    rows = (
        "concept,kind,form,first,until,en,en:except,pt,ko\n"
        "kim,person,full,ko,,Kim Hong-kyun,,Kim Hong-kyun,김홍균\n"
        "kim,person,short,,,Kim,,Kim,\n"
        "kyiv,place,full,,2018,Kiev | Kyiv,chicken Kiev,Kieve,\n"
    )
    settings = Settings("pt", "en", glossaries=(written(tmp_path, rows),), date="2015-01-01")
    text = (
        "Talks begin\n\nDeputy Foreign Minister Kim Hong-kyun arrived in Kyiv on Friday.\n\n"
        "He ate chicken Kiev there, and Kim Hong-kyun liked it.\n"
    )

    def document(raw: str) -> str:
        pipeline = Pipeline(settings)
        (finished,) = pipeline.finish([pipeline.prepare(Input("a.txt", "a", raw=raw.encode()))])
        assert not isinstance(finished, Exception)
        return finished.document().decode()

    early = document(text)
    assert "Kim Hong-kyun (김홍균)" in early
    assert early.count("Kim Hong-kyun") == 1
    assert early.count("Kieve") == 1
    assert "Kiev " in early or "Kiev," in early
    late = document(f"Kyiv, 5 March 2022\n\n{text}")
    assert "Kieve" not in late
