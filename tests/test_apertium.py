"""Apertium's pairs keep the contract, for real; what is said of its stream and its programs holds by itself."""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from engine_contract import HOSTILE, EngineContract
from hypothesis import given
from hypothesis import strategies as st

from align.document import Link, Span
from align.engines import ENGINES
from align.engines.apertium import PACKAGES, ApertiumEngine, installed, modes, stream
from align.engines.apertium.program import Program
from align.errors import EngineError, ModelMissingError
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.hypothesis import Hypothesis

ES_PT, FR_ES, ES_EN, EN_CA = Pair("es", "pt"), Pair("fr", "es"), Pair("es", "en"), Pair("en", "ca")
ID_MS = Pair("id", "ms")
HERE = installed()


def needs(pair: Pair) -> pytest.MarkDecorator:
    package = next(name for name, pairs in PACKAGES.items() if pair in pairs)
    return pytest.mark.skipif(pair not in HERE, reason=f"{package} is not installed")


class Contract(EngineContract):
    maker = "align.engines.apertium:ApertiumEngine"


@needs(ES_PT)
class TestSpanishPortuguese(Contract):
    pair = ES_PT
    texts = ("El presidente llegó tarde, sin embargo.", "Dos personas murieron en el norte.", "«No», dijo ella.", "Sí.")
    named = "Kyiv pidió ayuda."
    form = "Kiev do Norte"


@needs(FR_ES)
class TestFrenchSpanish(Contract):
    pair = FR_ES
    texts = (
        "Aujourd'hui, le ministre n'a rien dit.",
        "« Non », a répondu la présidente.",
        "Deux personnes sont mortes",
    )
    named = "Kyïv demande de l'aide."
    form = "Kiev"


@needs(EN_CA)
class TestEnglishCatalan(Contract):
    """A pair with more stages, two of which lose the end of a sentence that ends without a mark."""

    pair = EN_CA
    texts = (
        "He said it was late",
        "The president arrived. She left.",
        "Two people died in the north",
        "It was the house",
    )
    named = "Kyiv asked for help"
    form = "Kíiv"


@needs(ID_MS)
class TestIndonesianMalay(Contract):
    """A pair whose mode translates words and structure in one stage."""

    pair = ID_MS
    texts = (
        "Presiden tiba di stasiun karena kereta itu rusak.",
        "Rumah sakit itu besar.",
        "Dia mengatakan bahwa kereta itu terlambat.",
    )
    named = "Jokowi mengatakan bahwa kereta itu terlambat."
    form = "Joko Widodo"


def translated(pair: Pair, text: str, *constraints: Constraint) -> Hypothesis:
    (hypothesis,) = ApertiumEngine().translate(pair, [Sentence(text, constraints)])
    return hypothesis


def links(text: str, hypothesis: Hypothesis) -> dict[str, str]:
    return {link.source.of(text): link.target.of(hypothesis.text) for link in hypothesis.links}


def test_the_engine_is_the_registrys_and_comes_after_firefox() -> None:
    assert ENGINES.load("apertium") is ApertiumEngine
    assert ENGINES.names.index("apertium") > ENGINES.names.index("firefox")


@needs(ES_PT)
def test_every_word_is_linked_and_phrases_as_wholes() -> None:
    text = "Sin embargo, el presidente llegó a Kyiv."
    hypothesis = translated(ES_PT, text)
    assert math.isnan(hypothesis.score)
    found = links(text, hypothesis)
    assert found["Sin embargo"] == "No entanto"
    assert found["presidente"] == "presidente"
    assert found["Kyiv"] == "Kyiv"


@needs(FR_ES)
def test_a_word_that_is_not_known_is_copied_without_its_mark() -> None:
    text = "Zelensky a rencontré Rudenko à Vychhorod."
    hypothesis = translated(FR_ES, text)
    assert "*" not in hypothesis.text
    for name in ("Zelensky", "Rudenko", "Vychhorod"):
        assert Link(_span(text, name), _span(hypothesis.text, name)) in hypothesis.links


