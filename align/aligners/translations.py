"""Compare the target with the source as an engine translates it, or the source with the target's translation."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import numpy as np

from align.errors import EngineError, ModelMissingError
from align.hypothesis import Sentence
from align.languages import Pair
from align.names.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.aligners.seam import Side
    from align.hypothesis import Hypothesis

# Characters of an n-gram, as chrF takes them (Popović 2015); shorter ones are in every sentence.
_LENGTHS = (3, 4, 5)
# N-grams share so many places of a vector by their hash: two unrelated sentences are alike by some hundredths.
_WIDTH = 1024
_SPACE = re.compile(r"\W+")


class Translator(Protocol):
    """Put the two sides of a pair of texts into one language."""

    def serves(self, source: str, target: str) -> bool:
        """Tell, without translating, whether it can for these languages."""

    def together(self, source: Side, target: Side) -> tuple[Sequence[str], Sequence[str]] | None:
        """Give both sides in one language, segment by segment; None where that cannot be had."""


class Translating(Protocol):
    """What is needed of an engine."""

    def fingerprint(self, pair: Pair) -> str:
        """Raise ModelMissingError for a pair that it has no model for."""

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence."""


class EngineTranslator:
    """Translate by an engine, such as a `PivotEngine`: the source where it can, else the target."""

    def __init__(self, engine: Translating) -> None:
        self._engine = engine
        # Windows overlap, and news repeats itself.
        self._known: dict[Pair, dict[str, str]] = {}

    def serves(self, source: str, target: str) -> bool:
        """Tell, without translating, whether a route is installed in one direction or the other."""
        return self._pair(source, target) is not None

    def together(self, source: Side, target: Side) -> tuple[Sequence[str], Sequence[str]] | None:
        """Give both sides in one language, segment by segment; None where no route is installed, or it fails."""
        pair = self._pair(source.language, target.language)
        if pair is None:
            return None
        try:
            if pair.source == source.language:
                return self._translated(source, pair), target.segments
            return source.segments, self._translated(target, pair)
        except EngineError:
            return None

    def _pair(self, source: str, target: str) -> Pair | None:
        if not source or not target or source == target:
            return None
        for pair in (Pair(source, target), Pair(target, source)):
            try:
                self._engine.fingerprint(pair)
            except ModelMissingError:
                continue
            return pair
        return None

    def _translated(self, side: Side, pair: Pair) -> list[str]:
        known = self._known.setdefault(pair, {})
        new = [text for text in dict.fromkeys(side.segments) if text not in known]
        hypotheses = self._engine.translate(pair, [Sentence(text) for text in new])
        known.update((text, hypothesis.text) for text, hypothesis in zip(new, hypotheses, strict=True))
        return [known[text] for text in side.segments]


def ngram_vectors(sides: tuple[Sequence[str], Sequence[str]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Count the character n-grams of each text, rare ones more, in a vector of hashed places."""
    counted = [[_ngrams(text) for text in side] for side in sides]
    spread = Counter(ngram for side in counted for ngrams in side for ngram in ngrams)
    total = sum(map(len, sides))
    worth = {ngram: float(np.log(total / count)) for ngram, count in spread.items()}
    return _vectors(counted[0], worth), _vectors(counted[1], worth)


def _ngrams(text: str) -> Counter[int]:
    plain = f" {_SPACE.sub(' ', fold(text)).strip()} "
    return Counter(
        crc32(plain[at : at + length].encode("utf-8", "replace"))
        for length in _LENGTHS
        for at in range(len(plain) - length + 1)
    )


def _vectors(counted: Sequence[Counter[int]], worth: dict[int, float]) -> NDArray[np.float32]:
    vectors = np.zeros((len(counted), _WIDTH), dtype=np.float32)
    for row, ngrams in zip(vectors, counted, strict=True):
        hashes = np.array(list(ngrams), dtype=np.int64)
        # The sign is another bit of the hash, so that what shares a place by chance cancels out.
        values = np.sqrt(list(ngrams.values())) * [worth[ngram] for ngram in ngrams] * (1 - 2 * (hashes >> 20 & 1))
        np.add.at(row, hashes % _WIDTH, values)
    return vectors
