"""Whether everybody can work on the page: axe-core's rules for WCAG 2.2 AA, in every state, light and dark."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browser
import pytest
import review_sample as sample
from review_session import press, retype, to

from align.review import index, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOUND = importlib.util.find_spec("axe_core_python")
pytestmark = [
    pytest.mark.skipif(browser.program() is None, reason="no Chromium is installed"),
    pytest.mark.skipif(_FOUND is None, reason="no axe-core is installed"),
]
RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  ({violations}) => JSON.stringify(violations.map(({id, nodes}) => [id, nodes.map(({html, failureSummary}) =>
    `${html.slice(0, 200)} ${failureSummary}`)])))"""


def _nothing(tab: browser.Page) -> None:
    """Look at the page as it opens."""


def _edits(tab: browser.Page) -> None:
    retype(tab, 6, "Outra política.")
    press(tab, "Ctrl+Enter")
    to(tab, 4)
    press(tab, "Alt+Shift+X")
    tab.run("act([{unit: '4', kind: 'comment', text: 'Why?'}], 'x')")
    press(tab, "Alt+Shift+D")
    tab.run("contest('5', {...stateOf('5'), target: 'Putin disse.'})")
    press(tab, "F2")


def _card(tab: browser.Page) -> None:
    tab.run("document.querySelector('#u2 .target .name').focus()")
    press(tab, "Enter")


def _keys(*keys: str) -> Callable[[browser.Page], None]:
    def act(tab: browser.Page) -> None:
        to(tab, 4)
        for one in keys:
            if one.startswith("type "):
                tab.type(one.removeprefix("type "))
            else:
                press(tab, one)

    return act


STATES: dict[str, Callable[[browser.Page], None]] = {
    "plain": _nothing,
    "edited": _edits,
    "card": _card,
    "split": _keys("Alt+Shift+S"),
    "comment": _keys("Alt+Shift+M"),
    "term": _keys("Alt+Shift+G"),
    "replace": _keys("Alt+Shift+H", "type seul"),
    "sheet": _keys("?"),
    "export": _keys("Alt+Shift+X", "Alt+Shift+E"),
}


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


@pytest.mark.parametrize("theme", [{"width": 1280, "dark": False}, {"width": 390, "dark": True}], ids=["desk", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_no_rule_is_broken(tab: browser.Page, checker: str, tmp_path: Path, state: str, theme: dict[str, Any]) -> None:
    bitext = sample.article()
    path = tmp_path / "a.review.html"
    path.write_text(page.render(bitext, sample.report_of(bitext), article="a"), "utf-8")
    tab.open(path, **theme)
    STATES[state](tab)
    assert violations(tab, checker) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_index_breaks_no_rule(tab: browser.Page, checker: str, tmp_path: Path, dark: bool) -> None:  # noqa: FBT001
    path = tmp_path / "index.html"
    path.write_text(index.render(sample.batch()), "utf-8")
    tab.open(path, dark=dark)
    assert violations(tab, checker) == []


def test_a_broken_rule_would_show(tab: browser.Page, checker: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><title>a</title><img src='x'><p style='color: #ccc'>pale</p>", "utf-8")
    tab.open(path)
    assert len(violations(tab, checker)) >= 3