def _span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@needs(ES_PT)
@pytest.mark.parametrize("literal", ["*", "@", "#", "**", "[", "]]", "{", "^", "$", "<b>", "\\", "~", "+"])
def test_a_mark_of_the_source_itself_is_kept(literal: str) -> None:
    assert translated(ES_PT, f"El {literal}presidente llegó a {literal}Vyshhorod.").text.count(literal) == 2


@needs(ES_PT)
def test_white_space_and_line_ends_stay_as_they_are() -> None:
    assert translated(ES_PT, "  El presidente\u00a0llegó\ntarde.\t").text == "  O presidente\u00a0chegou\ntarde.\t"


@needs(ES_PT)
def test_names_come_out_in_the_demanded_form_where_they_stood() -> None:
    text = "Kiev y Moscú hablaron con Kiev."
    demands = [
        Constraint(Span(0, 4), "Kyiv"),
        Constraint(Span(7, 12), "Moscou"),
        Constraint(Span(26, 30), "Kyiv do Sul"),
    ]
    hypothesis = translated(ES_PT, text, *demands)
    assert [span and span.of(hypothesis.text) for span in hypothesis.honoured] == ["Kyiv", "Moscou", "Kyiv do Sul"]
    assert links(text, hypothesis)["Moscú"] == "Moscou"
    assert "xqz" not in hypothesis.text.casefold()


@needs(ES_PT)
def test_words_of_ours_in_the_source_hide_nothing() -> None:
    text = "Xqza Zjxa Qxva y Kiev."
    hypothesis = translated(ES_PT, text, Constraint(Span(17, 21), "Kyiv"))
    assert hypothesis.honoured == (None,)
    assert hypothesis.text.startswith("Xqza Zjxa Qxva e ")


@needs(ES_PT)
def test_two_pairs_are_kept_alive_side_by_side_and_closed() -> None:
    engine = ApertiumEngine()
    for pair in sorted({ES_PT, *HERE})[:3]:
        engine.translate(pair, [Sentence("no")])
    programs = [p for t in engine._translators.values() for p in (t.analyser, t.generator)]
    started = [program._process for program in programs]
    engine.close()
    assert all(process is not None and process.poll() is not None for process in started)
    assert engine.translate(ES_PT, [Sentence("El presidente")])[0].text == "O presidente"


def test_an_uninstalled_pair_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(modes.VARIABLE, str(tmp_path))
    assert ApertiumEngine().pairs() == frozenset()
    with pytest.raises(ModelMissingError, match="no Apertium pair ru-uk; installed: none") as caught:
        ApertiumEngine().translate(Pair("ru", "uk"), [])
    assert caught.value.advice == "apt install apertium-rus-ukr"


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("spa-eng", ES_EN),
        ("es-pt", ES_PT),
        ("es-pt_BR", Pair("es", "pt-BR")),
        ("ind-zlm", ID_MS),
        ("eng-hbs_HR", Pair("en", "hr")),
        ("pol-szl", Pair("pl", "szl")),
        ("spa-cat_valencia", None),
        ("eco-es-fr", None),
        ("Cyrl-Latn", None),
        ("en-eo-bytecode", None),
    ],
)
def test_the_names_of_modes_are_read(name: str, pair: Pair | None) -> None:
    assert modes.pair_of(name) == pair


@pytest.mark.skipif(not HERE, reason="no pair of Apertium is installed")
def test_a_package_brings_the_pairs_that_the_table_says() -> None:
    """Regions are left out, since they came with later versions."""
    for package, pairs in PACKAGES.items():
        plain = {pair for pair in pairs if "-" not in pair.source + pair.target}
        assert not plain & set(HERE) or plain <= set(HERE), package


