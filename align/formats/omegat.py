"""Units for the segments that OmegaT makes where its default rules cut less often than ours."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.bitext import Bead, UnitStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.bitext import Bitext, NameOutcome, TranslationUnit
    from align.document import Document

# OmegaT's default rules cut after a stop only when white space follows at once: not after `.”`, not at a line's end.
_OMEGAT_STOP = re.compile(r"[.?!]$")
# Its text filter takes lines for one paragraph until a blank line.
_BLANK_LINE = re.compile(r"\n\s*\n")
# East Asian stops need no white space there.
_EAST_ASIAN_STOP = re.compile("[。！？]$")


def joined_units(document: Document, bitext: Bitext) -> tuple[TranslationUnit, ...]:
    """Give one more unit for each run of units that OmegaT sees as one segment, numbered on after the last.

    Only units of one source segment, in a document cut by us, can be joined.
    """
    found: list[TranslationUnit] = []
    for run in _runs(document, bitext):
        if all(unit.target.strip() and unit.status is not UnitStatus.REJECTED for unit in run):
            found.append(replace(_join(document, run), number=len(bitext.units) + len(found) + 1))
    return tuple(found)


def _runs(document: Document, bitext: Bitext) -> Iterator[list[TranslationUnit]]:
    run: list[TranslationUnit] = []
    for unit in bitext.units:
        if len(unit.bead.source) != 1 or unit.language not in {"", bitext.source_language}:
            run = []
            continue
        if run and _is_cut(document, run[-1], unit):
            if len(run) > 1:
                yield run
            run = []
        run.append(unit)
    if len(run) > 1:
        yield run


def _is_cut(document: Document, left: TranslationUnit, right: TranslationUnit) -> bool:
    gap = _gap(document, left, right)
    if _EAST_ASIAN_STOP.search(left.source):
        return True
    return bool(_BLANK_LINE.search(gap)) or (gap[:1].isspace() and bool(_OMEGAT_STOP.search(left.source)))


def _gap(document: Document, left: TranslationUnit, right: TranslationUnit) -> str:
    return document.text[
        document.segments[left.bead.source[0]].span.end : document.segments[right.bead.source[0]].span.start
    ]


def _join(document: Document, run: Sequence[TranslationUnit]) -> TranslationUnit:
    source, target, names = run[0].source, run[0].target, list(run[0].names)
    for left, right in itertools.pairwise(run):
        gap = _gap(document, left, right)
        names += [_shift(name, len(source + gap), len(target + gap)) for name in right.names]
        source, target = source + gap + right.source, target + gap + right.target
    bead = Bead(
        tuple(index for unit in run for index in unit.bead.source),
        tuple(index for unit in run for index in unit.bead.target),
        min(unit.bead.score for unit in run),
    )
    flags = tuple(dict.fromkeys(flag for unit in run for flag in unit.flags))
    # A person has come as far with the whole as with the part that is least done; the last change dates it.
    status = min((unit.status for unit in run), key=list(UnitStatus).index)
    review = max((unit.review for unit in run if unit.review), key=lambda one: one.at, default=None)
    return replace(
        run[0],
        source=source,
        target=target,
        bead=bead,
        names=tuple(names),
        flags=flags,
        links=(),
        status=status,
        review=review and replace(review, comment=""),
    )


def _shift(name: NameOutcome, source: int, target: int) -> NameOutcome:
    span = name.target_span
    return replace(name, source_span=name.source_span.shift(source), target_span=span and span.shift(target))
