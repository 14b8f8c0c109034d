"""Which way to Portuguese is best: chrF2 and BLEU of each route from Spanish and French, and its speed.

References are both Portuguese translations of NTREX, from Portugal and Brazil. The routes go through the pairs of
Apertium that are installed and the Firefox model for en-pt; the one that `PivotEngine` takes is marked.
"""

from __future__ import annotations

import itertools
import time

from _corpora import DATA

from align.engines.apertium import ApertiumEngine
from align.engines.firefox import FirefoxEngine
from align.engines.pivot import Hop, PivotEngine
from align.hypothesis import Sentence
from align.languages import Pair

LINES = 400
SOURCES = {"es": "spa", "fr": "fra"}
REFERENCES = {"PT": "por", "BR": "por-BR"}
ROUTES = (
    ("es", "pt"), ("es", "pt-BR"), ("es", "en", "pt"), ("es", "ca", "pt"), ("es", "ca", "en", "pt"),
    ("fr", "es", "pt"), ("fr", "es", "en", "pt"), ("fr", "ca", "pt"), ("fr", "ca", "en", "pt"),
)  # fmt: skip


def lines(name: str) -> list[str]:
    return (DATA / "ntrex" / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:LINES]


def main() -> None:
    """Print one row a route whose pairs are all installed."""
    import sacrebleu

    firefox, apertium = FirefoxEngine(), ApertiumEngine()
    pivot = PivotEngine([firefox, apertium])
    references = {name: [lines(file)] for name, file in REFERENCES.items()}
    print(f"{LINES} sentences; chrF2 and BLEU against each reference; * is what Align takes")
    print(f"{'route':18} " + " ".join(f"{f'chrF {name}':>8} {f'BLEU {name}':>8}" for name in references) + "  sent./s")
    for route in ROUTES:
        hops = _hops(route, firefox, apertium)
        if hops is None:
            continue
        texts, seconds = _translated(hops, lines(SOURCES[route[0]]))
        figures = " ".join(
            f"{sacrebleu.corpus_chrf(texts, reference).score:8.2f} {sacrebleu.corpus_bleu(texts, reference).score:8.2f}"
            for reference in references.values()
        )
        taken = "*" if pivot.route(Pair(route[0], route[-1])) == tuple(hops) else " "
        print(f"{'-'.join(route) + taken:18} {figures}  {len(texts) / seconds:7.0f}", flush=True)


def _hops(route: tuple[str, ...], firefox: FirefoxEngine, apertium: ApertiumEngine) -> list[Hop] | None:
    hops: list[Hop] = []
    for source, target in itertools.pairwise(route):
        pair = Pair(source, target)
        engine = next((engine for engine in (firefox, apertium) if pair in engine.pairs()), None)
        if engine is None:
            return None
        hops.append(Hop(engine, pair))
    return hops


def _translated(hops: list[Hop], texts: list[str]) -> tuple[list[str], float]:
    """Give the translations and the seconds that they took, without the loading of models."""
    seconds = 0.0
    for hop in hops:
        hop.engine.translate(hop.pair, [Sentence(texts[0])])
        began = time.perf_counter()
        texts = [one.text for one in hop.engine.translate(hop.pair, [Sentence(text) for text in texts])]
        seconds += time.perf_counter() - began
    return texts, seconds


if __name__ == "__main__":
    main()
