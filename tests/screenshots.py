"""Photograph every state of the pages, at the widths of a desk and a phone, light and dark: to be looked at.

`python tests/screenshots.py FOLDER [STATE…]` writes four pictures a state, and fails where a page complains.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import browser
import review_states
from command import align
from review_server import served
from review_session import retype, text
from review_states import STATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser import Page

SAMPLES = Path(__file__).parents[1] / "samples" / "summit"
# Width and height of a window on a desk, and of a phone's.
SIZES = ((1280, 900), (390, 844))
THEMES = {"light": False, "dark": True}
# So that the next state begins anew, and the page does not ask before it is left.
FORGET = "localStorage.clear(); try { kept.clear() } catch {}"
# States of a real batch, which are photographed together.
BATCH = {"saved", "away", "batch", "ledger"}
SAVED = "byId('saved').textContent === 'All saved'"


def main() -> None:
    """Take the pictures that were asked for, or all."""
    folder, *names = sys.argv[1:]
    pictures = Path(folder)
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, browser.opened() as tab:
        review_states.write(Path(made))
        for name in [name for name in STATES if name in (names or STATES)]:
            state = STATES[name]
            visit = partial(tab.open, Path(made) / state.file)
            _photograph(tab, pictures / name, visit, state.reach, whole=state.is_whole)
        if tab.complaints:
            sys.exit("\n".join(tab.complaints))
        if not names or BATCH & set(names):
            _batch(tab, pictures, Path(made) / "out")


def _batch(tab: Page, pictures: Path, output: Path) -> None:
    """Photograph a real batch: an article while it is served, and when the server is gone; its index and ledger."""
    (output.parent / "broken.txt").write_bytes(b"\x00\x01\xff" * 99)
    articles = [*sorted(SAMPLES.glob("0[1-4]*")), output.parent / "broken.txt"]
    align("translate", *articles, "--target", "pt", "--output", output)
    align("names", output)
    article = "01-harbour-wire.review.html"
    with served(output) as (process, address):

        def end(tab: Page) -> None:
            process.kill()
            retype(tab, 3, f"{text(tab, 3)} E outra.")
            tab.until("byId('saved').textContent.startsWith('Align is not running')")

        tab.open(address)
        _photograph(tab, pictures / "saved", partial(tab.open, f"{address.partition('?')[0]}{article}"), _save)
        _photograph(tab, pictures / "away", tab.look, end)
    with served(output):
        # What a server that was killed could not write any more is written when the next one starts.
        pass
    for name, file in (("batch", "index.html"), ("ledger", "names.html")):
        _photograph(tab, pictures / name, partial(tab.open, output / file), review_states.nothing, whole=True)


def _save(tab: Page) -> None:
    retype(tab, 2, "Outra.")
    tab.until(SAVED)


def _photograph(
    tab: Page, picture: Path, visit: Callable[..., None], reach: Callable[[Page], None], *, whole: bool = False
) -> None:
    """Take the four pictures of a state, each from the beginning."""
    for (width, height), theme in product(SIZES, THEMES):
        visit(width=width, height=height, dark=THEMES[theme])
        reach(tab)
        tab.settle()
        tab.photograph(picture.with_name(f"{picture.name}-{width}-{theme}.png"), whole=whole)
        tab.run(FORGET)


if __name__ == "__main__":
    main()
