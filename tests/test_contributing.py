"""The engine that CONTRIBUTING shows is run as it stands there."""

import re
from pathlib import Path

from align.engines.pivot import PivotEngine
from align.hypothesis import Sentence
from align.languages import Pair

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_engine_shown_works() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, type] = {}
    exec(compile(code, "CONTRIBUTING.md", "exec"), names)
    engine = PivotEngine([names["ShoutingEngine"]()])
    (hypothesis,) = engine.translate(Pair("sco", "en"), [Sentence("lang may yer lum reek")])
    assert hypothesis.text == "LANG MAY YER LUM REEK"


def test_the_whole_engine_is_shown_in_about_twenty_lines() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 20
