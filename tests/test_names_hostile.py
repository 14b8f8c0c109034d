"""Texts that no newspaper prints end in a clean result."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from names_glossary import termbase

from align.bitext import Result
from align.hypothesis import Hypothesis
from align.names.apply import Marked, translate
from align.names.recognise import Recogniser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Sentence

TERMBASE = termbase()


def copies(sentences: Sequence[Sentence]) -> list[Hypothesis]:
    return [Hypothesis(sentence.text, math.nan, ("en", "pt")) for sentence in sentences]


def loses(sentences: Sequence[Sentence]) -> list[Hypothesis]:
    return [Hypothesis("", math.nan, ("en", "pt")) for _ in sentences]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\0Moscow\0",
        "\ud800Moscow\udfff",
        "\u202eMoscow\u202c \u200fKiev\u200f",
        "😀Moscow😀Kiev🇰🇷",
        "<script>Moscow</script>",
        "Moscow" * 3 + " Moscow",
        "x" * 100_000,
        "김" * 10_000,
        "XN0 XN1 Moscow XN2",
        "Moscow\u0301 Moscow\u20dd",
    ],
)
def test_every_mention_is_accounted_for(text: str) -> None:
    mentions = Recogniser(TERMBASE, "en").find([text])[0]
    (one,) = translate([Marked(text, mentions)], translate=copies, source="en", target="pt", placeholder="XN{}")
    assert [name.source_span for name in one.names] == [mention.span for mention in mentions]
    assert all(name.result is not Result.MISSED for name in one.names)
    (lost,) = translate([Marked(text, mentions)], translate=loses, source="en", target="pt", placeholder="XN{}")
    assert all(name.result is Result.MISSED for name in lost.names)
    assert bool(lost.flags) == bool(mentions)


def test_a_heap_of_names_is_no_trap() -> None:
    text = "Kim Jong Un, Kim, Moscow Kiev " * 300
    mentions = Recogniser(TERMBASE, "en").find([text])[0]
    assert len(mentions) == 1200
    (one,) = translate([Marked(text, mentions)], translate=copies, source="en", target="pt", placeholder="XN{}")
    assert one.hypothesis.text == "Kim Jong-un, Kim, Moscou Kyiv " * 300
    assert not one.flags
    (lost,) = translate([Marked(text, mentions)], translate=loses, source="en", target="pt", placeholder="XN{}")
    assert {name.result for name in lost.names} == {Result.MISSED}
