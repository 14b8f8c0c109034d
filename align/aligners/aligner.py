"""The built-in aligner: a corridor by look-alike words, then the lattice over all that can be said of each bead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.anchors import Anchors, cognates
from align.aligners.coarse import find_corridor
from align.aligners.combine import choose, lattice_of
from align.aligners.form import Form
from align.aligners.length import Length
from align.aligners.pins import Pins
from align.aligners.weights import FIRST
from align.aligners.words import Words, words_of
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.seam import Score, Side


class LatticeAligner:
    """Align by form, length and words that look alike."""

    name = "lattice"

    def align(self, source: Side, target: Side, *, pins: Sequence[Bead] = ()) -> list[Bead]:
        """Give beads in order that cover every segment of both sides once."""
        if source.segments == target.segments and not pins:
            return [Bead((number,), (number,)) for number in range(len(source.segments))]
        held = Pins(source, target, pins)
        return held.unfold(_aligned(held))


def _aligned(held: Pins) -> list[Bead]:
    source, target = held.source, held.target
    if not source.segments or not target.segments:
        alone = [Bead((number,), ()) for number in range(len(source.segments))]
        return alone + [Bead((), (number,)) for number in range(len(target.segments))]
    ours, theirs = (Words.of([words_of(text) for text in side.segments]) for side in (source, target))
    tables = cognates(ours, theirs)
    corridor = held.narrow(find_corridor(ours, theirs, tables[0]))
    scores: list[Score] = [Form(source, target), Length(source, target), Anchors(ours, theirs, tables, corridor)]
    return choose(lattice_of(corridor, scores, FIRST, pins=held))
