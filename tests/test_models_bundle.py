"""A bundle carries models whole to another computer, or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from command import inside
from model_server import files_under
from model_work import NOTHING, Notes, install, translated

from align import home
from align.errors import InputError
from align.models import bundle, work
from align.models.installed import installed

if TYPE_CHECKING:
    from pathlib import Path

    from model_server import ModelServer


def test_a_bundle_carries_a_model_to_another_home_and_back(
    server: ModelServer, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add_firefox("en-xx", is_real=True)
    install("en-xx")
    asked = len(server.asked)
    first, second = tmp_path / "there.zip", tmp_path / "back.zip"
    assert inside("models", "bundle", "export", "en-xx", "--output", first).code == 0
    assert inside("models", "bundle", "export", "en-xx", "--output", first).code == 5
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / "there"))
    done = inside("models", "bundle", "import", first)
    assert (done.code, done.stderr) == (0, "installed en-xx for firefox\n")
    assert files_under(tmp_path / "there") == files_under(models)
    assert translated("en-xx") == "A casa é verde."
    work.export_all(["en-xx"], second, Notes(), force=False)
    assert second.read_bytes() == first.read_bytes()
    shutil.rmtree(models)
    monkeypatch.setenv(home.VARIABLE, str(models))
    install(second)
    assert files_under(tmp_path / "there") == files_under(models)
    assert len(server.asked) == asked


def test_a_bundle_has_all_models_of_a_route(server: ModelServer, models: Path, tmp_path: Path) -> None:
    server.add_firefox("xx-en")
    install("xx-en")
    notes = Notes()
    work.export_all(["xx-pt"], tmp_path / "xx-pt.zip", notes, force=False)
    assert "wrote en-pt, xx-en to" in notes
    shutil.rmtree(models)
    work.import_all(tmp_path / "xx-pt.zip", notes)
    assert notes.said[-2:] == ["en-pt of firefox is here already", "installed xx-en for firefox"]


def test_a_bundle_that_was_changed_is_refused_whole(server: ModelServer, models: Path, tmp_path: Path) -> None:
    server.add_argos("en", "aa")
    server.add_argos("en", "xx", weights=b"good" * 100)
    install("en-aa", "en-xx")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    bundle.export([model for model in installed() if not model.keeper], good, force=False)
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"goodgood", b"goodevil", 1))
    shutil.rmtree(models)
    with pytest.raises(InputError, match="has not the checksum that the bundle states"):
        work.import_all(bad, Notes())
    assert files_under(models) == NOTHING
    work.import_all(good, Notes())
    assert not any(model.problems(thoroughly=True) for model in installed())


@pytest.mark.parametrize("name", ["../../evil", "/evil", "a/.ssh", "a\\b", "..", ""])
def test_a_bundle_cannot_write_outside(models: Path, tmp_path: Path, name: str) -> None:
    receipt = {"engine": "argos", "name": "en-xx", "pair": "en-xx", "version": "", "licence": "", "origin": ""}
    files = [{"name": name, "size": 1, "sha256": "0"}]
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("align-bundle.json", json.dumps({"format": 1, "models": [{**receipt, "files": files}]}))
    with pytest.raises(InputError, match="outside of the models"):
        work.import_all(evil, Notes())
    assert files_under(models) == NOTHING
