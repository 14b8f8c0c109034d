"""An engine behind the store: what it answered once is not asked again, so that outputs are made again without it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.engines.pivot import Hop, PivotEngine
    from align.engines.seam import Scorer
    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair
    from align.store import Store


@dataclass(frozen=True, slots=True)
class KeptEngine:
    """Ask an engine only what the store does not know; without a store, everything."""

    engine: PivotEngine
    store: Store | None = None

    def route(self, pair: Pair) -> tuple[Hop, ...]:
        """Give the engines of the way; raise ModelMissingError."""
        return self.engine.route(pair)

    def fingerprint(self, pair: Pair) -> str:
        """Identify the models of the way; raise ModelMissingError."""
        return self.engine.fingerprint(pair)

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence; raise EngineError, and ModelMissingError."""
        fingerprint = self.fingerprint(pair)
        keys = [key_of(one, pair=pair, fingerprint=fingerprint) for one in sentences]
        return self._answers(keys, lambda asked: self.engine.translate(pair, [sentences[n] for n in asked]))

    def score(self, scorer: Scorer, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Have an engine of this one led along translations."""
        fingerprint = self.fingerprint(pair)
        keys = [_key(fingerprint, one, other) for one, other in zip(sources, targets, strict=True)]
        return self._answers(
            keys, lambda asked: scorer.score(pair, [sources[n] for n in asked], [targets[n] for n in asked])
        )

    def _answers(self, keys: Sequence[bytes], ask: Callable[[Sequence[int]], Sequence[Hypothesis]]) -> list[Hypothesis]:
        known = self.store.hypotheses(list(dict.fromkeys(keys))) if self.store else {}
        missing = {key: place for place, key in enumerate(keys) if key not in known}
        if missing:
            fresh = dict(zip(missing, ask(list(missing.values())), strict=True))
            if self.store:
                self.store.keep(fresh)
            known |= fresh
        return [known[key] for key in keys]


def _key(fingerprint: str, source: str, target: str) -> bytes:
    return hashlib.sha256(json.dumps(["links", fingerprint, source, target]).encode()).digest()
