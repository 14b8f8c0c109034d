"""Measure the search for similar sentences in a memory of 100,000 units: what it takes, and that it misses none."""

from __future__ import annotations

import random
import time

from _corpora import DATA

from align.memory.similar import LEAST, Likeness, tokens

UNITS, ASKED, COMPARED = 100_000, 1_000, 15
_SEED = 7


def main() -> None:
    """Print milliseconds of CPU a sentence, and how many matches a search of everything finds besides."""
    chance = random.Random(_SEED)
    sentences = _sentences()
    words = [word for sentence in sentences for word in tokens(sentence)]
    memory = list(dict.fromkeys(_changed(chance.choice(sentences), words, chance, 0.5) for _ in range(2 * UNITS)))[
        :UNITS
    ]
    started = time.process_time()
    likeness = Likeness([(source, "…") for source in memory])
    print(f"{len(memory):,} units indexed in {time.process_time() - started:.1f} s CPU")
    for name, share in (("like ones", 0.15), ("unlike ones", 0.8)):
        asked = [_changed(chance.choice(memory), words, chance, share) for _ in range(ASKED)]
        started = time.process_time()
        found = [likeness.like(sentence) for sentence in asked]
        spent = (time.process_time() - started) / ASKED
        hits = sum(bool(matches) for matches in found)
        print(f"{name}: {1000 * spent:.2f} ms CPU a sentence, {hits} of {ASKED} with a match")
        missed = sum(
            _best(sentence, memory) > (matches[0].score if matches else 0.0) + 1e-9
            for sentence, matches in zip(asked[:COMPARED], found[:COMPARED], strict=True)
        )
        print(f"  of {COMPARED} searched through by comparing all: {missed} with a better match")


def _best(sentence: str, memory: list[str]) -> float:
    from rapidfuzz.distance import Levenshtein

    wanted = tokens(sentence)
    scores = (
        Levenshtein.normalized_similarity(tokens(one), wanted, score_cutoff=LEAST) for one in memory if one != sentence
    )
    return max(scores, default=0.0)


def _changed(sentence: str, words: list[str], chance: random.Random, share: float) -> str:
    """Exchange about that share of the words for others, as often as they occur."""
    return " ".join(chance.choice(words) if chance.random() < share else word for word in tokens(sentence))


def _sentences() -> list[str]:
    return [line for line in (DATA / "ntrex" / "eng.txt").read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
