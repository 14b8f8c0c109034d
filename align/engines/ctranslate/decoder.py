"""Run one CTranslate2 model: rows of pieces in, pieces with their score and attention out."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ctranslate2
import numpy as np

from align.engines.ctranslate.allocator import keep_freed_memory
from align.engines.ctranslate.codec import UNKNOWN
from align.engines.tuning import Device
from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from align.engines.ctranslate.model import Model
    from align.engines.tuning import Tuning

# Source pieces of a batch, by beam; `python tests/bench argos_batches` prints what other sizes cost.
BATCH_PIECES = {1: 2_048, 2: 1_024, 4: 1_024}
# No target has more pieces than so many for one of the source and so many more; languages differ by less. The shortest
# sources count for so many pieces: a loop is known for one only when it has gone round some times.
_LONGEST_RATIO, _LONGEST_MORE, _SHORTEST = 3, 20, 16
# Rows share a call with those of like length, whatever their company; a batch for each length would be a slow one.
_LENGTHS = (64, 128)
# Finished targets share a call with those that are longer by less; the model goes on for so many pieces at most.
_LIKE_LENGTHS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces of a source, and those that the target has to begin with.

    `is_exact` asks for the attention of the target's first piece too, where that costs time.
    """

    tokens: tuple[str, ...]
    prefix: tuple[str, ...] = ()
    is_exact: bool = False

    @property
    def limit(self) -> int:
        """Give the most pieces of a target; a prefix that is longer gets room for more."""
        most = _LONGEST_RATIO * max(len(self.tokens), _SHORTEST) + _LONGEST_MORE
        return most * (1 + len(self.prefix) // most)

    @property
    def room(self) -> int:
        """Give the limit of the longest row that may share a call with this one."""
        length = next((n for n in _LENGTHS if len(self.tokens) <= n), len(self.tokens))
        return max(_LONGEST_RATIO * length + _LONGEST_MORE, self.limit)


@dataclass(frozen=True, slots=True)
class Way:
    """How to search: `unrepeated` pieces in a row must not come again (0: they may)."""

    beam: int
    unrepeated: int = 0
    repetition_penalty: float = 1.0


_GREEDY = Way(1)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A target in pieces, up to the row's limit; `logarithms` is the sum over all `count` pieces that the model chose.

    `attention` is [target piece, source piece]; `lacks_first`: its first row is zeros, since it was not asked for.
    `is_cut`: the limit came before the end.
    """

    tokens: tuple[str, ...]
    logarithms: float
    count: int
    attention: NDArray[np.float32]
    is_cut: bool
    lacks_first: bool = False


class Decoder:
    """Decode for one model."""

    def __init__(self, model: Model, tuning: Tuning) -> None:
        self._model = model
        keep_freed_memory()
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
        """Search for the best target of each row."""
        model = self._model
        answers = self._ask(rows, [row.prefix for row in rows], [row.room for row in rows], way)
        wholes = [answer.hypotheses[0][len(model.opening) :] for answer in answers]
        targets = [tuple(whole[: row.limit]) for row, whole in zip(rows, wholes, strict=True)]
        attentions = [self._attention(*one) for one in zip(rows, targets, answers, strict=True)]
        lacking = self._mended(rows, targets, attentions) if way.beam > 1 and not model.opening else set()
        decoded = []
        for number, (row, whole, answer) in enumerate(zip(rows, wholes, answers, strict=True)):
            attention = attentions[number]
            # CTranslate2 divides by a power of the whole length with the end, and leaves out what was given.
            length = len(model.opening) + len(whole) + 1
            logarithms = answer.scores[0] * length**model.length_penalty
            count = len(whole) - len(row.prefix) + (len(whole) < row.room)
            known = _known(targets[number], row, attention)
            is_cut = len(whole) >= row.limit
            decoded.append(Decoded(known, logarithms, count, attention, is_cut, number in lacking))
        return decoded

    def judge(self, rows: Sequence[Row]) -> list[Decoded]:
        """Take each row's prefix for its whole target."""
        if not rows:
            return []
        opening = self._model.opening
        targets = [row.prefix for row in rows]
        with self._bridge():
            scores = self._translator.score_batch(
                [self._source(row) for row in rows],
                [[*opening, *target] for target in targets],
                max_batch_size=BATCH_PIECES[1],
                batch_type="tokens",
                max_input_length=0,
            )
        chances = [score.log_probs[len(opening) :] for score in scores]
        return [
            Decoded(target, math.fsum(those), len(those), attention, is_cut=False)
            for target, those, attention in zip(targets, chances, self._forced(rows, targets), strict=True)
        ]

    def _forced(self, rows: Sequence[Row], targets: Sequence[tuple[str, ...]]) -> list[NDArray[np.float32]]:
        """Give the attention of each pair: given a whole target, a greedy search has nothing to search."""
        limits = [-(-len(target) // _LIKE_LENGTHS) * _LIKE_LENGTHS for target in targets]
        answers = self._ask(rows, targets, limits, _GREEDY)
        return [self._attention(*one) for one in zip(rows, targets, answers, strict=True)]

    def _mended(
        self, rows: Sequence[Row], targets: Sequence[tuple[str, ...]], attentions: Sequence[NDArray[np.float32]]
    ) -> set[int]:
        """Put right the attention of first pieces, which a beam search over several rows takes from other rows.

        CTranslate2 4.8.5 widens the search after its first step, and then looks at the narrow one's places. That step's
        attention does not depend on what follows, so one greedy step gives it; it costs a tenth of a search with
        beam 2. It is asked for rows that want it, and for unknown pieces. Gives the rows that go without.
        """
        has_some = {number for number, attention in enumerate(attentions) if attention.size}
        wanted = sorted(n for n in has_some if rows[n].is_exact or targets[n][0] == UNKNOWN)
        answers = self._ask([rows[n] for n in wanted], [()] * len(wanted), [1] * len(wanted), _GREEDY)
        for number, answer in zip(wanted, answers, strict=True):
            attentions[number][0] = self._attention(rows[number], targets[number][:1], answer)[0]
        lacking = has_some.difference(wanted)
        for number in lacking:
            attentions[number][0] = 0
        return lacking

    def _attention(self, row: Row, target: Sequence[str], answer: Any) -> NDArray[np.float32]:
        """Give the attention [target piece, source piece] of an answer, without that of the tokens around them."""
        opening, given = len(self._model.opening), len(self._model.before)
        found = np.zeros((len(target), len(row.tokens)), np.float32)
        if found.size:
            whole = np.array(answer.attention[0], np.float32)
            found[:] = whole[opening : opening + len(target), given : given + len(row.tokens)]
        return found

    def _ask(
        self, rows: Sequence[Row], prefixes: Sequence[tuple[str, ...]], limits: Sequence[int], way: Way
    ) -> list[Any]:
        """Ask for rows of one limit together; all calls are made before the first answer is awaited."""
        model = self._model
        groups: dict[int, list[int]] = {}
        for number, limit in enumerate(limits):
            groups.setdefault(limit, []).append(number)
        answers: dict[int, Any] = {}
        with self._bridge():
            for limit, numbers in sorted(groups.items(), reverse=True):
                opened = [[*model.opening, *prefixes[number]] for number in numbers]
                asked = self._translator.translate_batch(
                    [self._source(rows[number]) for number in numbers],
                    target_prefix=opened if any(opened) else None,
                    max_batch_size=BATCH_PIECES[way.beam],
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
                )
                answers.update(zip(numbers, asked, strict=True))
            return [answers[number].result() for number in range(len(rows))]

    def _source(self, row: Row) -> list[str]:
        return [*self._model.before, *row.tokens, *self._model.after]

    @contextmanager
    def _bridge(self) -> Iterator[None]:
        try:
            yield
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 failed: {error}", where=str(self._model.folder)) from error


def _known(target: tuple[str, ...], row: Row, attention: NDArray[np.float32]) -> tuple[str, ...]:
    """Put the source's piece in the place of one that the model does not know."""
    if UNKNOWN not in target or not row.tokens:
        return target
    origins = attention.argmax(axis=1)
    return tuple(row.tokens[origins[n]] if token == UNKNOWN else token for n, token in enumerate(target))
