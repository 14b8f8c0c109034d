"""Whether everybody can work on the page: axe-core's rules for WCAG 2.2 AA, in every state, light and dark."""

from __future__ import annotations

import importlib.util
import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import pytest
import review_sample as sample
import review_states

from align.review import index

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOUND = importlib.util.find_spec("axe_core_python")
pytestmark = [
    browser.NEEDED,
    pytest.mark.skipif(_FOUND is None, reason="no axe-core is installed"),
]
RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  ({violations}) => JSON.stringify(violations.map(({id, nodes}) => [id, nodes.map(({html, failureSummary}) =>
    `${html.slice(0, 200)} ${failureSummary}`)])))"""


# As many as differ in what they show; some by day on a desk, some by night on a phone, and the most used by both.
DESK = (
    "plain",
    "judged",
    "card",
    "split",
    "comment",
    "term",
    "replace",
    "sheet",
    "export",
    "conflict",
    "matches",
    "words",
)
PHONE = (
    "plain", "judged", "card", "split", "replace", "sheet", "export", "conflict", "name", "names", "aligned",
    "arabic-judged", "japanese", "checked-card",
)  # fmt: skip
THEMES = {"desk": {"width": 1280, "dark": False}, "phone": {"width": 390, "dark": True}}


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Page]:
    with browser.opened() as opened:
        # The policy of the page would refuse the script of the checker.
        opened.call("Page.setBypassCSP", enabled=True)
        yield opened


@pytest.fixture(scope="module")
def checker() -> str:
    assert _FOUND is not None
    assert _FOUND.origin is not None
    return (Path(_FOUND.origin).parent / "axe.min.js").read_text("utf-8")


def violations(tab: browser.Page, checker: str) -> list[object]:
    tab.settle()
    tab.run(f"{checker}; 0")
    return list(json.loads(tab.run(RUN)))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("pages")
    review_states.write(folder)
    return folder


@pytest.mark.parametrize(("theme", "state"), [*product(["desk"], DESK), *product(["phone"], PHONE)])
def test_no_rule_is_broken(tab: browser.Page, checker: str, pages: Path, theme: str, state: str) -> None:
    shown = review_states.STATES[state]
    tab.open(pages / shown.file, **THEMES[theme])  # type: ignore[arg-type]
    shown.reach(tab)
    assert violations(tab, checker) == []
    tab.run("localStorage.clear()")


@pytest.mark.parametrize("dark", [False, True])
def test_the_index_breaks_no_rule(tab: browser.Page, checker: str, tmp_path: Path, dark: bool) -> None:  # noqa: FBT001
    path = tmp_path / "index.html"
    path.write_bytes(index.render(sample.batch()))
    tab.open(path, dark=dark)
    assert violations(tab, checker) == []


def test_a_broken_rule_would_show(tab: browser.Page, checker: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><title>a</title><img src='x'><p style='color: #ccc'>pale</p>", "utf-8")
    tab.open(path)
    assert len(violations(tab, checker)) >= 3
