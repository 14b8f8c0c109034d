"""Routes over table engines: what the language between must not lose."""

from contextlib import suppress
from itertools import pairwise

import pytest

from align.document import Span
from align.engines.pivot import PivotEngine
from align.engines.table import TableEngine
from align.errors import ModelMissingError
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

ES_EN, EN_PT, ES_PT = Pair("es", "en"), Pair("en", "pt"), Pair("es", "pt")
SPANISH = TableEngine({ES_EN: {"el": "the", "presidente": "president", "llegó": "arrived", "Kiev": "Kiev"}})
ENGLISH = TableEngine({EN_PT: {"the": "o", "president": "presidente", "arrived": "chegou"}})


class Rough(TableEngine):
    detour = 1.5


def test_a_route_goes_through_the_language_between() -> None:
    (hypothesis,) = PivotEngine([SPANISH, ENGLISH]).translate(ES_PT, [Sentence("el presidente llegó")])
    assert hypothesis.text == "o presidente chegou"
    assert hypothesis.route == ("es", "en", "pt")
    assert [(link.source, link.target) for link in hypothesis.links] == [
        (Span(0, 2), Span(0, 1)),
        (Span(3, 13), Span(2, 12)),
        (Span(14, 19), Span(13, 19)),
    ]


def test_a_constraint_is_honoured_at_the_end_of_the_route() -> None:
    demand = Constraint(Span(14, 18), "Kyjiw", pivots=(("en", "Kyiv"),))
    (hypothesis,) = PivotEngine([SPANISH, ENGLISH]).translate(ES_PT, [Sentence("el presidente Kiev", (demand,))])
    assert hypothesis.text == "o presidente Kyjiw"
    assert hypothesis.honoured == (Span(13, 18),)


def test_a_constraint_that_one_hop_cannot_honour_is_not_claimed() -> None:
    deaf = TableEngine(SPANISH.tables, honours=False)
    demand = Constraint(Span(14, 18), "Kyjiw")
    (hypothesis,) = PivotEngine([deaf, ENGLISH]).translate(ES_PT, [Sentence("el presidente Kiev", (demand,))])
    assert hypothesis.honoured == (None,)


def test_the_shortest_route_wins_then_the_first_engine() -> None:
    direct = TableEngine({ES_PT: {"el": "DIRECT"}}, name="direct")
    other = TableEngine({ES_PT: {"el": "OTHER"}}, name="other")
    engine = PivotEngine([SPANISH, ENGLISH, direct, other])
    assert [hop.engine.name for hop in engine.route(ES_PT)] == ["direct"]


def test_all_pairs_are_those_that_a_route_serves() -> None:
    assert PivotEngine([SPANISH, ENGLISH]).pairs() == {ES_EN, EN_PT, ES_PT}


def test_pairs_are_those_that_have_a_route_and_no_others() -> None:
    tags = ("ca", "de", "en", "es", "fr", "pt", "ru")
    engine = PivotEngine([TableEngine({Pair(a, b): {"a": "a"} for a, b in pairwise(tags)})])
    everything = {Pair(a, b) for a in tags for b in tags if a != b}
    routed = set()
    for pair in everything:
        with suppress(ModelMissingError):
            hops = engine.route(pair)
            routed.add(Pair(hops[0].pair.source, hops[-1].pair.target))
    assert engine.pairs() == routed
    assert Pair("ca", "es") in engine.pairs()
    assert Pair("ca", "fr") not in engine.pairs()


def test_a_region_is_served_by_its_language() -> None:
    assert [str(hop.pair) for hop in PivotEngine([ENGLISH]).route(Pair("en-GB", "pt-BR"))] == ["en-pt"]


def test_a_region_is_not_worth_a_detour() -> None:
    region = Rough({ES_EN: {}, Pair("en", "es"): {}, Pair("es", "pt-BR"): {}}, name="region")
    engine = PivotEngine([ENGLISH, region])
    assert [str(hop.pair) for hop in engine.route(Pair("en", "pt-BR"))] == ["en-pt"]
    assert [str(hop.pair) for hop in PivotEngine([region]).route(Pair("en", "pt-BR"))] == ["en-es", "es-pt-BR"]
    own = TableEngine({Pair("en", "pt-BR"): {}}, name="own")
    assert [str(hop.pair) for hop in PivotEngine([ENGLISH, own]).route(Pair("en", "pt-BR"))] == ["en-pt-BR"]


def test_a_missing_model_names_what_is_installed() -> None:
    with pytest.raises(ModelMissingError, match="no model from Korean to Portuguese; installed: en-pt") as caught:
        PivotEngine([ENGLISH]).route(Pair("ko", "pt"))
    assert caught.value.advice == "align models install ko-en"


def test_only_the_missing_leg_is_asked_for() -> None:
    with pytest.raises(ModelMissingError) as caught:
        PivotEngine([SPANISH]).route(Pair("es", "ru"))
    assert caught.value.advice == "align models install en-ru"
    with pytest.raises(ModelMissingError) as caught:
        PivotEngine([]).route(Pair("es", "ru"))
    assert caught.value.advice == "align models install es-ru"


def test_the_fingerprint_names_every_hop() -> None:
    engine = PivotEngine([SPANISH, ENGLISH])
    assert engine.fingerprint(ES_PT).split()[1].startswith("en-pt:table:table-")


def test_of_routes_of_one_length_the_one_by_better_engines_wins() -> None:
    first = TableEngine({Pair("es", "fr"): {}, Pair("fr", "pt"): {}}, name="first")
    second = TableEngine({Pair("es", "ca"): {}, Pair("ca", "pt"): {}, Pair("fr", "pt"): {}}, name="second")
    hops = PivotEngine([first, second]).route(ES_PT)
    assert [(str(hop.pair), hop.engine.name) for hop in hops] == [("es-fr", "first"), ("fr-pt", "first")]


def test_a_route_is_worth_one_hop_more_when_a_better_engine_writes_the_target() -> None:
    rough = Rough(
        {ES_PT: {}, ES_EN: {}, Pair("es", "fr"): {}, Pair("fr", "it"): {}, Pair("it", "gl"): {}}, name="rough"
    )
    engine = PivotEngine([ENGLISH, rough])
    assert [str(hop.pair) for hop in engine.route(ES_PT)] == ["es-en", "en-pt"]
    assert [str(hop.pair) for hop in engine.route(Pair("es", "it"))] == ["es-fr", "fr-it"]
    assert [str(hop.pair) for hop in PivotEngine([rough]).route(ES_PT)] == ["es-pt"]


def test_but_not_two_hops_more() -> None:
    rough = Rough({ES_PT: {}, Pair("es", "ca"): {}, Pair("ca", "en"): {}}, name="rough")
    assert [str(hop.pair) for hop in PivotEngine([ENGLISH, rough]).route(ES_PT)] == ["es-pt"]
