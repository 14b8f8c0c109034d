"""The engine for models converted to CTranslate2, as the seam asks for it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from align.engines.ctranslate import folders
from align.engines.hashes import contents
from align.engines.tuning import Quality, Tuning
from align.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.ctranslate.model import Found, Model
    from align.engines.ctranslate.translator import Translator
    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair

# Raise it whenever the same model would write something else for the same sentence.
_DECODING_VERSION = "2"
# Argos Translate and OPUS-MT search with 4; 2 takes two thirds of its CPU time, 1 two fifths (tests/bench/argos.py).
BEAMS = {Quality.FAST: 1, Quality.NORMAL: 2, Quality.BEST: 4}


class CTranslateEngine:
    """Translate by the converted models in the user's folder.

    `notices` are sentences for the user, such as that a folder holds no model that can be used.
    """

    name = folders.ENGINE
    advice = "put a converted model for {pair} into the folder of models; the README says how"

    def __init__(self) -> None:
        self._tuning = Tuning()
        self._found: Found | None = None
        self._translators: dict[Pair, Translator] = {}

    def find(self) -> Found:
        """Look for models, without opening any."""
        return folders.find()

    def tune(self, tuning: Tuning) -> None:
        """Take the beam, the device and the share of the cores from the choice."""
        self._tuning = tuning
        self._translators.clear()

    @property
    def notices(self) -> tuple[str, ...]:
        """Say which folders were left out, and why."""
        return self._installed().refused

    def pairs(self) -> frozenset[Pair]:
        """Give the installed pairs."""
        return frozenset(self._installed().models)

    def fingerprint(self, pair: Pair) -> str:
        """Identify the model's files and the way of decoding."""
        model = self._model_of(pair)
        kept = contents(model.paths, engine=self.name)
        way = f"{BEAMS[self._tuning.quality]}|{self._tuning.device}|{model.before}|{model.opening}|{_DECODING_VERSION}"
        return hashlib.sha256(f"{kept}|{way}".encode()).hexdigest()[:16]

    def placeholder(self, pair: Pair) -> str:
        """Give the placeholder that most often survives."""
        del pair
        return "XN{}"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Translate each sentence; raise ModelMissingError for a pair not installed, EngineError for a bad model."""
        return self._translator(pair).translate(sentences)

    def score(self, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Score and link translations that are there already; raise as `translate` does."""
        return self._translator(pair).score(sources, targets)

    def _translator(self, pair: Pair) -> Translator:
        model = self._model_of(pair)
        if pair not in self._translators:
            from align.engines.ctranslate.translator import Translator

            self._translators[pair] = Translator(model, self._tuning, beam=BEAMS[self._tuning.quality])
        return self._translators[pair]

    def _installed(self) -> Found:
        if self._found is None:
            self._found = self.find()
        return self._found

    def _model_of(self, pair: Pair) -> Model:
        installed = self._installed().models
        if pair not in installed:
            known = ", ".join(sorted(map(str, installed))) or "none"
            raise ModelMissingError(
                f"no {self.name} model for {pair}; installed: {known}", advice=self.advice.format(pair=pair)
            )
        return installed[pair]
