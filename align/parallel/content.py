"""Pair files by what they say: a few candidates by names and numbers, then whichever can be aligned; or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.errors import InputError
from align.inputs import Lone, unheard
from align.parallel.collect import Pairing, parted, renamed, sides_of
from align.parallel.filenames import Named
from align.parallel.kinship import PARALLEL, share_of
from align.parallel.likeness import Likeness, ranked, signs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from align.bitext import TranslationUnit
    from align.document import Document
    from align.inputs import Input

# Texts that are tried for each: the right one is among so many in 161 of 164 (`python tests/bench kinship`).
_CANDIDATES = 5
# How much better than any other a pair must be.
_MARGIN = 0.1
_UNSURE = Lone("no text here is surely its translation", "align bitext SOURCE TARGET")


@dataclass(frozen=True, slots=True)
class Tools:
    """What reads and aligns: `read` takes a language tag, empty for unknown."""

    read: Callable[[Input, str], Document]
    align: Callable[[Document, Document], Sequence[TranslationUnit]]


def pairs_by_content(
    paths: Sequence[str],
    tools: Tools,
    *,
    output: Path | None = None,
    source: str = "",
    target: str = "",
    on_other: Callable[[Path], None] = unheard,
) -> Pairing:
    """Give each text with its translation; what has none, and what is not sure, is given alone."""
    sides = sides_of(paths, output=output, on_other=on_other)
    documents: dict[str, Document] = {}
    unread: list[Input] = []
    read: list[list[Input]] = [[], []]
    for number, side in enumerate(sides):
        for one in side:
            try:
                tag = (source, target)[number] if len(sides) > 1 else ""
                documents[one.path] = tools.read(one, tag)
                read[number].append(one)
            except InputError:
                # The run reads it again, and reports it.
                unread.append(one)
    foreign: list[Input] = []
    if len(sides) == 1:
        named = [Named(one, one.path, documents[one.path].language) for one in read[0]]
        *read, foreign = [[one.file for one in side] for side in parted(named, source, target)]
    ours, theirs = ([documents[one.path] for one in side] for side in read)
    chosen = matched(ours, theirs, tools.align)
    taken = set(chosen.values())
    pairs = [
        replace(one, translation=read[1][chosen[k]]) if k in chosen else replace(one, lone=_UNSURE)
        for k, one in enumerate(read[0])
    ]
    rest = [*(one for k, one in enumerate(read[1]) if k not in taken), *unread]
    return Pairing(renamed([*pairs, *(replace(one, lone=_UNSURE) for one in rest)]), tuple(foreign))


def matched(
    ours: Sequence[Document],
    theirs: Sequence[Document],
    align: Callable[[Document, Document], Sequence[TranslationUnit]],
) -> dict[int, int]:
    """Give the places in `theirs` of the translations of `ours`, of those that are sure.

    A pair is sure if it can be aligned as translations can, and better than either with anything else.
    """
    shares = _shares(ours, theirs, align)
    best = sorted(shares, key=lambda pair: (-shares[pair], pair))
    chosen: dict[int, int] = {}
    for one, other in best:
        rivals = [share for (a, b), share in shares.items() if (a == one) != (b == other)]
        if shares[one, other] >= PARALLEL and shares[one, other] >= max(rivals, default=0.0) + _MARGIN:
            chosen[one] = other
    return chosen


def _shares(
    ours: Sequence[Document],
    theirs: Sequence[Document],
    align: Callable[[Document, Document], Sequence[TranslationUnit]],
) -> dict[tuple[int, int], float]:
    """Align each text with its likeliest candidates; give what can be expected to be right."""
    signs = [signs_of(one) for one in ours], [signs_of(one) for one in theirs]
    scale = Likeness([*signs[0], *signs[1]])
    ratio = sum(one.size for one in signs[1]) / max(1, sum(one.size for one in signs[0]))
    shares: dict[tuple[int, int], float] = {}
    for number, one in enumerate(signs[0]):
        for place in ranked(one, signs[1], scale, ratio=ratio)[:_CANDIDATES]:
            shares[number, place] = share_of(align(ours[number], theirs[place]))
    return shares
