"""A glossary of 10,000 concepts with 5 spellings each: what loading costs, and recognition beside translation.

Times are of the processor, each the best of three; both are taken in one run, so that their ratio holds on any machine.

    python tests/bench big_glossary
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA

from align.engines.firefox import FirefoxEngine
from align.hypothesis import Sentence
from align.languages import Pair
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
CONCEPTS, SPELLINGS, ROUNDS = 10_000, 5, 3
SENTENCES, MENTION_SHARE = 300, 0.5
_SYLLABLES = "ka ro mi ten shu lo va pri ne sol dar bek tan hil mor ze fi gu an os er ik".split()  # noqa: SIM905 -- a list of syllables


def glossary(chance: random.Random) -> tuple[str, list[str]]:
    """Make the file, and give the first spelling of each concept."""
    lines, names = ["concept,kind,form,en,pt"], []
    for number in range(CONCEPTS):
        given, family = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(2))
        spellings = [f"{given} {family}"]
        while len(spellings) < SPELLINGS:
            spellings.append(f"{given}{chance.choice(_SYLLABLES)} {family}")
        names.append(spellings[0])
        lines.append(f"c{number},person,full,{' | '.join(spellings)},{spellings[0]}")
    return "\n".join(lines), names


def best(measured: Callable[[], object]) -> float:
    """Give the shortest of some runs in seconds of the processor."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        measured()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print the table."""
    chance = random.Random(1)
    text, names = glossary(chance)
    lines = (DATA / "ntrex" / "eng.txt").read_text(encoding="utf-8").splitlines()[:SENTENCES]
    lines = [f"{chance.choice(names)}: {line}" if chance.random() < MENTION_SHARE else line for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csv"
        path.write_text(text, encoding="utf-8")

        def ready() -> Recogniser:
            recogniser = Recogniser(Termbase.load([path]), "en")
            recogniser.find(["Nobody."])
            return recogniser

        loading = best(ready)
        recogniser = ready()
    recogniser.find(lines)
    finding = best(lambda: recogniser.find(lines)) / len(lines)
    engine, pair = FirefoxEngine(), Pair("en", "pt")
    engine.translate(pair, [Sentence(lines[0])])
    translating = best(lambda: engine.translate(pair, [Sentence(line) for line in lines])) / len(lines)
    print(f"{CONCEPTS} concepts, {SPELLINGS} spellings each; {len(lines)} sentences")
    print(f"  loading, until the first text is searched  {loading:.2f} s")
    print(f"  recognition                                {finding * 1000:.3f} ms a sentence")
    print(f"  translation                                {translating * 1000:.2f} ms a sentence")
    print(f"  recognition / translation                  {finding / translating:.2%}")


if __name__ == "__main__":
    main()
