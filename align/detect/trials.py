"""langdetect's detector, draw for draw the same, at a fraction of its time.

Its own loops look at every character and every language one by one. Importing this module imports langdetect and
numpy.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from langdetect.detector import Detector
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SPACE = " "
# Draws between two looks at the result, as in langdetect.
DRAWS = 5
# Words whose n-grams are remembered; most of a text is made of few words.
REMEMBERED = 4096


class QuickFactory(DetectorFactory):  # type: ignore[misc]
    """A factory of quick detectors; `chances` has a row for each n-gram, side by side in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.word_lang_prob_map: dict[str, Any] = {}
        self.chances: NDArray[np.float64] = np.empty((0, 0))

    def load_json_profile(self, json_profiles: Sequence[str]) -> None:
        """Read the profiles, and put the rows of their n-grams in place of langdetect's lists."""
        super().load_json_profile(json_profiles)
        listed: dict[str, list[float]] = self.word_lang_prob_map
        self.chances = np.array(list(listed.values()))
        self.word_lang_prob_map = {word: row for row, word in enumerate(listed)}

    def _create_detector(self) -> QuickDetector:
        return QuickDetector(self)


class QuickDetector(Detector):  # type: ignore[misc]
    """A detector that takes n-grams word by word, by their rows, and counts draws for all languages at once."""

    def __init__(self, factory: QuickFactory) -> None:
        super().__init__(factory)
        self.chances = factory.chances

    def _extract_ngrams(self) -> list[int]:
        *words, last = self.text.translate(_NORMAL).split(SPACE)
        grams = [gram for word in words if word for gram in _grams(f" {word} ")]
        rows: dict[str, int] = self.word_lang_prob_map
        return [rows[gram] for gram in (*grams, *_grams(SPACE + last)) if gram in rows]

    def _detect_block(self) -> None:
        """Draw as langdetect does; the draws between two looks at the result are multiplied in at once."""
        self.cleaning_text()
        grams = self._extract_ngrams()
        if not grams:
            raise LangDetectException(ErrorCode.CantDetectError, "No features in text.")
        self.random.seed(self.seed)
        total = np.zeros(len(self.langlist))
        for _ in range(self.n_trial):
            total += self._trial(grams)
        self.langprob = (total / self.n_trial).tolist()

    def _trial(self, grams: Sequence[int]) -> NDArray[np.float64]:
        weight = (self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH) / self.BASE_FREQ
        chances = np.full(len(self.langlist), 1 / len(self.langlist))
        drawn, batch = 0, 1
        while chances.max() <= self.CONV_THRESHOLD and drawn <= self.ITERATION_LIMIT:
            rows = [self.random.choice(grams) for _ in range(batch)]
            chances *= (self.chances[rows] + weight).prod(axis=0)
            chances /= chances.sum()
            drawn, batch = drawn + batch, DRAWS
        return chances


class _Normal(dict[int, str]):
    """Each character as langdetect counts it, asked once."""

    def __missing__(self, code: int) -> str:
        self[code] = normal = str(NGram.normalize(chr(code)))
        return normal


_NORMAL = _Normal()


@lru_cache(maxsize=REMEMBERED)
def _grams(padded: str) -> tuple[str, ...]:
    """Give the stretches of one to three characters that end at each letter, but not inside a run of capitals."""
    return tuple(
        padded[start : end + 1]
        for end in range(1, len(padded))
        if not (padded[end].isupper() and padded[end - 1].isupper())
        for start in range(end, max(end - NGram.N_GRAM, -1), -1)
        if padded[start : end + 1] != SPACE
    )
