"""Many articles: slices over worker processes, one report, and outputs as soon as an article is done.

A slice of articles goes through the whole pipeline in one process, so nothing but reports crosses between
processes and every stage runs on every core; inside a slice the engine gets the sentences of all its articles
together. Engines give a sentence the same hypothesis whatever its company, so slices do not show in the outputs.
"""

from __future__ import annotations

import io
import os
import signal
import threading
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context, parent_process
from typing import TYPE_CHECKING

from align import offline, project
from align.bitext import Kinship, UnitStatus
from align.effort import effort_of
from align.errors import AlignError, EngineError
from align.formats import tmx
from align.formats.omegat import joined_units
from align.history import history_of
from align.languages import Pair
from align.memory.files import take_in
from align.names.ledger import Side
from align.news import digests, news_of, told
from align.output import Writer, claim
from align.parallel.kinship import memorable
from align.parallel.pipeline import AlignPipeline
from align.pipeline import Pipeline, as_plain
from align.report import report_as_json
from align.review import index, page
from align.review import ledger as names
from align.store import Kept, KeptTranslation, Store
from align.summary import report_article, report_batch, report_failure, uses_of
from align.survey import ledger_of, survey_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from align.bitext import Bitext
    from align.history import History
    from align.inputs import Input
    from align.names.ledger import Ledger
    from align.news import News
    from align.pipeline import Finished, Settings
    from align.prepare import Article
    from align.report import ArticleReport, BatchReport
    from align.summary import NameUse
    from align.survey import Survey

# A slice should keep the engine's batches full (some 300 sentences), yet leave each worker as much as this often.
_LARGEST_SLICE = 40_000
_SMALLEST_SLICE = 6_000
_SLICES_LEFT = 3
# All units, and once a person has approved some also those and the others by themselves: Trados ignores the status.
_PARTS = {
    "": frozenset(UnitStatus),
    "approved": frozenset({UnitStatus.APPROVED}),
    "draft": frozenset({UnitStatus.DRAFT, UnitStatus.REVIEWED}),
}
INDEX, NAMES, REPORT = "index.html", "names.html", "report.json"
# The exit code where texts are no translations of each other: none of the codes of errors.
NOT_PARALLEL = 7
# Under this name the store keeps what the batch was asked for.
REQUEST = "batch"
# Under this one how many events its outputs show, and by which glossary.
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the settings of the pipeline, where the outputs go, and how many processes work.

    With `names` the ledger of all names is made as well, as it is where an earlier run has made it; without `writes`
    only that and the index are written. `memories` are TMX files to be used from now on.
    """

    settings: Settings
    output: Path
    memories: tuple[Path, ...] = ()
    force: bool = False
    jobs: int = 1
    names: bool = False
    writes: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker says of one article; `trace` is filled when a bug stopped it.

    `joined` holds the units that OmegaT needs beside the article's own, for the TMX of the batch.
    """

    report: ArticleReport
    uses: tuple[NameUse, ...] = ()
    joined: Bitext | None = None
    survey: Survey | None = None
    news: News | None = None
    exit_code: int = 0
    trace: str = ""


@dataclass(frozen=True, slots=True)
class SliceOutcome:
    """What a worker says of one slice: outcomes by the input's name, sentences translated, notices."""

    outcomes: dict[str, Outcome]
    translated: int = 0
    notices: tuple[str, ...] = ()


@dataclass
class BatchOutcome:
    """What the whole run came to."""

    report: BatchReport
    outcomes: tuple[Outcome, ...]
    translated: int
    notices: tuple[str, ...] = ()
    ledger: Ledger | None = None

    @property
    def exit_code(self) -> int:
        """Give 0, the code that all articles with one share, or 1."""
        codes = {one.exit_code for one in self.outcomes if one.exit_code}
        return codes.pop() if len(codes) == 1 else int(bool(codes))


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

    def work(self, inputs: Sequence[Input]) -> SliceOutcome:
        """Take a slice through the pipeline; an article that cannot be done is reported, the others go on."""
        before = self.pipeline.translated
        outcomes: dict[str, Outcome] = {}
        prepared: list[tuple[Input, History, Article]] = []
        for one in inputs:
            try:
                article = self.pipeline.prepare(one)
                history = history_of(self._store, one.name, article, self.pipeline)
                prepared.append((one, history, replace(article, held=history.held)))
            except Exception as error:  # noqa: BLE001  one article's bug must not cost the others
                outcomes[one.name] = _failed(error, one.path)
        done = self._finish([article for *_, article in prepared])
        for (one, history, _), finished in zip(prepared, done, strict=True):
            try:
                outcomes[one.name] = self._write(one, history, finished)
            except Exception as error:  # noqa: BLE001  the same
                outcomes[one.name] = _failed(error, one.path)
        return SliceOutcome(outcomes, self.pipeline.translated - before, self.pipeline.engine.notices)

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
        contents = {outputs["html"]: html.encode()}
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


