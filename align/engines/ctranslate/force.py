"""Names by a target prefix: find where the model began a name, and let it go on from the agreed form instead.

All that stands before is given as it was; the form follows; the model writes the rest anew. So article, preposition and
word order are the model's own, and several names are done from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.engines.ctranslate.words import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from align.document import Span
    from align.engines.ctranslate.codec import Codec, Pieces
    from align.engines.ctranslate.decoder import Decoded
    from align.hypothesis import Constraint

# Share of a word's attention on a name that makes it the name's rendering; above half no other word can have more.
_SURE, _LIKELY = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Demand:
    """A form that is due for some source pieces; `number` is the constraint's in its sentence."""

    number: int
    constraint: Constraint
    surface: str
    source: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Written:
    """A form that was given to the model, as a stretch of target pieces."""

    demand: Demand
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forced:
    """What is fixed of a target: its first pieces with the forms in them, and the demands that are still open."""

    prefix: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    due: tuple[Demand, ...] = ()


def demands(text: str, pieces: Pieces, constraints: Sequence[tuple[int, Constraint]]) -> tuple[Demand, ...]:
    """Say which pieces of the source each constraint is about."""
    return tuple(
        Demand(
            number,
            constraint,
            constraint.source_span.of(text),
            np.array([n for n, span in enumerate(pieces.spans) if span.overlaps(constraint.source_span)], np.int64),
        )
        for number, constraint in constraints
    )


def next_name(codec: Codec, forced: Forced, decoded: Decoded) -> Forced | None:
    """Fix the target up to the next name that is due and its form; None if no name is found in what was decoded."""
    found = list(_places(codec, forced, decoded))
    if not found:
        return None
    at, _, demand = min(found, key=lambda place: place[:2])
    form = codec.form(demand.constraint.form, is_glued=not codec.begins(decoded.tokens, at))
    prefix = (*decoded.tokens[:at], *form)
    return replace(
        forced,
        prefix=prefix,
        written=(*forced.written, Written(demand, at, len(prefix))),
        due=tuple(one for one in forced.due if one is not demand),
    )


def _places(codec: Codec, forced: Forced, decoded: Decoded) -> Iterator[tuple[int, int, Demand]]:
    """Give for each demand the piece where its name begins, if that is behind what is fixed."""
    text, spans = codec.write(decoded.tokens)
    first, words = grouped(text, spans)
    if not len(first):
        return
    counts = np.diff(np.append(first, len(decoded.tokens)))
    is_open = np.array([word is not None for word in words]) & (first >= len(forced.prefix))
    for demand in forced.due:
        shares = np.add.reduceat(decoded.attention[:, demand.source].sum(axis=1), first) / counts * is_open
        word = _begin(shares, text, words, demand.surface)
        if word is None:
            word = _copy(text, words, is_open, demand.surface)
        if word is not None:
            yield int(first[word]), demand.number, demand


def _begin(shares: NDArray[np.float64], text: str, words: Sequence[Span | None], surface: str) -> int | None:
    """Give the first word of the name's rendering; an article before it may draw on the name, too."""
    own: list[int] = np.flatnonzero(shares > _SURE).tolist()
    own = own or np.flatnonzero((shares > _LIKELY) & (shares == shares.max())).tolist()
    if surface[:1].isupper():
        own = [n for n in own if (word := words[n]) and not word.of(text)[0].islower()] or own
    return own[0] if own else None


def _copy(text: str, words: Sequence[Span | None], is_open: NDArray[np.bool_], surface: str) -> int | None:
    """Give the word where the name stands as in the source: where word order changes attention may look elsewhere."""
    return next(
        (n for n, word in enumerate(words) if word and is_open[n] and text.startswith(surface, word.start)), None
    )