@given(text=st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(sorted(HOSTILE.values())))
def test_what_is_carried_around_comes_back(text: str) -> None:
    """A pipeline that copies its stream gives the text back, and no character of the stream is bare."""
    encoded = stream.encode(text)
    spaced = "  " in text
    output = stream.decode(encoded, stream.Analysis(encoded, ()), text)
    assert output.text == text or (not spaced and output.text.split() == text.split())
    encoded.encode()


def program(code: str, *, patience: float = 20.0) -> Program:
    """Run Python in the place of Apertium; `answers()` gives the questions with their ends."""
    begin = (
        "import os, sys, time\n"
        "def answers():\n"
        "    part = b''\n"
        "    while chunk := os.read(0, 65536):\n"
        "        *whole, part = (part + chunk).split(b'\\0')\n"
        "        yield from whole\n"
        "def say(answer):\n"
        "    os.write(1, answer + b'\\0')\n"
    )
    script = (begin + code).replace("'", "'\\''")
    return Program(f"{sys.executable} -c '{script}'", "fake", patience=patience)


ECHO = "for one in answers(): say(one)"


def test_a_program_answers_many_questions_at_once_and_is_kept() -> None:
    echo = program(ECHO)
    questions = [f"{number} " * 500 for number in range(500)]
    assert echo.ask(questions) == questions
    first = echo._process
    assert echo.ask(["again"]) == ["again"]
    assert echo._process is first
    echo.close()


def test_a_program_that_is_killed_is_started_again() -> None:
    echo = program(ECHO)
    assert echo.ask(["one"]) == ["one"]
    assert echo._process is not None
    os.killpg(echo._process.pid, signal.SIGKILL)
    assert echo.ask(["two", "three"]) == ["two", "three"]
    echo.close()


def test_a_program_that_ends_on_a_sentence_twice_is_an_error_with_its_place(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = (
        f"open({str(starts)!r}, 'a').write('x')\nfor one in answers():\n    if b'bad' in one: sys.exit()\n    say(one)"
    )
    fragile = program(code)
    with pytest.raises(EngineError, match="sentence 3: fake ended"):
        fragile.ask(["one", "two", "bad", "four"])
    assert len(starts.read_text()) <= 3
    assert fragile.ask(["five"]) == ["five"]
    fragile.close()


def test_a_program_that_falls_silent_is_not_waited_for() -> None:
    silent = program("for one in answers(): time.sleep(60)", patience=0.2)
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"fake gave no answer in 0\.2 s"):
        silent.ask(["one"])
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("code", ["say(b'lost')", "say(one[1:] + one[:1] + b'[:0]')", "say(b'[:0]' + one)"])
def test_an_answer_to_another_question_is_an_error(code: str) -> None:
    with pytest.raises(EngineError, match="sentence 1: fake lost count of its answers"):
        program(f"for one in answers():\n    {code}").ask(["one", "two"])


def test_an_answer_too_many_is_never_taken_for_the_next() -> None:
    stuttering = program("for one in answers():\n    say(one)\n    say(one)")
    for question in ("one", "two", "three"):
        with suppress(EngineError):
            assert stuttering.ask([question]) == [question]
    stuttering.close()


@needs(ES_PT)
def test_nothing_is_left_running_when_python_ends() -> None:
    code = (
        "from align.engines.apertium import ApertiumEngine; from align.hypothesis import Sentence;"
        "from align.languages import Pair; e = ApertiumEngine(); e.translate(Pair('es', 'pt'), [Sentence('no')]);"
        "print([p._process.pid for t in e._translators.values() for p in (t.analyser, t.generator)])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    for pid in map(int, done.stdout.strip("[]\n").split(",")):
        assert not [stat for stat in _stats() if stat[2:3] == [str(pid)] and stat[0] != "Z"]


def _stats() -> Iterator[list[str]]:
    """Give the state, parent, group and so on of every process (proc(5))."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            yield path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def test_an_engine_travels_to_a_worker_before_it_is_used() -> None:
    assert pickle.loads(pickle.dumps(ApertiumEngine())).pairs() == frozenset(HERE)
