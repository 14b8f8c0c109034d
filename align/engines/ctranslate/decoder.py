"""Run one CTranslate2 model: rows of pieces in, pieces with their score and attention out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ctranslate2
import numpy as np

from align.engines.tuning import Device
from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.ctranslate.model import Model
    from align.engines.tuning import Tuning

# Source pieces of a batch, by beam. Measured by `python tests/bench argos batches`.
_BATCH_PIECES = {1: 2_048, 2: 1_024, 4: 1_024}
# A target is cut off at so many pieces for one of the source and so many more; languages differ by less.
_LONGEST_RATIO, _LONGEST_MORE = 3, 20
# Rows share a limit with those of like length, whatever their company.
_LENGTHS = (16, 32, 64, 128)


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces of a source, and those that the target has to begin with."""

    tokens: tuple[str, ...]
    prefix: tuple[str, ...] = ()

    @property
    def limit(self) -> int:
        """Give the most pieces of a target, a multiple so that rows of like length share a call."""
        length = next((n for n in _LENGTHS if len(self.tokens) <= n), len(self.tokens))
        most = _LONGEST_RATIO * length + _LONGEST_MORE
        return most * (1 + len(self.prefix) // most)


@dataclass(frozen=True, slots=True)
class Way:
    """How to search: `unrepeated` pieces in a row must not come again (0: they may)."""

    beam: int
    unrepeated: int = 0
    repetition_penalty: float = 1.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A target in pieces; `logarithms` is the sum over the `count` pieces that the model chose, its end included.

    `attention` is [target piece, source piece]. `is_cut`: the limit came before the end.
    """

    tokens: tuple[str, ...]
    logarithms: float
    count: int
    attention: NDArray[np.float32]
    is_cut: bool


class Decoder:
    """Decode for one model."""

    def __init__(self, model: Model, tuning: Tuning) -> None:
        self._model = model
        try:
            self._translator: Any = ctranslate2.Translator(
                str(model.folder),
                device=tuning.device.value,
                # The fastest that the processor can: int8 on all that have its instructions.
                compute_type="auto",
                inter_threads=tuning.threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            advice = "the same command with --device cpu" if tuning.device is not Device.CPU else ""
            raise EngineError(
                f"CTranslate2 cannot load the model: {error}", where=str(model.folder), advice=advice
            ) from error

    def decode(self, rows: Sequence[Row], way: Way) -> list[Decoded]:
        """Decode each row."""
        groups: dict[int, list[int]] = {}
        for number, row in enumerate(rows):
            groups.setdefault(row.limit, []).append(number)
        # All calls are made before the first answer is awaited, so that no thread is idle in between.
        asked = [
            (number, limit, answer)
            for limit, numbers in sorted(groups.items(), reverse=True)
            for number, answer in zip(numbers, self._ask([rows[n] for n in numbers], way, limit), strict=True)
        ]
        try:
            done = {number: self._decoded(rows[number], answer.result(), limit) for number, limit, answer in asked}
        except RuntimeError as error:
            raise EngineError(f"CTranslate2 failed: {error}", where=str(self._model.folder)) from error
        return [done[number] for number in range(len(rows))]

    def _ask(self, rows: Sequence[Row], way: Way, limit: int) -> list[Any]:
        model = self._model
        prefixes = [[*model.opening, *row.prefix] for row in rows]
        answers: list[Any] = self._translator.translate_batch(
            [[*model.before, *row.tokens, *model.after] for row in rows],
            target_prefix=prefixes if any(prefixes) else None,
            max_batch_size=_BATCH_PIECES[way.beam],
            batch_type="tokens",
            asynchronous=True,
            beam_size=way.beam,
            length_penalty=model.length_penalty,
            no_repeat_ngram_size=way.unrepeated,
            repetition_penalty=way.repetition_penalty,
            max_input_length=0,
            max_decoding_length=limit + len(model.opening),
            return_scores=True,
            return_attention=True,
            replace_unknowns=True,
        )
        return answers

    def _decoded(self, row: Row, answer: Any, limit: int) -> Decoded:
        model = self._model
        opening = len(model.opening)
        whole, (score,) = answer.hypotheses[0], answer.scores
        tokens = tuple(whole[opening:])
        given = len(model.before)
        attention = np.zeros((len(tokens), len(row.tokens)), np.float32)
        if tokens and row.tokens:
            attention[:] = np.array(answer.attention[0], np.float32)[opening:, given : given + len(row.tokens)]
        is_cut = len(tokens) >= limit
        # CTranslate2 divides by a power of the length with the end; it leaves out what was given.
        logarithms = score * (len(whole) + 1) ** model.length_penalty
        count = len(tokens) - len(row.prefix) + (not is_cut)
        return Decoded(tokens, logarithms, count, attention, is_cut)
