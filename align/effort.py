"""Measure what a person changed in what the machine wrote: characters, and words as TER counts them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from align.bitext import Origin, UnitStatus
from align.languages import base
from align.report import ReviewCounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from align.bitext import Bitext, TranslationUnit

# Languages whose words sacrebleu's TER cuts from each other itself.
_CUT_BY_TER = frozenset({"ja", "zh"})
_SETTLED = frozenset({UnitStatus.REVIEWED, UnitStatus.APPROVED})


def effort_of(machine: Bitext, revised: Bitext) -> ReviewCounts:
    """Compare an article as the machine made it with what a person left.

    The distances are over what a person edited or settled; what came from a memory is no work of the machine.
    """
    statuses = [unit.status for unit in revised.units]
    approved, rejected, reviewed = (
        statuses.count(one) for one in (UnitStatus.APPROVED, UnitStatus.REJECTED, UnitStatus.REVIEWED)
    )
    touched = [unit for unit in revised.units if unit.review is not None]
    if not touched:
        return ReviewCounts(approved=approved, rejected=rejected, reviewed=reviewed)
    judged = [] if machine.is_aligned else list(_judged(machine, revised.units))
    words, of = _ter(judged, revised.target_language)
    return ReviewCounts(
        edited=sum(unit.target != unit.review.machine for unit in touched if unit.review),
        approved=approved,
        rejected=rejected,
        commented=sum(bool(unit.review and unit.review.comment) for unit in touched),
        characters_changed=_characters(judged),
        characters=sum(len(after) for _, after in judged),
        words_changed=words,
        words=of,
        reviewed=reviewed,
    )


def _judged(machine: Bitext, units: Iterable[TranslationUnit]) -> Iterator[tuple[str, str]]:
    """Pair the machine's text with a person's, where a person judged it; units cut from one are taken together."""
    for (start, *_), those in groupby(units, key=lambda unit: unit.bead.source):
        group = list(those)
        indices = dict.fromkeys([start, *(index for unit in group for index in unit.bead.source)])
        before = [machine.units[index] for index in indices]
        texts = [" ".join(unit.target for unit in part if unit.target) for part in (before, group)]
        is_settled = any(unit.status in _SETTLED and unit.review for unit in group)
        if all(unit.origin is Origin.ENGINE for unit in before) and (is_settled or texts[0] != texts[1]):
            yield texts[0], texts[1]


def _characters(judged: Iterable[tuple[str, str]]) -> int:
    from rapidfuzz.distance import Levenshtein

    return sum(Levenshtein.distance(before, after) for before, after in judged)


def _ter(judged: list[tuple[str, str]], language: str) -> tuple[int, int]:
    """Give the edits of words and moves of phrases (Snover et al., AMTA 2006), and the words of the person's text."""
    if not judged:
        return 0, 0
    from sacrebleu.metrics.ter import TER

    is_cut = base(language) in _CUT_BY_TER
    scorer = TER(normalized=is_cut, asian_support=is_cut, case_sensitive=True)
    score = scorer.corpus_score([before for before, _ in judged], [[after for _, after in judged]])
    return int(score.num_edits), int(score.ref_length)
