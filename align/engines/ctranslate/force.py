"""Agreed forms of names: in the place of the model's own rendering, else by a target prefix.

Attention says which words of the target render a name; the form takes their place in the text, and the model never
knows. Where no word clearly does, the model is given all that stands before the likeliest word and the form, and writes
the rest anew. That it goes on well from a form it would never write is rare: of 120 sentences of the miniature, 34 came
out as they should by a prefix, 105 in place of the rendering. Of 560 names 555 have a clear rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.engines.ctranslate.words import grouped

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from numpy.typing import NDArray

    from align.document import Span
    from align.engines.ctranslate.codec import Codec, Pieces
    from align.engines.ctranslate.decoder import Decoded
    from align.hypothesis import Constraint

# Share of a word's attention on a name: above half no other word can have more; that of a rendering; of a mere trace.
_SURE, _LIKELY, _TRACE = 0.5, 0.3, 0.15
# Words inside a rendering that come from elsewhere are few and short: articles, prepositions, a hyphen.
_WIDEST_GAP, _LONGEST_LIGHT = 2, 3


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


def placed(codec: Codec, forced: Forced, decoded: Decoded) -> Forced:
    """Give each demand the stretch where the model has rendered its name; without a clear one it stays due."""
    text, spans = codec.write(decoded.tokens)
    first, words = grouped(text, spans)
    if not len(first) or not forced.due:
        return forced
    ends = np.append(first[1:], len(decoded.tokens))
    taken = [(one.start, one.end) for one in forced.written]
    is_free = np.array(
        [
            word is not None and not any(a < end and start < b for a, b in taken)
            for word, start, end in zip(words, first, ends, strict=True)
        ]
    )
    shares = np.stack([np.add.reduceat(decoded.attention[:, one.source].sum(axis=1), first) for one in forced.due])
    shares = shares / (ends - first) * is_free
    # Where names compete for a word the strongest keeps it.
    shares = np.where(shares == shares.max(axis=0), shares, 0)
    written, due = list(forced.written), []
    for demand, own in zip(forced.due, shares, strict=True):
        run = _rendering(own, text, words, demand.surface)
        if run is None:
            due.append(demand)
        else:
            written.append(Written(demand, int(first[run[0]]), int(ends[run[1]])))
    return replace(forced, written=tuple(sorted(written, key=lambda one: one.start)), due=tuple(due))


def _rendering(
    shares: NDArray[np.float64], text: str, words: Sequence[Span | None], surface: str
) -> tuple[int, int] | None:
    """Give the first and the last word of the name's rendering."""
    runs: list[tuple[int, int]] = []
    for number in np.flatnonzero(shares > _LIKELY).tolist():
        if runs and _is_gap(text, words[runs[-1][1] + 1 : number]):
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    if not runs:
        return None
    start, end = max(runs, key=lambda run: (float(shares[run[0] : run[1] + 1].sum()), -run[0]))
    if not surface[:1].isupper():
        return start, end
    # Small letters at the ends of what renders a name with capitals are articles, unless they surely come from it.
    core = [n for n in range(start, end + 1) if (w := words[n]) and (shares[n] > _SURE or not w.of(text)[0].islower())]
    return (core[0], core[-1]) if core else (start, end)


def _is_gap(text: str, between: Sequence[Span | None]) -> bool:
    return len(between) <= _WIDEST_GAP and all(word is None or _is_light(word.of(text)) for word in between)


def _is_light(word: str) -> bool:
    return len(word) <= _LONGEST_LIGHT and word.islower()


def next_name(codec: Codec, forced: Forced, decoded: Decoded, among: Container[int]) -> Forced | None:
    """Fix the target up to the next name that is due and its form; None if no name is found in what was decoded.

    `among` holds the `id` of the demands that may be forced.
    """
    found = [place for place in _places(codec, forced, decoded) if id(place[2]) in among]
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
    own = own or np.flatnonzero((shares > _TRACE) & (shares == shares.max())).tolist()
    if surface[:1].isupper():
        own = [n for n in own if (word := words[n]) and not word.of(text)[0].islower()] or own
    return own[0] if own else None


def _copy(text: str, words: Sequence[Span | None], is_open: NDArray[np.bool_], surface: str) -> int | None:
    """Give the word where the name stands as in the source: where word order changes attention may look elsewhere."""
    return next(
        (n for n, word in enumerate(words) if word and is_open[n] and text.startswith(surface, word.start)), None
    )
