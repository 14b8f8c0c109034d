"""The built-in aligner: a corridor by look-alike words, then the lattice over all that can be said of each bead."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from align.aligners.alone import paragraphs_alone
from align.aligners.anchors import cognates
from align.aligners.coarse import find_way
from align.aligners.combine import choose, lattice_of
from align.aligners.embeddings import Remembered
from align.aligners.evidence import Evidence
from align.aligners.pins import Pins
from align.aligners.translations import ngram_vectors
from align.aligners.weights import FINE, ROUGH, WITH
from align.aligners.windows import is_long, monotone, stitch, windows_of
from align.aligners.words import Words, words_of
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.embeddings import Encoder
    from align.aligners.likeness import Vectors
    from align.aligners.seam import Side
    from align.aligners.translations import Translator
    from align.aligners.windows import Window

    # Both sides of a window, and the pins in it.
    _Shown = tuple[Side, Side, list[Bead]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked beside the texts themselves."""

    encoder: Encoder | None = None
    translator: Translator | None = None

    def about(self, source: Side, target: Side) -> Asked:
        """Leave out a translator that does not know the languages, and ask the encoder for no text twice."""
        is_served = self.translator and self.translator.serves(source.language, target.language)
        return Asked(self.encoder and Remembered(self.encoder), self.translator if is_served else None)

    def vectors(self, source: Side, target: Side) -> dict[str, tuple[Vectors, Vectors]]:
        """Give vectors of both sides by what they are called; none where nobody knows."""
        found = {}
        if self.encoder:
            found["embedding"] = self.encoder.encode(source.segments), self.encoder.encode(target.segments)
        if self.translator and (together := self.translator.together(source, target)):
            found["translation"] = ngram_vectors(together)
        return found


NOBODY = Asked()


class LatticeAligner:
    """Align by form, length, look-alike words, and a lexicon learned on the way."""

    name = "lattice"

    def __init__(self, *, encoder: Encoder | None = None, translator: Translator | None = None, jobs: int = 1) -> None:
        """Take the sentence encoder and the translator to ask as well, and the processes to use.

        The encoder takes nearly all of the time. Only texts of some thousand segments are spread over processes, and
        only where nobody is asked.
        """
        self._asked = Asked(encoder, translator)
        self._jobs = jobs

    def align(self, source: Side, target: Side, *, pins: Sequence[Bead] = ()) -> list[Bead]:
        """Give beads in order that cover every segment of both sides once."""
        if source.segments == target.segments and not pins:
            # Where all lines are equal, nothing else would say where each bead ends.
            return [Bead((number,), (number,)) for number in range(len(source.segments))]
        asked = self._asked.about(source, target)
        if is_long(source, target):
            held = Pins(source, target, pins)
            return held.unfold(self._long(held, asked))
        return _settled(source, target, pins, asked)

    def _long(self, held: Pins, asked: Asked) -> list[Bead]:
        """Align window by window, in processes where nobody is asked who uses all cores already."""
        windows = windows_of(_way(held))

        def shown(window: Window) -> _Shown:
            points = [Bead((row,), (column,)) for row, column in window.inside(held.points)]
            return (*window.cut(held.source, held.target), points)

        def again(window: Window) -> list[Bead]:
            return _within(shown(window), asked)

        if self._jobs == 1 or asked != NOBODY:
            return stitch(windows, map(again, windows), again)
        with ProcessPoolExecutor(min(self._jobs, len(windows)), get_context("spawn")) as pool:
            return stitch(windows, pool.map(_within, map(shown, windows)), again)


def _within(shown: _Shown, asked: Asked = NOBODY) -> list[Bead]:
    """Align a window; among its thousands of segments a paragraph that one side has alone says next to nothing."""
    held = Pins(*shown)
    draft = _Draft(held, asked)
    draft.refine()
    return held.unfold(draft.beads)


def _settled(source: Side, target: Side, pins: Sequence[Bead], asked: Asked) -> list[Bead]:
    """Align two sides as if the paragraphs that one of them has alone were not there.

    Words and lengths are counted over whole texts, so that such a paragraph would say something of beads far from it.
    """
    held = Pins(source, target, pins)
    draft = _Draft(held, asked)
    alone = paragraphs_alone(held.unfold(draft.beads))
    if alone:
        held = Pins(source, target, [*pins, *alone])
        draft = _Draft(held, asked)
    draft.refine()
    sureness = {(bead.source, bead.target): bead.score for bead in alone}
    return [
        replace(bead, score=sureness.get((bead.source, bead.target), bead.score)) for bead in held.unfold(draft.beads)
    ]


def _way(held: Pins) -> list[tuple[int, int]]:
    """Give about where both texts belong together, from end to end, and all of the points that are sure."""
    words = [Words.of(map(words_of, side.segments)) for side in (held.source, held.target)]
    way, block = find_way(words[0], words[1], cognates(words[0], words[1])[0])
    sizes = len(held.source.segments), len(held.target.segments)
    sure = [(row + k, column + k) for row, column in held.points for k in (0, 1)]
    scaled = ((min(row * block, sizes[0]), min(column * block, sizes[1])) for row, column in way)
    return monotone([(0, 0), *sure, sizes], scaled)


class _Draft:
    """An alignment by all that is asked, which can be refined by what it teaches."""

    def __init__(self, held: Pins, asked: Asked) -> None:
        self._held = held
        self.beads = [Bead((number,), ()) for number in range(len(held.source.segments))]
        self.beads += [Bead((), (number,)) for number in range(len(held.target.segments))]
        self._is_empty = not (held.source.segments and held.target.segments)
        if self._is_empty:
            return
        self._vectors = asked.vectors(held.source, held.target)
        self._evidence = Evidence(held)
        self.beads = choose(lattice_of(*self._evidence.rough(), ROUGH, pins=held))
        self.beads = choose(lattice_of(*self._evidence.fine(self.beads), FINE, pins=held))
        if self._vectors:
            self.refine()

    def refine(self) -> None:
        """Align anew, with the lexicon and the ratio of lengths that the beads teach."""
        if not self._is_empty:
            weights = WITH[frozenset(self._vectors)] if self._vectors else FINE
            scored = self._evidence.fine(self.beads, self._vectors)
            self.beads = choose(lattice_of(*scored, weights, pins=self._held))
