"""Tests keep what Align builds in a cache of the project's, so that they neither use nor fill the user's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from model_server import serving

from align import home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model_server import ModelServer

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
