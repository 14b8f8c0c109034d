"""The engine for Apertium's pairs, as the seam asks for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.engines.apertium import stream
from align.engines.apertium.hidden import Hidden, hide
from align.engines.apertium.modes import PACKAGES, installed
from align.engines.apertium.program import Program
from align.errors import ModelMissingError
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.apertium.modes import Mode
    from align.hypothesis import Sentence
    from align.languages import Pair

# Raise it whenever the same pair would write something else for the same sentence.
VERSION = "1"


class ApertiumEngine:
    """Translate by the Apertium pairs that are installed, with links for every word.

    A constraint is honoured by putting a word that no dictionary has in the place of the name: Apertium carries it
    through and says where it came out.
    """

    name = "apertium"
    # es-en-pt, of which Firefox writes the end, has a chrF2 0.6 to 2.3 above es-pt: `python tests/bench routes`.
    detour = 1.5

    def __init__(self) -> None:
        self._modes: dict[Pair, Mode] | None = None
        self._translators: dict[Pair, _Translator] = {}

    def pairs(self) -> frozenset[Pair]:
        """Give the installed pairs."""
        return frozenset(self._installed())

    def fingerprint(self, pair: Pair) -> str:
        """Identify the pair's files and the way they are used."""
        return f"{self._mode_of(pair).fingerprint()}-{VERSION}"

    def placeholder(self, pair: Pair) -> str:
        """Give the placeholder that most often survives.

        Of 16 kinds it is the first in each of es-pt, es-en, fr-es, id-ms, with 99.1 to 99.5 % of sentences
        (`python tests/bench placeholders`); `%{}%` is the last, with 57 to 100 %.
        """
        del pair
        return "XN{}"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Translate each sentence; raise ModelMissingError for a pair that is not installed."""
        mode = self._mode_of(pair)
        if pair not in self._translators:
            self._translators[pair] = _Translator.of(mode)
        return self._translators[pair].translate(sentences)

    def close(self) -> None:
        """End the programs; they also end with the engine, and with Python."""
        for translator in self._translators.values():
            translator.close()

    def _installed(self) -> dict[Pair, Mode]:
        if self._modes is None:
            self._modes = installed()
        return self._modes

    def _mode_of(self, pair: Pair) -> Mode:
        modes = self._installed()
        if pair not in modes:
            known = ", ".join(sorted(map(str, modes))) or "none"
            package = next((name for name, pairs in PACKAGES.items() if pair in pairs), "")
            raise ModelMissingError(
                f"no Apertium pair {pair}; installed: {known}",
                advice=f"apt install {package}" if package else "apt search ^apertium-",
            )
        return modes[pair]


@dataclass(frozen=True, slots=True)
class _Translator:
    """The two programs of a pair: the analyser, and all that comes after it."""

    pair: Pair
    analyser: Program
    generator: Program

    @classmethod
    def of(cls, mode: Mode) -> _Translator:
        analyser, generator = mode.stages()
        name = f"apertium {mode.path.stem}"
        return cls(mode.pair, Program(analyser, name), Program(generator, name))

    def close(self) -> None:
        self.analyser.close()
        self.generator.close()

    def translate(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        hidden = [hide(sentence) for sentence in sentences]
        outputs = self._write([one.text for one in hidden])
        restored = [one.restore(output) for one, output in zip(hidden, outputs, strict=True)]
        # Where a word of ours was lost or doubled, nothing is hidden.
        plain = [Hidden(sentence, sentence.text) for sentence in sentences]
        again = iter(self._write([one.text for one, done in zip(plain, restored, strict=True) if done is None]))
        return [
            done or one.restore(next(again)) or self._hypothesis(stream.Output(one.text))
            for one, done in zip(plain, restored, strict=True)
        ]

    def _write(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Translate the texts, without the blank ones."""
        words = [text for text in texts if text.strip()]
        analysed = self.analyser.ask([stream.encode(text) for text in words])
        analyses = [stream.mark_words(one, text) for one, text in zip(analysed, words, strict=True)]
        written = self.generator.ask([analysis.stream for analysis in analyses])
        answers = iter(zip(written, analyses, strict=True))
        return [
            self._hypothesis(stream.decode(*next(answers), text) if text.strip() else stream.Output(text))
            for text in texts
        ]

    def _hypothesis(self, output: stream.Output) -> Hypothesis:
        return Hypothesis(output.text, math.nan, (self.pair.source, self.pair.target), output.links)
