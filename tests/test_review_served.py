"""The page while `align review` serves it: saved at once, never over another tab's work, nothing lost when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import browser
from review_server import served
from review_session import kept, press, retype, status, text, to

from align.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = browser.NEEDED

SAVED = "byId('saved').textContent === 'All saved'"


def visit(tab: browser.Page, address: str) -> None:
    """Open the index with its token, then the article."""
    tab.open(address)
    tab.open(f"{address.partition('?')[0]}seoul.review.html")
    tab.until(SAVED)


def stored(own: Path) -> list[tuple[str, str, str]]:
    with Desk(own) as desk:
        return [(unit.key, unit.target, unit.status.value) for unit in desk.sheet("seoul").units]


def test_what_is_done_is_in_the_store_at_once_and_there_after_a_reload(tab: browser.Page, own: Path) -> None:
    tab.complaints.clear()
    with served(own) as (_, address):
        visit(tab, address)
        retype(tab, 3, "Falou pouco \U0001f600.")
        press(tab, "Ctrl+Enter")
        tab.until(SAVED)
        assert stored(own)[2] == ("3", "Falou pouco \U0001f600.", "approved")
        assert kept(tab) == []
        to(tab, 2)
        press(tab, "Alt+Shift+J")
        tab.until(SAVED)
        visit(tab, address)
        assert text(tab, 2).endswith("Falou pouco \U0001f600.")
        assert tab.run("units.length") == 2
        press(tab, "Ctrl+Z")
    assert not tab.complaints


def test_a_name_is_remembered_from_one_run_to_the_next(tab: browser.Page, own: Path) -> None:
    name = "Ana (Lisboa); 안나 <a@example.org>"
    with served(own) as (_, address):
        visit(tab, address)
        press(tab, "Alt+Shift+N")
        tab.type(name)
        press(tab, "Enter")
    with served(own) as (_, address):
        visit(tab, address)
        retype(tab, 3, "Falou pouco.")
        tab.until(SAVED)
        tab.run("callReviewer('')")
    with Desk(own) as desk:
        review = desk.sheet("seoul").units[2].review
        assert review is not None
        assert review.by == name


def test_of_two_tabs_neither_overwrites_the_other_and_the_person_chooses(tab: browser.Page, own: Path) -> None:
    with served(own) as (_, address):
        visit(tab, address)
        other = tab.wire.tab()
        visit(other, address)
        # Deaf to the first tab, as a browser on another desk would be.
        other.run("tabs.close()")
        retype(tab, 3, "Falou pouco.")
        tab.until(SAVED)
        retype(other, 3, "Pouco disse.")
        other.until("document.querySelector('#u3 .conflict')")
        assert text(other, 3) == "Falou pouco."
        assert "Pouco disse." in other.run("document.querySelector('#u3 .conflict').textContent")
        assert stored(own)[2][1] == "Falou pouco."
        other.run("[...document.querySelectorAll('#u3 .conflict button')].at(-1).click()")
        other.until(SAVED)
        assert stored(own)[2][1] == "Pouco disse."
        # The first tab is not told, and is in conflict with what it does not see.
        tab.complaints.clear()
        to(tab, 3)
        press(tab, "Alt+Shift+X")
        tab.until("document.querySelector('#u3 .conflict')")
        assert stored(own)[2][2] == "draft"
        other.call("Page.close")


def test_a_tab_hears_of_another(tab: browser.Page, own: Path) -> None:
    with served(own) as (_, address):
        visit(tab, address)
        other = tab.wire.tab()
        visit(other, address)
        retype(tab, 3, "Falou pouco.")
        other.until("stateOf('3').target === 'Falou pouco.'")
        assert text(other, 3) == "Falou pouco."
        to(tab, 1)
        press(tab, "Alt+Shift+X")
        other.until("stateOf('1').status === 'rejected'")
        assert status(other, 1) == "Rejected"
        other.call("Page.close")


def test_while_the_server_is_away_changes_wait_and_are_said_to(tab: browser.Page, own: Path) -> None:
    with served(own) as (_, address):
        visit(tab, address)
        port = address.split(":")[2].partition("/")[0]
    retype(tab, 3, "Falou pouco.")
    tab.until("byId('saved').textContent.startsWith('Align is not running: 1 change not saved')")
    assert [event["text"] for event in kept(tab)] == ["Falou pouco."]
    with served(own, "--port", port) as (_, address):
        # A new run has a new token, which this tab gets by the address that is printed.
        other = tab.wire.tab()
        other.open(address)
        tab.until(SAVED)
        assert stored(own)[2][1] == "Falou pouco."
        other.call("Page.close")
    tab.complaints.clear()


def test_a_page_of_another_version_of_the_article_says_so(tab: browser.Page, own: Path) -> None:
    with served(own) as (_, address):
        visit(tab, address)
        tab.run("review.source = '0000000000000000'")
        retype(tab, 3, "Falou pouco.")
        tab.until("byId('saved').textContent.includes('load this page again')")
        assert len(kept(tab)) == 1
        tab.run("forget([...kept.keys()])")
    tab.complaints.clear()
