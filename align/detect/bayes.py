"""py3langid's model, asked by our own few lines: its tables lie in the order in which a text is looked up.

py3langid keeps the scores of a restricted set of languages column by column, so that every feature of a text costs a
fetch from memory for every language. Importing this module imports numpy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray


# Fewer texts than these are walked through one by one: numpy's step for all takes as long as Python's for forty.
FEW = 40


@dataclass(frozen=True, slots=True)
class Model:
    """What py3langid's file holds: a score for each feature and class, and the automaton that finds features.

    `rows` is where the row of each state begins in `moves`; `outputs` is the feature of each state, or -1.
    """

    scores: NDArray[np.float16]
    priors: NDArray[np.float32]
    classes: Sequence[str]
    moves: Sequence[int]
    rows: Sequence[int]
    outputs: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """The model restricted to some classes. A language in two scripts has two of them."""

    model: Model
    classes: tuple[str, ...]
    scores: NDArray[np.float32]
    priors: NDArray[np.float32]

    @classmethod
    def of(cls, model: Model, codes: Collection[str]) -> NaiveBayes:
        """Restrict the model to the classes of these codes."""
        columns = [number for number, code in enumerate(model.classes) if code in codes]
        # Widened here, once: numpy would do so for the features of every text.
        scores = np.ascontiguousarray(model.scores[:, columns], dtype=np.float32)
        return cls(model, tuple(model.classes[column] for column in columns), scores, model.priors[columns])

    def probabilities(self, texts: Sequence[str], *, above: float = 0.0) -> list[list[tuple[str, float]]]:
        """Give each text's classes that are more probable than `above`; one without a known feature leaves all alike.

        All texts are scored at once: numpy costs as much for a few features as for the hundreds of an article.
        """
        contents = [_as_trained(text) for text in texts]
        owners, states = self._walk(contents) if len(contents) < FEW else self._walk_together(contents)
        features = self.model.outputs[states]
        is_known = features >= 0
        found, counts = np.unique(owners[is_known] * len(self.scores) + features[is_known], return_counts=True)
        owners, features = np.divmod(found, len(self.scores))
        weights = np.log1p(counts.astype(np.float32))
        scores = np.zeros((len(texts), len(self.classes)), np.float32)
        if len(found):
            starts = np.flatnonzero(np.diff(owners, prepend=-1))
            scores[owners[starts]] = np.add.reduceat(self.scores[features] * weights[:, None], starts) + self.priors
        # Divided by the root of the length, as py3langid does, so that a long text is not always certain.
        heat = np.sqrt([[max(1, len(content))] for content in contents])
        chances = np.exp((scores - scores.max(axis=1, keepdims=True)) / heat)
        chances /= chances.sum(axis=1, keepdims=True)
        likely: list[list[tuple[str, float]]] = [[] for _ in texts]
        rows, columns = np.nonzero(chances > above)
        for row, column, chance in zip(rows.tolist(), columns.tolist(), chances[rows, columns].tolist(), strict=True):
            likely[row].append((self.classes[column], chance))
        return likely

    def _walk(self, contents: Sequence[bytes]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Give the state of the automaton after each byte, and whose byte it was."""
        moves, rows = self.model.moves, self.model.rows
        states: list[int] = []
        append = states.append
        for content in contents:
            state = 0
            for byte in content:
                state = moves[rows[state] + byte]
                append(state)
        owners = np.repeat(np.arange(len(contents)), [len(content) for content in contents])
        return owners, np.array(states, np.int64)

    def _walk_together(self, contents: Sequence[bytes]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Give the same in another order, all texts a step at a time: the automaton lies all over the memory."""
        moves, rows = np.asarray(self.model.moves), np.asarray(self.model.rows)
        sizes = np.array([len(content) for content in contents])
        longest = int(sizes.max())
        padded = b"".join(content.ljust(longest, b"\0") for content in contents)
        steps = np.frombuffer(padded, np.uint8).reshape(len(contents), longest).T
        states = np.zeros((longest + 1, len(contents)), np.int64)
        for number, step in enumerate(steps):
            states[number + 1] = moves[rows[states[number]] + step]
        is_text = np.arange(longest)[:, None] < sizes
        return np.nonzero(is_text)[1], states[1:][is_text]


def _as_trained(text: str) -> bytes:
    """Encode a text as the model's own training texts were."""
    return normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")
