"""Measure names through the real engine, English to Portuguese, on all NTREX documents of the development part.

1. Names that the human translator kept everywhere, as a glossary of themselves: how many come out exact, how many are
   flagged, and what that costs in chrF2.
2. The project's own glossaries: outcomes, exceptions, remains of placeholders, chrF2 and BLEU against the bare engine.
3. The time of finding and accounting for names, without the engine.

    python tests/bench names
"""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA
from _kept_names import kept

from align.bitext import Result
from align.concept import Concept, Status, Term
from align.engines.firefox import FirefoxEngine
from align.hypothesis import Sentence
from align.languages import Pair
from align.names.apply import Marked, translate
from align.names.boundary import occurrences
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Hypothesis
    from align.names.apply import Rendered

ROOT = Path(__file__).parents[2]
PAIR = Pair("en", "pt")


class Asked:
    """The engine, remembering what it was asked and how long that took."""

    def __init__(self) -> None:
        self.engine = FirefoxEngine()
        self.seconds = 0.0
        self.sentences = 0
        self._known: dict[Sentence, Hypothesis] = {}

    def __call__(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        began = time.process_time()
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._known]
        self._known.update(zip(new, self.engine.translate(PAIR, new), strict=True))
        self.sentences += len(new)
        self.seconds += time.process_time() - began
        return [self._known[sentence] for sentence in sentences]


def documents() -> tuple[list[str], list[str], list[str]]:
    """Give the documents' names, sources and references, line by line."""
    names, sources, references = (
        (DATA / "ntrex" / name).read_text(encoding="utf-8").splitlines()
        for name in ("documents.txt", "eng.txt", "por-BR.txt")
    )
    return names, sources, references


def mark(termbase: Termbase, names: Sequence[str], sources: Sequence[str]) -> list[Marked]:
    """Find the names, document by document."""
    recogniser = Recogniser(termbase, PAIR.source)
    marked: list[Marked] = []
    for _, lines in groupby(zip(names, sources, strict=True), key=lambda line: line[0]):
        texts = [text for _, text in lines]
        marked += [Marked(text, found) for text, found in zip(texts, recogniser.find(texts), strict=True)]
    return marked


def render(marked: Sequence[Marked], asked: Asked) -> list[Rendered]:
    """Translate by the climb."""
    kind = asked.engine.placeholder(PAIR)
    return translate(marked, translate=asked, source=PAIR.source, target=PAIR.target, placeholder=kind)


def scores(texts: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    """Give chrF2 and BLEU."""
    import sacrebleu

    chrf = sacrebleu.corpus_chrf(texts, [references]).score
    return chrf, sacrebleu.corpus_bleu(texts, [references]).score


def own_glossary(sources: Sequence[str], references: Sequence[str]) -> Termbase:
    """Make a glossary of the names that the human translator kept wherever the source has them."""
    names = {span.of(s) for s, r in zip(sources, references, strict=True) for span in kept(s, r)}
    always = [
        name
        for name in sorted(names)
        if all(name in r for s, r in zip(sources, references, strict=True) if any(occurrences(s, name)))
    ]
    terms = {name: tuple(Term(tag, name, Status.PREFERRED) for tag in ("en", "pt")) for name in always}
    return Termbase(tuple(Concept(name, "other", terms[name]) for name in always), "bench")


def kept_names(asked: Asked) -> None:
    """Print the figures of names that stay as they are."""
    names, sources, references = documents()
    marked = mark(own_glossary(sources, references), names, sources)
    lines = [n for n, one in enumerate(marked) if one.mentions]
    rendered = render([marked[n] for n in lines], asked)
    bare = [one.text for one in asked([Sentence(sources[n]) for n in lines])]
    outcomes = [(name, one) for one in rendered for name in one.names]
    exact = sum(n.target_span is not None and n.target_span.of(o.hypothesis.text) == n.form for n, o in outcomes)
    missed = sum(name.result is Result.MISSED for name, _ in outcomes)
    plain = sum(d.surface in text for text, n in zip(bare, lines, strict=True) for d in marked[n].mentions)
    total = len(outcomes)
    print(f"names that the human translator kept: {total} mentions in {len(lines)} sentences")
    print(f"  plain decoding: {plain / total:.1%} exact")
    print(f"  exact {exact / total:.1%}, flagged {missed / total:.1%}, exact or flagged {(exact + missed) / total:.1%}")
    print(f"  steps: {dict(Counter(str(name.step) for name, _ in outcomes))}")
    due = [references[n] for n in lines]
    (chrf, bleu), (bare_chrf, bare_bleu) = scores([o.hypothesis.text for o in rendered], due), scores(bare, due)
    print(f"  chrF2 {chrf:.2f} (bare {bare_chrf:.2f}, {chrf - bare_chrf:+.2f})", end=", ")
    print(f"BLEU {bleu:.2f} (bare {bare_bleu:.2f}, {bleu - bare_bleu:+.2f})")
    _exceptions(rendered, [sources[n] for n in lines])


def default_glossaries(asked: Asked) -> None:
    """Print the figures of the project's glossaries over everything."""
    names, sources, references = documents()
    began = time.process_time()
    marked = mark(Termbase.load([ROOT / "glossaries"]), names, sources)
    found = time.process_time() - began
    bare = [one.text for one in asked([Sentence(text) for text in sources])]
    before, began = asked.seconds, time.process_time()
    rendered = render(marked, asked)
    climbed = time.process_time() - began - (asked.seconds - before)
    texts = [one.hypothesis.text for one in rendered]
    outcomes = [name for one in rendered for name in one.names]
    print(f"default glossaries: {len(outcomes)} mentions in {len(sources)} sentences")
    print(f"  results: {dict(Counter(str(name.result) for name in outcomes))}")
    print(f"  steps: {dict(Counter(str(name.step) for name in outcomes))}")
    (chrf, bleu), (bare_chrf, bare_bleu) = scores(texts, references), scores(bare, references)
    print(f"  chrF2 {chrf:.2f} (bare {bare_chrf:.2f}, {chrf - bare_chrf:+.2f})", end=", ")
    print(f"BLEU {bleu:.2f} (bare {bare_bleu:.2f}, {bleu - bare_bleu:+.2f})")
    token = re.compile(re.escape(asked.engine.placeholder(PAIR)).replace(r"\{\}", r"\s?\d*"), re.IGNORECASE)
    pairs = zip(sources, texts, strict=True)
    leaked = [text for source, text in pairs if len(token.findall(text)) > len(token.findall(source))]
    print(f"  leaked placeholders: {len(leaked)}", *leaked, sep="\n    " if leaked else "")
    count = len(sources)
    print(f"  finding names {found / count * 1000:.3f} ms CPU a sentence, with reading the glossary", end="; ")
    print(f"the climb without the engine {climbed / count * 1000:.3f} ms")
    _exceptions(rendered, sources)


def _exceptions(rendered: Sequence[Rendered], sources: Sequence[str]) -> None:
    """Print every sentence where a name is missed or something is flagged."""
    for one, source in zip(rendered, sources, strict=True):
        if one.flags:
            print(f"  ! {'; '.join(f'{flag.code}: {flag.message}' for flag in one.flags)}")
            print(f"      {source}\n      {one.hypothesis.text}")


def main() -> None:
    """Print all figures."""
    asked = Asked()
    kept_names(asked)
    default_glossaries(asked)
    print(f"engine: {asked.sentences} sentences in {asked.seconds:.0f} s CPU")


if __name__ == "__main__":
    main()
