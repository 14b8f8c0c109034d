"""Mozilla's own engine, for models whose architecture our graphs do not know."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from align.errors import EngineError
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.firefox.models import ModelFiles
    from align.hypothesis import Sentence

REMARK = "fallback-engine"


class Fallback:
    """Translate one pair by `fxtranslate`: without scores, links and constraints."""

    def __init__(self, files: ModelFiles) -> None:
        from fxtranslate import Translator

        self._route = (files.pair.source, files.pair.target)
        try:
            self._translator: Any = Translator(
                files.weights.read_bytes(),
                files.source_vocabulary.read_bytes(),
                files.target_vocabulary.read_bytes(),
                files.shortlist.read_bytes() if files.shortlist is not None else None,
            )
        except ValueError as error:
            raise EngineError(f"fxtranslate cannot read it either: {error}", where=str(files.weights)) from error

    def translate(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Translate each sentence; one that is too long for a call is cut at its sentence marks by fxtranslate."""
        return [
            Hypothesis(
                self._translator.translate_long(sentence.text) if sentence.text.strip() else "",
                math.nan,
                self._route,
                honoured=(None,) * len(sentence.constraints),
                remarks=(REMARK,),
            )
            for sentence in sentences
        ]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Give the targets as they are: fxtranslate cannot be led along a translation."""
        return [
            Hypothesis(target, math.nan, self._route, remarks=(REMARK,))
            for _, target in zip(sources, targets, strict=True)
        ]
