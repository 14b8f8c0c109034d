"""What is not the engine, start-up, and what a second process brings, on the NTREX documents as a batch.

The share is taken inside one process with everything loaded: seconds outside `engine.translate` against all
seconds of the slice, outputs written to disk. Throughput counts whole runs of the command, start-up included.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from _corpora import DATA

from align.batch import Order
from align.batch.worker import Worker
from align.cli.glossaries import chosen_glossaries
from align.hypothesis import Hypothesis, Sentence
from align.inputs import collect
from align.languages import Pair
from align.settings import Settings

# With a name that the glossary has, a short form, one that it lacks and one in a spelling that it lacks, so that what
# looks for them is there.
WARM_UP = "The president visited Kyiv on Friday. Putin met John Mulligan and Gim Honggyun, who will return on Sunday.\n"
# So that a whole run lasts long enough for start-up not to drown what is measured.
COPIES = 12
ROUNDS = 3


def documents() -> dict[str, list[str]]:
    """Give the lines of each NTREX document."""
    lines = (DATA / "ntrex" / "eng.txt").read_text(encoding="utf-8").splitlines()
    names = (DATA / "ntrex" / "documents.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for name, line in zip(names, lines, strict=True):
        found.setdefault(name, []).append(line)
    return found


def write_batch(folder: Path, *, copies: int = 1) -> int:
    """Write the documents as files, each copy with sentences of its own; give the number of sentences."""
    count = 0
    for copy in range(copies):
        for name, lines in documents().items():
            # Inside the sentence: behind its stop it would be cut off, and the store would know the rest.
            text = "\n".join(f"{line[:-1]} {copy}{line[-1:]}" if copy else line for line in lines)
            (folder / f"{name}.{copy}.txt").write_text(text + "\n", encoding="utf-8")
            count += len(lines)
    return count


def share_outside_engine() -> float:
    """Give the share of the seconds that is not the engine's, in one warm process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        (folder / "warm.txt").write_text(WARM_UP, encoding="utf-8")
        write_batch(folder / "in")
        worker = Worker(Order(Settings("pt", glossaries=chosen_glossaries(None)), folder / "out"))
        worker.work(collect([str(folder / "warm.txt")]))
        engine, inside = worker.pipeline.engine, 0.0
        original = engine.translate

        def timed(pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
            nonlocal inside
            start = time.perf_counter()
            try:
                return original(pair, sentences)
            finally:
                inside += time.perf_counter() - start

        engine.translate = timed  # type: ignore[method-assign]
        start = time.perf_counter()
        worker.work(collect([str(folder / "in")]))
        total = time.perf_counter() - start
    return 1 - inside / total


def seconds_of_run(inputs: Path, *, jobs: int) -> float:
    """Time the whole command on a fresh output folder."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "align", "translate", str(inputs), "--target", "pt", "--quiet"]
        start = time.perf_counter()
        subprocess.run([*command, "--jobs", str(jobs), "--output", output], check=True)
        return time.perf_counter() - start


def seconds_of_help() -> float:
    """Time `align --help`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "align", "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    shares = sorted(share_outside_engine() for _ in range(ROUNDS))
    print(
        f"outside the engine: {shares[ROUNDS // 2]:.1%} of the time (limit 10 %); runs {[f'{s:.1%}' for s in shares]}"
    )
    with tempfile.TemporaryDirectory() as name:
        sentences = write_batch(Path(name), copies=COPIES)
        ratios = []
        for _ in range(ROUNDS):
            one, two = seconds_of_run(Path(name), jobs=1), seconds_of_run(Path(name), jobs=2)
            ratios.append(one / two)
            print(f"{sentences} sentences: 1 process {sentences / one:.0f}/s, 2 processes {sentences / two:.0f}/s")
    print(f"two processes against one: {statistics.median(ratios):.2f} times (limit 1.7)")
    helps = [seconds_of_help() for _ in range(2 * ROUNDS + 1)]
    print(f"align --help: {statistics.median(helps):.2f} s (limit 0.3)")


if __name__ == "__main__":
    main()
