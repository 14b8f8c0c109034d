"""What an engine leaves of its own rendering beside a forced name is seen, and another way is taken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from names_glossary import termbase

from align.bitext import Step
from align.document import Link, Span
from align.hypothesis import Hypothesis
from align.names.apply import Marked, translate
from align.names.leftover import leftover
from align.names.recognise import Recogniser

if TYPE_CHECKING:
    from align.hypothesis import Sentence

SOURCE = "Kim Hong-kyun spent two days there."
NAME = Span(0, 13)
PLAIN = "Kim Hong-kyun passou dois dias lá."


def found(text: str, form: str, *links: tuple[str, str]) -> list[str]:
    pairs = [
        Link(Span(a := SOURCE.index(s), a + len(s)), Span(b := text.index(t), b + len(t)))
        for s, t in (("days", "dias"), *links)
    ]
    start = text.index(form)
    hypothesis = Hypothesis(text, -1.0, ("en", "pt"), tuple(pairs))
    names = {0: Span(start, start + len(form))}
    return [span.of(text) for _, span in leftover(SOURCE, hypothesis, PLAIN, [NAME], names)]


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        ("Gim passou dois dias lá.", (), []),
        ("Gim (Voziu, passou dois dias lá.", (), [" (Voziu"]),
        ("Gim Hojiaz passou dois dias lá.", (("Hong-kyun", "Hojiaz"),), [" Hojiaz"]),
        ("Gim hereto passou dois dias lá.", (), [" hereto"]),
        ("Gim ficou dois dias lá.", (("spent", "ficou"),), []),  # other words, and the source has them
        ("Gim em Kim Hong-kyun passou dois dias lá.", (), []),  # as often as the plain translation
        ("Gim, Hojiaz, passou dois dias lá.", (), []),  # another part of the sentence
        ("Vice Gim passou dois dias lá.", (), ["Vice "]),
    ],
)
def test_remains_beside_a_name(text: str, links: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert found(text, "Gim", *links) == expected


def test_a_word_of_the_form_a_second_time_is_too_much() -> None:
    text = "Gim Hon de Gim passou dois dias lá."
    assert found(text, "Gim Hon") == [" de Gim"]


def test_without_links_only_a_capital_speaks_for_a_name() -> None:
    for text, expected in (("Gim hereto passou.", []), ("Gim Hereto passou.", [" Hereto"])):
        hypothesis = Hypothesis(text, math.nan, ("en", "pt"))
        spans = [span.of(text) for _, span in leftover(SOURCE, hypothesis, PLAIN, [NAME], {0: Span(0, 3)})]
        assert spans == expected


def test_another_step_is_taken_where_a_constraint_leaves_remains() -> None:
    def write(sentences: list[Sentence]) -> list[Hypothesis]:
        return [write_one(sentence) for sentence in sentences]

    def write_one(sentence: Sentence) -> Hypothesis:
        if sentence.constraints:
            text = "Ele viu Nova York Iorqui ontem."
            return Hypothesis(text, -1.0, ("en", "pt"), honoured=(Span(8, 17),))
        text = "Ele viu XN0 ontem." if "XN0" in sentence.text else "Ele viu Nova Iorque ontem."
        return Hypothesis(text, -1.0, ("en", "pt"))

    text = "He saw New York yesterday."
    marked = Marked(text, Recogniser(termbase(), "en").find([text])[0])
    (one,) = translate([marked], translate=lambda s: write(list(s)), source="en", target="pt", placeholder="XN{}")
    assert one.hypothesis.text == "Ele viu Nova York ontem."
    assert [name.step for name in one.names] == [Step.PLACEHOLDER]
    assert not one.flags
