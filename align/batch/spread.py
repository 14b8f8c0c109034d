"""Slices of articles over worker processes.

A slice goes through the whole pipeline in one process, so nothing but reports crosses between processes and every
stage runs on every core; inside a slice the engine gets the sentences of all its articles together. Engines give a
sentence the same hypothesis whatever its company, so slices do not show in the outputs.
"""

from __future__ import annotations

import importlib
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context, parent_process
from typing import TYPE_CHECKING, Self

from align import offline
from align.batch.order import SliceOutcome
from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.batch.order import Order
    from align.batch.worker import Worker
    from align.inputs import Input

# A slice should keep the engine's batches full (some 300 sentences), yet leave each worker as much as this often.
_LARGEST_SLICE = 40_000
_SMALLEST_SLICE = 6_000
_SLICES_LEFT = 3


class Workers:
    """The processes of a run; they load what they need while the first one does. One slice needs none."""

    def __init__(self, inputs: Sequence[Input], jobs: int) -> None:
        self._slices = _slices(inputs, jobs)
        self._count = max(min(jobs, len(self._slices)), 1)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._count > 1:
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _start_process, (offline.refused(),))
            for _ in range(self._count):
                self._pool.submit(_load)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is not None:
            # What is done is in the store; nobody waits for the rest when a person stops the run.
            for process in active_children():
                process.terminate()
        self._pool.shutdown(wait=kind is None, cancel_futures=kind is not None)

    def spread(self, order: Order) -> Iterator[SliceOutcome]:
        """Have all articles done; give what came of each slice as soon as it is done."""
        # What few processes leave of the cores is for the threads of their engines.
        tuning = replace(order.settings.tuning, threads=max(order.jobs // self._count, 1))
        order = replace(order, settings=replace(order.settings, tuning=tuning))
        if self._pool is None:
            from align.batch.worker import Worker

            with Worker(order) as worker:
                yield from map(worker.work, self._slices)
            return
        futures = {_given(self._pool, order, part): part for part in self._slices}
        for future in as_completed(futures):
            yield _outcome_of(future, futures[future])


def _given(pool: ProcessPoolExecutor, order: Order, inputs: Sequence[Input]) -> Future[SliceOutcome]:
    """Give a slice to the processes; where one has ended already, that is what comes of the slice."""
    try:
        return pool.submit(_work, order, inputs)
    except BrokenProcessPool as error:
        lost: Future[SliceOutcome] = Future()
        lost.set_exception(error)
        return lost


def _outcome_of(future: Future[SliceOutcome], inputs: Sequence[Input]) -> SliceOutcome:
    try:
        return future.result()
    except BrokenProcessPool:
        from align.batch.delivery import failed

        lost = EngineError("the process that worked on it ended", advice="the same command with --jobs 1")
        return SliceOutcome({one.name: failed(lost, one.path) for one in inputs})


@dataclass
class _Process:
    """What a worker process keeps between slices."""

    worker: Worker | None = None


_PROCESS = _Process()


def _start_process(network: offline.Network) -> None:
    offline.keep(network)
    # Ctrl-C reaches all processes of a terminal; the first one answers for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process a core: threads of numpy's own (it is loaded later) would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _load() -> None:
    """Load the stages."""
    importlib.import_module("align.batch.worker")


def _end_with_parent() -> None:
    """End this worker when the run is killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(order: Order, inputs: Sequence[Input]) -> SliceOutcome:
    from align.batch.worker import Worker

    if _PROCESS.worker is None:
        _PROCESS.worker = Worker(order)
    return _PROCESS.worker.work(inputs)


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
