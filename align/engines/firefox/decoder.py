"""Decode a batch of rows greedily, one step of all rows at a time."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from align.engines.firefox.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.network import Network
    from align.engines.firefox.watch import Demand, Written

LENGTH_FACTOR = 2.5  # Mozilla's `max-length-factor`: a longer output is a model gone astray
_CROWDED = 0.7  # rows are moved together when fewer than this share still run; moving costs about two steps
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Row:
    """What one sentence gives to a batch: its pieces with the end mark, what it may write, what it must write."""

    pieces: Sequence[int]
    shortlist: NDArray[np.int64]
    demands: tuple[Demand, ...] = ()
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a row, without the end mark.

    `chances` are the probabilities of the pieces and, unless `is_cut`, of the end mark. `alignment` is [target piece,
    source piece]. `written` tells where the demanded forms stand.
    """

    pieces: NDArray[np.int64]
    chances: NDArray[np.float32]
    alignment: NDArray[np.float32]
    written: tuple[Written, ...] = ()
    is_cut: bool = False


@dataclass(slots=True)
class _State:
    """The arrays of the rows that still run; `rows` are their numbers in the batch."""

    rows: NDArray[np.int64]
    fixed: dict[str, NDArray[Any]]
    columns: NDArray[np.int64]
    cells: dict[str, NDArray[np.float32]]
    previous: NDArray[np.int64]
    spare_cells: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    def keep(self, which: NDArray[np.bool_]) -> None:
        """Move the rows that still run together."""
        self.rows, self.columns, self.previous = self.rows[which], self.columns[which], self.previous[which]
        self.fixed = {name: array[which] for name, array in self.fixed.items()}
        self.cells = {name: array[which] for name, array in self.cells.items()}
        self.spare_cells = {name: np.empty_like(array) for name, array in self.cells.items()}


def positions(count: int, width: int) -> NDArray[np.float32]:
    """Give Marian's sinusoid position vectors: all sines, then all cosines."""
    half = width // 2
    rates = np.exp(np.arange(half) * -(math.log(10_000.0) / (half - 1)))
    angles = np.arange(count)[:, None] * rates
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


