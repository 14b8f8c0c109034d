"""Apertium's pairs keep the contract, for real; what is said of its stream and its programs holds by itself."""

from __future__ import annotations

import pytest
from engine_contract import EngineContract

from align.engines.apertium import PACKAGES, installed
from align.languages import Pair

ES_PT, FR_ES, ES_EN, EN_CA = Pair("es", "pt"), Pair("fr", "es"), Pair("es", "en"), Pair("en", "ca")
HERE = installed()


def needs(pair: Pair) -> pytest.MarkDecorator:
    package = next(name for name, pairs in PACKAGES.items() if pair in pairs)
    return pytest.mark.skipif(pair not in HERE, reason=f"{package} is not installed")


@needs(ES_PT)
class TestSpanishPortuguese(EngineContract):
    maker = "align.engines.apertium:ApertiumEngine"
    pair = ES_PT
    texts = ("El presidente llegó tarde, sin embargo.", "Dos personas murieron en el norte.", "«No», dijo ella.", "Sí.")
    named = "Kyiv pidió ayuda."
    form = "Kiev do Norte"


@needs(FR_ES)
class TestFrenchSpanish(EngineContract):
    maker = "align.engines.apertium:ApertiumEngine"
    pair = FR_ES
    texts = (
        "Aujourd'hui, le ministre n'a rien dit.",
        "« Non », a répondu la présidente.",
        "Deux personnes sont mortes",
    )
    named = "Kyïv demande de l'aide."
    form = "Kiev"


@needs(EN_CA)
class TestEnglishCatalan(EngineContract):
    """A pair with more stages, two of which lose the end of a sentence that ends without a mark."""

    maker = "align.engines.apertium:ApertiumEngine"
    pair = EN_CA
    texts = (
        "He said it was late",
        "The president arrived. She left.",
        "Two people died in the north",
        "It was the house",
    )
    named = "Kyiv asked for help"
    form = "Kíiv"
