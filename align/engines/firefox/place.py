"""Find by the alignment head where a model has rendered a name in its own words, so that the form can take its place.

The model reads its own rendering back, not the form, and goes on as it would have done: what it thinks that it has
written does not unsettle what follows. A form that it would never write does: forced in the decoder, unusual forms left
119 wrong words beside 660 of them, in place of the rendering none (tests/bench/forced_names.py, en-pt).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.watch import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.decoder import Outcome
    from align.engines.firefox.vocabulary import Vocabulary
    from align.engines.firefox.watch import Demand

# Share of a word's alignment that makes it part of a name, if no other name has more. Tried on 1,372 forced names of
# NTREX: of 0.5, 0.4 and 0.3 this finds most, and takes in no word too many.
_OWN = 0.3
_SURE = 0.5  # above this no other word of the source can have more
_INSIDE = "-'.&"
_WIDEST_GAP = 2  # words inside a rendering that come from elsewhere: articles, prepositions, a hyphen


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and marks of a target: the pieces [start, end) of each, and what is known of them."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    texts: list[str]
    is_mark: list[bool]
    is_light: list[bool]


def place(vocabulary: Vocabulary, outcome: Outcome, demands: Sequence[tuple[Demand, str]]) -> Outcome:
    """Give each demand the stretch where the model has rendered it; each comes with its name as the source has it.

    A demand without a clear stretch gets none. Stretches that were written on demand are left alone.
    """
    if not demands or not len(outcome.pieces):
        return outcome
    places = _Places(vocabulary, outcome)
    missed = []
    for (demand, surface), shares in zip(demands, places.shares([demand for demand, _ in demands]), strict=True):
        run = _run(places.words, shares * places.is_free, surface)
        if run is None:
            missed.append((demand, surface))
        else:
            places.take(demand, *run)
    # Where the word order changes the head may look elsewhere, but a copy is a copy.
    for demand, surface in missed:
        copies = _copies(places.words, surface, range(len(places.is_free)))
        run = next((copy for copy in copies if places.is_free[copy[0] : copy[1] + 1].all()), None)
        if run is not None:
            places.take(demand, *run)
    return replace(outcome, written=tuple(sorted(places.taken, key=lambda written: written.start)))


class _Places:
    """The words of an outcome, and which of them are taken by forms."""

    def __init__(self, vocabulary: Vocabulary, outcome: Outcome) -> None:
        self.words = _words(vocabulary, outcome.pieces)
        self.taken = list(outcome.written)
        self.is_free = np.ones(len(self.words.starts), dtype=bool)
        self._spaced = vocabulary.spaced[outcome.pieces]
        self._alignment = outcome.alignment
        for written in self.taken:
            self.is_free &= (self.words.ends <= written.start) | (self.words.starts >= written.end)

    def shares(self, demands: Sequence[Demand]) -> NDArray[np.float32]:
        """Give each word's share of every name [demand, word]; where names compete the strongest keeps its own."""
        pieces = np.stack([self._alignment[:, demand.source].sum(axis=1) for demand in demands])
        shares = np.add.reduceat(pieces, self.words.starts, axis=1) / (self.words.ends - self.words.starts)
        strongest: NDArray[np.float32] = np.where(shares == shares.max(axis=0), shares, 0)
        return strongest

    def take(self, demand: Demand, first: int, last: int) -> None:
        """Put a form in the place of these words."""
        self.is_free[first : last + 1] = False
        start, end = int(self.words.starts[first]), int(self.words.ends[last])
        self.taken.append(Written(demand.number, start, end, is_glued=not self._spaced[start]))


def _words(vocabulary: Vocabulary, pieces: NDArray[np.int64]) -> _Words:
    marks = vocabulary.marks[pieces]
    heads = vocabulary.begins[pieces] | marks
    heads[1:] |= marks[:-1]
    # A bare space belongs to the word behind it.
    heads[1:] &= ~(vocabulary.spaced[pieces[:-1]] & (vocabulary.lengths[pieces[:-1]] == 0))
    heads[0] = True
    starts = np.flatnonzero(heads)
    ends = np.append(starts[1:], len(pieces))
    written = vocabulary.texts(pieces.tolist())
    texts = [
        "".join(written[a:b]).replace("▁", " ").strip() for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    light = [
        b - a == 1 and bool(vocabulary.light[pieces[a]] or (a == 0 and vocabulary.openers[pieces[a]]))
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    return _Words(starts, ends, texts, [not any(map(str.isalnum, text)) for text in texts], light)


def _run(words: _Words, shares: NDArray[np.float32], surface: str) -> tuple[int, int] | None:
    """Give the first and the last word of the name's rendering."""
    core = [i for i in np.flatnonzero(shares > _OWN).tolist() if not (words.is_mark[i] or words.is_light[i])]
    runs = list(_joined(words, surface, core))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: (float(shares[run[0] : run[1] + 1].sum()), -run[0]))
    reach = surface.count(" ") + 2 * surface.count("-")  # a copy may begin so many words before
    copies = _copies(words, surface, range(max(0, first - reach), last + 1))
    copied = next((copy for copy in copies if copy[1] >= first), None)
    return copied or _trimmed(words, shares, surface, first, last)


def _joined(words: _Words, surface: str, core: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join words of the name with no more than a few small words between them, and marks that names have inside."""
    first = last = -1
    for i in core:
        between = range(last + 1, i)
        is_near = len(between) <= _WIDEST_GAP and all(
            words.is_light[k] or (words.is_mark[k] and (words.texts[k] in _INSIDE or words.texts[k] in surface))
            for k in between
        )
        if last < 0:
            first = i
        elif not is_near:
            yield first, last
            first = i
        last = i
    if last >= 0:
        yield first, last


def _copies(words: _Words, surface: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches where the name stands as the source has it."""
    name = surface.replace(" ", "")
    for start in starts:
        joined = ""
        for end in range(start, len(words.texts)):
            joined += words.texts[end]
            if joined == name:
                yield start, end
            if not name.startswith(joined) or joined == name:
                break


def _trimmed(words: _Words, shares: NDArray[np.float32], surface: str, first: int, last: int) -> tuple[int, int]:
    """Leave out small letters at both ends of what renders a name with capitals, unless they surely come from it."""
    sure = [
        i
        for i in range(first, last + 1)
        if not words.is_mark[i] and (shares[i] > _SURE or not words.texts[i][:1].islower())
    ]
    if not sure or not surface[:1].isupper():
        return first, last
    return sure[0], sure[-1]
