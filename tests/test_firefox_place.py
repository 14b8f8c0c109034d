"""A form takes the place of the model's own rendering, and everything around it stays as the model wrote it."""

from __future__ import annotations

import numpy as np
import pytest
from firefox_reference import bound, engine, network, translate

from align.engines.firefox.decoder import Outcome
from align.engines.firefox.place import place
from align.engines.firefox.watch import Demand
from align.hypothesis import Sentence
from align.languages import Pair

# Source, name, the model's own rendering, and a form that no model would write.
UNUSUAL = [
    ("en-pt", "The president of Ukraine, Volodymyr Zelenskyy, spoke to reporters.",
     "Volodymyr Zelenskyy", "Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ("en-pt", "Russia sent a delegation to Seoul.", "Russia", "Rússia", "Federação Russa"),
    ("en-pt", "North Korea denied the report.", "North Korea", "Coreia do Norte", "RPDC"),
    ("en-pt", "The Democratic People's Republic of Korea fired a missile.",
     "Democratic People's Republic of Korea", "República Popular Democrática da Coreia", "Coreia do Norte"),
    ("en-pt", "The boy was taken to a hospital in San Diego on Monday.", "San Diego", "San Diego", "Sán Diégo"),
    ("en-pt", "The vote on Brett Kavanaugh was delayed.", "Brett Kavanaugh", "Brett Kavanaugh", "BK"),
    ("en-pt", "Hundreds of anti-Erdogan protesters marched.", "Erdogan", "Erdogan", "Erdoğan"),
    ("en-pt", "They met in Moscow (Russia), where it snowed.", "Moscow", "Moscou", "Moscovo (Москва)"),
    ("en-pt", "Moscow sent Deputy Foreign Minister Andrei Rudenko.",
     "Deputy Foreign Minister", "vice-ministro dos Negócios Estrangeiros", "vice-ministro das Relações Exteriores"),
    ("pt-en", "A ministra das Relações Exteriores, Choe Son-hui, não comentou o assunto.",
     "Choe Son-hui", "Choe Son-hui", "Choe Son Hui"),
    ("pt-en", "O presidente da Ucrânia, Volodymyr Zelensky, falou.", "Ucrânia", "Ukraine", "the Ukraine"),
    ("pt-en", "Um porco atacou um casal em sua fazenda em Massachusetts.",
     "Massachusetts", "Massachusetts", "the Commonwealth of Massachusetts"),
    ("pt-en", "O encontro entre Kim Jong-un e Moon Jae-in foi histórico.", "Moon Jae-in", "Moon Jae-in", "Mun Chae-in"),
    ("pt-en", "Que horas será o comício de Trump na Virgínia Ocidental?", "Trump", "Trump", "Donald J. Trump"),
]  # fmt: skip


@pytest.mark.parametrize(("pair", "text", "name", "rendering", "form"), UNUSUAL, ids=[row[4] for row in UNUSUAL])
def test_only_the_name_changes(pair: str, text: str, name: str, rendering: str, form: str) -> None:
    plain, forced = engine().translate(Pair.parse(pair), [Sentence(text), bound(text, (name, form))])
    assert plain.text.count(rendering) == 1
    assert forced.text == plain.text.replace(rendering, form)
    (span,) = forced.honoured
    assert span is not None
    assert span.of(forced.text) == form


def test_the_article_at_the_beginning_stays() -> None:
    forms = [("Russia", "Rússia"), ("France", "França"), ("Germany", "Alemanha")]
    text = "Russia left, and France and Germany signed."
    (hypothesis,) = translate(bound(text, *forms))
    assert hypothesis.text.startswith("A Rússia ")
    assert "a França e a Alemanha" in hypothesis.text


def test_a_name_that_the_model_leaves_out_is_forced() -> None:
    text = "Paul Newman, of leisure and hospitality analysts RSM said: it rains."
    plain, forced = translate(text, bound(text, ("Paul Newman", "PN"), ("RSM", "RSM (Рсм)")))
    assert "RSM" not in plain.text
    assert [span and span.of(forced.text) for span in forced.honoured] == ["PN", "RSM (Рсм)"]


def outcome(target: str, source: int, *shares: tuple[str, int, float]) -> Outcome:
    """Make an outcome in which the pieces of some words are aligned to source pieces."""
    vocabulary = network().target
    pieces = np.array(vocabulary.encode(target))
    texts = [vocabulary.pieces[i].strip("▁") for i in pieces.tolist()]
    alignment = np.zeros((len(pieces), source), np.float32)
    for word, column, share in shares:
        found = [i for i, text in enumerate(texts) if text == word]
        assert found, texts
        alignment[found, column] = share
    return Outcome(pieces, np.ones(len(pieces), np.float32), alignment)


def placed(made: Outcome, *names: tuple[int, str]) -> list[tuple[int, str]]:
    """Place names that are one source piece each; give what stands in their places."""
    vocabulary = network().target
    demands = [(Demand(n, np.array([column]), (5,), (5,)), name) for n, (column, name) in enumerate(names)]
    return [
        (w.number, "".join(vocabulary.pieces[i] for i in made.pieces[w.start : w.end].tolist()).replace("▁", " "))
        for w in place(vocabulary, made, demands).written
    ]


def test_small_words_inside_belong_to_the_name_and_those_before_do_not() -> None:
    made = outcome("o presidente da Coreia do Norte falou", 4, ("da", 1, 0.9), ("Coreia", 1, 0.8), ("Norte", 1, 0.7))
    assert placed(made, (1, "North Korea")) == [(0, " Coreia do Norte")]


def test_a_comma_ends_a_name() -> None:
    made = outcome("em Moscou, Rússia", 3, ("Moscou", 1, 0.9), ("Rússia", 1, 0.6))
    assert placed(made, (1, "Moscow")) == [(0, " Moscou")]


def test_the_stronger_of_two_names_has_the_word() -> None:
    made = outcome("Moscou e Rússia", 3, ("Moscou", 0, 0.5), ("Moscou", 1, 0.4), ("Rússia", 1, 0.6))
    assert placed(made, (0, "Moscow"), (1, "Russia")) == [(0, " Moscou"), (1, " Rússia")]


def test_a_copy_needs_no_alignment_and_nothing_else_is_guessed() -> None:
    made = outcome("em Moscou e Rússia", 3)
    assert placed(made, (0, "Moscou"), (1, "Russia")) == [(0, " Moscou")]


def test_a_small_word_beside_is_left_out_unless_it_surely_belongs() -> None:
    weak = outcome("disse Moscou", 2, ("disse", 0, 0.4), ("Moscou", 0, 0.9))
    strong = outcome("ministro Moscou", 2, ("ministro", 0, 0.8), ("Moscou", 0, 0.9))
    assert placed(weak, (0, "Moscow")) == [(0, " Moscou")]
    assert placed(strong, (0, "Minister Moscow")) == [(0, " ministro Moscou")]
