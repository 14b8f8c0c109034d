"""The engine that CONTRIBUTING shows is installed as it stands there, and used."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from command import align

from align.engines.pivot import PivotEngine
from align.hypothesis import Sentence
from align.languages import Pair

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
(ENGINE,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
(PROJECT,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
SCOTS = "Lang may yer lum reek.\n"


def test_the_engine_shown_works() -> None:
    names: dict[str, type] = {}
    exec(compile(ENGINE, "CONTRIBUTING.md", "exec"), names)
    engine = PivotEngine([names["ShoutingEngine"]()])
    (hypothesis,) = engine.translate(Pair("sco", "en"), [Sentence("lang may yer lum reek")])
    assert hypothesis.text == "LANG MAY YER LUM REEK"


def test_the_whole_engine_is_shown_in_about_twenty_lines() -> None:
    assert len([line for line in ENGINE.splitlines() if line.strip()]) <= 20


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a new environment that sees what is installed here, with the package shown in it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder / "venv", symlinks=True)
    (python,) = (folder / "venv").glob("[bS]*/python*[!0-9]" if sys.platform == "win32" else "bin/python")
    (own,) = (folder / "venv").glob("**/site-packages")
    here = sysconfig.get_path("purelib")
    (own / "here.pth").write_text(f"import site; site.addsitedir({here!r})\n{ROOT}\n", encoding="utf-8")
    package = folder / "shouting"
    package.mkdir()
    (package / "align_shouting.py").write_text(ENGINE, encoding="utf-8")
    (package / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    install: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index"]
    subprocess.run([*install, "--no-build-isolation", "--no-deps", package], check=True)
    return python


def test_the_package_shown_is_installed_and_used(python: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(SCOTS, encoding="utf-8")
    command: list[str | Path] = [
        python,
        "-m",
        "align",
        "translate",
        "news.txt",
        "--source",
        "sco",
        "--target",
        "en",
        "--output",
        "out",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "news.en.txt").read_text(encoding="utf-8") == SCOTS.upper()
    assert 'creationtool="' in (tmp_path / "out" / "news.sco-en.tmx").read_text(encoding="utf-8")


def test_where_it_is_not_installed_nothing_knows_it(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(SCOTS, encoding="utf-8")
    done = align("translate", tmp_path / "news.txt", "--source", "sco", "--target", "en", "--output", tmp_path / "out")
    assert done.code == 3
