"""Measure Argos packages: our engine against Argos Translate and against bare CTranslate2, load time and memory.

Run it as `python tests/bench argos`. The package is made for it, as large as the usual ones but with random weights
(`_argos_size.py`), so that figures are of speed alone. Each way has a process of its own for all rounds, and the ways
take turns; all search with the same beam and have all cores. Ours also gives scores and word links.

A clock is to be trusted on a quiet machine alone. What others compute meanwhile is not in the CPU seconds of the
busiest thread; with those of the main thread, which waits for it or makes it wait, they are about what the clock of a
quiet machine shows. The best round of each way counts, since company only ever adds.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from unittest import mock

from _corpora import DATA

from align import home
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAIR = Pair("en", "pt")
CORES = os.cpu_count() or 1
SENTENCES, A_PARAGRAPH, ROUNDS = 100, 3, 3
BEAMS = {"fast": 1, "normal": 2, "best": 4}
_ARGOS_LENGTH_PENALTY = 0.2


class Way(Protocol):
    """One way to translate; made in a process of its own, which loads the model."""

    def __init__(self, root: Path, beam: int) -> None: ...

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Give the targets, in order."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: seconds for all sentences, what came out, and memory in MB at its highest.

    Seconds are by the clock, of the CPU, and of the CPU for the main and the busiest thread.
    """

    clock: float
    cpu: float
    busiest: float
    targets: tuple[str, ...]
    memory: float
    retried: int


class Child:
    """A way in a process of its own."""

    def __init__(self, way: type[Way], root: Path, beam: int) -> None:
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self.load = self._pool.submit(_open, way, root, beam).result()
        self.rounds: list[Round] = []

    def run(self, sentences: Sequence[str]) -> None:
        """Add a round."""
        self.rounds.append(self._pool.submit(_run, sentences).result())

    def close(self) -> None:
        """Give the memory back."""
        self._pool.shutdown()

    def best(self, measure: str) -> float:
        """Give the fewest seconds of a round by that measure."""
        return min(float(getattr(one, measure)) for one in self.rounds)


_opened: list[Way] = []


def main() -> None:
    """Make the package and print the tables."""
    sentences = (DATA / "ntrex" / "eng.txt").read_text("utf-8").splitlines()[:SENTENCES]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        alone(make_package, root)
        print(f"{SENTENCES} sentences, {CORES} cores, one process each, the best of {ROUNDS} rounds in turns")
        for quality, beam in BEAMS.items():
            ways: list[type[Way]] = [Ours, Bare, *([ArgosTranslate] if quality == "best" else [])]
            children = {way: Child(way, root, beam) for way in ways}
            for _ in range(ROUNDS):
                for child in children.values():
                    child.run(sentences)
            _show(quality, beam, children)
            for child in children.values():
                child.close()


def _show(quality: str, beam: int, children: dict[type[Way], Child]) -> None:
    mine = children[Ours]
    for way, one in children.items():
        same = sum(a == b for a, b in zip(one.rounds[-1].targets, mine.rounds[-1].targets, strict=True))
        print(
            f"{quality:6} beam {beam}  {way.__name__:14} {SENTENCES / one.best('clock'):6.1f}/s"
            f"  ours is {_times(one, mine, 'clock')} times as fast by the clock, {_times(one, mine, 'busiest')} by the"
            f" busiest thread ({one.best('busiest'):5.2f} s), {_times(one, mine, 'cpu')} by CPU time"
            f"  load {one.load:4.1f} s  {one.rounds[-1].memory:4.0f} MB  {same} targets as ours",
            flush=True,
        )
    print(f"       sentences that ours decoded again: {mine.rounds[-1].retried}", flush=True)


def _times(one: Child, mine: Child, measure: str) -> str:
    return f"{one.best(measure) / mine.best(measure):5.2f}"


