"""Measure the Firefox engine: speed against fxtranslate, quality, names, load time.

Run it as `PYTHONPATH=. python tests/bench/engine.py [rounds]`; `ALIGN_DATA` names the measuring data.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.document import Span
from align.engines.firefox import FirefoxEngine, models
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.hypothesis import Hypothesis

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).parents[3] / "shared" / "data"))
PAIR = Pair("en", "pt")
PROCESSES = 2
# A name as the news writes it: capitalised words in a row; a first word alone could be any word.
_NAME = re.compile(r"(?<!\w)[A-Z][\w-]*\w(?: [A-Z][\w-]*\w)*(?!\w)")


def lines(language: str) -> list[str]:
    """Read one side of the NTREX documents."""
    return (DATA / "ntrex" / f"{language}.txt").read_text("utf-8").splitlines()


@dataclass(frozen=True, slots=True)
class Names:
    """What became of demanded names."""

    mentions: int
    honoured: int
    exact: int
    doubled: int
    unflagged: int


def kept_names(source: str, reference: str) -> list[Constraint]:
    """Find the names that a human translator kept as they are."""
    found = []
    for match in _NAME.finditer(source):
        name = match.group()
        is_first_word = not source[: match.start()].strip("\"'( ") and " " not in name
        is_kept = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reference) is not None
        if is_kept and not is_first_word:
            found.append(Constraint(Span(match.start(), match.end()), name))
    return found


def judge_names(sentences: Sequence[Sentence], hypotheses: Sequence[Hypothesis]) -> Names:
    """Count what came out; a form counts as doubled if the target has it more often than it was demanded."""
    mentions = honoured = exact = doubled = unflagged = 0
    for sentence, hypothesis in zip(sentences, hypotheses, strict=True):
        for constraint, span in zip(sentence.constraints, hypothesis.honoured, strict=True):
            mentions += 1
            honoured += span is not None
            exact += span is not None and span.of(hypothesis.text) == constraint.form
            unflagged += span is not None and span.of(hypothesis.text) != constraint.form
        for form in {constraint.form for constraint in sentence.constraints}:
            pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
            doubled += max(0, len(pattern.findall(hypothesis.text)) - len(pattern.findall(sentence.text)))
    return Names(mentions, honoured, exact, doubled, unflagged)


def scores(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[float, float, str]:
    """Give chrF2, BLEU and sacrebleu's signature."""
    import sacrebleu  # only the benchmark extra has it

    chrf, bleu = sacrebleu.CHRF(), sacrebleu.BLEU()
    high = chrf.corpus_score(list(hypotheses), [list(references)]).score
    low = bleu.corpus_score(list(hypotheses), [list(references)]).score
    return high, low, f"{chrf.get_signature()} {bleu.get_signature()}"


def our_translator() -> Callable[[list[str]], list[str]]:
    """Make our engine ready."""
    engine = FirefoxEngine()
    engine.translate(PAIR, [Sentence("Ready.")])
    return lambda texts: [h.text for h in engine.translate(PAIR, [Sentence(text) for text in texts])]


def their_translator() -> Callable[[list[str]], list[str]]:
    """Make fxtranslate ready."""
    from fxtranslate import Translator

    files = models.installed()[PAIR]
    assert files.shortlist is not None
    vocabulary = files.source_vocabulary.read_bytes()
    translator: Any = Translator(files.weights.read_bytes(), vocabulary, vocabulary, files.shortlist.read_bytes())
    translator.translate("Ready.")
    return lambda texts: [translator.translate(text) for text in texts]


def _work(make: Callable[[], Callable[[list[str]], list[str]]], connection: Any) -> None:
    translate = make()
    connection.send([])
    while (texts := connection.recv()) is not None:
        connection.send(translate(texts))


