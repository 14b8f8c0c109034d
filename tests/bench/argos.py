"""Measure Argos packages: our engine against Argos Translate and against bare CTranslate2, load time and memory.

Run it as `python tests/bench argos`. The package is made for it, as large as the usual ones but with random weights
(`_argos_size.py`), so that figures are of speed alone.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _argos_size import lines, make

from align import home
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).parents[3] / "shared" / "data"))
PAIR = Pair("en", "pt")
CORES = os.cpu_count() or 1
SENTENCES, A_PARAGRAPH, ROUNDS = 120, 3, 2
BEAMS = {"fast": 1, "normal": 2, "best": 4}
_ARGOS_LENGTH_PENALTY = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds to load and for the first sentence, seconds and CPU seconds for all, memory in MB."""

    load: float
    seconds: float
    cpu: float
    memory: float


def main() -> None:
    """Make the package and print the tables."""
    sentences = (DATA / "ntrex" / "eng.txt").read_text("utf-8").splitlines()[:SENTENCES]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        texts = lines((DATA / "ntrex").glob("???.txt"))
        make(root / "argos", texts)
        print(f"{SENTENCES} sentences, {CORES} cores, one process; sentences a second, each round in one sitting")
        for quality, beam in BEAMS.items():
            ways: dict[str, Callable[..., Measured]] = {"ours": ours, "bare": bare}
            if quality == "best":
                ways["argostranslate"] = argostranslate
            for number in range(ROUNDS):
                _show(
                    f"beam {beam}, round {number + 1}",
                    {w: _alone(way, root, sentences, beam) for w, way in ways.items()},
                )


def _show(title: str, measured: dict[str, Measured]) -> None:
    mine = measured["ours"]
    for way, one in measured.items():
        print(
            f"{title}  {way:15} {SENTENCES / one.seconds:7.1f}/s  ours is {one.seconds / mine.seconds:5.2f} times"
            f" ({one.cpu / mine.cpu:5.2f} by CPU time)"
            f"  load {one.load:5.2f} s  memory {one.memory:5.0f} MB",
            flush=True,
        )


def _alone(way: Callable[..., Measured], root: Path, sentences: Sequence[str], beam: int) -> Measured:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(way, root, sentences, beam).result()


def _measured(load: Callable[[], Any], run: Callable[[Any], int]) -> Measured:
    start = time.perf_counter()
    loaded = load()
    loading = time.perf_counter() - start
    start, before = time.perf_counter(), time.process_time()
    run(loaded)
    seconds, cpu = time.perf_counter() - start, time.process_time() - before
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(loading, seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


def ours(root: Path, sentences: Sequence[str], beam: int) -> Measured:
    """Translate as the pipeline does, with scores and word links."""
    os.environ[home.VARIABLE] = str(root)
    from align.engines.argos import ArgosEngine
    from align.engines.tuning import Quality, Tuning
    from align.hypothesis import Sentence

    def load() -> ArgosEngine:
        engine = ArgosEngine()
        quality = next(quality for quality, width in BEAMS.items() if width == beam)
        engine.tune(Tuning(Quality(quality), threads=CORES))
        engine.translate(PAIR, [Sentence("Yes.")])
        return engine

    return _measured(load, lambda engine: len(engine.translate(PAIR, [Sentence(text) for text in sentences])))


def bare(root: Path, sentences: Sequence[str], beam: int) -> Measured:
    """Give all sentences to `translate_batch` at once, and ask for the text alone."""
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    (package,) = (root / "argos").iterdir()

    def run(loaded: tuple[Any, Any]) -> int:
        translator, processor = loaded
        given = translator.translate_batch(
            [processor.encode(text, out_type=str) for text in sentences],
            beam_size=beam,
            length_penalty=_ARGOS_LENGTH_PENALTY,
            max_batch_size=2_048 if beam == 1 else 1_024,
            batch_type="tokens",
        )
        return len([processor.decode(one.hypotheses[0]) for one in given])

    def load() -> tuple[Any, Any]:
        processor = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(package / "model"), inter_threads=CORES, intra_threads=1)
        translator.translate_batch([processor.encode("Yes.", out_type=str)])
        return translator, processor

    return _measured(load, run)


class _Splitter:
    """Cut a paragraph where we know that its sentences end: Argos's own splitter would be fetched from the network."""

    def __init__(self, paragraphs: dict[str, list[str]]) -> None:
        self._paragraphs = paragraphs

    def split_sentences(self, text: str) -> list[str]:
        return self._paragraphs.get(text, [text])


def argostranslate(root: Path, sentences: Sequence[str], beam: int) -> Measured:
    """Translate paragraph by paragraph as Argos Translate does; its splitter costs nothing here."""
    os.environ |= {"ARGOS_PACKAGES_DIR": str(root / "argos"), "ARGOS_BEAM_SIZE": str(beam), "HOME": str(root / "home")}
    groups = [list(sentences[n : n + A_PARAGRAPH]) for n in range(0, len(sentences), A_PARAGRAPH)]
    paragraphs = {" ".join(group): group for group in groups}

    def load() -> Any:
        import argostranslate.translate as peer

        translation = peer.get_translation_from_codes(PAIR.source, PAIR.target)
        translation.underlying.sentencizer = _Splitter(paragraphs)
        translation.translate("Yes.")
        return translation

    return _measured(load, lambda translation: len([translation.translate(text) for text in paragraphs]))


if __name__ == "__main__":
    main()
