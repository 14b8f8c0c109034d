"""The page and the index in a real browser: what no reading of the HTML can prove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import browser
import pytest
import review_sample as sample

from align.bitext import Bitext
from align.review import index, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = browser.NEEDED

TAB, ESCAPE, ENTER, DOWN = 9, 27, 13, 40
ALT, SHIFT = 1, 8
PHONE = 390
SHOWN = "[...document.querySelectorAll('.unit')].filter((unit) => unit.checkVisibility()).map((unit) => unit.id).join()"
# A unit cuts off what sticks out of it, so the width of the page alone would not show it.
OVERFLOW = (
    "Math.max(document.documentElement.scrollWidth,"
    "...[...document.querySelectorAll('main *')].map((each) => each.getBoundingClientRect().right)) - innerWidth"
)


@pytest.fixture(autouse=True)
def _no_complaint(tab: browser.Page) -> Iterator[None]:
    """Fail a test during which the console showed an error: a policy violation, an exception, a missing file."""
    tab.complaints.clear()
    yield
    assert not tab.complaints


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("review")
    for name, bitext in (
        ("article", sample.article()),
        ("checked", sample.monolingual()),
        ("large", sample.large(2000)),
    ):
        (made / f"{name}.html").write_bytes(page.render(bitext, sample.report_of(bitext)))
    (made / "index.html").write_bytes(index.render(sample.batch()))
    return made


def focused(tab: browser.Page) -> str:
    return str(tab.run("document.activeElement.textContent"))


def card(tab: browser.Page) -> str:
    return str(tab.run("document.querySelector('#card').checkVisibility() ? card.innerText : ''"))


def centre(tab: browser.Page, selector: str) -> tuple[float, float]:
    """Find the middle of an element's first line, in the window."""
    tab.run(f"document.querySelector({selector!r}).scrollIntoView({{block: 'center'}})")
    # What comes into sight is drawn first, and takes its true height only then.
    tab.settle()
    x, y = tab.run(
        f"(() => {{ const box = document.querySelector({selector!r}).getClientRects()[0];"
        "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
    )
    return x, y