def _pair(bitext: Bitext) -> str:
    return f"{bitext.source_language}-{bitext.target_language}"


def run(inputs: Sequence[Input], order: Order, *, on_done: Callable[[int], None] = lambda _: None) -> BatchOutcome:
    """Translate all inputs into the output folder; `on_done` hears how many articles are done, slice by slice.

    Raises OutputError for a folder that cannot be used, and InputError for a glossary that cannot be read.
    """
    with claim(order.output):
        order = replace(order, names=order.names or (order.output / NAMES).exists())
        with Store(order.output) as store:
            order, pipeline, is_other_glossary = _begun(store, inputs, order)
            shown = {"events": store.events_taken(), "glossary": pipeline.termbase.fingerprint}
        outcomes: dict[str, Outcome] = {}
        translated, notices = 0, dict[str, None]()
        for one in _spread(_slices(inputs, order.jobs), order):
            outcomes |= one.outcomes
            translated += one.translated
            notices |= dict.fromkeys(one.notices)
            on_done(len(outcomes))
        ordered = tuple(outcomes[one.name] for one in inputs)
        ledger = None
        if order.names:
            surveys = [one.survey for one in ordered if one.survey]
            ledger = ledger_of(surveys, pipeline.termbase.concepts, Side.TARGET)
        report = _conclude(ordered, order, pipeline, ledger)
        if order.writes:
            with Store(order.output) as store:
                store.keep_request(SHOWN, shown)
        news = {name: one.news for name, one in outcomes.items() if one.news}
        changes = told(dict(sorted(news.items())), is_other_glossary=is_other_glossary)
        return BatchOutcome(report, ordered, translated, (*notices, *changes), ledger)


def _begun(store: Store, inputs: Sequence[Input], order: Order) -> tuple[Order, Pipeline | AlignPipeline, bool]:
    """Note what is asked for, and give it with the memories taken in and the project's own glossary.

    Also tells whether the glossaries are others than those of the last run. Raises InputError for a bad one before
    anything was spent.
    """
    settings = order.settings
    taken = [take_in(store, path, source=settings.source, target=settings.target) for path in order.memories]
    settings = replace(settings, memories=tuple(dict.fromkeys((*settings.memories, *taken))))
    # What the project adds is looked up anew in each run, so that it is not kept with what was asked for.
    used = replace(settings, glossaries=project.glossaries(store, order.output, settings.glossaries))
    pipeline = pipeline_of(used)
    if order.writes and project.is_extension_due(store):
        project.write(store, project.extension(store, order.output, pipeline.termbase))
        used = replace(settings, glossaries=project.glossaries(store, order.output, settings.glossaries))
        pipeline = pipeline_of(used)
    glossary = pipeline.termbase.fingerprint
    before = (store.request(REQUEST) or {}).get("glossary", glossary)
    if order.writes:
        asked = {"settings": as_plain(settings), "articles": [one.name for one in inputs]}
        store.keep_request(REQUEST, asked | {"glossary": glossary})
    return replace(order, settings=used), pipeline, before != glossary


def _conclude(
    outcomes: Sequence[Outcome], order: Order, pipeline: Pipeline | AlignPipeline, ledger: Ledger | None
) -> BatchReport:
    """Write what belongs to the whole batch."""
    contents: dict[str, bytes] = {}
    pairs: dict[Pair, list[Outcome]] = {}
    for one in outcomes:
        if one.joined is not None and one.joined.is_translation:
            pairs.setdefault(Pair(one.joined.source_language, one.joined.target_language), []).append(one)
    files = {}
    for pair, those in sorted(pairs.items()):
        is_split = any(one.report.review.approved for one in those)
        for part in _PARTS if is_split else ("",):
            name = f"batch.{pair}{part and '.'}{part}.tmx"
            files[f"tmx {pair} {part}".rstrip()] = name
            if order.writes:
                contents[name] = _memory(those, pair, _PARTS[part], order)
    report = report_batch(
        [(one.report, one.uses) for one in outcomes],
        target=_target_of(outcomes, order),
        termbase=pipeline.termbase,
        signature=pipeline.signature(),
        outputs=files | ({"names": NAMES} if ledger else {}),
    )
    contents[INDEX] = index.render(report).encode()
    contents[REPORT] = report_as_json(report)
    if ledger:
        contents[NAMES] = names.render(ledger, index=INDEX).encode()
    with Store(order.output) as store:
        writer = Writer(order.output, store, force=order.force)
        writer.write(contents)
        if order.writes:
            writer.remove({f"batch.{pair}.{part}.tmx" for pair in pairs for part in _PARTS if part} - contents.keys())
    return report


