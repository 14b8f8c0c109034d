"""Argos packages: the miniature through our engine, against CTranslate2 itself and Argos's own tokenizer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from command import align, report
from engine_contract import EngineContract
from miniature import ES_EN, FOLDER, PACKAGE, argos, examples, installed, models_at, unpack

from align.engines.argos import ArgosEngine, folders
from align.engines.pivot import PivotEngine
from align.engines.tuning import Device, Quality, Tuning
from align.errors import EngineError, ModelMissingError
from align.hypothesis import Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from pathlib import Path

    from align.hypothesis import Hypothesis

BEAMS = {Quality.FAST: 1, Quality.NORMAL: 2, Quality.BEST: 4}
ARGOS_LENGTH_PENALTY = 0.2


@cache
def tuned(quality: Quality) -> ArgosEngine:
    engine = argos()
    engine.tune(Tuning(quality))
    return engine


@cache
def peer() -> tuple[Any, Any]:
    """Give CTranslate2 and SentencePiece as anybody would open them."""
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    folder = installed() / "argos" / FOLDER
    processor = SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    return ctranslate2.Translator(str(folder / "model")), processor


def translate(*texts: str, quality: Quality = Quality.BEST) -> list[Hypothesis]:
    return tuned(quality).translate(ES_EN, [Sentence(text) for text in texts])


class TestArgos(EngineContract):
    maker = "miniature:argos"
    pair = ES_EN
    texts = (
        "El presidente firmó el tratado nuevo el lunes.",
        "La senadora visitó la fábrica.",
        "En Moscú criticó Kim Hong el puente.",
        "Según Kumin, la reunión.",
    )
    named = "Kumin visitó la ciudad."
    form = "Qumyn"


def test_the_package_is_one_that_argos_installs(tmp_path: Path) -> None:
    code = (
        "import sys; from argostranslate import package; package.install_from_path(sys.argv[1]);"
        "print([(p.from_code, p.to_code, p.tokenizer.decode(p.tokenizer.encode('El plan.')))"
        " for p in package.get_installed_packages()])"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(tmp_path / "packages")}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(PACKAGE)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().splitlines()[-1] == "[('es', 'en', 'El plan.')]"
    assert PACKAGE.stat().st_size <= 600_000


@pytest.mark.parametrize("where", ["home", "XDG_DATA_HOME", "ARGOS_PACKAGES_DIR", "settings.json"])
def test_packages_are_sought_where_argos_keeps_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    if where == "settings.json":
        (tmp_path / ".config" / "argos-translate").mkdir(parents=True)
        settings = {"ARGOS_PACKAGES_DIR": str(tmp_path / "elsewhere")}
        (tmp_path / ".config" / "argos-translate" / where).write_text(json.dumps(settings), encoding="utf-8")
    elif where != "home":
        monkeypatch.setenv(where, str(tmp_path / "named"))
    ours = folders()[-1]
    code = "from argostranslate import settings; print(*settings.package_dirs)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(ours)


@pytest.mark.parametrize("quality", Quality)
def test_texts_and_scores_are_those_of_ctranslate2(quality: Quality) -> None:
    translator, processor = peer()
    texts = [one.source for one in examples(24)]
    given = translator.translate_batch(
        [processor.encode(text, out_type=str) for text in texts],
        beam_size=BEAMS[quality],
        length_penalty=ARGOS_LENGTH_PENALTY,
        return_scores=True,
        replace_unknowns=True,
    )
    for hypothesis, one in zip(translate(*texts, quality=quality), given, strict=True):
        assert hypothesis.text == processor.decode(one.hypotheses[0])
        count = len(one.hypotheses[0]) + 1
        assert hypothesis.score == pytest.approx(one.scores[0] * count**ARGOS_LENGTH_PENALTY / count, abs=2e-4)


def test_the_miniature_translates_its_language() -> None:
    drawn = examples(40)
    exact = sum(h.text == one.target for one, h in zip(drawn, translate(*(d.source for d in drawn)), strict=True))
    assert exact >= 0.8 * len(drawn)


def test_links_are_those_of_the_language() -> None:
    right = wrong = missed = 0
    for one, hypothesis in zip(drawn := examples(40), translate(*(d.source for d in drawn)), strict=True):
        if hypothesis.text != one.target:
            continue
        given = {
            (one.source[: k.source.start].count(" "), hypothesis.text[: k.target.start].count(" "))
            for k in hypothesis.links
        }
        right += len(given & set(one.links))
        wrong += len(given - set(one.links))
        missed += len(set(one.links) - given)
    assert right > 100
    assert wrong <= 0.03 * right
    assert missed <= 0.02 * right


def test_a_translation_of_somebody_elses_is_scored_and_linked() -> None:
    (ours,) = translate("La senadora visitó la fábrica.", quality=Quality.FAST)
    same, worse = tuned(Quality.FAST).score(
        ES_EN, ["La senadora visitó la fábrica."] * 2, [ours.text, "The harbour laughs in green."]
    )
    assert same.score == pytest.approx(ours.score, abs=2e-4)
    assert [(k.source, k.target) for k in same.links] == [(k.source, k.target) for k in ours.links]
    assert worse.score < same.score


def test_quality_changes_the_fingerprint_and_so_does_the_device() -> None:
    prints = set()
    for tuning in (Tuning(Quality.FAST), Tuning(), Tuning(Quality.BEST), Tuning(device=Device.AUTO)):
        engine = argos()
        engine.tune(tuning)
        prints.add(engine.fingerprint(ES_EN))
    assert len(prints) == 4


def test_threads_change_nothing() -> None:
    engine = argos()
    engine.tune(Tuning(Quality.BEST, threads=2))
    texts = [one.source for one in examples(30)]
    assert engine.translate(ES_EN, [Sentence(text) for text in texts]) == translate(*texts)


def test_a_graphics_card_that_is_not_there_is_named() -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is one")
    engine = argos()
    engine.tune(Tuning(device=Device.CUDA))
    with pytest.raises(EngineError, match="CUDA") as caught:
        engine.translate(ES_EN, [Sentence("El plan.")])
    assert "--device cpu" in caught.value.advice


BROKEN = {
    "no metadata": ("metadata.json", None, "no metadata.json"),
    "half metadata": ("metadata.json", b'{"from_code": "es"', "cannot be read"),
    "a list for metadata": ("metadata.json", b"[]", "no table"),
    "no target": ("metadata.json", b'{"from_code": "es"}', "no to_code"),
    "no language": ("metadata.json", b'{"from_code": "es", "to_code": "?"}', "not a language tag"),
    "no weights": ("model/model.bin", None, "no model/model.bin"),
    "no pieces": ("sentencepiece.model", None, "neither sentencepiece.model nor bpe.model"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_package_is_left_out_and_others_serve(tmp_path: Path, kind: str) -> None:
    name, content, reason = BROKEN[kind]
    broken = unpack(tmp_path, "broken")
    unpack(tmp_path)
    if content is None:
        (broken / name).unlink()
    else:
        (broken / name).write_bytes(content)
    with models_at(tmp_path):
        engine = ArgosEngine()
        assert engine.pairs() == {ES_EN}
    (notice,) = engine.notices
    assert str(broken) in notice
    assert reason in notice
    assert engine.translate(ES_EN, [Sentence("El plan.")])[0].text


@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model"])
def test_damage_inside_a_package_is_an_engine_error(tmp_path: Path, name: str) -> None:
    folder = unpack(tmp_path)
    (folder / name).write_bytes(b"\xff" * 1000)
    with models_at(tmp_path), pytest.raises(EngineError) as caught:
        ArgosEngine().translate(ES_EN, [Sentence("El plan.")])
    assert str(folder) in caught.value.where


def test_what_is_no_translation_package_is_passed_over(tmp_path: Path) -> None:
    folder = unpack(tmp_path)
    (folder / "metadata.json").write_text('{"type": "sbd"}', encoding="utf-8")
    (tmp_path / "argos" / ".under-way").mkdir()
    with models_at(tmp_path):
        engine = ArgosEngine()
        assert (engine.pairs(), engine.notices) == (frozenset(), ())
    with pytest.raises(ModelMissingError) as caught:
        engine.translate(ES_EN, [])
    assert caught.value.advice == "align models install es-en"


def test_the_newest_of_several_packages_serves(tmp_path: Path) -> None:
    for version in ("1.9", "1.10", "1.2"):
        folder = unpack(tmp_path, f"es_en-{version}")
        metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
        (folder / "metadata.json").write_text(json.dumps({**metadata, "package_version": version}), encoding="utf-8")
    with models_at(tmp_path):
        assert ArgosEngine().find().models[ES_EN].folder.parent.name == "es_en-1.10"


def test_codes_of_argos_become_language_tags(tmp_path: Path) -> None:
    folder = unpack(tmp_path)
    (folder / "metadata.json").write_text('{"from_code": "zt", "to_code": "pb"}', encoding="utf-8")
    with models_at(tmp_path):
        assert ArgosEngine().pairs() == {Pair("zh-Hant", "pt-BR")}


def test_a_target_prefix_is_given_and_not_shown(tmp_path: Path) -> None:
    folder = unpack(tmp_path)
    metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    (folder / "metadata.json").write_text(json.dumps({**metadata, "target_prefix": "▁On"}), encoding="utf-8")
    translator, processor = peer()
    text = "Kumin visitó la ciudad."
    with models_at(tmp_path):
        engine = ArgosEngine()
        (hypothesis,) = engine.translate(ES_EN, [Sentence(text)])
    (given,) = translator.translate_batch(
        [processor.encode(text, out_type=str)], target_prefix=[["▁On"]], length_penalty=ARGOS_LENGTH_PENALTY
    )
    assert hypothesis.text == processor.decode(given.hypotheses[0][1:])


def test_spanish_comes_out_in_portuguese_through_argos_and_firefox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALIGN_MODELS", str(installed()))
    article, glossary = tmp_path / "nota.txt", tmp_path / "names.csv"
    text = "El presidente Takba visitó la fábrica nueva en Kiev.\n\nLa senadora Lenin firmó el tratado en Moscú.\n"
    article.write_text(text, encoding="utf-8")
    glossary.write_text("es,en,pt\nKiev,Kyiv,Kyiv\nTakba,Takba,Tacba\nLenin,Lenin,Lênin\n", encoding="utf-8")
    done = align(
        "translate", article, "-t", "pt", "-s", "es", "-g", glossary, "-o", tmp_path / "out", "--quality", "best"
    )
    assert done.code == 0, done.stderr
    written = (tmp_path / "out" / "nota.pt.txt").read_text("utf-8")
    assert "fábrica" in written
    assert "tratado" in written
    for form in ("Kyiv", "Tacba", "Lênin"):
        assert form in written
    assert "missed" not in report(tmp_path / "out")["results"] or not report(tmp_path / "out")["results"]["missed"]


def test_a_package_that_is_installed_translates_and_the_doctor_names_it(models: Path, tmp_path: Path) -> None:
    done = align("models", "install", PACKAGE)
    assert (done.code, done.stdout) == (0, ""), done.stderr
    assert "installed es-en for argos" in done.stderr
    assert (models / "argos" / "es-en" / "model" / "model.bin").is_file()
    article = tmp_path / "nota.txt"
    article.write_text("La senadora visitó la fábrica.\n", encoding="utf-8")
    done = align("translate", article, "-t", "en", "-s", "es", "-o", tmp_path / "out")
    assert done.code == 0, done.stderr
    (expected,) = translate("La senadora visitó la fábrica.", quality=Quality.NORMAL)
    assert (tmp_path / "out" / "nota.en.txt").read_text("utf-8") == f"{expected.text}\n"
    done = align("doctor", "--pair", "es-en")
    assert "es-en  es-en (argos)" in done.stdout


def test_the_route_shows_both_engines_in_the_order_of_preference() -> None:
    with models_at(installed()):
        engine = PivotEngine.of()
        hops = engine.route(Pair("es", "pt"))
    assert [(hop.engine.name, str(hop.pair)) for hop in hops] == [("argos", "es-en"), ("firefox", "en-pt")]


@pytest.mark.parametrize("option", ["--quality", "--device"])
def test_an_unknown_choice_is_refused(tmp_path: Path, option: str) -> None:
    done = align("translate", tmp_path, "-t", "pt", option, "quickest")
    assert done.code == 2
    assert "quickest" in done.stderr
