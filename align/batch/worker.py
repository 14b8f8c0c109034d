"""One process's share of a batch: slices of articles through the pipeline, and their outputs."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Self

from align import realign
from align.batch.delivery import Delivery, after, all_at_once, each, kept_as
from align.batch.order import SliceOutcome
from align.history import history_of
from align.news import news_of
from align.output import Writer
from align.parallel.pipeline import AlignPipeline
from align.pipeline import Pipeline
from align.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.batch.order import Order, Outcome
    from align.finished import Finished
    from align.history import History
    from align.inputs import Input
    from align.prepare import Article
    from align.settings import Settings


def pipeline_of(settings: Settings, store: Store | None = None) -> Pipeline | AlignPipeline:
    """Make the pipeline that the settings ask for."""
    return AlignPipeline(settings, store) if settings.aligner else Pipeline(settings, store)


class Worker:
    """One process's share: a pipeline with its own store and writer."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._store = Store(order.output)
        self._writer = Writer(order.output, self._store, force=order.force)
        self.pipeline = pipeline_of(order.settings, self._store)
        self._is_settled = False
        writing = (Delivery.add_page, Delivery.add_tmx, Delivery.add_document) if order.writes else ()
        self._steps: tuple[Callable[[Delivery], None], ...] = (self._survey, *writing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._store.__exit__(*error)

    def work(self, inputs: Sequence[Input]) -> SliceOutcome:
        """Take a slice through the pipeline; an article that cannot be done is reported, the others go on."""
        before = self.pipeline.translated
        failures: dict[str, Outcome] = {}
        inputs = [taken for _, taken in each(lambda one, _: one.taken(), ((one, one) for one in inputs), failures)]
        articles = all_at_once(partial(realign.prepare_all, self._store, pipeline=self.pipeline), inputs)
        prepared = each(self._with_history, zip(inputs, articles, strict=True), failures)
        made = all_at_once(self.pipeline.finish, [article for _, (_, article) in prepared])
        finished = [(one, (history, done)) for (one, (history, _)), done in zip(prepared, made, strict=True)]
        with self._store.at_once():
            due = each(self._revise, finished, failures)
        for step in self._steps:
            due = each(partial(after, step), due, failures)
        with self._store.at_once():
            due = each(partial(after, self._announce), due, failures)
        due = each(partial(after, self._put), due, failures)
        self._settle()
        outcomes = failures | {one.name: delivery.outcome() for one, delivery in due}
        return SliceOutcome(outcomes, self.pipeline.translated - before, self.pipeline.engine.notices)

    def _settle(self) -> None:
        """After the first slice, spare the garbage collector what was loaded: rules, glossary, templates."""
        if not self._is_settled:
            gc.collect()
            gc.freeze()
            self._is_settled = True

    def _with_history(self, one: Input, article: Article) -> tuple[History, Article]:
        history = history_of(self._store, one.name, article, self.pipeline)
        return history, replace(article, held=history.held)

    def _revise(self, one: Input, made: tuple[History, Finished | Exception]) -> Delivery:
        """Lay over an article what a person did to it, and keep it as it was read."""
        history, machine = made
        if isinstance(machine, Exception):
            raise machine
        kept = kept_as(one, history.source, machine)
        if kept != history.before and self._order.writes:
            self._store.keep_article(kept)
        finished = self.pipeline.revise(machine, history.events, history.basis)
        return Delivery(one, history, machine.bitext, finished, news_of(history, kept, finished.bitext))

    def _survey(self, delivery: Delivery) -> None:
        if self._order.names:
            delivery.add_survey(self.pipeline.preparation)

    def _announce(self, delivery: Delivery) -> None:
        delivery.changed = self._writer.announce(delivery.contents)

    def _put(self, delivery: Delivery) -> None:
        self._writer.put(delivery.contents, delivery.changed)
