"""Make the decoder write agreed forms: see by the alignment head that it comes to a name, and write the form instead.

The head says which source pieces the next word comes from. When most of its weight lies on a name and the model is
about to begin a word, the form is written, and the model goes on from there: articles, prepositions and word order
around the name stay its own. This is for names that `place` cannot find in what the model writes unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.vocabulary import Vocabulary

# Share of the alignment's weight on a name at which its form is due. Half is where no other word can have more.
_DUE = 0.5
_DUE_WHEN_HIDING = 0.35  # the second try, after the first did not write the form or wrote it twice
_BEGUN = 0.2  # enough when the model is about to write the form's first piece by itself
# Articles and prepositions are aligned to the name that they stand before; so many may go ahead of it.
_MOST_LIGHT_WORDS = 2
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Demand:
    """A form that must come out for some source pieces.

    `pieces` is what the decoder is made to write, beginning with a space; `glued` the same without it. The exact form
    takes their place in the text. `is_symbol`: the form is no word, and may stand where no word begins.
    `has_hyphen`: a hyphen follows in the source.
    """

    number: int
    source: NDArray[np.int64]
    pieces: tuple[int, ...]
    glued: tuple[int, ...]
    is_symbol: bool = False
    has_hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A demanded form that was written, as a stretch of target pieces."""

    number: int
    start: int
    end: int
    is_glued: bool


class _Running(Protocol):
    rows: NDArray[np.int64]
    fixed: dict[str, NDArray[Any]]
    columns: NDArray[np.int64]
    previous: NDArray[np.int64]


@dataclass(slots=True)
class _RowWatch:
    hides: bool
    queue: list[int] = field(default_factory=list)
    current: Demand | None = None
    start: int = 0
    is_glued: bool = False
    just_written: Demand | None = None
    light_words: int = 0


