"""Our engines keep the contract."""

from __future__ import annotations

from engine_contract import EngineContract

from align.engines.pivot import PivotEngine
from align.engines.table import TableEngine
from align.languages import Pair

EN_PT = Pair("en", "pt")
ENGLISH = (
    "The minister said on Friday that the talks had failed.",
    "Two people were injured in the north of the country.",
    "“We will not give up,” she told reporters, “whatever it costs.”",
    "Kyiv asked for help.",
    "No.",
)
WORDS = {"the": "o", "The": "O", "minister": "ministro", "on": "em", "Two": "Dois", "We": "Nós", "help": "ajuda"}


def table() -> TableEngine:
    return TableEngine({EN_PT: {**WORDS, "No": "Não"}})


def deaf_table() -> TableEngine:
    return TableEngine({EN_PT: {**WORDS, "No": "Não"}}, honours=False)


def pivot_over_tables() -> PivotEngine:
    irish = {"An": "The", "aire": "minister", "Beirt": "Two", "Cabhair": "help", "agus": "and"}
    return PivotEngine([TableEngine({Pair("ga", "en"): irish}), TableEngine({EN_PT: WORDS})])


class TestFirefox(EngineContract):
    maker = "align.engines.firefox:FirefoxEngine"
    pair = EN_PT
    texts = ENGLISH
    named = "Kyiv asked for help."
    form = "Kiev"


class TestFirefoxBackward(EngineContract):
    maker = "align.engines.firefox:FirefoxEngine"
    pair = Pair("pt", "en")
    texts = ("O ministro chegou na sexta-feira.", "Duas pessoas ficaram feridas.", "Não.")
    named = "Kiev pediu ajuda."
    form = "Kyiv"


class TestTable(EngineContract):
    maker = "test_engines:table"
    pair = EN_PT
    texts = ENGLISH
    named = "Kyiv asked for help."
    form = "Kiev"


class TestTableThatHonoursNothing(TestTable):
    maker = "test_engines:deaf_table"


class TestPivotOfOneHop(EngineContract):
    maker = "align.engines.pivot:PivotEngine.of"
    pair = EN_PT
    texts = ENGLISH
    named = "Kyiv asked for help."
    form = "Kiev"


class TestPivotOfTwoHops(EngineContract):
    maker = "test_engines:pivot_over_tables"
    pair = Pair("ga", "pt")
    texts = ("An aire agus Kiev.", "Beirt.", "Cabhair!")
    named = "Kiev agus an aire."
    form = "Kyjiw"
