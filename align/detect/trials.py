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
from langdetect.utils.ngram import NGram

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SPACE = " "
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
    """A detector that takes n-grams word by word, by their rows, and counts a draw for all languages at once."""

    def __init__(self, factory: QuickFactory) -> None:
        super().__init__(factory)
        self.chances = factory.chances

    def _extract_ngrams(self) -> list[int]:
        *words, last = self.text.translate(_NORMAL).split(SPACE)
        grams = [gram for word in words if word for gram in _grams(f" {word} ")]
        rows: dict[str, int] = self.word_lang_prob_map
        return [rows[gram] for gram in (*grams, *_grams(SPACE + last)) if gram in rows]

    def _init_probability(self) -> NDArray[np.float64]:
        return np.full(len(self.langlist), 1 / len(self.langlist))

    def _update_lang_prob(self, prob: NDArray[np.float64], word: int, alpha: float) -> bool:
        prob *= self.chances[word] + alpha / self.BASE_FREQ
        return True

    def _normalize_prob(self, prob: NDArray[np.float64]) -> float:
        prob /= prob.sum()
        return float(prob.max())


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