class Workers:
    """Some processes with one engine each, ready and waiting."""

    def __init__(self, make: Callable[[], Callable[[list[str]], list[str]]]) -> None:
        context = multiprocessing.get_context("spawn")
        self._ends = []
        for _ in range(PROCESSES):
            ours, theirs = context.Pipe()
            context.Process(target=_work, args=(make, theirs), daemon=True).start()
            self._ends.append(ours)
        for end in self._ends:
            end.recv()

    def translate(self, texts: list[str]) -> tuple[list[str], float]:
        """Translate, every process its share; give the texts and the seconds it took."""
        start = time.perf_counter()
        for number, end in enumerate(self._ends):
            end.send(texts[number::PROCESSES])
        done: list[str] = [""] * len(texts)
        for number, end in enumerate(self._ends):
            done[number::PROCESSES] = end.recv()
        return done, time.perf_counter() - start

    def stop(self) -> None:
        """Let the processes end."""
        for end in self._ends:
            end.send(None)


def compare_speed(texts: list[str], rounds: int) -> tuple[list[float], list[float], list[str], list[str]]:
    """Translate by both engines in turn; give the seconds of each round and the texts of both."""
    ours, theirs = Workers(our_translator), Workers(their_translator)
    our_times, their_times, our_texts, their_texts = [], [], [""], [""]
    for _ in range(rounds):
        our_texts, seconds = ours.translate(texts)
        our_times.append(seconds)
        their_texts, seconds = theirs.translate(texts)
        their_times.append(seconds)
    ours.stop()
    theirs.stop()
    return our_times, their_times, our_texts, their_texts


def report_speed(rounds: int) -> None:
    """Print speed and quality of both engines."""
    source, reference = lines("eng"), lines("por-BR")
    our_times, their_times, our_texts, their_texts = compare_speed(source, rounds)
    signature = ""
    print(f"{'en-pt, ' + str(len(source)) + ' sentences':34} {'sent./s':>8} {'chrF2':>7} {'BLEU':>7}")
    for name, times, texts in (("align", our_times, our_texts), ("fxtranslate", their_times, their_texts)):
        chrf, bleu, signature = scores(texts, reference)
        print(f"{name + f', {PROCESSES} processes':34} {len(source) / min(times):8.1f} {chrf:7.2f} {bleu:7.2f}")
    ratios = sorted(theirs / ours for ours, theirs in zip(our_times, their_times, strict=True))
    print(f"{'times as fast (rounds)':34} {min(their_times) / min(our_times):8.2f}  {[round(r, 2) for r in ratios]}")
    print(signature)


def report_names() -> None:
    """Print what becomes of names, and what constraints cost."""
    engine = FirefoxEngine()
    pairs = [(s, r, kept_names(s, r)) for s, r in zip(lines("eng"), lines("por-BR"), strict=True)]
    chosen = [(source, reference, tuple(names)) for source, reference, names in pairs if names]
    plain = [Sentence(source) for source, _, _ in chosen]
    bound = [Sentence(source, names) for source, _, names in chosen]
    engine.translate(PAIR, plain[:1])
    seconds = {"plain": 1e9, "constrained": 1e9}
    for _ in range(3):
        for name, sentences in (("plain", plain), ("constrained", bound)):
            start = time.perf_counter()
            engine.translate(PAIR, sentences)
            seconds[name] = min(seconds[name], time.perf_counter() - start)
    references = [reference for _, reference, _ in chosen]
    for name, sentences in (("plain", plain), ("constrained", bound)):
        hypotheses = engine.translate(PAIR, sentences)
        chrf, bleu, _ = scores([h.text for h in hypotheses], references)
        print(f"{name + ', ' + str(len(chosen)) + ' sentences with names':34} chrF2 {chrf:.2f} BLEU {bleu:.2f}")
        if name == "constrained":
            print(judge_names(bound, hypotheses))
    print(f"{'constrained / plain time':34} {seconds['constrained'] / seconds['plain']:8.2f}")


def report_load() -> None:
    """Print how long the engine takes to be ready."""
    engine = FirefoxEngine()
    start = time.perf_counter()
    engine.translate(PAIR, [Sentence("Ready.")])
    print(f"{'load, graphs in the cache':34} {time.perf_counter() - start:8.2f} s")


def main() -> None:
    """Print all figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    report_load()
    report_names()
    report_speed(rounds)


if __name__ == "__main__":
    main()