def test_flagged_only_leaves_the_flagged_segments(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    assert len(tab.run(SHOWN).split(",")) == 11
    tab.run("document.querySelector('[data-only=flagged]').click()")
    assert tab.run(SHOWN) == "u3,u8"
    assert tab.run("document.querySelector('#shown').textContent") == "2 of 11 segments"
    tab.run("document.querySelector('[data-only=named]').click()")
    assert tab.run(SHOWN) == "u3"
    tab.press("Escape", code=ESCAPE)
    assert len(tab.run(SHOWN).split(",")) == 11


def test_search_finds_on_both_sides_counts_and_goes_on(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    tab.run("document.querySelector('#query').focus()")
    tab.type("ASSISTENCIA")
    tab.until("document.querySelector('#found').textContent === '1 of 1'")
    assert tab.run("document.querySelector('.unit.current').id") == "u4"
    assert tab.run("[...CSS.highlights.get('found')].join()") == "assistência"
    tab.run("document.querySelector('#query').value = ''")
    tab.type("seoul")
    tab.until("document.querySelector('#found').textContent === '1 of 4'")
    tab.press("Enter", code=ENTER)
    assert tab.run("document.querySelector('#found').textContent") == "2 of 4"
    assert tab.run("document.querySelector('.unit.current').id") == "u2"
    tab.press("Enter", code=ENTER, modifiers=SHIFT)
    tab.press("Enter", code=ENTER, modifiers=SHIFT)
    assert tab.run("document.querySelector('#found').textContent") == "4 of 4"
    assert tab.run("[...document.querySelectorAll('.text')].map((cell) => cell.textContent).join('')") == "".join(
        text for unit in sample.article().units for text in (unit.source, unit.target)
    )


def test_the_keyboard_reaches_a_name_and_its_card(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    tab.run("document.querySelector('#u3 .number').focus()")
    tab.press("Tab", code=TAB)
    assert focused(tab) == "Kim Hong-Kyun"
    assert tab.run("document.activeElement.getAttribute('aria-describedby')") == "card"
    shown = card(tab)
    assert "Kim Hong-kyun" in shown
    assert "The agreed form is not in the translation." in shown
    assert "김홍균" in shown
    tab.press("Escape", code=ESCAPE)
    assert card(tab) == ""
    assert focused(tab) == "Kim Hong-Kyun"


def test_the_card_says_what_became_of_the_mention_and_by_which_step(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    tab.run("document.querySelector('#u5 .target .name[data-result=repaired]').focus()")
    shown = card(tab)
    assert "Kiev → Kyiv" in shown
    assert "The agreed form was put in after translation." in shown
    assert "Ukrainian\nКиїв" in shown


def test_the_pointer_lights_a_name_up_on_both_sides(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    tab.point(*centre(tab, "#u2 .source .name[data-mention='2']"))
    tab.until("!card.hidden")
    lit = "[...document.querySelectorAll('.name.lit')].map((mark) => mark.textContent).join()"
    assert tab.run(lit) == "Georgiy Zinovyev,Gueorgui Zinoviev"
    tab.point(*centre(tab, "h1"))
    tab.until("card.hidden")
    assert tab.run(lit) == ""


def test_the_pointer_on_a_word_lights_its_translation(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    x, y = centre(tab, "#u6 .target")
    box = tab.run("document.querySelector('#u6 .target').getBoundingClientRect().x")
    tab.point(box + 10, y)
    tab.until("CSS.highlights.has('linked')")
    assert tab.run("[...CSS.highlights.get('linked')].join()").split(",")[1] == "Uma"
    tab.point(x, 5)
    tab.point(*centre(tab, "#glossary"))
    tab.until("!CSS.highlights.has('linked')")


def test_the_list_of_names_goes_from_mention_to_mention(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    tab.run("document.querySelector('[data-only=flagged]').click()")
    visited = []
    for _ in range(3):
        tab.run("document.querySelector('#jump [data-jump=\"4\"]').click()")
        visited.append(tab.run("document.activeElement.closest('.unit').id + ' ' + document.activeElement.textContent"))
    assert visited == ["u3 Kim Hong-Kyun", "u11 Kim Hong-kyun", "u3 Kim Hong-Kyun"]


def test_alt_shift_and_arrows_walk_through_what_is_flagged(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    visited = []
    for _ in range(3):
        tab.press("ArrowDown", code=DOWN, modifiers=ALT | SHIFT)
        visited.append(tab.run("document.querySelector('.unit.current').id"))
    assert visited == ["u3", "u8", "u3"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["article", "checked", "index"])
def test_a_phone_needs_no_sideways_scrolling(tab: browser.Page, folder: Path, name: str, dark: bool) -> None:  # noqa: FBT001
    tab.open(folder / f"{name}.html", width=PHONE, height=844, dark=dark)
    assert tab.run(OVERFLOW) <= 0
    ground = tab.run("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(21, 24, 28)" if dark else "rgb(255, 255, 255)")


def test_on_a_phone_the_pair_is_stacked_and_the_card_leaves_its_name_in_sight(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html", width=PHONE, height=600)
    source, target = (
        tab.run(f"document.querySelector('#u4 .{side}').getBoundingClientRect().toJSON()")
        for side in ("source", "target")
    )
    assert target["top"] >= source["bottom"]
    tab.run("document.querySelector('#u5 .target .name').focus()")
    assert tab.run("document.activeElement.getBoundingClientRect().bottom <= card.getBoundingClientRect().top")


def test_two_columns_stay_level(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html")
    uneven = tab.run(
        "[...document.querySelectorAll('.unit')].filter((unit) => {"
        "const [source, target] = [...unit.querySelectorAll('.text')].map((cell) => cell.getBoundingClientRect());"
        "return source.top !== target.top || source.right > target.left; }).map((unit) => unit.id).join()"
    )
    assert uneven == ""


def test_twice_the_size_loses_nothing(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html", width=1280, zoom=2)
    assert tab.run(OVERFLOW) <= 0


def test_paper_has_both_columns_and_no_tools(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "article.html", width=720)
    tab.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert tab.run("document.querySelector('.tools').checkVisibility()") is False
        tops = "[...document.querySelectorAll('#u4 .text')].map((cell) => cell.getBoundingClientRect().top)"
        source, target = tab.run(tops)
        assert source == target
        assert tab.run("getComputedStyle(document.querySelector('#u4 .name')).textDecorationLine") == "underline"
    finally:
        tab.call("Emulation.setEmulatedMedia", media="")


def test_a_long_article_is_whole_and_quick_to_move_in(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "large.html")
    assert tab.run("document.querySelectorAll('.unit').length") == 2000
    tab.run("location.hash = '#u1777'")
    tab.until("document.querySelector('#u1777').getBoundingClientRect().top < innerHeight")
    tab.run("document.querySelector('#query').focus()")
    tab.type("Yonhap")
    tab.until("document.querySelector('#found').textContent === '1 of 362'")


@pytest.mark.parametrize("hostile", ["</script><script>globalThis.caught = 1</script>", "<img src=x onerror=caught=1>"])
def test_hostile_text_runs_nothing(tab: browser.Page, tmp_path: Path, hostile: str) -> None:
    units = tuple(
        replace(unit, source=f"{unit.source}{hostile}", target=hostile, names=()) for unit in sample.article().units
    )
    bitext = Bitext("en", "pt", units, sample.SIGNATURE)
    path = tmp_path / "hostile.html"
    path.write_bytes(page.render(bitext, replace(sample.report_of(bitext), title=hostile)))
    tab.open(path)
    assert tab.run("typeof caught") == "undefined"
    assert tab.run("document.querySelector('#u1 .target').textContent") == hostile


def test_the_policy_is_in_force(tab: browser.Page, folder: Path) -> None:
    """Prove that a violation would show, so that silence in the other tests means something."""
    tab.open(folder / "article.html")
    tab.run("document.body.setAttribute('style', 'color: red')")
    tab.run("document.head.append(Object.assign(document.createElement('style'), {textContent: 'p { color: red }'}))")
    tab.until("true")
    assert len([complaint for complaint in tab.complaints if "Content Security Policy" in complaint]) == 2
    tab.complaints.clear()


def test_the_lists_of_the_index_stand_in_no_box(tab: browser.Page, folder: Path) -> None:
    tab.open(folder / "index.html")
    widths = tab.run(
        "[...document.querySelectorAll('main > section')].map((each) => getComputedStyle(each).borderWidth)"
    )
    assert widths
    assert set(widths) == {"0px"}


def test_the_index_filters_its_lists(tab: browser.Page, folder: Path) -> None:
    rows = (
        "[...document.querySelectorAll('[data-row]')].filter((row) => !row.hidden)"
        ".map((row) => row.closest('section').id).join()"
    )
    tab.open(folder / "index.html")
    tab.run("document.querySelector('#query').focus()")
    tab.type("hong-kyun")
    tab.until("document.querySelector('#names .shown').textContent === '1 of 4 shown'")
    assert tab.run(rows) == "names,flags,flags,flags"
    tab.press("Escape", code=ESCAPE)
    assert len(tab.run(rows).split(",")) == 17
    tab.run("document.querySelector('[data-only=differing]').click()")
    assert tab.run("document.querySelector('#names .shown').textContent") == "2 of 4 shown"
    assert len(tab.run(rows).split(",")) == 15
    tab.run("query.value = 'nowhere'; filter()")
    assert not tab.run("[...document.querySelectorAll('table')].some((table) => table.checkVisibility())")