class Decoder:
    """Run one network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._positions = positions(0, network.architecture.width)

    def decode(self, rows: Sequence[Row]) -> list[Outcome]:
        """Give one outcome for each row; it does not depend on the rows beside it."""
        longest = max(len(row.pieces) for row in rows)
        limits = np.array([int(LENGTH_FACTOR * len(row.pieces)) for row in rows])
        steps = int(limits.max())
        if len(self._positions) < steps:
            self._positions = positions(2 * steps, self._network.architecture.width)
        state = self._encode(rows, longest)
        record = _Record(len(rows), steps, longest, limits, self._network.vocabulary.end)
        watch = Watch(self._network.vocabulary, rows, longest) if any(row.demands for row in rows) else None
        self._run(state, record, watch)
        written = watch.written if watch is not None else [()] * len(rows)
        return [record.outcome(i, len(row.pieces), written[i]) for i, row in enumerate(rows)]

    def _encode(self, rows: Sequence[Row], longest: int) -> _State:
        """Run the encoder; its outputs are the inputs of every step."""
        architecture = self._network.architecture
        count, target = len(rows), max(len(row.shortlist) for row in rows)
        pieces = np.zeros((count, longest), np.int64)
        bias = np.full((count, 1, 1, longest), _NEVER, np.float32)
        # The row behind the vocabulary is never chosen.
        common = self._network.shortlist.common
        columns = np.full((count, len(common) + target), architecture.vocabulary, np.int64)
        columns[:, : len(common)] = common
        shortlist = columns[:, len(common) :]
        for i, row in enumerate(rows):
            pieces[i, : len(row.pieces)] = row.pieces
            bias[i, ..., : len(row.pieces)] = 0
            shortlist[i, : len(row.shortlist)] = row.shortlist
        session = self._network.encoder
        names = [output.name for output in session.get_outputs()]
        inputs = {
            "pieces": pieces,
            "positions": self._positions[:longest],
            "source_bias": bias,
            "shortlist": np.ascontiguousarray(shortlist),
        }
        fixed = dict(zip(names, session.run(names, inputs), strict=True))
        cells = {
            f"cell{layer}": np.zeros((count, architecture.width), np.float32)
            for layer in range(1, architecture.decoder_layers + 1)
        }
        spare = {name: np.empty_like(cell) for name, cell in cells.items()}
        start = np.full(count, architecture.vocabulary, np.int64)
        return _State(np.arange(count), {**fixed, "source_bias": bias}, columns, cells, start, spare)

    def _run(self, state: _State, record: _Record, watch: Watch | None) -> None:
        step = _Step(self._network.decoder, state)
        for number in range(record.steps):
            step.run(self._positions[number])
            state.previous[:] = state.columns[step.numbers, step.logits.argmax(axis=1)]
            if watch is not None:
                watch.look(number, state, step, record.pieces)
            still = record.add(number, state, step.best, step.alignment)
            running = int(still.sum())
            if not running:
                return
            if running < _CROWDED * len(still):
                step.catch_up()
                state.keep(still)
                step = _Step(self._network.decoder, state)


class _Step:
    """One step of the decoder, bound to the arrays of its state once.

    The cells go back and forth between two sets of arrays, so there are two bindings.
    """

    def __init__(self, session: Any, state: _State) -> None:
        count, longest, width = len(state.rows), state.fixed["source_bias"].shape[-1], state.cells["cell1"].shape[1]
        self.numbers = np.arange(count)
        self.logits = np.empty((count, state.columns.shape[1]), np.float32)
        self.best = np.empty(count, np.float32)
        self.alignment = np.empty((count, longest), np.float32)
        self._position = np.empty(width, np.float32)
        self._session = session
        self._state = state
        self._bindings = []
        self._parity = 0
        for cells, next_cells in ((state.cells, state.spare_cells), (state.spare_cells, state.cells)):
            binding = session.io_binding()
            inputs = {**state.fixed, **cells, "previous": state.previous, "position": self._position}
            outputs = {"logits": self.logits, "best": self.best, "alignment": self.alignment}
            outputs |= {f"next_{name}": cell for name, cell in next_cells.items()}
            for bind, arrays in ((binding.bind_input, inputs), (binding.bind_output, outputs)):
                for name, array in arrays.items():
                    bind(name, "cpu", 0, array.dtype.type, array.shape, array.ctypes.data)
            self._bindings.append(binding)

    def run(self, position: NDArray[np.float32]) -> None:
        """Compute the step; `logits`, `best` and `alignment` hold what came out."""
        self._position[:] = position
        self._session.run_with_iobinding(self._bindings[self._parity])
        self._parity ^= 1

    def catch_up(self) -> None:
        """Leave the newest cells in `cells` of the state."""
        if self._parity:
            self._state.cells, self._state.spare_cells = self._state.spare_cells, self._state.cells


class _Record:
    """What every row has written so far."""

    def __init__(self, count: int, steps: int, longest: int, limits: NDArray[np.int64], end: int) -> None:
        self.steps = steps
        self._end = end
        self._limits = limits
        self._lengths = np.zeros(count, np.int64)
        self._ended = np.zeros(count, dtype=bool)
        self.pieces = np.zeros((steps, count), np.int64)
        self._chances = np.zeros((steps, count), np.float32)
        self._alignment = np.zeros((steps, count, longest), np.float32)

    def add(
        self, number: int, state: _State, best: NDArray[np.float32], alignment: NDArray[np.float32]
    ) -> NDArray[np.bool_]:
        """Note a step; tell which of the state's rows go on."""
        rows, pieces = state.rows, state.previous
        if len(rows) == len(self._ended):
            self.pieces[number], self._chances[number], self._alignment[number] = pieces, best, alignment
        else:
            self.pieces[number, rows] = pieces
            self._chances[number, rows] = best
            self._alignment[number, rows] = alignment
        ended = pieces == self._end
        over = self._limits[rows] == number + 1
        stops = (ended | over) & (self._lengths[rows] == 0)
        if stops.any():
            which = rows[stops]
            self._lengths[which] = number + 1
            self._ended[which] = ended[stops]
        still: NDArray[np.bool_] = self._lengths[rows] == 0
        return still

    def outcome(self, row: int, source: int, written: tuple[Written, ...]) -> Outcome:
        """Give what one row wrote."""
        count = int(self._lengths[row])
        has_ended = bool(self._ended[row])
        pieces = self.pieces[: count - has_ended, row].copy()
        alignment = self._alignment[: count - has_ended, row, :source].copy()
        return Outcome(pieces, self._chances[:count, row].copy(), alignment, written, is_cut=not has_ended)
