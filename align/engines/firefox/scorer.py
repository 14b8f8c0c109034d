"""Score translations that are there already, and link their words: the model is led along the given target.

All steps of the decoder are one run of its graph, since what comes next is known.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.decoder import logarithms
from align.engines.firefox.encoder import Encoder, Row, are_like
from align.engines.firefox.links import weighed, words
from align.engines.firefox.prepare import view
from align.engines.links import link
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from align.document import Link
    from align.engines.firefox.network import Network
    from align.engines.firefox.prepare import View
    from align.engines.firefox.vocabulary import Pieces, Vocabulary

# Pieces of a side that are looked at. Models are trained on some hundred; what is longer is a paragraph, and the
# attention's memory grows with the square.
MOST_PIECES = 512
_MOST_ROWS = 32
# Steps of a batch, padding included: their logits (about 3,000 each) stay within some MB, near the cache.
_MOST_STEPS = 512


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as the model sees it, in pieces; `ids` end with the end mark, unless the text was too long."""

    view: View
    pieces: Pieces
    ids: list[int]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """A pair to score."""

    source: _Side
    target: _Side
    row: Row


@dataclass(frozen=True, slots=True)
class _Led:
    """What the model thought of each piece of the target; `alignment` is [target piece, source piece]."""

    chances: NDArray[np.float32]
    alignment: NDArray[np.float32]


class Scorer:
    """Score pairs by one network."""

    def __init__(self, network: Network, route: tuple[str, str]) -> None:
        self._network = network
        self._route = route
        self._encoder = Encoder(network)

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Give each target as a hypothesis with its score and its links; a blank side has neither."""
        pairs = list(zip(sources, targets, strict=True))
        given = {
            number: self._given(source, target)
            for number, (source, target) in enumerate(pairs)
            if source.strip() and target.strip()
        }
        led: dict[int, _Led] = {}
        for batch in _batches(given):
            chosen = [given[number] for number in batch]
            found = self._lead([pair.row for pair in chosen], [pair.target.ids for pair in chosen])
            led.update(zip(batch, found, strict=True))
        return [
            self._hypothesis(target, given[number], led[number])
            if number in given
            else Hypothesis(target, math.nan, self._route)
            for number, (_, target) in enumerate(pairs)
        ]

    def _given(self, source: str, target: str) -> _Given:
        network = self._network
        read, written = _side(network.source, source), _side(network.target, target)
        # What stands there must be among what may be written, or it would have no chance at all.
        allowed = np.union1d(network.shortlist.of(read.ids), written.ids)
        own = np.setdiff1d(allowed, network.shortlist.common, assume_unique=True)
        return _Given(read, written, Row(read.ids, own))

    def _lead(self, rows: Sequence[Row], targets: Sequence[Sequence[int]]) -> list[_Led]:
        """Lead the model along the pieces of the targets, which all are among what their rows may write."""
        encoded = self._encoder.encode(rows)
        steps = max(map(len, targets))
        common = self._network.shortlist.common
        previous = np.full((len(rows), steps), self._network.architecture.target_vocabulary, np.int64)
        chosen = np.zeros((len(rows), steps), np.int64)
        for number, (row, target) in enumerate(zip(rows, targets, strict=True)):
            ids = np.array(target)
            previous[number, 1 : len(ids)] = ids[:-1]
            place = np.minimum(np.searchsorted(common, ids), len(common) - 1)
            own = len(common) + np.searchsorted(row.shortlist, ids)
            chosen[number, : len(ids)] = np.where(common[place] == ids, place, own)
        inputs = {**encoded.fixed, "previous": previous, "positions": self._encoder.positions(steps), "chosen": chosen}
        chances, alignment = self._network.forced.run(["chances", "alignment"], inputs)
        return [
            _Led(chances[number, : len(target)], alignment[number, : len(target)])
            for number, target in enumerate(targets)
        ]

    def _hypothesis(self, text: str, given: _Given, led: _Led) -> Hypothesis:
        source, target = given.source, given.target
        network, copied = self._network, self._network.twins[target.pieces.ids]
        alignment = led.alignment[: len(target.pieces.ids), : len(source.pieces.ids)]
        source_words, target_words = (
            words(vocabulary, np.array(side.pieces.ids, np.int64), side.pieces.starts, side.pieces.ends)
            for vocabulary, side in ((network.source, source), (network.target, target))
        )
        alignment = weighed(alignment, copied, np.array(source.pieces.ids))
        known = np.array(target.ids) != network.target.unknown
        chances = logarithms(led.chances[known])
        is_cut = source.is_cut or target.is_cut
        return Hypothesis(
            text,
            round(math.fsum(chances) / len(chances), 4) if chances else math.nan,
            self._route,
            tuple(_links(link(alignment, source_words, target_words), source.view, target.view)),
            remarks=("truncated",) if is_cut else (),
        )


def _side(vocabulary: Vocabulary, text: str) -> _Side:
    """Show a text to the model, what it cannot read in a likeness."""
    try:
        pieces = vocabulary.cut(text)
        is_odd = vocabulary.unknown in pieces.ids
    except UnicodeEncodeError:  # a lone surrogate
        is_odd = True
    seen = view(vocabulary, vocabulary, text, (), is_odd=is_odd)
    if is_odd:
        pieces = vocabulary.cut(seen.text)
    if len(pieces.ids) < MOST_PIECES:
        return _Side(seen, pieces, [*pieces.ids, vocabulary.end], is_cut=False)
    head = replace(
        pieces, ids=pieces.ids[:MOST_PIECES], starts=pieces.starts[:MOST_PIECES], ends=pieces.ends[:MOST_PIECES]
    )
    return _Side(seen, head, head.ids, is_cut=True)


def _links(found: Sequence[Link], source: View, target: View) -> Iterator[Link]:
    """Bring links from what the model saw back to the texts; what came from nowhere is left out."""
    for each in found:
        ends = source.original(each.source.start, each.source.end), target.original(each.target.start, each.target.end)
        if len(ends[0]) and len(ends[1]):
            yield replace(each, source=ends[0], target=ends[1])


def _batches(given: dict[int, _Given]) -> Iterator[list[int]]:
    """Group pairs of like lengths."""
    order = sorted(given, key=lambda number: (len(given[number].source.ids), len(given[number].target.ids)))
    batch: list[int] = []
    steps = 0
    for number in order:
        longest = max(steps, len(given[number].target.ids))
        if batch and (
            len(batch) == _MOST_ROWS
            or (len(batch) + 1) * longest > _MOST_STEPS
            or not are_like(len(given[number].source.ids), len(given[batch[0]].source.ids))
        ):
            yield batch
            batch, longest = [], len(given[number].target.ids)
        batch.append(number)
        steps = longest
    if batch:
        yield batch
