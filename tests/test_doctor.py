"""`align doctor` finds what is broken, says what to type, and tells scripts by its exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import align
from model_work import converted, install

from align import doctor, home
from align.bitext import Bead, Bitext, TranslationUnit
from align.doctor import examine, machine, trial
from align.engines.pivot import PivotEngine
from align.engines.table import TableEngine
from align.errors import DownloadError
from align.languages import Pair
from align.signature import Signature

if TYPE_CHECKING:
    from model_server import ModelServer

    from align.doctor import Finding

EN_PT = Pair("en", "pt")
GLOSSARIES = [Path(__file__).parents[1] / "glossaries"]


def serious(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.message, finding.advice) for finding in findings if finding.breaks]


def use(monkeypatch: pytest.MonkeyPatch, engine: TableEngine) -> None:
    """Let this engine translate."""
    router = PivotEngine([engine])
    monkeypatch.setattr(PivotEngine, "of", classmethod(lambda *_: router))


def test_all_is_well(models: Path) -> None:
    done = align("doctor", "--pair", "en-pt")
    assert (done.code, done.stderr) == (0, ""), done.stdout
    assert "en-pt  en-pt (firefox)" in done.stdout
    assert "onnxruntime 1" in done.stdout
    assert f"models: {models}" in done.stdout
    assert "  well" in done.stdout


def test_what_a_route_uses_is_shown(models: Path) -> None:
    (tried,) = examine([Pair("pt", "en")], GLOSSARIES).trials
    assert tried.route == "pt-en (firefox)"
    assert len(tried.targets) == 3
    assert "Maria Santos" in tried.targets[0]
    assert tried.problems == ()
    assert tried.first >= tried.again > 0
    assert not models.exists()


def test_scripts_get_json_and_a_missing_pair_its_command(models: Path) -> None:
    done = align("doctor", "--pair", "ko-pt", "--json")
    assert (done.code, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert found["is_well"] is False
    assert found["trials"][0]["pair"] == "ko-pt"
    (finding,) = [one for one in found["findings"] if one["breaks"]]
    assert finding["message"].startswith("ko-pt: no model from Korean to Portuguese")
    assert finding["advice"] == "align models install ko-en"
    assert found["machine"]["cores"] >= 1
    assert {row["pair"] for row in found["models"]} >= {"en-pt", "pt-en"}
    assert not models.exists()


def test_all_whole_models_are_tried_unless_pairs_are_named(
    server: ModelServer, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add_argos("en", "xx")
    server.add_argos("en", "yy")
    install("en-xx", "en-yy")
    (models / "argos" / "en-yy" / "model" / "model.bin").unlink()
    monkeypatch.setattr(doctor, "try_pair", lambda pair: trial.Trial(pair, route="tried"))
    monkeypatch.setattr(doctor, "_MANY", 2)
    found = examine([], GLOSSARIES)
    tried = {tried.pair for tried in found.trials}
    assert tried >= {Pair("en", "xx"), EN_PT, Pair("pt", "en")}
    assert Pair("en", "yy") not in tried
    assert [finding.advice for finding in found.findings if finding.breaks] == ["align models install en-yy"]


def test_a_model_of_many_languages_is_not_tried_pair_by_pair(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = ["__en__", "__ko__", "__pt__"]
    install(converted(tmp_path / "m2m", tokens, "sentencepiece.bpe.model"))
    assert (models / "ctranslate" / "m2m").is_dir()
    monkeypatch.setattr(doctor, "try_pair", trial.Trial)
    found = examine([], GLOSSARIES)
    assert Pair("en", "ko") not in {tried.pair for tried in found.trials}
    notes = {finding.message: finding.advice for finding in found.findings}
    assert notes["ctranslate serves 6 pairs, which were not tried one by one"] == "align doctor --pair en-ko"


def test_a_damaged_model_is_found_and_mended_by_what_is_said(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx", is_real=True)
    install("en-xx")
    weights = models / "firefox" / "en-xx" / "model.enxx.intgemm.alphas.bin"
    raw = bytearray(weights.read_bytes())
    raw[-5] ^= 1
    weights.write_bytes(raw)
    ((message, advice),) = serious(examine([EN_PT], GLOSSARIES).findings)
    assert message == (
        f"the firefox model in {weights.parent}: {weights.name} is not what was installed (its checksum differs)"
    )
    assert advice == "align models install en-xx"
    install("en-xx")
    assert serious(examine([EN_PT, Pair("en", "xx")], GLOSSARIES).findings) == []


def test_a_folder_with_half_a_model_is_found(models: Path) -> None:
    half = models / "firefox" / "en-xx"
    half.mkdir(parents=True)
    (half / "vocab.enxx.spm").touch()
    ((message, _),) = serious(examine([EN_PT], GLOSSARIES).findings)
    assert message.startswith(f"the firefox model in {half}: holds no model that Align knows")


def test_unfinished_downloads_are_told(server: ModelServer, models: Path) -> None:
    server.cuts[server.add_firefox("en-xx")[0]] = (50_000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    found = examine([EN_PT], GLOSSARIES)
    assert found.is_well
    assert f"0.1 MB of downloads that were not finished lie in {models}" in found.findings[0].message


def test_what_is_no_model_inside_is_found_by_trying(server: ModelServer) -> None:
    server.add_firefox("en-xx")
    install("en-xx")
    ((message, advice),) = serious(examine([Pair("en", "xx")], GLOSSARIES).findings)
    assert message.startswith("en-xx: ")
    assert advice == "align models remove en-xx"


def test_what_stays_in_the_source_language_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, TableEngine({EN_PT: {}}, honours=False))
    (problem,) = trial.try_pair(EN_PT).problems
    assert problem.startswith("what came out looks like English: 'Maria Santos met the president")


def test_a_name_that_gets_lost_is_found() -> None:
    unit = TranslationUnit(1, "Maria Santos came.", "A casa é verde.", Bead((0,), (0,)))
    assert trial._problems(Bitext("en", "pt", (unit,), Signature()), "pt", is_known=True) == [
        "the name did not come through"
    ]


def test_an_empty_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, TableEngine({EN_PT: {"The police said that nobody was hurt in the fire.": ""}}))
    assert "sentence 3 came out empty" in trial.try_pair(EN_PT).problems


def test_a_bad_glossary_is_found_with_its_line(models: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "names.csv"
    glossary.write_text('en,pt\n"Kyiv\n', encoding="utf-8")
    (one,) = serious(examine([EN_PT], [glossary]).findings)
    assert str(glossary) in one[0]
    assert not models.exists()


def test_a_poor_machine_is_told(tmp_path: Path) -> None:
    here = machine.look()
    poor = replace(here, memory_free=10**8, libraries=(machine.Library("lxml", ""), machine.Library("apertium", "")))
    assert [(one.breaks, one.advice) for one in doctor._of_machine(poor)] == [
        (True, "pip install lxml"),
        (False, "close other programs, or align translate --jobs 1"),
    ]
    place = machine.Folder("models", tmp_path, home.VARIABLE, 10**6, is_writable=True)
    assert "only 1 MB of disk are left" in next(doctor._of_folder(place)).message
    assert next(doctor._of_folder(replace(place, is_writable=False))).advice == "name another by ALIGN_MODELS"


def test_every_sentence_has_a_place_for_the_name() -> None:
    for tag, sentences in trial._SENTENCES.items():
        assert sentences.count("{}") == 1, tag
