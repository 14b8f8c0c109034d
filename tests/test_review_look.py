"""Where things stand on the page: what the pictures of its states (`make screenshots`) once showed to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browser
import pytest
import review_states
from review_session import press, to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = browser.NEEDED

WIDTH, HEIGHT = PHONE = (390, 844)
# A4 without the margins of the page's style, at 96 dots an inch.
PAPER = 688
BOX = "document.querySelector({!r}).getBoundingClientRect().toJSON()"
# What sticks out of the window, or of the dialog or the card that it is in.
STRAYS = """[...document.querySelectorAll("main *, .tools *, .work *, dialog[open], dialog[open] *, #card *")]
  .filter((each) => each.checkVisibility() && !each.closest(".hidden, .skip"))
  .filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    const around = each.closest("dialog, #card")?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
    return width > 0 && (left < around.left - 0.5 || right > around.right + 0.5);
  })
  .map((each) => `${each.tagName}.${each.className}`)"""


@pytest.fixture(autouse=True)
def _nothing_kept(tab: browser.Page) -> Iterator[None]:
    yield
    tab.run("localStorage.clear(); kept.clear()")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("pages")
    review_states.write(folder)
    return folder


def box(tab: browser.Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = tab.run(BOX.format(selector))
    return found


@pytest.mark.parametrize(
    "state", ["names", "named", "conflict", "split", "replace", "sheet", "matches", "words", "words-card"]
)
def test_nothing_sticks_out_on_a_phone(tab: browser.Page, pages: Path, state: str) -> None:
    shown = review_states.STATES[state]
    tab.open(pages / shown.file, width=WIDTH, height=HEIGHT)
    shown.reach(tab)
    tab.settle()
    assert tab.run(STRAYS) == []


def test_the_list_of_names_opens_below_its_button_on_a_phone(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "article.review.html", width=WIDTH, height=HEIGHT)
    tab.run("jump.open = true")
    assert box(tab, "#jump summary")["bottom"] <= box(tab, "#jump ul")["top"] < HEIGHT / 2


@pytest.mark.parametrize(("width", "height"), [(1280, 600), (800, 600), PHONE])
def test_no_bar_hides_the_segment_one_is_at(tab: browser.Page, pages: Path, width: int, height: int) -> None:
    tab.open(pages / "article.review.html", width=width, height=height)
    to(tab, 1)
    press(tab, "F2")
    bars = "[...document.querySelectorAll('.tools, .columns')]"
    bars += ".filter((bar) => getComputedStyle(bar).position === 'sticky')"
    for _ in range(11):
        press(tab, "Alt+ArrowDown")
        tab.settle()
        covered = tab.run(f"Math.max(0, ...{bars}.map((bar) => bar.getBoundingClientRect().bottom))")
        row, work = box(tab, ".unit.current"), box(tab, ".work")
        assert row["top"] >= covered - 1
        assert row["bottom"] <= work["top"] + 1


def test_the_line_at_the_foot_stands_at_the_foot_of_a_short_page(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "clean.review.html")
    assert box(tab, ".work")["bottom"] == tab.run("innerHeight")


def test_the_head_of_the_columns_covers_the_mark_of_a_flagged_segment(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "article.review.html")
    assert box(tab, ".columns")["left"] <= box(tab, ".unit.flagged")["left"]


def test_the_ring_around_a_number_leaves_the_status_legible(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "article.review.html")
    to(tab, 6)
    press(tab, "Alt+Shift+P")
    offset = float(tab.run("parseFloat(getComputedStyle(document.activeElement).outlineOffset)"))
    ring = float(tab.run("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
    assert ring > 0
    assert box(tab, "#u6 .number")["bottom"] + offset + ring <= box(tab, "#u6 .state")["top"]


def test_the_side_is_named_where_a_right_to_left_text_ends(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "arabic.review.html", width=WIDTH, height=HEIGHT)
    right = tab.run(
        "(() => { const range = new Range(); range.selectNodeContents(document.querySelector('#u2 .target'));"
        "return Math.max(...[...range.getClientRects()].map((one) => one.right)); })()"
    )
    assert right == pytest.approx(box(tab, "#u2 .target")["right"], abs=1)


def test_paper_is_light_and_has_two_columns_whatever_the_screen(tab: browser.Page, pages: Path) -> None:
    tab.open(pages / "article.review.html", width=PAPER)
    to(tab, 4)
    press(tab, "Alt+Shift+P")
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    tab.call("Emulation.setEmulatedMedia", media="print", features=[dark])
    assert box(tab, "#u4 .source")["top"] == box(tab, "#u4 .target")["top"]
    assert box(tab, "#u4 .state")["right"] < box(tab, "#u4 .source")["left"]
    colour = "getComputedStyle(document.querySelector({!r})).{}"
    assert tab.run(colour.format("#u4", "backgroundColor")) == "rgba(0, 0, 0, 0)"
    assert tab.run(colour.format("#u10 .state", "color")) == "rgb(31, 122, 61)"