class Watch:
    """Follow the rows of a batch that have demands."""

    def __init__(self, source: Vocabulary, target: Vocabulary, rows: Sequence[_Asking], longest: int) -> None:
        self._source, self._target = source, target
        self._watches = {i: _RowWatch(row.hides) for i, row in enumerate(rows) if row.demands}
        owners = [(i, demand) for i, row in enumerate(rows) for demand in row.demands]
        self._demands = [demand for _, demand in owners]
        self._rows = np.array([i for i, _ in owners])
        self._sources = [row.pieces for row in rows]
        self._firsts = np.array([demand.pieces[0] for demand in self._demands])
        self._masks = np.zeros((len(owners), longest), np.float32)
        for mask, demand in zip(self._masks, self._demands, strict=True):
            mask[demand.source] = 1
        self._due = np.array([_DUE_WHEN_HIDING if rows[i].hides else _DUE for i, _ in owners])
        self._is_open = np.ones(len(owners), dtype=bool)
        self._busy: set[int] = set()
        self._slots = np.full(len(rows), -1)
        self.written: list[tuple[Written, ...]] = [()] * len(rows)

    def look(self, step: int, state: _Running, seen: _Seen, history: NDArray[np.int64]) -> None:
        """Change the pieces just chosen (`state.previous`) where a form is due or under way.

        `history` has what the rows of the batch wrote before, [step, row].
        """
        self._slots[:] = -1
        self._slots[state.rows] = np.arange(len(state.rows))
        candidates = self._candidates(seen.alignment, state.previous)
        for row in sorted(self._busy | candidates.keys()):
            slot = int(self._slots[row])
            if slot < 0:
                continue
            watch = self._watches[row]
            if watch.queue:
                state.previous[slot] = watch.queue.pop(0)
                if not watch.queue:
                    self._finish(row, step + 1, state=state, slot=slot)
                continue
            if watch.just_written is not None:
                self._part(row, state=state, slot=slot, seen=seen)
            if row in candidates:
                self._consider(row, candidates[row], state=state, slot=slot, history=history[:step, row])

    def _candidates(self, alignment: NDArray[np.float32], chosen: NDArray[np.int64]) -> dict[int, int]:
        """Give, for each row that comes to a name not yet written, that name's index."""
        open_now = np.flatnonzero(self._is_open)
        slots = self._slots[self._rows[open_now]]
        open_now, slots = open_now[slots >= 0], slots[slots >= 0]
        weights = np.einsum("ns,ns->n", alignment[slots], self._masks[open_now])
        likely = (weights > _BEGUN) & (chosen[slots] == self._firsts[open_now])
        which = np.flatnonzero((weights > self._due[open_now]) | likely)
        # The heaviest of a row comes last and stays.
        which = which[np.argsort(weights[which], kind="stable")]
        return {int(self._rows[index]): int(index) for index in open_now[which]}

    def _consider(self, row: int, index: int, *, state: _Running, slot: int, history: NDArray[np.int64]) -> None:
        """Begin the form if the piece that the model has chosen begins a word of its own."""
        watch, vocabulary = self._watches[row], self._target
        demand, piece = self._demands[index], int(state.previous[slot])
        if piece == vocabulary.end:
            return
        begins = bool(vocabulary.begins[piece])
        is_spaced = bool(vocabulary.spaced[piece])
        is_glued = not is_spaced and len(history) > 0 and (begins or bool(vocabulary.opens[history[-1]]))
        if demand.is_symbol:
            is_glued = not is_spaced
        elif not (begins or is_glued or not len(history)) or vocabulary.marks[piece]:
            return
        elif (
            (vocabulary.light[piece] or (not len(history) and vocabulary.openers[piece]))
            and piece != demand.pieces[0]
            and watch.light_words < _MOST_LIGHT_WORDS
        ):
            watch.light_words += 1
            return
        pieces = demand.glued if is_glued else demand.pieces
        begun = 0 if is_glued else _begun(pieces, history)
        self._is_open[index] = False
        watch.current, watch.start, watch.is_glued, watch.light_words = demand, len(history) - begun, is_glued, 0
        self._busy.add(row)
        state.previous[slot], *watch.queue = pieces[begun:]
        if not watch.queue:
            self._finish(row, len(history) + 1, state=state, slot=slot)

    def _finish(self, row: int, end: int, *, state: _Running, slot: int) -> None:
        watch = self._watches[row]
        demand = watch.current
        assert demand is not None  # noqa: S101  (a queue is filled together with it)
        self.written[row] = (*self.written[row], Written(demand.number, watch.start, end, watch.is_glued))
        watch.current, watch.just_written = None, demand
        if watch.hides:
            state.fixed["source_bias"][slot, 0, 0, demand.source] = _NEVER

    def _part(self, row: int, *, state: _Running, slot: int, seen: _Seen) -> None:
        """Part the form from what follows: no letter, foreign hyphen or mark from nowhere may grow onto it."""
        watch, vocabulary = self._watches[row], self._target
        demand, watch.just_written = watch.just_written, None
        self._busy.discard(row)
        if demand is None or demand.is_symbol:
            return
        grows = vocabulary.continues if demand.has_hyphen else vocabulary.continues | vocabulary.hyphens
        origin = self._sources[row][int(seen.alignment[slot].argmax())]
        if not self._source.marks[origin] and origin != self._source.end:
            # A full stop or apostrophe that comes from a letter is part of another spelling of the name.
            grows = grows | vocabulary.spells
        if grows[state.previous[slot]]:
            columns = np.minimum(state.columns[slot], len(vocabulary) - 1)
            state.previous[slot] = columns[np.where(grows[columns], _NEVER, seen.logits[slot]).argmax()]


def _begun(pieces: Sequence[int], history: NDArray[np.int64]) -> int:
    """Tell how many of the form's first pieces the model has just written by itself."""
    most = min(len(pieces) - 1, len(history))
    return next((n for n in range(most, 0, -1) if tuple(history[len(history) - n :].tolist()) == pieces[:n]), 0)


class _Seen(Protocol):
    logits: NDArray[np.float32]
    alignment: NDArray[np.float32]


class _Asking(Protocol):
    @property
    def pieces(self) -> Sequence[int]: ...
    @property
    def demands(self) -> tuple[Demand, ...]: ...
    @property
    def hides(self) -> bool: ...
