"""Names behind placeholders come back whole, and nothing of a placeholder is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from names_engine import outcomes, plain, replacing, run

from align.bitext import Step
from align.document import Link, Span
from align.hypothesis import Sentence

if TYPE_CHECKING:
    from align.hypothesis import Hypothesis


def test_the_placeholder_carries_what_the_engine_renders_in_its_own_way() -> None:
    (one,), engine = run("Putin left New York.", write=replacing(("New York", "Nueva York")))
    assert one.hypothesis.text == "Putin left Nova York."
    assert outcomes(one) == [("Putin", "applied", "plain"), ("New York", "applied", "placeholder")]
    assert engine.calls[2] == [Sentence("Putin left XN0.")]


def test_links_and_places_are_those_of_the_real_texts() -> None:
    def write(sentence: Sentence) -> Hypothesis:
        text = sentence.text.replace("New York", "NYC")
        words = list(re.finditer(r"\w+", sentence.text))
        links = [Link(Span(*word.span()), Span(*word.span())) for word in words if word.end() <= len(text)]
        return plain(text, tuple(links))

    (one,), _ = run("In New York it rained.", write=write)
    assert one.hypothesis.text == "In Nova York it rained."
    pairs = [(k.source.of("In New York it rained."), k.target.of(one.hypothesis.text)) for k in one.hypothesis.links]
    assert pairs == [("In", "In"), ("New York", "Nova York"), ("it", "it"), ("rained", "rained")]


def test_a_mangled_placeholder_never_leaks() -> None:
    for wreck in ("XN", "XNo", "XN 7", "xn-0", ""):
        (one,), _ = run("He left New York.", write=replacing(("XN0", wreck), ("New York", "Nueva York")))
        assert one.hypothesis.text == "He left Nova York."
        assert outcomes(one) == [("New York", "repaired", "repair")]


def test_a_doubled_placeholder_is_not_chosen() -> None:
    (one,), _ = run("He saw Putin.", write=replacing(("XN0", "XN0 XN0"), ("Putin", "Poutine")))
    assert one.hypothesis.text == "He saw Putin."
    assert not one.flags


def test_a_placeholder_with_a_space_or_in_another_case_is_known_again() -> None:
    (one,), _ = run("He left New York.", write=replacing(("XN0", "xn 0"), ("New York", "Nueva York")))
    assert (one.hypothesis.text, one.names[0].step) == ("He left Nova York.", Step.PLACEHOLDER)


def test_a_placeholder_is_never_a_word_of_the_text() -> None:
    (one,), engine = run("XN0 and xn1 in New York.", write=replacing(("New York", "NYC")))
    assert engine.calls[2][0].text == "XN0 and xn1 in XN2."
    assert one.hypothesis.text == "XN0 and xn1 in Nova York."


@pytest.mark.parametrize("kind", ["XN{}", "⟦{}⟧", "{{{}}}", "__{}__", "<n{}>", "@{}", "#{}#", "NAME{}"])
def test_any_kind_of_placeholder_comes_back(kind: str) -> None:
    text = "Putin left [Kyiv] {a} for New York's #1 <b> hotel_."
    (one,), _ = run(text, write=replacing(("Kyiv|Putin|New York", "Perdido")), placeholder=kind)
    assert one.hypothesis.text == text.replace("New York", "Nova York")
