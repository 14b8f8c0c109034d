"""Compare the target with the source as an engine translates it, or the source with the target's translation."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import numpy as np

from align.errors import ModelMissingError
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

    def together(self, source: Side, target: Side) -> tuple[Sequence[str], Sequence[str]] | None:
        """Give both sides in one language, segment by segment; None where that cannot be had."""


class Translating(Protocol):
    """What is needed of an engine."""

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence; raise ModelMissingError for a pair that it has no model for."""


class EngineTranslator:
    """Translate by an engine, such as a `PivotEngine`: the source where it can, else the target."""

    def __init__(self, engine: Translating) -> None:
        self._engine = engine

    def together(self, source: Side, target: Side) -> tuple[Sequence[str], Sequence[str]] | None:
        """Give both sides in one language, segment by segment; None where no route is installed."""
        if not (source.language and target.language):
            return None
        if forth := self._translated(source, target.language):
            return forth, target.segments
        back = self._translated(target, source.language)
        return (source.segments, back) if back else None

    def _translated(self, side: Side, language: str) -> list[str] | None:
        pair = Pair(side.language, language)
        try:
            hypotheses = self._engine.translate(pair, [Sentence(text) for text in side.segments])
        except ModelMissingError:
            return None
        return [hypothesis.text for hypothesis in hypotheses]


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
