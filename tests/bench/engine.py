"""Measure the Firefox engine: speed against fxtranslate and its matrices alone, quality, names, load, memory."""

from __future__ import annotations

import multiprocessing
import re
import resource
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from _corpora import DATA

from align.document import Span
from align.engines.firefox import FirefoxEngine, models
from align.engines.firefox.architecture import understand
from align.engines.firefox.marian import read
from align.engines.firefox.shortlist import COMMON
from align.engines.firefox.vocabulary import Vocabulary
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.hypothesis import Hypothesis

PAIR = Pair("en", "pt")
PROCESSES = 2
ROUNDS = 3
# Rows of a product, about as many as ours has: all pieces of a batch in the encoder, one a sentence in the decoder.
_ENCODER_ROWS, _DECODER_ROWS = 640, 32
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
        start = time.process_time()
        done = translate(texts)
        connection.send((done, time.process_time() - start))


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

    def translate(self, texts: list[str]) -> tuple[list[str], float, float]:
        """Translate, every process its share; give the texts, the seconds it took, and those of the CPUs."""
        start = time.perf_counter()
        for number, end in enumerate(self._ends):
            end.send(texts[number::PROCESSES])
        done: list[str] = [""] * len(texts)
        cpu = 0.0
        for number, end in enumerate(self._ends):
            done[number::PROCESSES], seconds = end.recv()
            cpu += seconds
        return done, time.perf_counter() - start, cpu

    def stop(self) -> None:
        """Let the processes end."""
        for end in self._ends:
            end.send(None)


def only_matrices() -> Callable[[list[str]], list[str]]:
    """Make what multiplies the model's 8-bit matrices as often as a translation must, and does nothing else.

    Of the output layer the common columns are counted; a target has as many pieces as its source.
    """
    files = models.installed()[PAIR]
    model = read(files.weights.read_bytes())
    vocabulary = Vocabulary(files.source_vocabulary.read_bytes())
    parts = {
        "encoder": (_ENCODER_ROWS, []),
        "decoder": (_DECODER_ROWS, [("common", (understand(model).width, COMMON))]),
    }
    for name, matrix in model.matrices.items():
        # The keys and values of the source are made once, by the encoder.
        is_encoder = name.startswith("encoder") or name.endswith(("context_Wk", "context_Wv"))
        if "Wemb" not in name:
            parts["encoder" if is_encoder else "decoder"][1].append((name, matrix.values.shape))
    runs = [(rows, [_product(rows, shape) for _, shape in shapes]) for rows, shapes in parts.values()]

    def multiply(texts: list[str]) -> list[str]:
        pieces = sum(len(vocabulary.encode(text)) + 1 for text in texts)
        for rows, products in runs:
            for _ in range(-(-pieces // rows)):
                for product in products:
                    product()
        return texts

    return multiply


def _product(rows: int, shape: tuple[int, ...]) -> Callable[[], object]:
    """Make one integer product of that shape, by onnxruntime's own node."""
    import numpy as np
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    chance = np.random.default_rng(1)
    weights = numpy_helper.from_array(chance.integers(-127, 128, shape).astype(np.int8), "b")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "bound",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, [rows, shape[0]])],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [rows, shape[1]])],
        [weights],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(made.SerializeToString(), options, providers=["CPUExecutionProvider"])
    values = {"a": chance.integers(0, 256, (rows, shape[0])).astype(np.uint8)}
    return lambda: session.run(None, values)


def report_speed() -> None:
    """Print speed and quality of both engines, and how near ours comes to what the matrices alone would take."""
    source, reference = lines("eng"), lines("por-BR")
    makers = {"align": our_translator, "fxtranslate": their_translator, "8-bit matrices alone": only_matrices}
    workers = {name: Workers(make) for name, make in makers.items()}
    times: dict[str, list[float]] = {name: [] for name in makers}
    cpus: dict[str, list[float]] = {name: [] for name in makers}
    texts: dict[str, list[str]] = {}
    for _ in range(ROUNDS):
        for name, each in workers.items():
            texts[name], seconds, cpu = each.translate(source)
            times[name].append(seconds)
            cpus[name].append(cpu)
    for each in workers.values():
        each.stop()
    signature = ""
    print(f"{'en-pt, ' + str(len(source)) + ' sentences':34} {'sent./s':>8} {'chrF2':>7} {'BLEU':>7}")
    for name in ("align", "fxtranslate"):
        chrf, bleu, signature = scores(texts[name], reference)
        speed = len(source) / min(times[name])
        print(f"{name + f', {PROCESSES} processes':34} {speed:8.1f} {chrf:7.2f} {bleu:7.2f}")
    for label, over, under in (
        ("times as fast (rounds)", "fxtranslate", "align"),
        ("share of the 8-bit bound (rounds)", "8-bit matrices alone", "align"),
    ):
        ratios = sorted(a / b for a, b in zip(times[over], times[under], strict=True))
        by_cpu = min(cpus[over]) / min(cpus[under])
        print(
            f"{label:34} {min(times[over]) / min(times[under]):8.2f}  {[round(r, 2) for r in ratios]}, CPU {by_cpu:.2f}"
        )
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


def _become_ready(make: Callable[[], Callable[[list[str]], list[str]]], connection: Any) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    make()(["The president arrived in Lisbon on Monday."] * 20)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    connection.send((time.perf_counter() - start, time.process_time() - cpu, memory))


def report_load() -> None:
    """Print how long each engine takes to be ready in a new process, its imports included, and its memory then."""
    context = multiprocessing.get_context("spawn")
    for name, make in (("align", our_translator), ("fxtranslate", their_translator)):
        figures = []
        for _ in range(3):
            ours, theirs = context.Pipe()
            process = context.Process(target=_become_ready, args=(make, theirs), daemon=True)
            process.start()
            figures.append(ours.recv())
            process.join()
        wall, cpu, memory = min(figures)
        print(f"{'load and 20 sentences, ' + name:34} {wall:8.2f} s, CPU {cpu:.2f} s, {memory:.0f} MB at most")


def main() -> None:
    """Print all figures."""
    report_load()
    report_names()
    report_speed()


if __name__ == "__main__":
    main()
