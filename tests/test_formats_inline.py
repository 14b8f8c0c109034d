from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Link, Span, Target
from align.formats.inline import Mark, place
from align.formats.settle import settle
from align.formats.weave import Woven

if TYPE_CHECKING:
    from align.formats.weave import Node


def span_of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def linked(source: str, target: str, *pairs: tuple[str, str, float]) -> Target:
    return Target(target, tuple(Link(span_of(source, left), span_of(target, right), w) for left, right, w in pairs))


@pytest.mark.parametrize(
    ("source", "marked", "target", "pairs", "expected"),
    [
        pytest.param("the red car", "red", "o carro vermelho", [("red", "vermelho", 1.0)], "vermelho", id="link"),
        pytest.param(
            "the deputy minister said", "deputy minister", "o vice-ministro disse",
            [("deputy", "vice-ministro", 0.6), ("minister", "vice-ministro", 0.9)], "vice-ministro", id="two to one",
        ),
        pytest.param(
            "North Korea said", "North Korea", "a Coreia do Norte disse",
            [("North", "Norte", 0.9), ("Korea", "Coreia", 0.9), ("said", "disse", 0.9)], "Coreia do Norte", id="hull",
        ),
        pytest.param(
            "the big deal was big", "big deal", "o grande acordo foi muito grande",
            [("deal", "acordo", 0.9), ("big", "grande", 0.8), ("was", "foi", 0.9)], "grande acordo", id="stray word",
        ),
        pytest.param("met Kim Jong Un", "Kim Jong Un", "Kim Jong Un foi visto", [], "Kim Jong Un", id="copy"),
        pytest.param(
            "no one in no case", "no case", "em nenhum caso no mundo", [("case", "caso", 0.9)], "caso",
            id="false friend",
        ),
        pytest.param("one two three four", "two", "um dois três quatro", [], "dois", id="share of the words"),
        pytest.param("all of it", "all of it", "tudo isso", [], "tudo isso", id="all of it"),
        pytest.param(
            "“Never,” he said", "Never", "“Nunca”, disse", [("Never,”", "“Nunca”,", 1.0)], "Nunca", id="edges"
        ),
        pytest.param("한국은 말했다", "한국", "韓国は言った", [("한국은", "韓国", 0.9)], "韓国", id="unspaced"),
    ],
)  # fmt: skip
def test_a_mark_goes_to_the_words_that_say_the_same(
    source: str, marked: str, target: str, pairs: list[tuple[str, str, float]], expected: str
) -> None:
    made = linked(source, target, *pairs)
    assert place(source, span_of(source, marked), made).of(target) == expected


def test_the_second_of_two_equal_words_stays_the_second() -> None:
    source, target = "Putin met Putin", "Putin encontrou Putin"
    assert place(source, Span(10, 15), Target(target)) == Span(16, 21)


@pytest.mark.parametrize(
    ("source", "at", "target", "expected"),
    [
        ("One two", 0, "Um dois", 0),
        ("One two", 7, "Um dois!", 8),
        ("One, two three", 4, "Um, dois três", 3),
        ("One two three", 4, "Um dois três", 3),
        ("One “two three", 4, "Um “dois três", 3),
    ],
)
def test_a_point_stands_between_the_same_words(source: str, at: int, target: str, expected: int) -> None:
    assert place(source, Span(at, at), Target(target)) == Span(expected, expected)


def test_atomic_content_that_nothing_locates_replaces_no_word() -> None:
    assert len(place("Use x_y now please", Span(4, 7), Target("Agora use isto"), atomic=True)) == 0


texts = st.text(st.sampled_from("ab cd. “é”,한国\n"), min_size=1, max_size=30)


@st.composite
def spans_in(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def marked_segments(draw: st.DrawFn) -> tuple[str, list[Mark], Target]:
    source, target = draw(texts), draw(texts)
    links = [
        Link(draw(spans_in(len(source))), draw(spans_in(len(target))), draw(st.floats(0, 1)))
        for _ in range(draw(st.integers(0, 6)))
    ]
    marks: list[Mark] = []

    def nest(room: Span, parent: int, depth: int) -> None:
        at = room.start
        for _ in range(draw(st.integers(0, 3))):
            span = draw(spans_in(room.end - at)).shift(at)
            marks.append(Mark(span, parent, draw(st.booleans())))
            if depth and not marks[-1].atomic:
                nest(span, len(marks) - 1, depth - 1)
            at = span.end

    nest(Span(0, len(source)), -1, 2)
    return source, marks, Target(target, tuple(links))


def flatten(nodes: tuple[Node | str, ...], *, parent: int, found: dict[int, int]) -> str:
    text = ""
    for node in nodes:
        if isinstance(node, str):
            text += node
            continue
        assert node.mark not in found, "a mark is doubled"
        found[node.mark] = parent
        text += flatten(node.children, parent=node.mark, found=found)
    return text


@given(marked_segments())
def test_marks_are_never_lost_doubled_or_crossed(segment: tuple[str, list[Mark], Target]) -> None:
    source, marks, target = segment
    raw = [place(source, mark.span, target, atomic=mark.atomic) for mark in marks]
    spans = settle(target.text, marks, raw)
    for index, (mark, span) in enumerate(zip(marks, spans, strict=True)):
        room = spans[mark.parent] if mark.parent >= 0 else Span(0, len(target.text))
        assert room.covers(span)
        for other in range(index):
            if marks[other].parent == mark.parent:
                assert not span.overlaps(spans[other]) or not len(span) or not len(spans[other])
    found: dict[int, int] = {}
    plain = [Mark(mark.span, mark.parent) for mark in marks]
    assert flatten(Woven(target.text, tuple(spans)).tree(plain), parent=-1, found=found) == target.text
    assert found == {index: mark.parent for index, mark in enumerate(marks)}


@given(marked_segments())
def test_a_target_equal_to_its_source_keeps_every_mark_in_place(segment: tuple[str, list[Mark], Target]) -> None:
    source, marks, _ = segment
    assert [place(source, mark.span, Target(source)) for mark in marks] == [mark.span for mark in marks]
