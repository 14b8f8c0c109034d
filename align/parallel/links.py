"""Link the words of each unit: by an engine that is led along the translation, else by what the texts teach."""

from __future__ import annotations

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
    from align.engines.pivot import Hop
    from align.parallel.kept import KeptEngine

# More different words are not translated one by one: that would take longer than reading the links is worth.
_MOST_WORDS = 3000


@dataclass(frozen=True, slots=True)
class Linker:
    """Link the units of one pair of languages, by the engines that there are."""

    engine: KeptEngine
    pair: Pair

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
            return [one.links for one in self.engine.score(*led, sources, targets)]
        if (led := self._scoring(Pair(self.pair.target, self.pair.source))) is not None:
            scored = self.engine.score(*led, targets, sources)
            return [tuple(Link(k.target, k.source, k.weight) for k in one.links) for one in scored]
        return None

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
        """Translate the words of either side, each way that one engine goes; give pairs, source first.

        By way of a third language a word without its sentence means too much, and takes twice as long.
        """
        back = Pair(self.pair.target, self.pair.source)
        return [
            *self._translated(self.pair, words),
            *((word, other) for other, word in self._translated(back, others)),
        ]

    def _translated(self, pair: Pair, words: Sequence[str]) -> list[tuple[str, str]]:
        if len(self._route(pair)) != 1:
            return []
        asked = words[:_MOST_WORDS]
        given = self.engine.translate(pair, [Sentence(word) for word in asked])
        return [(word, one.text) for word, one in zip(asked, given, strict=True)]
