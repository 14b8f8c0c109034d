"""A name that the engine rendered in its own way is put in where it stands, and a doubled word taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from names_engine import copies, obeys, outcomes, plain, replacing, run

from align.bitext import Result, Step
from align.document import Link, Span

if TYPE_CHECKING:
    from align.hypothesis import Hypothesis, Sentence


def test_another_spelling_is_mended_where_it_stands() -> None:
    (one,), engine = run("Kim Hong-Kyun left Kiev, said Volodymyr Zelenskyy.", write=copies)
    assert one.hypothesis.text == "Kim Hong-kyun left Kyiv, said Volodymyr Zelensky."
    assert {(name.result, name.step) for name in one.names} == {(Result.REPAIRED, Step.REPAIR)}
    assert len(engine.calls) == 1


def test_a_short_name_is_not_taken_out_of_another_spelling_of_the_long_one() -> None:
    (one,), engine = run("Kim Jong Un came, and Kim sat down.", write=copies)
    assert one.hypothesis.text == "Kim Jong-un came, and Kim sat down."
    assert outcomes(one) == [("Kim Jong Un", "repaired", "repair"), ("Kim", "applied", "plain")]
    assert len(engine.calls) == 1


@pytest.mark.parametrize(
    ("rendering", "alone", "links"),
    [
        ("Kiev", "x", ()),  # a spelling that the glossary wants avoided
        ("Kyyiv", "x", ()),  # like the agreed form
        ("Quieve", "Quieve.", ()),  # the engine's own name for it
        ("Quieve", "x", (Link(Span(8, 12), Span(8, 14)),)),  # word links
    ],
)
def test_repair_finds_the_place(rendering: str, alone: str, links: tuple[Link, ...]) -> None:
    def write(sentence: Sentence) -> Hypothesis:
        if sentence.text == "Kyiv":
            return plain(alone)
        if "XN" in sentence.text:
            return plain("tudo perdido")
        return plain(f"Ele viu {rendering} ontem.", links)

    (one,), _ = run("He saw, Kyiv yesterday.", write=write)
    assert one.hypothesis.text == "Ele viu Kyiv ontem."
    assert outcomes(one) == [("Kyiv", "repaired", "repair")]


def test_repair_between_copied_neighbours() -> None:
    def write(sentence: Sentence) -> Hypothesis:
        return plain(
            "" if "XN" in sentence.text or sentence.text == "Kyiv" else "Em 2022 a velha Quieve tinha 44 anos."
        )

    (one,), _ = run("In 2022 Kyiv 44 years.", write=write)
    assert one.hypothesis.text == "Em 2022 a velha Kyiv tinha 44 anos."


def test_what_cannot_be_placed_is_missed_and_flagged() -> None:
    (one,), _ = run("He left Kyiv with Putin.", write=lambda s: plain("tudo perdido" if " " in s.text else "Nada"))
    assert one.hypothesis.text == "tudo perdido"
    assert outcomes(one) == [("Kyiv", "missed", "none"), ("Putin", "missed", "none")]
    assert [flag.code for flag in one.flags] == ["name-missed", "name-missed"]
    assert one.flags[0].message == "“Kyiv” is not in the translation"


def test_a_title_is_repaired_where_the_engine_writes_it_as_it_does_alone() -> None:
    (one,), _ = run("The secretary-general slept.", write=replacing(("secretary-general", "chefe")))
    assert one.hypothesis.text == "The secretário-geral slept."
    assert outcomes(one) == [("secretary-general", "repaired", "repair")]


def test_a_doubled_word_is_seen_and_taken_out() -> None:
    (one,), _ = run("He saw Kim Jong Un.", write=replacing(("Kim Jong Un", "Kim Kim Jong-un"), ("XN0", "XN")))
    assert one.hypothesis.text == "He saw Kim Jong-un."
    assert not one.flags


def test_what_is_doubled_in_the_source_stays() -> None:
    (one,), engine = run("New York New York never sleeps.", write=obeys)
    assert one.hypothesis.text == "Nova York Nova York never sleeps."
    assert len(engine.calls) == 2
