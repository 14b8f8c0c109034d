"""Boundary F1 of the segmenter on every gold set, beside stock choppa-srx and sentencex, and its speed."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from _corpora import DATA

from align.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = DATA / "segmentation"


@dataclass(slots=True)
class Score:
    """Counts of inner boundaries; the end of a paragraph is no boundary, every segmenter finds it."""

    gold: int = 0
    found: int = 0
    right: int = 0
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall, in percent."""
        return 200 * self.right / max(1, self.gold + self.found)


def paragraphs(path: Path) -> Iterator[list[str]]:
    """Give the gold sentences of each paragraph."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        yield from document["doc"]


def boundaries(pieces: list[str], text: str) -> set[int]:
    """Turn pieces in order into the offsets, in the text without white space, where one ends before the end."""
    ends = accumulate(len("".join(piece.split())) for piece in pieces)
    return {end for end in ends if 0 < end < len("".join(text.split()))}


def score(path: Path, cutter: Callable[[str, str], list[str]]) -> Score:
    """Compare one segmenter with the gold of one set; sentences of a paragraph are joined by a space."""
    language, total = path.name[:2], Score()
    for sentences in paragraphs(path):
        text = " ".join(sentences)
        start = time.process_time()
        pieces = cutter(text, language)
        total.seconds += time.process_time() - start
        gold, found = boundaries(sentences, text), boundaries(pieces, text)
        total.gold += len(gold)
        total.found += len(found)
        total.right += len(gold & found)
    return total


def ours() -> Callable[[str, str], list[str]]:
    """Give the project's segmenter."""
    segmenter = Segmenter()
    return lambda text, language: [span.of(text) for span in segmenter.cut_text(text, language)]


def stock_choppa() -> Callable[[str, str], list[str]]:
    """Give choppa-srx as it comes, with LanguageTool's rules."""
    import choppa

    rules = Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    document = choppa.SrxDocument(ruleset=rules)
    return lambda text, language: list(choppa.SrxTextIterator(document, f"{language}_two", text))


def stock_sentencex() -> Callable[[str, str], list[str]]:
    """Give sentencex as it comes."""
    import sentencex

    return lambda text, language: list(sentencex.segment(language, text))


def main() -> None:
    """Print F1 (precision/recall for ours) and our milliseconds a sentence for each set."""
    cutters = {"align": ours(), "choppa": stock_choppa(), "sentencex": stock_sentencex()}
    print(f"{'boundary F1':28} {'gold':>5} " + " ".join(f"{name:>9}" for name in cutters) + "      P      R  ms/sent")
    for path in sorted(FOLDER.glob("*.json")):
        for cutter in cutters.values():
            cutter("A first call compiles the rules. It is not timed.", path.name[:2])
        scores = {name: score(path, cutter) for name, cutter in cutters.items()}
        mine = scores["align"]
        row = " ".join(f"{one.f1:9.2f}" for one in scores.values())
        precision, recall = 100 * mine.right / max(1, mine.found), 100 * mine.right / max(1, mine.gold)
        speed = 1000 * mine.seconds / mine.gold
        print(f"{path.stem:28} {mine.gold:5} {row} {precision:6.2f} {recall:6.2f} {speed:8.3f}")


if __name__ == "__main__":
    main()
