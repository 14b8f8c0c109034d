"""Decode a batch of rows greedily, one step of all rows at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from align.engines.firefox.encoder import Encoder
from align.engines.firefox.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.encoder import Encoded, Row
    from align.engines.firefox.network import Network
    from align.engines.firefox.watch import Written

LENGTH_FACTOR = 2.5  # Mozilla's `max-length-factor`: a longer output is a model gone astray
_LEAST_CHANCE = 1e-30  # keeps a logarithm finite
_CROWDED = 0.7  # rows are moved together when fewer than this share still run; moving costs about two steps


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


def logarithms(chances: NDArray[np.float32]) -> list[float]:
    """Give the logarithms of probabilities."""
    found: list[float] = np.log(np.maximum(chances, _LEAST_CHANCE)).tolist()
    return found


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


class Decoder:
    """Run one network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._encoder = Encoder(network)

    def decode(self, rows: Sequence[Row]) -> list[Outcome]:
        """Give one outcome for each row; it does not depend on the rows beside it."""
        limits = np.array([int(LENGTH_FACTOR * len(row.pieces)) for row in rows])
        encoded = self._encoder.encode(rows)
        longest = encoded.fixed["source_bias"].shape[-1]
        record = _Record(len(rows), int(limits.max()), longest, limits, self._network.target.end)
        watch = (
            Watch(self._network.source, self._network.target, rows, longest)
            if any(row.demands for row in rows)
            else None
        )
        self._run(self._start(rows, encoded), record, watch)
        written = watch.written if watch is not None else [()] * len(rows)
        return [record.outcome(i, len(row.pieces), written[i]) for i, row in enumerate(rows)]

    def _start(self, rows: Sequence[Row], encoded: Encoded) -> _State:
        """Give the state before the first step: empty cells, and the blank that stands behind the vocabulary."""
        sizes = self._network.architecture
        count = len(rows)
        cells = {
            f"cell{layer}": np.zeros((count, sizes.width), np.float32) for layer in range(1, sizes.decoder_layers + 1)
        }
        spare = {name: np.empty_like(cell) for name, cell in cells.items()}
        start = np.full(count, sizes.target_vocabulary, np.int64)
        return _State(np.arange(count), encoded.fixed, encoded.columns, cells, start, spare)

    def _run(self, state: _State, record: _Record, watch: Watch | None) -> None:
        step = _Step(self._network.decoder, state)
        places = self._encoder.positions(record.steps)
        for number in range(record.steps):
            step.run(places[number])
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
