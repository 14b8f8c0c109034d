"""One run over a whole batch: what belongs to all articles is read before, and written after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align import project
from align.batch.conclude import conclude
from align.batch.order import FAILED, KEPT, NAMES, REQUEST, SHOWN, BatchOutcome, Outcome
from align.batch.worker import pipeline_of
from align.memory.files import take_in
from align.names.ledger import Side, kept
from align.news import told
from align.report import ArticleReport, ArticleState
from align.settings import as_plain
from align.store import Store
from align.survey import ledger_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.batch.order import Order
    from align.batch.spread import Workers
    from align.inputs import Input
    from align.parallel.pipeline import AlignPipeline
    from align.pipeline import Pipeline


def carry_out(inputs: Sequence[Input], order: Order, workers: Workers, on_done: Callable[[int], None]) -> BatchOutcome:
    """Have the workers do all articles, and write what belongs to the whole batch."""
    order = replace(order, names=order.names or (order.output / NAMES).exists())
    with Store(order.output) as store:
        order, pipeline, is_other_glossary = _begun(store, inputs, order)
        shown = {"events": store.events_taken(), "glossary": pipeline.preparation.fingerprint}
    outcomes: dict[str, Outcome] = {}
    translated, notices = 0, dict[str, None]()
    for one in workers.spread(order):
        outcomes |= one.outcomes
        translated += one.translated
        notices |= dict.fromkeys(one.notices)
        on_done(len(outcomes))
    ordered = tuple(outcomes[one.name] for one in inputs)
    ledger = None
    if order.names:
        surveys = [one.survey for one in ordered if one.survey]
        ledger = ledger_of(surveys, pipeline.termbase.concepts, Side.TARGET)
    everything = _with_failed(ordered, order)
    report = conclude(everything, order, pipeline, ledger)
    with Store(order.output) as store:
        if order.writes:
            failed = {at: one.report for at, one in enumerate(everything) if one.report.state is ArticleState.FAILED}
            store.keep_request(SHOWN, shown)
            store.keep_request(FAILED, [(at, one.path, one.error, one.advice) for at, one in failed.items()])
        if ledger and not order.settings.aligner:
            names = kept.kept_names(ledger, order.settings.target, order.settings.names or ())
            store.keep_request(KEPT, kept.as_plain(names))
    news = {name: one.news for name, one in outcomes.items() if one.news}
    changes = told(dict(sorted(news.items())), is_other_glossary=is_other_glossary)
    return BatchOutcome(report, ordered, translated, (*notices, *changes), ledger)


def _with_failed(outcomes: Sequence[Outcome], order: Order) -> list[Outcome]:
    """Put the articles that an earlier run could not do back to their places, but those that were tried again."""
    everything = list(outcomes)
    tried = {one.report.path for one in outcomes}
    for at, report in sorted(order.failed.items()):
        if report.path not in tried:
            everything.insert(at, Outcome(report))
    return everything


def failed_before(store: Store) -> dict[int, ArticleReport]:
    """Give what the last run could not do, by places."""
    return {
        at: ArticleReport(path, ArticleState.FAILED, error=error, advice=advice)
        for at, path, error, advice in store.request(FAILED) or ()
    }


def _begun(store: Store, inputs: Sequence[Input], order: Order) -> tuple[Order, Pipeline | AlignPipeline, bool]:
    """Note what is asked for, and give it with the memories taken in and the project's own glossary.

    Also tells whether the glossaries are others than those of the last run. Raises InputError for a bad one before
    anything was spent.
    """
    settings = order.settings
    taken = [take_in(store, path, source=settings.source, target=settings.target) for path in order.memories]
    settings = replace(settings, memories=tuple(dict.fromkeys((*settings.memories, *taken))))
    if settings.names is None:
        settings = replace(settings, names=kept.from_plain(store.request(KEPT) or ()))
    # What the project adds is looked up anew in each run, so that it is not kept with what was asked for.
    used = replace(settings, glossaries=project.glossaries(store, order.output, settings.glossaries))
    pipeline = pipeline_of(used)
    if order.writes and project.is_extension_due(store):
        project.write(store, project.extension(store, order.output, pipeline.termbase))
        used = replace(settings, glossaries=project.glossaries(store, order.output, settings.glossaries))
        pipeline = pipeline_of(used)
    glossary = pipeline.preparation.fingerprint
    before = (store.request(REQUEST) or {}).get("glossary", glossary)
    if order.writes:
        asked = {"settings": as_plain(settings), "articles": [one.name for one in inputs]}
        store.keep_request(REQUEST, asked | {"glossary": glossary})
    return replace(order, settings=used), pipeline, before != glossary
