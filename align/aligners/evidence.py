"""Gather what the scores of two sides need, stage by stage."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from align.aligners.anchors import Anchors, Rare, cognates
from align.aligners.coarse import find_corridor
from align.aligners.corridor import around
from align.aligners.form import Form
from align.aligners.length import Length
from align.aligners.lexical import Lexical, learn
from align.aligners.likeness import Likeness
from align.aligners.words import Words, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.aligners.corridor import Corridor
    from align.aligners.likeness import Vectors
    from align.aligners.pins import Pins
    from align.aligners.seam import Score
    from align.bitext import Bead

    # Vectors of both sides, by what they are called.
    Named = Mapping[str, tuple[Vectors, Vectors]]

_NONE: Named = MappingProxyType({})
# Segments to either side of the rough alignment that the fine one looks at.
_MARGIN = 8


class Evidence:
    """Words of both sides, and the scores that can be had from them before and after a first alignment."""

    def __init__(self, held: Pins) -> None:
        cut = [[words_of(text) for text in side.segments] for side in (held.source, held.target)]
        self._held = held
        self._words = Words.of(cut[0]), Words.of(cut[1])
        self._stems = _stems(cut[0]), _stems(cut[1])
        self._cognates = cognates(*self._words)
        self._prior = cognates(*self._stems)
        self._form = Form(held.source, held.target)

    def rough(self) -> tuple[Corridor, list[Score]]:
        """Give a wide corridor and the scores by form, length and look-alike words."""
        corridor = self._held.narrow(find_corridor(*self._words, self._cognates[0]))
        return corridor, self.rough_scores(corridor)

    def rough_scores(self, corridor: Corridor, beads: Sequence[Bead] = ()) -> list[Score]:
        """Give the scores by form, length and look-alike words in any corridor; lengths are compared by beads."""
        length = Length(self._held.source, self._held.target, beads)
        return [self._form, length, Anchors(*self._words, self._cognates, corridor)]

    def fine(self, beads: Sequence[Bead], vectors: Named = _NONE) -> tuple[Corridor, list[Score]]:
        """Give a narrow corridor around beads, and the scores with the lexicon learned from them."""
        corridor = self.narrow(beads)
        return corridor, self.fine_scores(beads, corridor, vectors)

    def fine_scores(self, beads: Sequence[Bead], corridor: Corridor, vectors: Named = _NONE) -> list[Score]:
        """Give the scores with the lexicon learned from beads in any corridor, and by the vectors that there are."""
        lexicon = learn(*self._stems, beads, self._prior)
        rare = Rare(*self._words, self._cognates, corridor)
        sides = self._held.source, self._held.target
        alike = [Likeness(name, *sides, both, corridor) for name, both in vectors.items()]
        return [*self.rough_scores(corridor, beads), Lexical(*self._stems, lexicon, corridor), rare, *alike]

    def narrow(self, beads: Sequence[Bead]) -> Corridor:
        """Give the corridor around beads."""
        path = [(0, 0)]
        for bead in beads:
            path.append((path[-1][0] + len(bead.source), path[-1][1] + len(bead.target)))
        return self._held.narrow(around(path, scale=1, margin=_MARGIN, sizes=path[-1]))


def _stems(segments: Sequence[Sequence[str]]) -> Words:
    return Words.of([stem(word) for word in words] for words in segments)
