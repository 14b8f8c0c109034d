from __future__ import annotations

import pytest
from format_contract import FormatContract, cut, paragraphs, read, write

from align.document import Role, Target
from align.formats.reader import parse

ARTICLE = """Ministers meet in Seoul

SEOUL - The ministers met on Friday. They talked for three hours.
"We agreed on everything," they said.

What they want
- More trade.
* Fewer rules.
  1. One
  2. Two

21. June is the date of the next talks.
"""


class TestPlainText(FormatContract):
    name = "plaintext"
    sample = ARTICLE
    expected = (
        (Role.TITLE, "Ministers meet in Seoul"),
        (Role.PARAGRAPH, "SEOUL - The ministers met on Friday. They talked for three hours."),
        (Role.PARAGRAPH, '"We agreed on everything," they said.'),
        (Role.PARAGRAPH, "What they want"),
        (Role.LIST, "More trade."),
        (Role.LIST, "Fewer rules."),
        (Role.LIST, "One"),
        (Role.LIST, "Two"),
        (Role.PARAGRAPH, "21. June is the date of the next talks."),
    )


WRAPPED = """Two ministers meet in Seoul, and agree

SEOUL - The ministers met on Friday in the capital of South Korea and
talked for three hours. They agreed that the two countries would meet
again in May, and that trade between them should be made much easier.

The second round will be held in the north. It is the first time that
delegations from both countries travel there together.
"""


def test_wrapped_lines_are_one_paragraph() -> None:
    document = read(WRAPPED.encode(), "plaintext")
    assert [role for role, _ in paragraphs(document)] == [Role.TITLE, Role.PARAGRAPH, Role.PARAGRAPH]
    assert document.segments[1].text == (
        "SEOUL - The ministers met on Friday in the capital of South Korea and\ntalked for three hours."
    )
    assert write(document).decode() == WRAPPED


def test_a_wrapped_paragraph_is_wrapped_again() -> None:
    document = read(WRAPPED.encode(), "plaintext")
    targets = [Target(segment.text.replace("\n", " ").replace("the", "o")) for segment in document.segments]
    written = document.skeleton.write(document, targets).decode()
    width = max(map(len, WRAPPED.splitlines()))
    assert max(map(len, written.splitlines())) <= width
    assert written.splitlines()[2] == "SEOUL - The ministers met on Friday in o capital of South Korea and"
    assert written.split() == WRAPPED.replace("the", "o").split()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One sentence a line here.\nAnother sentence on a line.\nA third one follows.\n", id="sentences"),
        pytest.param("Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.\n", id="verse"),
        pytest.param("By Jane Smith\nSeoul\nFriday, June 21\nUpdated at noon\n", id="short lines"),
        pytest.param("A line that is not full\n" + "x" * 60 + "\nAnother line that is not full\nEnd\n", id="ragged"),
    ],
)
def test_lines_that_are_not_full_stay_paragraphs(text: str) -> None:
    assert len(parse(text.encode(), path="a.txt").paragraphs) == len(text.splitlines())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_newlines_of_all_kinds_part_paragraphs_and_come_back(newline: str) -> None:
    text = newline.join(["A headline", "", "The first sentence.", "The second one."])
    document = read(text.encode(), "plaintext")
    assert document.text == text.replace(newline, "\n")
    assert write(document).decode() == text
    assert write(document, str.upper).decode() == text.upper()


def test_mixed_newlines_come_back_each_in_its_place() -> None:
    text = "A headline\r\n\nThe first sentence.\rThe second one.\u2028Third.\r\n"
    document = read(text.encode(), "plaintext")
    assert write(document).decode() == text
    assert write(document, str.upper).decode() == text.upper()


def test_a_first_line_with_a_stop_is_a_title_only_when_it_stands_apart() -> None:
    short = parse(b"It is over.\n\nThe talks ended. Nobody won them.\n", path="a.txt")
    assert short.paragraphs[0].role is Role.TITLE
    dense = parse(b"It is over.\nThe talks ended. Nobody won them.\n", path="a.txt")
    assert dense.paragraphs[0].role is Role.PARAGRAPH


def test_markup_in_plain_text_is_text() -> None:
    text = "<script>alert(1)</script> & **bold** [x](y)\n"
    document = cut(parse(text.encode(), path="a.txt"))
    assert document.segments[0].text == text.strip()
    assert write(document).decode() == text
