"""langdetect's detector, draw for draw the same, at a fraction of its time.

Its own loops look at every character and every language one by one. Importing this module imports langdetect and
numpy.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langdetect.detector import Detector
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram

from align.detect import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SPACE = " "
# Enough of a hash to tell one choice of languages from another.
DIGITS = 16
# Draws between two looks at the result, as in langdetect.
DRAWS = 5
# Words whose n-grams are remembered; most of a text is made of few words.
REMEMBERED = 4096


class QuickFactory(DetectorFactory):  # type: ignore[misc]
    """A factory of quick detectors; `chances` has a row for each n-gram, side by side in memory."""

    def __init__(self, codes: Sequence[str]) -> None:
        """Take the profiles of these languages; what langdetect counts out of them is kept in the user's cache."""
        super().__init__()
        self.langlist = list(codes)
        name = f"langdetect-{version('langdetect')}-{sha256(' '.join(codes).encode()).hexdigest()[:DIGITS]}"
        found = kept.arrays(name, lambda: _counted(codes))
        self.chances: NDArray[np.float64] = found["chances"]
        self.word_lang_prob_map = {gram: row for row, gram in enumerate(found["grams"].tolist())}
        self.rows = lru_cache(maxsize=REMEMBERED)(self._rows)

    def _create_detector(self) -> QuickDetector:
        return QuickDetector(self)

    def _rows(self, padded: str) -> tuple[int, ...]:
        """Give the rows of a word's n-grams, in their order; those that no language has are left out."""
        rows: dict[str, int] = self.word_lang_prob_map
        return tuple(rows[gram] for gram in _grams(padded) if gram in rows)


def _counted(codes: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Have langdetect read its profiles: the chance of each n-gram in each language."""
    factory = DetectorFactory()
    factory.load_json_profile([Path(PROFILES_DIRECTORY, code).read_text(encoding="utf-8") for code in codes])
    listed: dict[str, list[float]] = factory.word_lang_prob_map
    return {"grams": np.array(list(listed)), "chances": np.array(list(listed.values()))}


class QuickDetector(Detector):  # type: ignore[misc]
    """A detector that takes n-grams word by word, by their rows, and counts draws for all languages at once."""

    def __init__(self, factory: QuickFactory) -> None:
        super().__init__(factory)
        self.chances, self.rows = factory.chances, factory.rows

    def _extract_ngrams(self) -> list[int]:
        *words, last = self.text.translate(_NORMAL).split(SPACE)
        padded = [f" {word} " for word in words if word]
        return [row for word in (*padded, SPACE + last) for row in self.rows(word)]

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
        draw = self.random.choice
        # The ufuncs themselves: numpy's methods would take as long again to find them.
        while np.maximum.reduce(chances) <= self.CONV_THRESHOLD and drawn <= self.ITERATION_LIMIT:
            rows = [draw(grams) for _ in range(batch)]
            chances *= np.multiply.reduce(self.chances[rows] + weight, axis=0)
            chances /= np.add.reduce(chances)
            drawn, batch = drawn + batch, DRAWS
        return chances


class _Normal(dict[int, str]):
    """Each character as langdetect counts it, asked once."""

    def __missing__(self, code: int) -> str:
        self[code] = normal = str(NGram.normalize(chr(code)))
        return normal


_NORMAL = _Normal()


def _grams(padded: str) -> tuple[str, ...]:
    """Give the stretches of one to three characters that end at each letter, but not inside a run of capitals."""
    return tuple(
        padded[start : end + 1]
        for end in range(1, len(padded))
        if not (padded[end].isupper() and padded[end - 1].isupper())
        for start in range(end, max(end - NGram.N_GRAM, -1), -1)
        if padded[start : end + 1] != SPACE
    )
