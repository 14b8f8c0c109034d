"""Alignment of long texts without an engine or embeddings: time, memory and F1 as they grow."""

from __future__ import annotations

import os
import resource
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from _gold import f1
from _growth import repeated

from align.aligners.aligner import LatticeAligner

if TYPE_CHECKING:
    from types import TracebackType

_SIZES = (10_000, 30_000, 100_000)
_JOBS = 2
_MEGABYTE = 1024 * 1024
# Seconds between two looks at the memory.
_PAUSE = 0.1


def main() -> None:
    """Print a line for each size."""
    for size in _SIZES:
        source, target, gold = repeated(size)
        began, before = time.monotonic(), _spent()
        with _Peak() as peak:
            found = LatticeAligner(jobs=_JOBS).align(source, target)
        seconds, spent = time.monotonic() - began, _spent() - before
        print(
            f"{len(source.segments):7,} x {len(target.segments):7,}  {seconds:6.1f} s in {_JOBS} processes, "
            f"{spent:6.1f} s CPU, {1e6 * spent / size:5.0f} µs a segment  peak {peak.megabytes:,.0f} MB  "
            f"F1 {f1([(gold, found)]):.3f}",
            flush=True,
        )


def _spent() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


class _Peak:
    """The most memory that this process and its children held at one time, looked at from a thread.

    Where there is no /proc: the most of each, added up, though of earlier sizes too.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._is_over = Event()
        self._watch = Thread(target=self._look)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._is_over.wait(_PAUSE):
            self.megabytes = max(self.megabytes, _held() if Path("/proc/self/statm").exists() else _most())


def _held() -> float:
    """Give the megabytes of all processes now."""
    pages = 0
    for process in (os.getpid(), *(child.pid for child in active_children())):
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            # It ended meanwhile.
            continue
    return pages * resource.getpagesize() / _MEGABYTE


def _most() -> float:
    unit = 1024 if sys.platform == "linux" else _MEGABYTE
    own, others = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own + _JOBS * others


if __name__ == "__main__":
    main()
