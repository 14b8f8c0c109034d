"""Work on the page, in a real browser and by keys alone: what is done, taken back, kept and exported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import browser
import pytest
import review_sample as sample
from review_session import current, exported, kept, press, retype, status, text, to

from align.bitext import Bitext, UnitStatus
from align.edits import apply, fingerprint
from align.edits.written import read
from align.review import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(browser.program() is None, reason="no Chromium is installed")

SIXTH = "Uma política em revisão"


@pytest.fixture(scope="module")
def tab() -> Iterator[browser.Page]:
    with browser.opened() as opened:
        yield opened


@pytest.fixture
def article(tab: browser.Page, tmp_path: Path) -> Iterator[Path]:
    """Open an article that nobody has touched; no console error may show while a test works on it."""
    bitext = sample.article()
    path = tmp_path / "a.review.html"
    path.write_text(page.render(bitext, sample.report_of(bitext), article="a"), "utf-8")
    tab.complaints.clear()
    tab.open(path)
    yield path
    assert not tab.complaints


def test_a_segment_is_edited_in_place_and_the_edit_taken_back_and_forth(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 6)
    press(tab, "F2")
    assert tab.run("document.activeElement.value") == SIXTH
    tab.type(" séria")
    press(tab, "Escape")
    assert text(tab, 6) == f"{SIXTH} séria"
    press(tab, "Ctrl+Z")
    assert text(tab, 6) == SIXTH
    press(tab, "Ctrl+Shift+Z")
    assert text(tab, 6) == f"{SIXTH} séria"
    assert [event["text"] for event in kept(tab)] == [f"{SIXTH} séria", SIXTH, f"{SIXTH} séria"]


def test_what_is_typed_is_kept_while_one_types_and_is_there_after_a_reload(tab: browser.Page, article: Path) -> None:
    to(tab, 6)
    press(tab, "F2")
    tab.type("!")
    tab.until("keptAt(shelf).length === 1")
    tab.type("!")
    tab.until("keptAt(shelf)[0].event.text.endsWith('!!')")
    assert len(kept(tab)) == 1
    tab.open(article)
    assert text(tab, 6) == f"{SIXTH}!!"
    assert tab.run("byId('saved').textContent") == "1 change kept in this browser"


def test_approving_goes_on_to_the_next_that_is_not_reviewed(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 9)
    press(tab, "Ctrl+Enter")
    assert (status(tab, 9), current(tab)) == ("Approved", "u11")
    press(tab, "Ctrl+Shift+Enter")
    assert (status(tab, 11), current(tab)) == ("Reviewed", "u1")
    press(tab, "Alt+Shift+X")
    assert status(tab, 1) == "Rejected"
    tab.until("byId('progressed').textContent === '4 of 11 reviewed'")
    press(tab, "Ctrl+Z")
    assert status(tab, 1) == ""
    retype(tab, 9, "Outra coisa.")
    assert status(tab, 9) == "Reviewed"


def test_the_export_is_a_review_that_the_store_reads(tab: browser.Page, article: Path, tmp_path: Path) -> None:
    retype(tab, 6, "Uma política «</script>» \U0001f600")
    press(tab, "Ctrl+Enter")
    press(tab, "Alt+Shift+E")
    (one,) = read(exported(tab, tmp_path))
    assert (one.article, one.source) == ("a", fingerprint(sample.article()))
    units = apply(sample.article().units, one.events).units
    assert (units[5].target, units[5].status) == ("Uma política «</script>» \U0001f600", UnitStatus.APPROVED)
    assert article


def test_a_page_made_anew_does_not_get_what_it_shows_already(tab: browser.Page, article: Path, tmp_path: Path) -> None:
    retype(tab, 6, "Outra.")
    press(tab, "Alt+Shift+E")
    (one,) = read(exported(tab, tmp_path))
    bitext = sample.article()
    remade = replace(bitext, units=apply(bitext.units, one.events).units)
    written = page.render(remade, sample.report_of(remade), article="a", source=fingerprint(bitext))
    article.write_text(written, "utf-8")
    tab.open(article)
    assert text(tab, 6) == "Outra."
    assert tab.run("stateOf('6').version") == 1
    assert kept(tab) == []
    tab.run("toggleChanges()")
    assert tab.run("document.querySelector('#u6 .changes del').textContent") == SIXTH


def test_a_right_to_left_text_is_edited_from_the_right(tab: browser.Page, article: Path) -> None:
    units = (replace(sample.article().units[5], number=1, target="الحكومة تراجع سياستها."),)
    bitext = Bitext("en", "ar", units, sample.SIGNATURE)
    article.write_text(page.render(bitext, sample.report_of(bitext), article="a"), "utf-8")
    tab.open(article)
    to(tab, 1)
    press(tab, "F2")
    editor = tab.run("[document.activeElement.dir, document.activeElement.lang, document.activeElement.id]")
    assert editor == ["rtl", "ar", "editor"]
    tab.type(" \u202eBBC")
    press(tab, "Escape")
    assert text(tab, 1) == "الحكومة تراجع سياستها. \u202eBBC"
