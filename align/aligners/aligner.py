"""The built-in aligner: a corridor by look-alike words, then the lattice over all that can be said of each bead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.combine import choose, lattice_of
from align.aligners.evidence import Evidence
from align.aligners.pins import Pins
from align.aligners.weights import FINE, ROUGH
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.seam import Side

# Times that a lexicon is learned from the last alignment, and the texts aligned by it.
_PASSES = 2


class LatticeAligner:
    """Align by form, length, look-alike words, and a lexicon learned on the way."""

    name = "lattice"

    def align(self, source: Side, target: Side, *, pins: Sequence[Bead] = ()) -> list[Bead]:
        """Give beads in order that cover every segment of both sides once."""
        if source.segments == target.segments and not pins:
            return [Bead((number,), (number,)) for number in range(len(source.segments))]
        held = Pins(source, target, pins)
        return held.unfold(_aligned(held))


def _aligned(held: Pins) -> list[Bead]:
    if not held.source.segments or not held.target.segments:
        alone = [Bead((number,), ()) for number in range(len(held.source.segments))]
        return alone + [Bead((), (number,)) for number in range(len(held.target.segments))]
    evidence = Evidence(held)
    beads = choose(lattice_of(*evidence.rough(), ROUGH, pins=held))
    for _ in range(_PASSES):
        beads = choose(lattice_of(*evidence.fine(beads), FINE, pins=held))
    return beads
