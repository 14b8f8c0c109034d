"""A slice of articles, and the processes: what goes wrong with one of them does not cost the others."""

from __future__ import annotations

import time
from multiprocessing import active_children
from typing import TYPE_CHECKING, Any

import pytest

from align.batch import Order
from align.batch.delivery import Delivery
from align.batch.spread import Workers
from align.batch.worker import Worker
from align.inputs import Input
from align.pipeline import Pipeline
from align.prepare import Preparation
from align.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Seconds; what is waited for takes milliseconds.
PATIENCE = 60.0
GOOD = b"The ambassador visited Seoul on Friday.\n"
ODD = b"The odd ambassador visited Seoul on Sunday.\n"


def is_odd(made: Any) -> bool:
    """Tell the one article, whatever has become of it."""
    if isinstance(made, Delivery):
        return is_odd(made.finished.article)
    document = getattr(made, "document", made)
    return "odd" in getattr(document, "text", "")


def failing(step: Callable[..., Any]) -> Callable[..., Any]:
    """Give a stage that has a bug with the odd article, alone or among others."""

    def stage(self: Any, *given: Any) -> Any:
        rows = given[0] if given and isinstance(given[0], (list, tuple)) else (*given, self)
        if any(map(is_odd, rows)):
            raise RuntimeError("odd")
        return step(self, *given)

    return stage


@pytest.mark.parametrize(
    ("where", "stage"),
    [(Preparation, "recognise"), (Pipeline, "finish"), (Delivery, "add_page"), (Delivery, "add_document")],
)
def test_a_bug_with_one_article_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: type, stage: str
) -> None:
    monkeypatch.setattr(where, stage, failing(getattr(where, stage)))
    inputs = [Input(f"{name}.txt", name, raw=raw) for name, raw in (("a", GOOD), ("b", ODD), ("c", b""), ("d", GOOD))]
    with Worker(Order(Settings("pt"), tmp_path)) as worker:
        outcomes = worker.work(inputs).outcomes
    assert {name: one.exit_code for name, one in outcomes.items()} == {"a": 0, "b": 1, "c": 4, "d": 0}
    assert "RuntimeError: odd" in outcomes["b"].trace
    assert {path.name for path in tmp_path.glob("*.html")} == {"a.review.html", "d.review.html"}


def test_workers_that_end_before_they_have_work_cost_no_traceback(tmp_path: Path) -> None:
    long = GOOD * 200
    inputs = [Input(f"{name}.txt", name, size=len(long), raw=long) for name in "ab"]
    with Workers(inputs, 2) as workers:
        for process in active_children():
            process.kill()
            process.join()
        # The pool hears of it a moment later.
        patience = time.monotonic() + PATIENCE
        while not getattr(workers._pool, "_broken", True) and time.monotonic() < patience:
            time.sleep(0.01)
        order = Order(Settings("pt"), tmp_path)
        errors = [one.report.error for part in workers.spread(order) for one in part.outcomes.values()]
    assert errors == ["the process that worked on it ended"] * 2
