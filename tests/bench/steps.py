"""Measure by which step names come through each engine and pair: plainly, constrained, hidden, repaired, or not at all.

Two glossaries over the same sentences of NTREX: the names that the human translator kept, and the default glossaries.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA
from _kept_names import kept

from align.bitext import Step
from align.concept import Concept, Term
from align.engines.apertium import ApertiumEngine
from align.engines.firefox import FirefoxEngine
from align.languages import Pair
from align.names.apply import Marked, translate
from align.names.boundary import occurrences
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.seam import Engine
    from align.names.apply import Rendered

ROOT = Path(__file__).parents[2]
NTREX = DATA / "ntrex"
LINES = 200
FILES = {"en": "eng", "pt": "por-BR", "es": "spa", "fr": "fra"}
PAIRS = ("en-pt", "pt-en", "en-es", "es-en", "es-pt", "pt-es", "fr-es", "es-fr")


def lines(file: str) -> list[str]:
    return (NTREX / f"{file}.txt").read_text(encoding="utf-8").splitlines()[:LINES]


def kept_names(pair: Pair) -> Termbase:
    """Make a glossary of the names that the target has wherever the source has them."""
    both = list(zip(lines(FILES[pair.source]), lines(FILES[pair.target]), strict=True))
    names = sorted({span.of(source) for source, target in both for span in kept(source, target)})
    always = [name for name in names if all(name in t for s, t in both if any(occurrences(s, name)))]
    tags = (pair.source, pair.target)
    return Termbase(tuple(Concept(name, "other", tuple(Term(tag, name) for tag in tags)) for name in always))


def rendered(engine: Engine, pair: Pair, termbase: Termbase) -> list[Rendered]:
    """Translate the sentences that have a name by the climb."""
    recogniser = Recogniser(termbase, pair.source)
    marked: list[Marked] = []
    both = zip(lines("documents"), lines(FILES[pair.source]), strict=True)
    for _, group in groupby(both, key=lambda row: row[0]):
        texts = [text for _, text in group]
        marked += [Marked(text, found) for text, found in zip(texts, recogniser.find(texts), strict=True) if found]
    return translate(
        marked,
        translate=lambda sentences: engine.translate(pair, sentences),
        source=pair.source,
        target=pair.target,
        placeholder=engine.placeholder(pair),
    )


def line(title: str, results: Sequence[Rendered]) -> str:
    names = [name for one in results for name in one.names]
    steps = Counter(name.step for name in names)
    flags = Counter(flag.code for one in results for flag in one.flags)
    shares = " ".join(f"{steps[step] / max(1, len(names)):11.1%}" for step in Step)
    return f"{title:34} {len(names):8} {shares}   {flags['name-doubled']:7} {flags['name-form']:10}"


def main() -> None:
    """Print a row for each engine, pair and glossary; `none` are the missed, which are flagged."""
    print(f"{LINES} sentences of NTREX")
    print(f"{'':34} {'mentions':>8} " + " ".join(f"{step:>11}" for step in Step) + "   doubled wrong form")
    own = Termbase.load([ROOT / "glossaries"])
    for engine in (FirefoxEngine(), ApertiumEngine()):
        for pair in map(Pair.parse, PAIRS):
            if pair in engine.pairs():
                title = f"{engine.name} {pair}"
                print(line(f"{title}, kept names", rendered(engine, pair, kept_names(pair))), flush=True)
                print(line(f"{title}, default glossaries", rendered(engine, pair, own)), flush=True)


if __name__ == "__main__":
    main()
