"""Many articles: one run at a time on a folder, workers, and what belongs to the whole batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.batch.order import INDEX, NOT_PARALLEL, REPORT, REQUEST, SHOWN, BatchOutcome, Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.inputs import Input

__all__ = ["INDEX", "NOT_PARALLEL", "REPORT", "REQUEST", "SHOWN", "BatchOutcome", "Order", "run"]


def run(inputs: Sequence[Input], order: Order, *, on_done: Callable[[int], None] = lambda _: None) -> BatchOutcome:
    """Translate all inputs into the output folder; `on_done` hears how many articles are done, slice by slice.

    Raises OutputError for a folder that cannot be used, and InputError for a glossary that cannot be read.
    """
    from align.batch.spread import Workers
    from align.output import claim

    with claim(order.output), Workers(inputs, order.jobs) as workers:
        # Not before: the workers load the same at this moment, on the other cores.
        from align.batch.whole import carry_out

        return carry_out(inputs, order, workers, on_done)
