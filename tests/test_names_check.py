"""Names of an article that is in the target language already."""

from __future__ import annotations

import pytest
from names_glossary import termbase

from align.names.check import check
from align.names.recognise import Recogniser

TERMBASE = termbase()


@pytest.mark.parametrize(
    ("text", "language", "result", "messages"),
    [
        ("Ele foi a Kyiv.", "pt", "applied", []),
        ("ELE FOI A KYIV.", "pt", "applied", []),
        ("Ele foi a Kiev e a Kiev.", "pt", "differs", ["writes 'Kiev', agreed is 'Kyiv'"]),
        ("A Secretária-Geral falou.", "pt", "inflected", []),
        ("O Secretário-Geral falou.", "pt", "applied", []),
        (
            "Volodymyr Zelensky spoke.",
            "en",
            "differs",
            ["writes 'Volodymyr Zelensky', agreed is 'Volodymyr Zelenskyy'"],
        ),
        ("Odesa and Vesti", "en", "applied", []),
    ],
)
def test_a_mention_is_compared_with_the_agreed_form(text: str, language: str, result: str, messages: list[str]) -> None:
    (mentions,) = Recogniser(TERMBASE, language).find([text])
    names, flags = check(mentions, language)
    assert len(names) == len(mentions)
    assert {name.result for name in names} == {result}
    assert all(name.target_span is None for name in names)
    assert [name.source_span.of(text) for name in names] == [name.surface for name in names]
    assert [flag.message for flag in flags] == messages
    assert {flag.code for flag in flags} <= {"name-form"}
