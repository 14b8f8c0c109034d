"""py3langid's model, asked by our own few lines: its tables lie in the order in which a text is looked up.

py3langid keeps the scores of a restricted set of languages column by column, so that every feature of a text costs a
fetch from memory for every language. Importing this module imports numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from py3langid.langid import visit_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray


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
    outputs: Sequence[int]


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

    def probabilities(self, text: str) -> Iterator[tuple[str, float]]:
        """Give each class and its probability; a text without a known feature leaves all alike."""
        content = _as_trained(text)
        model = self.model
        visits = visit_counts(model.moves, model.rows, model.outputs, content)
        if not visits:
            return zip(self.classes, [1 / len(self.classes)] * len(self.classes), strict=True)
        counts = np.fromiter(visits.values(), np.float32, len(visits))
        scores = (np.log1p(counts) @ self.scores.take(list(visits), axis=0) + self.priors).tolist()
        # Divided by the root of the length, as py3langid does, so that a long text is not always certain.
        best, heat = max(scores), math.sqrt(len(content))
        chances = [math.exp((score - best) / heat) for score in scores]
        total = sum(chances)
        return zip(self.classes, [chance / total for chance in chances], strict=True)


def _as_trained(text: str) -> bytes:
    """Encode a text as the model's own training texts were."""
    return normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")
