from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from format_contract import FormatContract, paragraphs, read, word_for_word, write
from hypothesis import given
from hypothesis import strategies as st

from align.document import Role, Target

if TYPE_CHECKING:
    from align.document import Document

ARTICLE = """---
title: "The \\"big\\" deal"
date: 2024-06-21
description: 'What''s in it'
tags: [news, seoul]
---
# The *big* deal #

By **Jane Smith** in [Seoul](https://example.org/seoul_a?b=1 "The city"), on Friday.
See <https://example.org/>, `run()` and [the report][Report], or [report].
![A crowd](crowd.png) watched&nbsp;it, 5 \\* 3 times.

> They said: "Never."
> And left.

1. First **point**
2. Second point
   goes on
   - nested

| Name | Role |
|------|:----:|
| Kim  | *deputy* minister |

Second part
-----------

```python
print("The minister")
```

<div class="x">The minister</div>

    indented code

[Report]: https://example.org/report "Do not change"
"""


class TestMarkdown(FormatContract):
    name = "markdown"
    sample = ARTICLE
    expected = (
        (Role.TITLE, 'The "big" deal'),
        (Role.DESCRIPTION, "What's in it"),
        (Role.TITLE, "The big deal"),
        (
            Role.PARAGRAPH,
            (
                "By Jane Smith in Seoul, on Friday.\nSee https://example.org/, run() and the report, or report.\n"
                " watched\u00a0it, 5 * 3 times."
            ),
        ),
        (Role.CAPTION, "A crowd"),
        (Role.QUOTE, 'They said: "Never."\nAnd left.'),
        (Role.LIST, "First point"),
        (Role.LIST, "Second point\ngoes on"),
        (Role.LIST, "nested"),
        (Role.CELL, "Name"),
        (Role.CELL, "Role"),
        (Role.CELL, "Kim"),
        (Role.CELL, "deputy minister"),
        (Role.HEADING, "Second part"),
    )

    # A change makes some spellings explicit ([report] becomes [report][report]), so the way back differs by them.
    def test_writing_changes_every_paragraph_and_nothing_else(self) -> None:
        document = read(self.sample.encode(), self.name)
        written = read(write(document, str.swapcase), self.name)
        kept = {"https://example.org/", "run()"}
        for (role, before), (also, after) in zip(paragraphs(document), paragraphs(written), strict=True):
            assert role is also
            assert after.split() == [w if w.rstrip(",") in kept else w.swapcase() for w in before.split()]


def translated(document: Document, **words: str) -> str:
    def change(word: str) -> str:
        core = word.strip('.,"*')
        return word.replace(core, words.get(core, core))

    targets = [word_for_word(segment.text, change) for segment in document.segments]
    return document.skeleton.write(document, targets).decode()


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("The **red** car.\n", {"red": "azul"}, "The **azul** car.\n"),
        ("The [red car](u_v_w 'T') here.\n", {"red": "azul"}, "The [azul car](u_v_w 'T') here.\n"),
        ("A [car][] and [car] here.\n\n[car]: u\n", {"car": "carro"}, None),
        ("Say __it__ loud.\n", {"it": "isto"}, "Say __isto__ loud.\n"),
        ("# A *b* c #\n", {"c": "d"}, "# A *b* d #\n"),
        ("One  \ntwo three.\n", {"three": "tres"}, "One  \ntwo tres.\n"),
        ("One\\\ntwo three.\n", {"three": "tres"}, "One\\\ntwo tres.\n"),
        ("> One\n> two three.\n", {"three": "tres"}, "> One\n> two tres.\n"),
        ("- One\n  two three.\n", {"three": "tres"}, "- One\n  two tres.\n"),
        ("See <b>the car</b><br>here.\n", {"car": "carro"}, "See <b>the carro</b><br>here.\n"),
        ("| a b | c |\n|---|---|\n| d \\| e | f |\n", {"b": "x|y"}, "| a x\\|y | c |\n|---|---|\n| d \\| e | f |\n"),
        ("Use `x*y` now.\n", {"now": "ja"}, "Use `x*y` ja.\n"),
        ("A snake_case word.\n", {"word": "nome"}, "A snake_case nome.\n"),
        ("It costs 5.\n", {"costs": "*custa*"}, "It \\*custa\\* 5.\n"),
        ("It costs.\n", {"It": "1986."}, "1986\\. costs.\n"),
        ("It costs.\n", {"It": "-"}, "\\- costs.\n"),
        ("It costs.\n", {"It": "#"}, "\\# costs.\n"),
        ("It costs.\n", {"costs": "<b>"}, "It \\<b>.\n"),
        ("It costs.\n", {"costs": "&amp;"}, "It \\&amp;.\n"),
        ("title\n=====\n\nIt costs.\n", {"costs": "[x](y)"}, "title\n=====\n\nIt \\[x\\](y).\n"),
        ("---\ntitle: Big deal\n---\nText.\n", {"deal": "deal: x"}, '---\ntitle: "Big deal: x"\n---\nText.\n'),
        ('+++\ntitle = "Big deal"\n+++\nText.\n', {"deal": 'x"y'}, '+++\ntitle = "Big x\\"y"\n+++\nText.\n'),
        ("![A man](m.png)\n", {"man": "homem"}, "![A homem](m.png)\n"),
    ],
)
def test_marks_are_written_around_the_target(source: str, words: dict[str, str], expected: str | None) -> None:
    written = translated(read(source.encode(), "markdown"), **words)
    assert written == (expected or "A [carro][car] and [carro][car] here.\n\n[car]: u\n")


def test_a_mark_that_markdown_cannot_close_is_written_as_html() -> None:
    document = read(b"The **north** said.\n", "markdown")
    source = document.segments[0].text
    target = Target("“북한”은 said.", tuple(word_for_word(source, str).links[1:1]))
    written = document.skeleton.write(document, [target]).decode()
    assert read(written.encode(), "markdown").segments[0].text == target.text


words = st.lists(
    st.sampled_from(
        ["a", "*", "_x_", "**b**", "`c`", "<i>", "&lt;", "[d]", "(e)", "](", "#", "-", "1.", "~~f~~", "\\", "|"]
    ),
    min_size=1,
    max_size=8,
)


@given(words=words, kind=st.sampled_from(["{}\n", "# {}\n", "> {}\n", "- {}\n", "|{}|x|\n|-|-|\n", "[r]: u\n\n{}\n"]))
def test_whatever_a_target_says_is_read_again_as_that(words: list[str], kind: str) -> None:
    document = read(kind.format("minister **said** so").encode(), "markdown")
    text = "Ministro " + " ".join(words) + " fim"
    targets = [Target(text if segment.text.startswith("minister") else segment.text) for segment in document.segments]
    written = document.skeleton.write(document, targets)
    again = read(written, "markdown")
    assert again.text == document.text.replace("minister said so", text)
