"""The built-in aligner: a corridor by look-alike words, then the lattice over all that can be said of each bead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.combine import choose, lattice_of
from align.aligners.embeddings import Embeddings
from align.aligners.evidence import Evidence
from align.aligners.pins import Pins
from align.aligners.weights import EMBEDDED, FINE, ROUGH
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.embeddings import Encoder
    from align.aligners.seam import Side

# Times that a lexicon is learned from the last alignment, and the texts aligned by it.
_PASSES = 2


class LatticeAligner:
    """Align by form, length, look-alike words, and a lexicon learned on the way."""

    name = "lattice"

    def __init__(self, *, encoder: Encoder | None = None) -> None:
        """Take the sentence encoder to ask as well; it takes nearly all of the time."""
        self._encoder = encoder

    def align(self, source: Side, target: Side, *, pins: Sequence[Bead] = ()) -> list[Bead]:
        """Give beads in order that cover every segment of both sides once."""
        if source.segments == target.segments and not pins:
            return [Bead((number,), (number,)) for number in range(len(source.segments))]
        held = Pins(source, target, pins)
        return held.unfold(_aligned(held, self._encoder))


def _aligned(held: Pins, encoder: Encoder | None) -> list[Bead]:
    if not held.source.segments or not held.target.segments:
        alone = [Bead((number,), ()) for number in range(len(held.source.segments))]
        return alone + [Bead((), (number,)) for number in range(len(held.target.segments))]
    evidence = Evidence(held)
    beads = choose(lattice_of(*evidence.rough(), ROUGH, pins=held))
    for _ in range(_PASSES):
        beads = choose(lattice_of(*evidence.fine(beads), FINE, pins=held))
    if encoder:
        corridor, scores = evidence.fine(beads)
        vectors = encoder.encode(held.source.segments), encoder.encode(held.target.segments)
        scores.append(Embeddings(held.source, held.target, vectors))
        beads = choose(lattice_of(corridor, scores, EMBEDDED, pins=held))
    return beads
