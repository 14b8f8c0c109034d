"""Word links of texts that were translated already: by an engine that can be led, else by what the texts teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from align.bitext import Bead, TranslationUnit
from align.document import Link, Span
from align.engines.pivot import PivotEngine
from align.engines.table import TableEngine
from align.hypothesis import Hypothesis
from align.languages import Pair
from align.parallel.kept import KeptEngine
from align.parallel.lexicon import WEAKEST, links_of
from align.parallel.links import Linker
from align.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.hypothesis import Sentence

PAIR = Pair("en", "pt")
# Each word comes in other company each time, so that only its own translation is always there.
TEXTS = [
    ("the red boat left", "o barco vermelho partiu"),
    ("the red house stood", "a casa vermelha ficou"),
    ("a boat stood still", "um barco ficou parado"),
    ("a house burned", "uma casa ardeu"),
    ("the boat burned", "o barco ardeu"),
    ("the house left nothing in 1998", "a casa deixou nada em 1998"),
]


def units(texts: Sequence[tuple[str, str]]) -> list[TranslationUnit]:
    return [TranslationUnit(n, one, other, Bead((n,), (n,))) for n, (one, other) in enumerate(texts, 1)]


def words(unit: TranslationUnit, links: Sequence[Link]) -> set[tuple[str, str]]:
    return {(link.source.of(unit.source), link.target.of(unit.target)) for link in links}


class Led:
    """An engine of one pair that links the first words, and counts what it is asked."""

    name = "led"

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self.asked: list[tuple[str, str]] = []

    def pairs(self) -> frozenset[Pair]:
        return frozenset({self._pair})

    def fingerprint(self, pair: Pair) -> str:
        return str(pair)

    def placeholder(self, pair: Pair) -> str:
        del pair
        return "XN{}"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        return [Hypothesis(one.text, 0.0, (pair.source, pair.target)) for one in sentences]

    def score(self, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        self.asked += zip(sources, targets, strict=True)
        route = (pair.source, pair.target)
        return [Hypothesis(text, -1.0, route, (Link(Span(0, 1), Span(0, 2), 0.9),)) for text in targets]


def test_words_are_learned_from_the_text_itself() -> None:
    given_units = units(TEXTS)
    found = set().union(*map(words, given_units, links_of(given_units)))
    assert {("boat", "barco"), ("house", "casa"), ("burned", "ardeu"), ("1998", "1998")} <= found
    assert not {("boat", "casa"), ("house", "barco")} & found


def test_known_translations_are_believed_where_a_text_is_too_short_to_teach() -> None:
    given_units = units([("rain fell on cold stones", "chuva caiu sobre pedras frias")])

    def translate(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
        assert "stones" in ours
        assert "pedras" in theirs
        return [("stones", "pedras"), ("rain", "chuva"), ("cold", "frias")]

    (links,) = links_of(given_units, translate=translate, weakest=0.1)
    assert {("stones", "pedras"), ("rain", "chuva"), ("cold", "frias")} <= words(given_units[0], links)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=6))
@settings(max_examples=60, deadline=None)
def test_links_lie_inside_whatever_the_texts(texts: list[tuple[str, str]]) -> None:
    given_units = units(texts)
    for unit, links in zip(given_units, links_of(given_units), strict=True):
        for link in links:
            assert 0 <= link.source.start < link.source.end <= len(unit.source)
            assert 0 <= link.target.start < link.target.end <= len(unit.target)
            assert WEAKEST <= link.weight <= 1


def test_an_engine_that_can_be_led_is_asked_and_only_for_units_with_two_sides() -> None:
    engine = Led(PAIR)
    both, alone = units([("one", "um"), ("two", "")])
    linked = Linker(KeptEngine(PivotEngine([engine])), PAIR).link([both, alone])
    assert engine.asked == [("one", "um")]
    assert linked[0].links == (Link(Span(0, 1), Span(0, 2), 0.9),)
    assert linked[1].links == ()


def test_single_words_are_asked_of_an_engine_once_and_of_no_detour(tmp_path: Path) -> None:
    asked: list[str] = []

    class Words(TableEngine):
        def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
            asked.extend(one.text for one in sentences)
            return super().translate(pair, sentences)

    engine = PivotEngine([Words({PAIR: {"house": "casa"}, Pair("pt", "gl"): {}})])
    with Store(tmp_path) as store:
        for _ in range(2):
            linker = Linker(KeptEngine(engine, store), PAIR)
            assert linker.translate(["house"], ["casa"]) == [("house", "casa")]
    assert asked == ["house"]
    assert Linker(KeptEngine(engine), Pair("en", "gl")).translate(["house"], []) == []


def test_an_engine_of_the_other_direction_is_asked_backwards() -> None:
    engine = Led(Pair("pt", "en"))
    (linked,) = Linker(KeptEngine(PivotEngine([engine])), PAIR).link(units([("one", "um")]))
    assert engine.asked == [("um", "one")]
    assert linked.links == (Link(Span(0, 2), Span(0, 1), 0.9),)
