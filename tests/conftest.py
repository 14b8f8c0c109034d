"""Tests keep what Align builds in a cache of the project's, so that they neither use nor fill the user's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import pytest
from command import align
from model_server import serving

from align import home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model_server import ModelServer

SEOUL = "Seoul protests\n\nSouth Korea summoned the Russian ambassador on Friday. He said little.\n"

os.environ["ALIGN_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache" / "align")


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give an empty folder of models, which is not made yet."""
    folder = tmp_path / "models"
    monkeypatch.setenv(home.VARIABLE, str(folder))
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, models: Path) -> Iterator[ModelServer]:
    """Run a server of models, and make Align use it."""
    del models
    with serving() as plays:
        for name, value in plays.environment().items():
            monkeypatch.setenv(name, value)
        yield plays


@pytest.fixture(scope="session")
def seoul(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate one short article, and give the output folder, which nobody changes."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "seoul.txt").write_text(SEOUL, encoding="utf-8")
    done = align("translate", folder / "seoul.txt", "--target", "pt", "--output", folder / "out")
    assert done.code == 0, done.stderr
    return folder / "out"


@pytest.fixture
def own(seoul: Path, tmp_path: Path) -> Path:
    """Give a copy of it that no other test changes."""
    return Path(shutil.copytree(seoul, tmp_path / "out"))


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Page]:
    """Open a browser for the tests of one file."""
    with browser.opened() as opened:
        yield opened
