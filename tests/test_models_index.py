"""Lists of models are read, kept and compared with what is installed."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from command import inside
from model_server import ARGOS_INDEX, FIREFOX_INDEX, files_under
from model_work import NOTHING, install, listed, update

from align.engines.firefox import models as firefox
from align.errors import ModelMissingError
from align.languages import Pair
from align.models import index, sources
from align.models.installed import installed

if TYPE_CHECKING:
    from pathlib import Path

    from model_server import ModelServer


def test_the_list_shows_what_is_here_and_what_could_be(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.add_firefox("en-pt", "3.1")
    server.add_argos("en", "yy")
    assert not index.saved()
    update(is_list_only=True)
    assert not files_under(models)
    server.gone |= {FIREFOX_INDEX, ARGOS_INDEX}
    assert {
        ("en-pt", "firefox"): "newer version",
        ("pt-en", "firefox"): "comes with Align",
        ("en-xx", "firefox"): "can be installed",
        ("en-yy", "argos"): "can be installed",
    }.items() <= listed().items()
    assert listed("yy") == {("en-yy", "argos"): "can be installed"}


def test_the_list_is_printed_for_people_and_for_scripts(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    assert "no list of models that could be installed was fetched yet" in inside("models", "list").stderr
    assert not models.exists()
    server.add_firefox("en-xx")
    update(is_list_only=True)
    lines = inside("models", "list", "--language", "xx")
    size = sum(record["attachment"]["size"] for record in server.records)
    assert lines.stdout.splitlines() == [
        f"en-xx\tfirefox\t3.0\t{size}\tMPL-2.0\tcan be installed",
        "en-xx\targos\t1.9\t\tnot stated\tcan be installed",
    ]
    assert "list of firefox models of 20" in lines.stderr
    found = json.loads(inside("models", "list", "--json", "--language", "xx").stdout)
    assert [(one["engine"], one["address"]) for one in found["lists"]] == [
        ("firefox", server.address + FIREFOX_INDEX),
        ("argos", server.address + ARGOS_INDEX),
    ]
    assert [(row["engine"], row["size"]) for row in found["models"]] == [("firefox", size), ("argos", 0)]
    assert "xx" not in inside("models", "list", "--installed").stdout


def test_an_index_that_is_down_leaves_the_saved_one(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.gone |= {ARGOS_INDEX}
    assert "no list of argos models" in update(is_list_only=True)
    server.gone |= {FIREFOX_INDEX}
    notes = install("en-xx")
    assert "the server answers 404" in notes
    assert "using the list of firefox models of 20" in notes
    assert (models / "firefox" / "en-xx").is_dir()


def test_no_index_at_all_is_a_plain_error(monkeypatch: pytest.MonkeyPatch, models: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    done = inside("models", "install", "en-xx", "--firefox-index", nowhere, "--argos-index", nowhere)
    assert done.code == 1
    assert "cannot be reached" in done.stderr
    assert "no list of models was saved before" in done.stderr
    assert "try: align models install FILE" in done.stderr
    assert files_under(models) == NOTHING


def test_a_list_that_is_no_list_is_refused(server: ModelServer, models: Path) -> None:
    server.packages = {"not": "a list"}  # type: ignore[assignment]
    server.add_firefox("en-xx")
    assert "is no list of models" in update(is_list_only=True)
    assert ("en-xx", "firefox") in listed()
    assert files_under(models) == NOTHING


def test_strange_entries_of_an_index_are_passed_over(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx")
    server.packages += [{}, {"from_code": 7, "to_code": "xx"}, {"from_code": "en", "to_code": "not a tag", "links": []}]
    server.packages.append({"from_code": "en", "to_code": "yy", "links": ["file:///etc/passwd"]})
    server.add_firefox("en-qq")
    server.records += [{}, {**server.records[0], "targetLanguage": None}, {**server.records[0], "attachment": 3}]
    server.records.append({**server.records[0], "targetLanguage": "zz", "name": "../../model.enzz.bin"})
    update(is_list_only=True)
    assert {pair for pair, _ in listed()} - {"en-pt", "pt-en"} >= {"en-xx", "en-qq"}
    assert not listed("yy")
    assert not listed("zz")
    assert models.is_dir()


def test_the_index_of_firefox_is_read_as_mozillas_own_package_reads_it(server: ModelServer, models: Path) -> None:
    from fxtranslate import discovery

    for pair, version in (("en-aa", "3.0"), ("en-bb", "2.1"), ("bb-en", "3.1a2"), ("aa-en", "4.0"), ("en-aa", "3.1a1")):
        server.add_firefox(pair, version)
    records = json.dumps({"data": server.records})
    theirs = {Pair(*pair) for pair in discovery.model_pairs(records)}
    offers = {offer.pair: offer for offer in sources.read_firefox(json.loads(records))}
    assert offers.keys() == theirs == {Pair("en", "aa"), Pair("bb", "en")}
    assert offers[Pair("en", "aa")].version == "3.0"
    assert sources.SOURCES[0].default == discovery.records_url()
    assert not models.exists()


def test_update_brings_a_newer_version(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx", "1.9", weights=b"old")
    install("en-xx")
    assert "all installed models are the newest" in update()
    server.add_argos("en", "xx", "1.10", weights=b"new")
    assert listed("xx") == {("en-xx", "argos"): "installed"}
    assert "installed en-xx for argos" in update()
    assert (models / "argos" / "en-xx" / "model" / "model.bin").read_bytes() == b"new"
    assert [model.version for model in installed() if model.pair == Pair("en", "xx")] == ["1.10"]


def test_update_mends_a_damaged_model(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    install("en-xx")
    (models / "firefox" / "en-xx" / "vocab.enxx.spm").unlink()
    assert listed("xx")["en-xx", "firefox"] == "damaged"
    update()
    assert listed("xx")["en-xx", "firefox"] == "installed"


def test_update_leaves_bundled_models_unless_named(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-pt", "3.1")
    assert "no models were installed yet" in update()
    assert not (models / "firefox").exists()
    update("en-pt")
    assert firefox.installed()[Pair("en", "pt")].weights.is_relative_to(models)
    with pytest.raises(ModelMissingError, match="xx-yy is not installed"):
        update("xx-yy")
