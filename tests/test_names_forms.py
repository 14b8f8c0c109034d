"""Which forms of a name are right in a target: by row, language, capitals and grammar."""

from __future__ import annotations

import pytest
from names_engine import copies, obeys, outcomes, plain, replacing, run

from align.bitext import Result
from align.hypothesis import Sentence
from align.marks.capitals import raised


def test_the_form_of_the_mention_is_the_form_of_the_target() -> None:
    (one,), _ = run("Vladimir Putin spoke. Putin left the United Nations. The UN slept.", write=obeys)
    assert [name.form for name in one.names] == ["Vladimir Putin", "Putin", "Organização das Nações Unidas", "ONU"]


def test_a_name_the_glossary_does_not_have_in_the_target_is_left_to_the_engine() -> None:
    (one,), engine = run("Odesa slept.", write=copies)
    assert (one.names, one.flags) == ((), ())
    assert engine.calls == [[Sentence("Odesa slept.")]]


def test_what_is_not_translated_keeps_its_source_form() -> None:
    (one,), _ = run("VESTI and Vesti wrote.", write=replacing(("Vesti|VESTI", "Notícias")))
    assert [name.form for name in one.names] == ["Vesti", "Vesti"]
    assert one.hypothesis.text == "Vesti and Vesti wrote."


def test_the_adjective_of_a_place_is_an_inflected_form() -> None:
    (one,), engine = run("o líder de Moscou", write=lambda _: plain("the Moscowian leader"), source="pt", target="en")
    assert (len(engine.calls), outcomes(one)) == (1, [("Moscou", "inflected", "plain")])


def test_a_country_may_stand_for_its_adjective() -> None:
    (one,), engine = run("Moscow said the Muscovite army left Moscow.", write=replacing(("Moscow|Muscovite", "Moscou")))
    assert len(engine.calls) == 1
    assert not one.flags


def test_an_avoided_form_beside_the_agreed_one_is_flagged() -> None:
    (one,), _ = run(
        "He saw Kyiv.", write=lambda s: plain("Viu Kyiv (Kiev)." if "Kyiv" in s.text else "Viu XN0 (Kiev).")
    )
    assert [name.result for name in one.names] == [Result.APPLIED]
    assert [(flag.code, flag.message) for flag in one.flags] == [("name-form", "writes 'Kiev', agreed is 'Kyiv'")]


def test_headlines_in_capitals_take_the_form_in_capitals() -> None:
    # The pipeline gives engines a headline in small letters, and raises what they write.
    (one,), engine = run("KIM HONG-KYUN IN NEW YORK", write=lambda sentence: raised(obeys(sentence)))
    assert one.hypothesis.text == "KIM HONG-KYUN IN NOVA YORK"
    assert [name.result for name in one.names] == [Result.APPLIED, Result.APPLIED]
    assert [constraint.form for constraint in engine.calls[1][0].constraints] == ["Nova York"]
    (one,), engine = run("PUTIN IN MOSCOW", write=replacing(("PUTIN IN MOSCOW", "Putin em Moscou")))
    assert (len(engine.calls), {name.result for name in one.names}) == (1, {Result.INFLECTED})
    (one,), _ = run("PUTIN went to Moscow", write=obeys)
    assert one.hypothesis.text == "Putin went to Moscou"


def test_a_good_form_of_a_title_is_not_forced() -> None:
    (one,), engine = run("The secretary-general, Ms. A.", write=replacing(("secretary-general", "secretária-geral")))
    assert engine.calls == [[Sentence("The secretary-general, Ms. A.")]]
    assert outcomes(one) == [("secretary-general", "inflected", "plain")]
    (one,), engine = run("The secretary-general slept.", write=obeys)
    assert [len(call[0].constraints) for call in engine.calls] == [0, 1]
    assert outcomes(one) == [("secretary-general", "applied", "constraint")]


def test_a_form_at_the_beginning_begins_with_a_capital() -> None:
    (one,), _ = run("The peninsula slept.", write=obeys)
    assert one.hypothesis.text == "A península slept."
    assert [name.result for name in one.names] == [Result.APPLIED]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Vladimir Putin left Moscow.", "Владимира Путина не было в Москве.", "ru"),
        ("He praised Zelenskyy, Putin.", "Он хвалил Зеленского с Путиным.", "ru"),
        ("Moscow and the United Nations", "Moskaus Freunde in den Vereinten Nationen", "de"),
    ],
)
def test_a_correct_inflected_form_is_kept(source: str, target: str, language: str) -> None:
    (one,), engine = run(source, write=lambda _: plain(target), target=language)
    assert one.hypothesis.text == target
    assert {name.result for name in one.names} == {Result.INFLECTED}
    assert len(engine.calls) == 1


def test_the_words_after_the_stem_are_judged() -> None:
    (one,), _ = run("He saw Putin.", write=lambda s: plain("Он видел Путинову." if " " in s.text else "x"), target="ru")
    assert [name.result for name in one.names] == [Result.MISSED]


@pytest.mark.parametrize("target", ["pt-BR", "pt-PT", "pt"])
def test_a_region_takes_the_forms_of_its_language(target: str) -> None:
    (one,), _ = run("Moscow slept.", write=obeys, target=target)
    assert one.hypothesis.text == "Moscou slept."
