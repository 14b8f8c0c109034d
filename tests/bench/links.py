"""Measure word links, en-pt: of words that are copied, of names, and of translations that people have made.

A word or name counts where it stands exactly once on either side, so that there is no doubt what it comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from _corpora import DATA

from align.bitext import Bead, TranslationUnit
from align.document import Span
from align.engines.firefox import FirefoxEngine
from align.engines.pivot import PivotEngine
from align.hypothesis import Sentence
from align.languages import Pair
from align.parallel.kept import KeptEngine
from align.parallel.lexicon import links_of
from align.parallel.links import Linker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.document import Link
    from align.hypothesis import Hypothesis

PAIR = Pair("en", "pt")
# What is surely no word that both languages happen to have: with a capital inside of a sentence, or with a digit.
_COPY = re.compile(r"(?<=\w )(?:[A-Z]|\w*\d)[\w-]*\w")
_NAME = re.compile(r"(?<!\w)[A-Z][\w-]*\w(?: [A-Z][\w-]*\w)*(?!\w)")
_WORD = re.compile(r"[\w-]+")
# A link of the engine that should be found without it, too.
_SURE = 0.6


@dataclass(slots=True)
class Count:
    """How many were right, of how many."""

    right: int = 0
    all: int = 0

    def add(self, *, is_right: bool) -> None:
        """Count one more."""
        self.right += is_right
        self.all += 1

    def __str__(self) -> str:
        return f"{self.right} of {self.all}, {self.right / self.all:.4f}" if self.all else "none"


def once(text: str, part: str) -> Span | None:
    """Give the place of a word or name that stands in the text exactly once."""
    found = list(re.finditer(rf"(?<![\w-]){re.escape(part)}(?![\w-])", text))
    return Span(*found[0].span()) if len(found) == 1 else None


def on_both_sides(pattern: re.Pattern[str], source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Give the places of what is there once on either side."""
    for match in pattern.finditer(source):
        places = once(source, match.group()), once(target, match.group())
        if places[0] is not None and places[1] is not None:
            yield places[0], places[1]


def points_right(hypothesis: Hypothesis, source: Span, target: Span) -> bool:
    """Tell whether the strongest link of the target's words goes to that place of the source."""
    links = [k for k in hypothesis.links if k.target.overlaps(target)]
    return bool(links) and max(links, key=lambda k: k.weight).source.overlaps(source)


def is_covered(hypothesis: Hypothesis, source: Span, target: Span) -> bool:
    """Tell whether every word of the name has a link from inside of the name."""
    own = [k.target for k in hypothesis.links if k.source.overlaps(source)]
    words = (Span(*m.span()).shift(target.start) for m in _WORD.finditer(target.of(hypothesis.text)))
    return all(any(span.overlaps(word) for span in own) for word in words)


def report(name: str, sources: Sequence[str], hypotheses: Sequence[Hypothesis]) -> None:
    """Print what became of copies and names, and how many links point outside."""
    copies, names, outside, links = Count(), Count(), 0, 0
    for source, hypothesis in zip(sources, hypotheses, strict=True):
        for a, b in on_both_sides(_COPY, source, hypothesis.text):
            copies.add(is_right=points_right(hypothesis, a, b))
        for a, b in on_both_sides(_NAME, source, hypothesis.text):
            names.add(is_right=is_covered(hypothesis, a, b))
        links += len(hypothesis.links)
        outside += sum(
            k.source.end > len(source) or k.target.end > len(hypothesis.text) or not len(k.source) or not len(k.target)
            for k in hypothesis.links
        )
    print(f"{name:28} {links:7} links  outside {outside}  copies right: {copies}  names covered: {names}")


def main() -> None:
    """Print all figures."""
    source, reference = (
        (DATA / "ntrex" / f"{language}.txt").read_text("utf-8").splitlines() for language in ("eng", "por-BR")
    )
    engine = FirefoxEngine()
    ours = engine.translate(PAIR, [Sentence(text) for text in source])
    report("our translation", source, ours)
    report("ours, decoded by force", source, engine.score(PAIR, source, [h.text for h in ours]))
    judged = engine.score(PAIR, source, reference)
    report("a person's translation", source, judged)
    other = engine.score(PAIR, source, [*reference[1:], reference[0]])
    better = Count()
    for right, wrong in zip(judged, other, strict=True):
        better.add(is_right=right.score > wrong.score)
    print(f"{'right above wrong target':28} {better}")
    without_engine(source, reference, judged)


def without_engine(source: Sequence[str], target: Sequence[str], silver: Sequence[Hypothesis]) -> None:
    """Print how many links of the learned lexicon the engine has too, document by document, and the reverse."""
    places = (DATA / "ntrex" / "documents.txt").read_text("utf-8").splitlines()
    linker = Linker(KeptEngine(PivotEngine.of("firefox")), PAIR)
    for name, translate in (("learned from the document", None), ("with single words translated", linker.translate)):
        found: list[tuple[float, bool]] = []
        reached: list[float] = []
        wanted = 0
        for _, group in groupby(range(len(source)), key=lambda n: places[n]):
            numbers = list(group)
            units = [TranslationUnit(n, source[n], target[n], Bead((n,), (n,))) for n in numbers]
            for n, links in zip(numbers, links_of(units, translate=translate, weakest=0.1), strict=True):
                sure = [k for k in silver[n].links if k.weight >= _SURE]
                found += [(one.weight, any(_is_one(one, k) for k in silver[n].links)) for one in links]
                wanted += len(sure)
                reached += [max((one.weight for one in links if _is_one(one, k)), default=0.0) for k in sure]
        print(f"{name}; weight: precision, recall of the engine's sure links")
        for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
            kept = [is_right for weight, is_right in found if weight >= least]
            recall = sum(weight >= least for weight in reached) / wanted
            print(f"  {least}: {sum(kept) / max(1, len(kept)):.3f} of {len(kept)}, {recall:.3f}")


def _is_one(one: Link, other: Link) -> bool:
    return one.source.overlaps(other.source) and one.target.overlaps(other.target)


if __name__ == "__main__":
    main()
