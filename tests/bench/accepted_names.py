"""Measure in how many sentences of XC-Translate an accepted form of the name comes out, without a glossary for it.

The pairs that can run here: the set has no Portuguese, so that it is Apertium's English to Spanish.
"""

from __future__ import annotations

import json

from _corpora import DATA

from align.engines.apertium import ApertiumEngine
from align.hypothesis import Sentence
from align.languages import Pair

TARGETS = ("es",)


def main() -> None:
    """Print a row for each pair."""
    engine = ApertiumEngine()
    for target in TARGETS:
        pair = Pair("en", target)
        if pair not in engine.pairs():
            continue
        path = DATA / "names" / f"xc-translate.validation.{target}.jsonl"
        rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
        answers = engine.translate(pair, [Sentence(row["source"]) for row in rows])
        accepted = sum(
            any(form["mention"].casefold() in answer.text.casefold() for form in row["targets"])
            for row, answer in zip(rows, answers, strict=True)
        )
        print(
            f"{engine.name} {pair}: {len(rows)} sentences, an accepted name in {accepted / len(rows):.1%}", flush=True
        )


if __name__ == "__main__":
    main()
