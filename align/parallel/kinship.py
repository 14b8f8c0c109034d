"""Tell a translation from a text on the same matter, by how much of both texts is surely aligned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.bitext import Flag, Kinship

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.bitext import Bitext, TranslationUnit

# A bead that is surer than this is kept from texts that are no translations.
SURE = 0.9
# What may be expected to be rightly aligned: of a translation more than the first, of unrelated texts less than the
# second. Chosen on the documents of NTREX (`python tests/bench kinship`).
PARALLEL, COMPARABLE = 0.55, 0.3
_SENTENCES = {
    Kinship.COMPARABLE: "the two texts are about one matter, but neither is a translation of the other",
    Kinship.UNRELATED: "the two texts seem to have nothing to do with each other",
}


def share_of(units: Sequence[TranslationUnit]) -> float:
    """Give the share of the characters of both sides that can be expected to be rightly aligned, 0..1.

    That is the mean confidence of the beads, weighed by their texts; what stands alone is not aligned.
    """
    sizes = [len(unit.source) + len(unit.target) for unit in units]
    sure = sum(size * unit.bead.score for size, unit in zip(sizes, units, strict=True) if unit.source and unit.target)
    return sure / max(1, sum(sizes))


def is_sure(unit: TranslationUnit) -> bool:
    """Tell whether the two sides of a unit surely belong together."""
    return bool(unit.source and unit.target) and unit.bead.score >= SURE


def memorable(bitext: Bitext) -> Bitext:
    """Leave out what no memory should hold: of texts that are no translations, all beads but the sure ones."""
    if bitext.kinship is Kinship.PARALLEL:
        return bitext
    kept = tuple(unit for unit in bitext.units if is_sure(unit) or unit.review is not None)
    return replace(bitext, units=kept)


def kinship_of(units: Sequence[TranslationUnit]) -> tuple[Kinship, tuple[Flag, ...]]:
    """Judge a pair of texts, and give what a person should be told of it."""
    share = share_of(units)
    if share >= PARALLEL:
        return Kinship.PARALLEL, ()
    kinship = Kinship.COMPARABLE if share >= COMPARABLE else Kinship.UNRELATED
    return kinship, (Flag("not-parallel", f"{_SENTENCES[kinship]}: {share:.0%} of the text can be aligned"),)
