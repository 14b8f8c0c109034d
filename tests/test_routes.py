"""French and Spanish articles come out in Portuguese, for real: through Apertium to English, and on by Firefox."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import align, outputs, report

from align.engines.apertium import installed
from align.engines.pivot import PivotEngine
from align.languages import Pair

WIRE = Path(__file__).parents[1] / "samples" / "wire"
SPANISH, FRENCH = WIRE / "es-la-orilla.txt", WIRE / "fr-le-quai.html"
NEEDED = {Pair("es", "en"): "apertium-eng-spa", Pair("fr", "es"): "apertium-fr-es", Pair("es", "pt"): "apertium-es-pt"}
LACKING = sorted(package for pair, package in NEEDED.items() if pair not in installed())
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate both articles once, in two worker processes."""
    folder = tmp_path_factory.mktemp("routes")
    done = align("translate", SPANISH, FRENCH, "--target", "pt", "--output", folder, "--jobs", "2")
    assert done.code == 0, done.stderr
    return folder


def test_the_routes_end_with_firefox() -> None:
    hops = {source: PivotEngine.of().route(Pair(source, "pt")) for source in ("es", "fr")}
    assert [(str(hop.pair), hop.engine.name) for hop in hops["es"]] == [("es-en", "apertium"), ("en-pt", "firefox")]
    assert [hop.engine.name for hop in hops["fr"]] == ["apertium", "apertium", "firefox"]
    assert str(hops["fr"][-1].pair) == "en-pt"


def test_apertium_alone_goes_straight() -> None:
    assert [str(hop.pair) for hop in PivotEngine.of("apertium").route(Pair("es", "pt"))] == ["es-pt"]


def test_both_articles_come_out_in_portuguese(folder: Path) -> None:
    spanish, french = (outputs(folder)[name].decode() for name in ("es-la-orilla.pt.txt", "fr-le-quai.pt.html"))
    for text, words in [(spanish, "não disse seu país porta-voz"), (french, "não uma reunião embaixador presidente")]:
        for word in words.split():
            assert re.search(rf"\b{word}\b", text), word
    assert not re.search(r"\b(los|las|pero|también|dijo)\b", spanish)
    assert not re.search(r"\b(les|mais il|aussi|avec|était)\b", french.partition("<article>")[2])


def test_every_name_comes_out_as_agreed(folder: Path) -> None:
    articles = report(folder)["articles"]
    assert [article["state"] for article in articles] == ["translated"] * 2
    for article in articles:
        assert sum(article["results"].values()) > 35
        assert not article["results"].get("missed")
    spanish, french = (outputs(folder)[name].decode() for name in ("es-la-orilla.pt.txt", "fr-le-quai.pt.html"))
    assert "Volodymyr Zelensky" in spanish
    assert "Zelenski " not in spanish
    assert "Serguei Lavrov</a>" in french


def test_nothing_of_the_articles_is_lost(folder: Path) -> None:
    spanish = outputs(folder)["es-la-orilla.pt.txt"].decode()
    source = SPANISH.read_text(encoding="utf-8")
    assert [len(p) > 20 for p in spanish.split("\n\n")] == [len(p) > 20 for p in source.split("\n\n")]
    assert re.findall(r"\d+", spanish) == re.findall(r"\d+", source)
    french = outputs(folder)["fr-le-quai.pt.html"].decode()
    tags = re.compile(r"<[^>]*>")
    kept = [re.sub(r' (alt|content|lang)="[^"]*"', "", tag) for tag in tags.findall(french)]
    assert kept == [re.sub(r' (alt|content|lang)="[^"]*"', "", t) for t in tags.findall(FRENCH.read_text("utf-8"))]


def test_no_mark_of_apertium_is_left(folder: Path) -> None:
    for name in ("es-la-orilla.pt.txt", "fr-le-quai.pt.html", "batch.es-pt.tmx", "batch.fr-pt.tmx"):
        assert not re.search(rb"[*@]\w|\^\w|#[a-z]|\[=|t:w:|[Xx]qz", outputs(folder)[name]), name
