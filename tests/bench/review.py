"""Time and size of the page a unit, and of the index of a large batch."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parents[1]))

import review_sample as sample

from align.review import index, page

UNITS, ARTICLES, ROUNDS = 2000, 500, 5


def main() -> None:
    """Print milliseconds and bytes a unit, the first page of a process, and the index."""
    small, large, batch = sample.article(), sample.large(UNITS), sample.batch(ARTICLES)
    first = _seconds(lambda: page.render(small, sample.report_of(small)))
    report = sample.report_of(large)
    best = min(_seconds(lambda: page.render(large, report)) for _ in range(ROUNDS))
    size = len(page.render(large, report).encode())
    least = min(_seconds(lambda: index.render(batch)) for _ in range(ROUNDS))
    print(f"first page of a process      {first * 1000:8.1f} ms CPU")
    print(f"page, {UNITS} units             {best * 1000 / UNITS:8.3f} ms CPU a unit (budget 0.1)")
    print(f"page, {UNITS} units             {size / UNITS:8.0f} bytes a unit")
    print(f"index, {ARTICLES} articles          {least * 1000:8.1f} ms CPU, {len(index.render(batch)) // 1000} kB")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
