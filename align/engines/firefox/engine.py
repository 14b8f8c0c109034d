"""The engine for Firefox Translations models, as the seam asks for it."""

from __future__ import annotations

import hashlib
import warnings
from typing import TYPE_CHECKING

from align.engines.firefox import models
from align.engines.hashes import contents
from align.errors import EngineError, ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.firefox.fallback import Fallback
    from align.engines.firefox.translator import Translator
    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair

# Raise it whenever the same model would write something else for the same sentence.
DECODING_VERSION = "4"


class FirefoxEngine:
    """Translate by the Firefox models that are installed.

    `notices` are sentences for the user, such as that another engine had to step in.
    """

    name = "firefox"

    def __init__(self) -> None:
        self.notices: list[str] = []
        self._files: dict[Pair, models.ModelFiles] | None = None
        self._translators: dict[Pair, Translator | Fallback] = {}

    def pairs(self) -> frozenset[Pair]:
        """Give the installed pairs."""
        return frozenset(self._installed())

    def fingerprint(self, pair: Pair) -> str:
        """Identify the model's files and the way of decoding."""
        kept = contents(self._files_of(pair).paths, engine=models.ENGINE)
        return hashlib.sha256(f"{kept}|{DECODING_VERSION}".encode()).hexdigest()[:16]

    def placeholder(self, pair: Pair) -> str:
        """Give the placeholder that most often survives."""
        del pair
        return "XN{}"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Translate each sentence; raise ModelMissingError for a pair that is not installed."""
        return self._translator(pair).translate(sentences)

    def score(self, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Score and link translations that are there already; raise ModelMissingError as `translate` does."""
        return self._translator(pair).score(sources, targets)

    def _translator(self, pair: Pair) -> Translator | Fallback:
        files = self._files_of(pair)
        if pair not in self._translators:
            self._translators[pair] = self._open(files)
        return self._translators[pair]

    def _installed(self) -> dict[Pair, models.ModelFiles]:
        if self._files is None:
            self._files = models.installed()
        return self._files

    def _files_of(self, pair: Pair) -> models.ModelFiles:
        installed = self._installed()
        if pair not in installed:
            known = ", ".join(sorted(map(str, installed))) or "none"
            raise ModelMissingError(
                f"no Firefox model for {pair}; installed: {known}", advice=f"align models install {pair}"
            )
        return installed[pair]

    def _open(self, files: models.ModelFiles) -> Translator | Fallback:
        from align.engines.firefox.fallback import Fallback
        from align.engines.firefox.marian import UnknownArchitectureError
        from align.engines.firefox.network import open_network
        from align.engines.firefox.translator import Translator

        try:
            return Translator(open_network(files), (files.pair.source, files.pair.target))
        except UnknownArchitectureError as reason:
            notice = f"{files.pair}: this engine does not know the model ({reason}); fxtranslate runs it instead"
            self.notices.append(notice)
            warnings.warn(notice, stacklevel=4)
            return Fallback(files)
        except OSError as error:
            raise EngineError(f"cannot read the model: {error}", where=str(files.weights)) from error
