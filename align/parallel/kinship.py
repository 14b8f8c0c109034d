"""Tell a translation from a text on the same matter, by how much of both texts is surely aligned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align import languages
from align.bitext import Flag, Kinship
from align.parallel.likeness import likeness, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.bitext import Bitext, TranslationUnit
    from align.document import Document

# A bead that is surer than this is kept from texts that are no translations.
SURE = 0.9
# What may be expected to be rightly aligned of a translation. Chosen, as those below, on the documents of NTREX
# (`python tests/bench kinship`).
PARALLEL = 0.55
# Of one side, where the other has more: other texts of a few sentences come to 0.65.
_PART = 0.75
# Names and numbers that texts on one matter share, of one script and of two.
_ALIKE, _ALIKE_ACROSS = 0.4, 0.2
# Translations into the same script that have so many names and numbers share more of them than this.
_TELLING, _STRANGE = 5, 0.1
_SENTENCES = {
    Kinship.COMPARABLE: "the two texts are about one matter, but neither is a translation of the other",
    Kinship.UNRELATED: "the two texts seem to have nothing to do with each other",
}


def share_of(units: Sequence[TranslationUnit]) -> float:
    """Give the share of the characters of both sides that can be expected to be rightly aligned, 0..1.

    That is the mean confidence of the beads, weighed by their texts; what stands alone is not aligned.
    """
    return _share(units, [len(unit.source) + len(unit.target) for unit in units])


def _share(units: Sequence[TranslationUnit], sizes: Sequence[int]) -> float:
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


def kinship_of(source: Document, target: Document, units: Sequence[TranslationUnit]) -> Kinship:
    """Judge a pair of texts; a translation may be of a part alone, so that most of one side is enough."""
    ours, theirs = signs_of(source), signs_of(target)
    alike = likeness(ours, theirs)
    is_near = ours.is_latin == theirs.is_latin
    is_telling = is_near and min(len(ours.counts), len(theirs.counts)) >= _TELLING
    part = max(_share(units, [len(getattr(unit, side)) for unit in units]) for side in ("source", "target"))
    if (share_of(units) >= PARALLEL or part >= _PART) and not (is_telling and alike < _STRANGE):
        return Kinship.PARALLEL
    return Kinship.COMPARABLE if alike >= (_ALIKE if is_near else _ALIKE_ACROSS) else Kinship.UNRELATED


def remarks(bitext: Bitext) -> tuple[Flag, ...]:
    """Give what a person should be told of a pair of texts."""
    told: list[Flag] = []
    if bitext.source_language == bitext.target_language != "":
        told.append(Flag("same-language", f"both texts are in {languages.name(bitext.source_language)}"))
    share = share_of(bitext.units)
    # Rounded down, as in the summary and on the pages.
    can = f"{int(100 * share)} % of both can be aligned"
    if bitext.kinship is not Kinship.PARALLEL:
        told.append(Flag("not-parallel", f"{_SENTENCES[bitext.kinship]}: {can}"))
    elif share < PARALLEL:
        told.append(Flag("partial", f"only a part of one text is in the other: {can}"))
    return tuple(told)
