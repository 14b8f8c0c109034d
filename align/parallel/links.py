"""Link the words of each unit: by an engine that is led along the translation, else by what the texts teach."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.document import Link
from align.engines.seam import Scorer
from align.errors import ModelMissingError
from align.hypothesis import Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.bitext import TranslationUnit
    from align.engines.pivot import Hop, PivotEngine
    from align.hypothesis import Hypothesis
    from align.store import Store

# More different words are not translated one by one: that would take longer than reading the links is worth.
_MOST_WORDS = 3000


def _key(fingerprint: str, source: str, target: str) -> bytes:
    return hashlib.sha256(json.dumps(["links", fingerprint, source, target]).encode()).digest()


@dataclass(frozen=True, slots=True)
class Linker:
    """Link the units of one pair of languages, by the engines that there are."""

    engine: PivotEngine
    pair: Pair
    store: Store | None = None

    def link(self, units: Sequence[TranslationUnit]) -> tuple[TranslationUnit, ...]:
        """Give the units with links; those with one side have none."""
        places = [n for n, unit in enumerate(units) if unit.source and unit.target]
        both = [units[n] for n in places]
        found = self._led(both)
        if found is None:
            from align.parallel.lexicon import links_of

            found = links_of(both, translate=self.translate)
        linked = list(units)
        for place, links in zip(places, found, strict=True):
            linked[place] = replace(units[place], links=links)
        return tuple(linked)

    def _led(self, units: Sequence[TranslationUnit]) -> list[tuple[Link, ...]] | None:
        """Ask an engine that can be led along a translation, in either direction; None where there is none."""
        sources, targets = [unit.source for unit in units], [unit.target for unit in units]
        if (led := self._scoring(self.pair)) is not None:
            return [one.links for one in self._scored(*led, sources, targets)]
        if (led := self._scoring(Pair(self.pair.target, self.pair.source))) is not None:
            scored = self._scored(*led, targets, sources)
            return [tuple(Link(k.target, k.source, k.weight) for k in one.links) for one in scored]
        return None

    def _scored(self, scorer: Scorer, pair: Pair, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Ask what the store does not know; outputs that are made again load no model."""
        fingerprint = self.engine.fingerprint(pair)
        keys = [_key(fingerprint, one, other) for one, other in zip(sources, targets, strict=True)]
        known = self.store.hypotheses(list(dict.fromkeys(keys))) if self.store else {}
        missing = {key: n for n, key in enumerate(keys) if key not in known}
        asked = list(missing.values())
        given = scorer.score(pair, [sources[n] for n in asked], [targets[n] for n in asked])
        fresh = dict(zip(missing, given, strict=True))
        if self.store and fresh:
            self.store.keep(fresh)
        known |= fresh
        return [known[key] for key in keys]

    def _scoring(self, pair: Pair) -> tuple[Scorer, Pair] | None:
        """Give the one engine of the route if it can be led, and the pair of its model."""
        hops = self._route(pair)
        if len(hops) != 1 or not isinstance(hops[0].engine, Scorer):
            return None
        return hops[0].engine, hops[0].pair

    def _route(self, pair: Pair) -> tuple[Hop, ...]:
        if pair.source == pair.target or not pair.source or not pair.target:
            return ()
        try:
            return self.engine.route(pair)
        except ModelMissingError:
            return ()

    def translate(self, words: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
        """Translate the words of either side, each way that there is a route for; give pairs, source first."""
        back = Pair(self.pair.target, self.pair.source)
        return [
            *self._translated(self.pair, words),
            *((word, other) for other, word in self._translated(back, others)),
        ]

    def _translated(self, pair: Pair, words: Sequence[str]) -> list[tuple[str, str]]:
        if not self._route(pair):
            return []
        asked = words[:_MOST_WORDS]
        given = self.engine.translate(pair, [Sentence(word) for word in asked])
        return [(word, one.text) for word, one in zip(asked, given, strict=True)]
