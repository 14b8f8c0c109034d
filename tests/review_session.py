"""A person at the page: keys, the editor, and what was kept; for the tests of the review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Page

_MODIFIERS = {"Alt": 1, "Ctrl": 2, "Shift": 8}
# Windows key codes, by which a browser tells keys that write nothing.
_CODES = {
    "Enter": 13, "Escape": 27, "Tab": 9, "F2": 113, "End": 35, "Home": 36, "PageUp": 33, "PageDown": 34,
    "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Backspace": 8, "Delete": 46, " ": 32,
}  # fmt: skip


def press(tab: Page, keys: str) -> None:
    """Press keys as the sheet of keys spells them: `Alt+Shift+X`."""
    *held, key = keys.split("+")
    tab.press(key, code=_CODES.get(key, ord(key[0])), modifiers=sum(_MODIFIERS[one] for one in held))


def text(tab: Page, number: int, side: str = "target") -> str:
    """Read a side of a segment as it is drawn."""
    return str(tab.run(f"document.querySelector('#u{number} .{side}').textContent"))


def status(tab: Page, number: int) -> str:
    """Read what the margin says of a segment."""
    return str(tab.run(f"document.querySelector('#u{number} .state')?.textContent ?? ''"))


def current(tab: Page) -> str:
    """Name the segment that one is at."""
    return str(tab.run("current ? current.id : ''"))


def to(tab: Page, number: int) -> None:
    """Go to a segment by its number in the margin, as the Tab key does."""
    tab.run(f"document.querySelector('#u{number} .number').focus()")


def select(tab: Page, number: int, **parts: tuple[int, int]) -> None:
    """Select a part of each side of a segment, as with the mouse: `source=(0, 25)`."""
    for side, (begin, end) in parts.items():
        cell = f"document.querySelector('#u{number} .{side}').firstChild"
        tab.run(f"getSelection().setBaseAndExtent({cell}, {begin}, {cell}, {end})")
        tab.settle()


def retype(tab: Page, number: int, wording: str) -> None:
    """Write another text into a segment, and leave the editor."""
    to(tab, number)
    press(tab, "F2")
    tab.run("document.activeElement.select()")
    tab.type(wording)
    press(tab, "Escape")


def kept(tab: Page) -> list[dict[str, Any]]:
    """Read the events that the browser keeps, in order."""
    found = tab.run("JSON.stringify(keptAt(shelf).map(({event}) => event))")
    return list(json.loads(found))


def exported(tab: Page, folder: Path) -> Path:
    """Press the button of the dialog of export, and wait for the file."""
    tab.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder), eventsEnabled=False)
    before = set(folder.glob("*.review.json"))
    tab.run("byId('export-this').click()")
    tab.until("true")
    while not (fresh := set(folder.glob("*.review.json")) - before):
        tab.settle()
    return fresh.pop()
