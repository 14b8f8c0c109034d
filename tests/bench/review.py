"""Time and size of the page a unit and of a large index, and how fast a browser opens and types on the page."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from align.bitext import Bitext
    from align.edits import Event

sys.path.insert(0, str(Path(__file__).parents[1]))

import browser
import review_sample as sample

from align.bitext import UnitStatus
from align.edits import Edit, SetStatus, apply
from align.review import index, page

UNITS, ARTICLES, ROUNDS = 2000, 500, 5
KEYSTROKES = 60
# From the event of a key to the moment after the next frame was drawn, as the browser's clock has it.
_TYPING = """new Promise((done) => {
  const field = document.activeElement;
  field.addEventListener("keydown", (event) => {
    const begun = event.timeStamp;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => times.push(performance.now() - begun);
      channel.port2.postMessage(0);
    });
  });
  globalThis.times = [];
  done();
})"""


def main() -> None:
    """Print milliseconds and bytes a unit, the first page of a process, and the index."""
    small, large, batch = sample.article(), sample.large(UNITS), sample.batch(ARTICLES)
    first = _seconds(lambda: page.render(small, sample.report_of(small)))
    report = sample.report_of(large)
    best = min(_seconds(lambda: page.render(large, report)) for _ in range(ROUNDS))
    size = len(page.render(large, report))
    events = _everything_done(large)
    laid = min(_seconds(lambda: apply(large.units, events)) for _ in range(ROUNDS))
    least = min(_seconds(lambda: index.render(batch)) for _ in range(ROUNDS))
    print(f"first page of a process      {first * 1000:8.1f} ms CPU")
    print(f"page, {UNITS} units             {best * 1000 / UNITS:8.3f} ms CPU a unit (budget 0.1)")
    print(f"page, {UNITS} units             {size / UNITS:8.0f} bytes a unit")
    print(f"{len(events)} changes over them       {laid * 1000:8.1f} ms CPU, twice for each that is saved")
    print(f"index, {ARTICLES} articles          {least * 1000:8.1f} ms CPU, {len(index.render(batch)) // 1000} kB")
    if browser.program() is not None:
        _browse(page.render(large, report))


def _everything_done(bitext: Bitext) -> list[Event]:
    """Edit every unit, and approve it."""
    stamp = {"at": "2026-01-31T12:00:00Z", "by": "ana"}
    done: list[Event] = []
    for unit in bitext.units:
        done.append(Edit(id=f"e{unit.key}", unit=unit.key, base=0, text=f"{unit.target}!", **stamp))
        approved = UnitStatus.APPROVED
        done.append(SetStatus(id=f"s{unit.key}", unit=unit.key, base=1, status=approved, **stamp))
    return done


def _browse(html: bytes) -> None:
    """Open a long article, type into a segment in its middle, and walk from segment to segment."""
    with tempfile.TemporaryDirectory() as folder, browser.opened() as tab:
        path = Path(folder) / "a.review.html"
        path.write_bytes(html)
        opened = []
        for _ in range(ROUNDS):
            tab.open(path)
            opened.append(tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        tab.run("choose(units[1000]); edit(units[1000].dataset.unit)")
        tab.run(_TYPING)
        typed = _typed(tab)
        tab.run("toggleChanges()")
        tab.run("edit(units[1000].dataset.unit); times.length = 0")
        changing = _typed(tab)
        walked = []
        for _ in range(20):
            begun = tab.run("performance.now()")
            walked.append(
                tab.run("walk(1); new Promise((done) => requestAnimationFrame(() => done(performance.now())))") - begun
            )
    print(f"open, {UNITS} units             {statistics.median(opened):8.0f} ms to the load event (goal 2000)")
    print(f"keystroke to paint           {statistics.median(typed):8.1f} ms median, {max(typed):.1f} at most (goal 50)")
    print(f"  with the changes shown     {statistics.median(changing):8.1f} ms median, {max(changing):.1f} at most")
    print(f"to the next segment          {statistics.median(walked):8.1f} ms median, the editor open")


def _typed(tab: browser.Page) -> list[float]:
    """Type a letter after the other, each when the one before it is drawn: nobody types faster than a frame."""
    for number in range(KEYSTROKES):
        tab.press("a", code=ord("A"), text="a")
        tab.until(f"times.length === {number + 1}")
    return list(tab.run("times"))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
