"""One process's share of a batch: slices of articles through the pipeline, and their outputs."""

from __future__ import annotations

import gc
import io
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from align import realign
from align.batch.order import INDEX, NOT_PARALLEL, Outcome, SliceOutcome
from align.bitext import Kinship
from align.effort import effort_of
from align.errors import AlignError
from align.formats import tmx
from align.formats.omegat import joined_units
from align.history import history_of
from align.news import digests, news_of
from align.output import Writer
from align.parallel.kinship import memorable
from align.parallel.pipeline import AlignPipeline
from align.pipeline import Pipeline
from align.review import page
from align.store import Kept, KeptTranslation, Store
from align.summary import report_article, report_failure, uses_of
from align.survey import survey_finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.batch.order import Order
    from align.bitext import Bitext
    from align.history import History
    from align.inputs import Input
    from align.pipeline import Finished
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._store.__exit__(*error)

    def work(self, inputs: Sequence[Input]) -> SliceOutcome:
        """Take a slice through the pipeline; an article that cannot be done is reported, the others go on."""
        before = self.pipeline.translated
        outcomes: dict[str, Outcome] = {}
        prepared: list[tuple[Input, History, Article]] = []
        for one, article in zip(inputs, self._prepare(inputs), strict=True):
            try:
                prepared.append((one, *self._with_history(one, article)))
            except Exception as error:  # noqa: BLE001  one article's bug must not cost the others
                outcomes[one.name] = failed(error, one.path)
        done = self._finish([article for *_, article in prepared])
        for (one, history, _), finished in zip(prepared, done, strict=True):
            try:
                outcomes[one.name] = self._write(one, history, finished)
            except Exception as error:  # noqa: BLE001  the same
                outcomes[one.name] = failed(error, one.path)
        self._settle()
        return SliceOutcome(outcomes, self.pipeline.translated - before, self.pipeline.engine.notices)

    def _settle(self) -> None:
        """After the first slice, spare the garbage collector what was loaded: rules, glossary, templates."""
        if not self._is_settled:
            gc.collect()
            gc.freeze()
            self._is_settled = True

    def _prepare(self, inputs: Sequence[Input]) -> Sequence[Article | Exception]:
        try:
            return realign.prepare_all(self._store, inputs, self.pipeline)
        except Exception as error:  # noqa: BLE001  the same: find the article that it comes from
            if len(inputs) <= 1:
                return [error] * len(inputs)
            return [made for one in inputs for made in self._prepare([one])]

    def _with_history(self, one: Input, made: Article | Exception) -> tuple[History, Article]:
        if isinstance(made, Exception):
            raise made
        history = history_of(self._store, one.name, made, self.pipeline)
        return history, replace(made, held=history.held)

    def _finish(self, articles: Sequence[Article]) -> Sequence[Finished | Exception]:
        try:
            return self.pipeline.finish(articles)
        except Exception as error:  # noqa: BLE001  the same: find the article that it comes from
            if len(articles) <= 1:
                return [error] * len(articles)
            return [one for article in articles for one in self._finish([article])]

    def _write(self, one: Input, history: History, made: Finished | Exception) -> Outcome:
        if isinstance(made, Exception):
            raise made
        machine = made.bitext
        kept = _kept(one, history.source, made)
        if kept != history.before and self._order.writes:
            self._store.keep_article(kept)
        finished = self.pipeline.revise(made, history.events, history.basis)
        bitext = finished.bitext
        news = news_of(history, kept.targets, bitext)
        outputs = {"html": f"{one.name}.review.html"}
        if bitext.is_translation:
            outputs["tmx"] = f"{one.name}.{_pair(bitext)}.tmx"
        if bitext.is_translation and not bitext.is_aligned:
            outputs["document"] = f"{one.name}.{bitext.target_language}{one.extension}"
        report = report_article(finished, one.path, outputs, effort_of(machine, bitext))
        survey = None
        if self._order.names:
            survey = survey_finished(finished, one.read(), self.pipeline.preparation, outputs["html"])
            if not self._order.writes:
                return Outcome(report, uses_of(finished), replace(bitext, units=()), survey, news)
        html = page.render(bitext, report, index=INDEX, article=one.name, source=history.source)
        contents = {outputs["html"]: html}
        if "tmx" in outputs:
            stream = io.BytesIO()
            tmx.write(stream, [memorable(bitext)])
            contents[outputs["tmx"]] = stream.getvalue()
        if "document" in outputs:
            contents[outputs["document"]] = finished.document()
        self._writer.write(contents)
        joined = replace(bitext, units=joined_units(finished.article.document, memorable(bitext)))
        code = 0 if bitext.kinship is Kinship.PARALLEL else NOT_PARALLEL
        return Outcome(report, uses_of(finished), joined, survey, news, exit_code=code)


def failed(error: Exception, path: str) -> Outcome:
    """Say why an article could not be done; what is no error of ours is a bug, and keeps its trace."""
    if isinstance(error, AlignError):
        return Outcome(report_failure(error, path), exit_code=error.exit_code)
    bug = AlignError(f"a bug in Align: {type(error).__name__}: {error}", advice="report it with the text above")
    return Outcome(report_failure(bug, path), exit_code=1, trace="".join(traceback.format_exception(error)))


def _pair(bitext: Bitext) -> str:
    return f"{bitext.source_language}-{bitext.target_language}"


def _kept(one: Input, source: str, made: Finished) -> Kept:
    """Give what the outputs of an article can be made from again."""
    other, beads = one.translation, made.article.beads
    translation = KeptTranslation(other.path, other.read(), beads) if other is not None else None
    return Kept(one.name, source, one.path, one.read(), _pair(made.bitext), digests(made.bitext), translation)
