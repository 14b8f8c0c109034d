"""A translation that is there already gets the model's score and word links."""

from __future__ import annotations

import math

import pytest
from firefox_reference import PAIR, SENTENCES, engine, translate
from hypothesis import given, settings
from hypothesis import strategies as st

from align.engines import Scorer
from align.engines.firefox import FirefoxEngine
from align.engines.firefox.scorer import MOST_PIECES
from align.errors import ModelMissingError
from align.languages import Pair


def score(source: str, target: str) -> float:
    return engine().score(PAIR, [source], [target])[0].score


def test_the_engine_is_a_scorer() -> None:
    assert isinstance(FirefoxEngine(), Scorer)


def test_the_engines_own_output_gets_its_own_score_and_links() -> None:
    own = translate(*SENTENCES)
    judged = engine().score(PAIR, list(SENTENCES), [h.text for h in own])
    same = 0
    for one, other in zip(own, judged, strict=True):
        assert other.text == one.text
        assert other.route == one.route
        assert other.score == pytest.approx(one.score, abs=0.02)
        links = {(k.source, k.target): k.weight for k in one.links}
        found = {(k.source, k.target): k.weight for k in other.links}
        same += links.keys() == found.keys()
        for place in links.keys() & found.keys():
            assert found[place] == pytest.approx(links[place], abs=0.05)
    assert same >= len(own) - 3


def test_a_translation_scores_better_than_another_sentence() -> None:
    texts = [h.text for h in translate(*SENTENCES)]
    right = engine().score(PAIR, list(SENTENCES), texts)
    wrong = engine().score(PAIR, list(SENTENCES), texts[1:] + texts[:1])
    assert all(one.score > other.score + 1 for one, other in zip(right, wrong, strict=True))


def test_links_follow_another_persons_words() -> None:
    source, target = "Peter bought three red cars in Lisbon.", "O Peter comprou três automóveis vermelhos lá em Lisboa."
    (judged,) = engine().score(PAIR, [source], [target])
    best: dict[str, tuple[float, str]] = {}
    for k in judged.links:
        best[k.target.of(target)] = max(best.get(k.target.of(target), (0, "")), (k.weight, k.source.of(source)))
    for word, origin in (("Lisboa", "Lisbon"), ("Peter", "Peter"), ("três", "three"), ("automóveis", "cars")):
        assert best[word][1] == origin


def test_a_score_does_not_depend_on_the_others_of_the_call() -> None:
    texts = [h.text for h in translate(*SENTENCES)]
    together = engine().score(PAIR, list(SENTENCES), texts)
    alone = [engine().score(PAIR, [source], [text])[0] for source, text in zip(SENTENCES, texts, strict=True)]
    for one, other in zip(together, alone, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-4)
        assert [(k.source, k.target) for k in one.links] == [(k.source, k.target) for k in other.links]


@pytest.mark.parametrize(("source", "target"), [("", "Sim."), ("Yes.", " "), ("", "")])
def test_a_blank_side_has_no_score(source: str, target: str) -> None:
    (judged,) = engine().score(PAIR, [source], [target])
    assert math.isnan(judged.score)
    assert judged.links == ()
    assert judged.text == target


def test_what_is_too_long_is_judged_by_its_beginning() -> None:
    (judged,) = engine().score(PAIR, ["Yes, we can. " * MOST_PIECES], ["Sim, nós podemos. " * MOST_PIECES])
    assert judged.remarks == ("truncated",)
    assert judged.score < 0


def test_a_missing_pair_is_said() -> None:
    with pytest.raises(ModelMissingError):
        engine().score(Pair("de", "ko"), ["Ja."], ["예."])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_links_stay_inside_whatever_the_texts(source: str, target: str) -> None:
    (judged,) = engine().score(PAIR, [source], [target])
    assert judged.text == target
    for k in judged.links:
        assert len(k.source) > 0
        assert k.source.end <= len(source)
        assert len(k.target) > 0
        assert k.target.end <= len(target)
        assert 0 < k.weight <= 1


def test_characters_that_the_model_lacks_are_linked_as_what_they_are() -> None:
    source, target = "Łukaszenka met 김홍균 today.", "Łukaszenka encontrou 김홍균 hoje."
    (judged,) = engine().score(PAIR, [source], [target])
    linked = {(k.source.of(source), k.target.of(target)) for k in judged.links}
    assert ("Łukaszenka", "Łukaszenka") in linked
    assert judged.score > -5
