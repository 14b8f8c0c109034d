"""Two opinions on the language of a text: langdetect and py3langid, each asked only about given languages.

Both libraries are loaded on the first question. langdetect draws its n-grams at random, so it is seeded.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.detect.bayes import Model, NaiveBayes
    from align.detect.trials import QuickFactory

# Any constant does: the same text has the same answer in every run.
SEED = 0
# Our tag for each code that a library names otherwise.
TAGS = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}
# A probability that changes no decision.
NO_CHANCE = 0.001
# Random draws that langdetect takes the mean of; its own default is 7, and articles are told as well by 3.
TRIALS = 2
# langdetect's smoothing; its own default.
ALPHA = 0.5


def first_opinion(text: str, languages: tuple[str, ...]) -> dict[str, float]:
    """Ask langdetect: the probability of each language that it knows, empty if it knows none or sees no letters."""
    from langdetect.lang_detect_exception import LangDetectException

    factory = _profiles(languages)
    if factory is None:
        return {}
    detector = factory.create(ALPHA)
    detector.n_trial = TRIALS
    detector.append(text)
    try:
        detector.get_probabilities()
    except LangDetectException:
        return {}
    return _named(zip(detector.langlist, detector.langprob, strict=True))


def second_opinions(texts: Sequence[str], languages: tuple[str, ...]) -> list[dict[str, float]]:
    """Ask py3langid about each text: the probability of each language that it knows."""
    model = _restricted(languages)
    if model is None:
        return [{} for _ in texts]
    return [_named(chances) for chances in model.probabilities(texts, above=NO_CHANCE)]


def _named(codes: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Put our tags for a library's codes; what has no chance is left out."""
    named: dict[str, float] = {}
    for code, probability in codes:
        if probability > NO_CHANCE:
            tag = TAGS.get(code, code)
            named[tag] = named.get(tag, 0.0) + probability
    return named


@lru_cache(maxsize=32)
def _profiles(languages: tuple[str, ...]) -> QuickFactory | None:
    """Load langdetect's profiles of these languages alone: all 55 take half a second."""
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY

    from align.detect.trials import QuickFactory

    codes = [code for code in _codes(languages) if Path(PROFILES_DIRECTORY, code).is_file()]
    if len(codes) < 2:  # noqa: PLR2004 - a detector of one language has no choice
        return None
    factory = QuickFactory(codes)
    factory.set_seed(SEED)
    return factory


@lru_cache(maxsize=1)
def _model() -> Model:
    from align.detect.unpacked import load

    return load()


@lru_cache(maxsize=32)
def _restricted(languages: tuple[str, ...]) -> NaiveBayes | None:
    """Restrict py3langid's model to those of the languages that it knows; all such share its automaton."""
    from align.detect.bayes import NaiveBayes

    model = _model()
    codes = set(_codes(languages)).intersection(model.classes)
    return NaiveBayes.of(model, codes) if codes else None


def _codes(languages: Iterable[str]) -> list[str]:
    """Give the libraries' codes for our tags."""
    return [code for tag in languages for code in ([code for code, ours in TAGS.items() if ours == tag] or [tag])]
