"""Marks: an engine sees plain ones at the same offsets, and the source's kind comes back with all spans right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Link, Span
from align.hypothesis import Hypothesis
from align.marks import plain, restore
from align.marks.quotes import apostrophes, quotes

# Source, what an engine made of the plain source, what a person reads.
ROWS = [
    ("a “serious mistake.”", 'um "erro grave".', "um “erro grave”."),
    ("“No ‘red lines’ at all,” he said.", "\"Nenhuma 'linha vermelha'\", disse.", "“Nenhuma ‘linha vermelha’”, disse."),
    ("„Das geht nicht“, sagte er.", '"Não dá", disse.', "„Não dá“, disse."),
    ("Ein »kleiner« Fehler.", 'Um "pequeno" erro.', "Um »pequeno« erro."),
    ("“First half of it.", '"A primeira metade.', "“A primeira metade."),
    ("The second half.”", 'A segunda metade".', "A segunda metade”."),
    ("a “one” and «two»", 'um "um" e "dois"', "um “um” e «dois»"),
    ("« Non », dit-il.", '" Não ", disse ele.', "« Não », disse ele."),
    ("«\u00a0Non\u00a0», dit-il.", '" Não ", disse ele.', "«\u00a0Não\u00a0», disse ele."),
    ("« C’est bon », dit-il.", '" É bom", disse.', "«É bom», disse."),
    ("«\u00a0Non\u00a0», dit-il.", '"Não ", disse ele.', "«Não», disse ele."),
    ("a ‘war’", 'uma "guerra"', "uma ‘guerra’"),
    ("Russia’s envoy", "d'água", "d’água"),
    ("the workers’ “union”", 'o "sindicato" d\'água', "o “sindicato” d’água"),
    ("Talks — in Seoul — ended.", "Conversas - em Seul - acabaram.", "Conversas — em Seul — acabaram."),
    ("(Seoul) – He came.", "(Seul) - Ele veio.", "(Seul) – Ele veio."),
    ("— Não — disse ele.", "- No - he said.", "— No — he said."),
    ("in 2010–2012, a well-known war", "em 2010-2012, bem-vinda", "em 2010–2012, bem-vinda"),
    ("He said… nothing", "Ele disse... nada", "Ele disse… nada"),
    ('straight "quotes" stay', '"aspas" retas', '"aspas" retas'),
    ("a ‘straight’ and it's one", "um 'reto' d'água", "um ‘reto’ d'água"),
    ("temperature — -5", "temperatura - -5", "temperatura — -5"),
]
signs = st.text(alphabet="ab9 .,-\"'“”„‟«»‘’‚‹›—–…\u00a0\n\u0000\ud800é김", max_size=40)


words = st.sampled_from(["peace", "talks,", "don’t", "Seoul", "2010–2012", "grave."])
runs = st.lists(words, min_size=1, max_size=3).map(" ".join)
inner = runs | st.tuples(runs, runs).map(lambda two: f"{two[0]} ‘{two[1]}’")
pieces = words | inner.map("“{}”".format) | runs.map("«{}»".format) | st.sampled_from(["— so —", "…"])


def made(text: str, *, links: tuple[Link, ...] = (), honoured: tuple[Span | None, ...] = ()) -> Hypothesis:
    return Hypothesis(text, 0.0, ("en", "pt"), links, honoured)


@pytest.mark.parametrize(("source", "given_text", "expected"), ROWS)
def test_the_sources_kind_of_marks_comes_back(source: str, given_text: str, expected: str) -> None:
    assert restore(source, made(given_text)).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a” ‘b’ «c» „d“", '"a" \'b\' "c" "d"'),
        ("d’État", "d'État"),
        ("a\u00a0b\u202fc\td\ne\u0000f\ud800g", "a b c d e f g"),
        ("2010–2012 — a‑b", "2010-2012 - a-b"),
        ("one—two", "one—two"),
        ("wait… łódź 김", "wait… łódź 김"),
    ],
)
def test_plain_leaves_only_what_engines_know(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text() | signs)
def test_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@given(signs, signs, st.data())
def test_spans_stay_on_their_words(source: str, text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places).map(lambda ends: Span(min(ends), max(ends))), max_size=4))
    links = tuple(Link(Span(0, len(source)), span) for span in spans)
    before = made(text, links=links, honoured=tuple(spans[:1]))
    after = restore(source, before)
    # What a span held of letters and digits before, it holds after.
    for old, new in zip(before.links, after.links, strict=True):
        assert _words(old.target.of(before.text)) == _words(new.target.of(after.text))
    for kept, moved in zip(before.honoured, after.honoured, strict=True):
        assert kept is not None
        assert moved is not None
        assert kept.of(before.text) == moved.of(after.text)
    assert _words(after.text) == _words(text)


@given(st.lists(pieces, min_size=1, max_size=6).map(" ".join))
def test_a_sentence_that_is_its_own_translation_gets_all_its_marks_back(source: str) -> None:
    once = restore(source, made(plain(source)))
    assert once.text == source
    assert restore(source, once) == once


@given(st.text(alphabet="ab9 .,!?", max_size=40), signs)
def test_a_text_without_marks_is_left_alone(source: str, text: str) -> None:
    assert restore(source, made(text)) == made(text)


def test_links_tell_which_quotation_is_which() -> None:
    source, text = "“one” and «two»", '"dois" e "um"'
    links = (Link(Span(1, 4), Span(10, 12)), Link(Span(11, 14), Span(1, 5)))
    assert restore(source, made(text, links=links)).text == "«dois» e “um”"


def test_an_agreed_form_keeps_its_own_marks() -> None:
    text = 'Il va à Cote d\'Ivoire, "oui".'
    after = restore("He goes to “Côte d’Ivoire”, ‘yes’.", made(text, honoured=(Span(8, 21), None)))
    assert after.honoured == (Span(8, 21), None)
    assert after.honoured[0] is not None
    assert after.honoured[0].of(after.text) == "Cote d'Ivoire"


def test_spans_move_when_stops_become_one_sign() -> None:
    after = restore("Well… “yes”", made('Bem... "sim"', links=(Link(Span(7, 10), Span(8, 11)),)))
    assert after.text == "Bem… “sim”"
    assert after.links[0].target.of(after.text) == "sim"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a ‘b’ c”", [(0, 8, 0), (3, 5, 1)]),
        ("„a“ »b« 'c'", [(0, 2, 0), (4, 6, 0), (8, 10, 0)]),
        ("no end “here", [(7, None, 0)]),
        ("here” no start", [(None, 4, 0)]),
        ('"a \'b\'" "c"', [(0, 6, 0), (3, 5, 1), (8, 10, 0)]),
        ("the workers’ and l’accord in the ’90s", []),
    ],
)
def test_quotations_are_found_with_their_nesting(text: str, expected: list[tuple[int | None, int | None, int]]) -> None:
    assert [(one.start, one.end, one.depth) for one in quotes(text)] == expected


def test_apostrophes_are_no_quotations() -> None:
    assert apostrophes("Russia’s d'État workers’ ‘x’") == [6, 10, 23]


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))