def alone(work: Callable[..., Any], *given: Any) -> Any:
    """Do it in a process of its own, so that ours stays small: a child's memory is counted from its parent's."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def make_package(root: Path) -> None:
    """Write a package below the folder of models."""
    from _argos_size import lines, make

    make(root / "argos", lines((DATA / "ntrex").glob("???.txt")))


def _open(way: type[Way], root: Path, beam: int) -> float:
    """Give the seconds until the first sentence is translated."""
    start = time.perf_counter()
    _opened.append(way(root, beam))
    _opened[-1].translate(["Yes."])
    return time.perf_counter() - start


def _run(sentences: Sequence[str]) -> Round:
    way = _opened[-1]
    before, begun = getattr(way, "decoded", 0), threads()
    start, cpu = time.perf_counter(), time.process_time()
    targets = way.translate(sentences)
    clock, cpu = time.perf_counter() - start, time.process_time() - cpu
    spent = {thread: seconds - begun.get(thread, 0) for thread, seconds in threads().items()}
    busiest = spent.pop(os.getpid(), math.nan) + max(spent.values(), default=0)
    again = getattr(way, "decoded", 0) - before - len(sentences)
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return Round(clock, cpu, busiest, tuple(targets), memory, again)


def threads() -> dict[int, float]:
    """Give the CPU seconds of each thread so far; no other system than Linux tells them."""
    told = {}
    for path in Path("/proc/self/task").glob("*/schedstat"):
        # A thread may end meanwhile.
        with suppress(OSError):
            told[int(path.parent.name)] = int(path.read_text("ascii").split()[0]) / 1e9
    return told


class Ours:
    """Translate as the pipeline does, with scores and word links."""

    def __init__(self, root: Path, beam: int) -> None:
        os.environ[home.VARIABLE] = str(root)
        from align.engines.argos import ArgosEngine
        from align.engines.ctranslate.decoder import Decoder
        from align.engines.tuning import Quality, Tuning

        self._engine = ArgosEngine()
        quality = next(quality for quality, width in BEAMS.items() if width == beam)
        self._engine.tune(Tuning(Quality(quality), threads=CORES))
        self.decoded, decode = 0, Decoder.decode

        def counted(decoder: Decoder, rows: Any, way: Any) -> Any:
            self.decoded += len(rows)
            return decode(decoder, rows, way)

        mock.patch.object(Decoder, "decode", counted).start()

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Ask the engine."""
        from align.hypothesis import Sentence

        return [one.text for one in self._engine.translate(PAIR, [Sentence(text) for text in sentences])]


class Bare:
    """Give all sentences to `translate_batch` at once, and ask for the text alone."""

    def __init__(self, root: Path, beam: int) -> None:
        import ctranslate2
        from sentencepiece import SentencePieceProcessor

        from align.engines.ctranslate.decoder import BATCH_PIECES

        (package,) = (root / "argos").iterdir()
        self._beam, self._pieces = beam, BATCH_PIECES[beam]
        self._processor = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
        self._translator = ctranslate2.Translator(str(package / "model"), inter_threads=CORES, intra_threads=1)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Ask CTranslate2, with the settings that `argos_batches` finds best."""
        given = self._translator.translate_batch(
            [self._processor.encode(text, out_type=str) for text in sentences],
            beam_size=self._beam,
            length_penalty=_ARGOS_LENGTH_PENALTY,
            max_batch_size=self._pieces,
            batch_type="tokens",
        )
        return [self._processor.decode(one.hypotheses[0]) for one in given]


class _Splitter:
    """Cut a paragraph where we know that its sentences end: Argos's own splitter would be fetched from the network."""

    def __init__(self) -> None:
        self.paragraphs: dict[str, list[str]] = {}

    def split_sentences(self, text: str) -> list[str]:
        return self.paragraphs.get(text, [text])


class ArgosTranslate:
    """Translate paragraph by paragraph as Argos Translate does; its splitter costs nothing here."""

    def __init__(self, root: Path, beam: int) -> None:
        named = {"ARGOS_PACKAGES_DIR": str(root / "argos"), "ARGOS_BEAM_SIZE": str(beam), "HOME": str(root / "home")}
        os.environ |= named
        import argostranslate.translate as peer

        self._splitter = _Splitter()
        self._translation: Any = peer.get_translation_from_codes(PAIR.source, PAIR.target)
        self._translation.underlying.sentencizer = self._splitter

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Ask Argos Translate; a paragraph's targets come in one, and stand for its first sentence."""
        groups = [list(sentences[n : n + A_PARAGRAPH]) for n in range(0, len(sentences), A_PARAGRAPH)]
        self._splitter.paragraphs = {" ".join(group): group for group in groups}
        given = [self._translation.translate(text) for text in self._splitter.paragraphs]
        return [text for one, group in zip(given, groups, strict=True) for text in (one, *[""] * (len(group) - 1))]


if __name__ == "__main__":
    main()
