"""A slice of articles in one process: what goes wrong with one article does not cost the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from align.batch import Order
from align.batch.delivery import Delivery
from align.batch.worker import Worker
from align.inputs import Input
from align.pipeline import Pipeline
from align.prepare import Preparation
from align.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
