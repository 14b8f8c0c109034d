"""Turn what the decoder wrote into a text, with the place of every piece and every demanded form known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.document import Span
from align.engines.firefox.vocabulary import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.decoder import Outcome
    from align.engines.firefox.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Assembled:
    """A target text; `starts` and `ends` are the offsets of its pieces, leading spaces left out.

    `forms` are the demanded forms' numbers and spans, in the order of the text.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    forms: tuple[tuple[int, Span], ...]


def assemble(vocabulary: Vocabulary, outcome: Outcome, forms: Sequence[str]) -> Assembled:
    """Join the pieces; a demanded form stands in the text exactly as `forms` has it, whatever pieces it was fed as."""
    pieces = vocabulary.texts(outcome.pieces.tolist())
    for written in outcome.written:
        start = min(written.start, len(pieces))
        stop = min(written.end, len(pieces))
        if start < stop:
            # The first piece carries the whole form, so that the others are empty stretches at its end.
            pieces[start] = ("" if written.is_glued else SPACE) + forms[written.number]
            pieces[start + 1 : stop] = [""] * (stop - start - 1)
    spaced = np.fromiter((piece[:1] == SPACE for piece in pieces), np.int64, len(pieces))
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    ends = lengths.cumsum()
    joined = "".join(pieces).replace(SPACE, " ")
    lead = len(joined) - len(joined.lstrip(" "))
    text = joined[lead:].rstrip(" ")
    starts = np.minimum(np.maximum(ends - lengths + spaced - lead, 0), len(text))
    ends = np.minimum(np.maximum(ends - lead, 0), len(text))
    placed = []
    for written in outcome.written:
        if written.start < len(pieces):
            start = int(starts[written.start])
            placed.append((written.number, Span(start, start + len(forms[written.number]))))
    return Assembled(text, starts, ends, tuple(placed))