def _kept(one: Input, source: str, made: Finished) -> Kept:
    """Give what the outputs of an article can be made from again."""
    other, beads = one.translation, made.article.beads
    translation = KeptTranslation(other.path, other.read(), beads) if other is not None else None
    return Kept(one.name, source, one.path, one.read(), _pair(made.bitext), digests(made.bitext), translation)


def _target_of(outcomes: Sequence[Outcome], order: Order) -> str:
    """Give the target language of the batch; empty where translations that were there have several."""
    found = {one.report.target_language for one in outcomes if one.report.target_language}
    return order.settings.target or (found.pop() if len(found) == 1 else "")


def _memory(outcomes: Sequence[Outcome], pair: Pair, only: frozenset[UnitStatus], order: Order) -> bytes:
    """Bring the TMX of the articles of a pair together, units of these statuses alone."""
    stream = io.BytesIO()
    paths = [order.output / one.report.outputs["tmx"] for one in outcomes]
    tmx.merge(stream, paths, source=pair.source, more=[one.joined for one in outcomes if one.joined], only=only)
    return stream.getvalue()


def _slices(inputs: Sequence[Input], jobs: int) -> list[list[Input]]:
    """Cut the batch into slices that get smaller towards the end, so that all workers end at about the same time."""
    left = sum(one.size for one in inputs)
    slices: list[list[Input]] = []
    filled = limit = 0
    # The largest first: one long article at the end would keep one worker alone.
    for one in sorted(inputs, key=lambda one: -one.size):
        if filled >= limit:
            limit = min(max(left // (jobs * _SLICES_LEFT), _SMALLEST_SLICE), _LARGEST_SLICE)
            slices.append([])
            filled = 0
        slices[-1].append(one)
        filled += one.size
        left -= one.size
    return slices


def _spread(slices: Sequence[Sequence[Input]], order: Order) -> Iterator[SliceOutcome]:
    jobs = max(min(order.jobs, len(slices)), 1)
    # What few processes leave of the cores is for the threads of their engines.
    tuning = replace(order.settings.tuning, threads=max(order.jobs // jobs, 1))
    order = replace(order, settings=replace(order.settings, tuning=tuning))
    if jobs == 1:
        worker = Worker(order)
        yield from map(worker.work, slices)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (order, offline.refused())) as pool:
        futures = {pool.submit(_work, part): part for part in slices}
        try:
            for future in as_completed(futures):
                yield _outcome_of(future, futures[future])
        except BaseException:
            # What is done is in the store; nobody waits for the rest when a person stops the run.
            for process in active_children():
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _outcome_of(future: Future[SliceOutcome], inputs: Sequence[Input]) -> SliceOutcome:
    try:
        return future.result()
    except BrokenProcessPool:
        lost = EngineError("the process that worked on it ended", advice="the same command with --jobs 1")
        return SliceOutcome({one.name: _failed(lost, one.path) for one in inputs})


@dataclass
class _Process:
    """What a worker process keeps between slices."""

    worker: Worker | None = None


_PROCESS = _Process()


def _start_worker(order: Order, network: offline.Network) -> None:
    offline.keep(network)
    # Ctrl-C reaches all processes of a terminal; the first one answers for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process a core: threads of numpy's own (it is loaded later) would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _PROCESS.worker = Worker(order)


def _end_with_parent() -> None:
    """End this worker when the run is killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(inputs: Sequence[Input]) -> SliceOutcome:
    if _PROCESS.worker is None:
        raise RuntimeError("a worker was asked before it was started")
    return _PROCESS.worker.work(inputs)


def _failed(error: Exception, path: str) -> Outcome:
    if isinstance(error, AlignError):
        return Outcome(report_failure(error, path), exit_code=error.exit_code)
    bug = AlignError(f"a bug in Align: {type(error).__name__}: {error}", advice="report it with the text above")
    return Outcome(report_failure(bug, path), exit_code=1, trace="".join(traceback.format_exception(error)))
