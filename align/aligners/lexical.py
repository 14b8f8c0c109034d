"""Score beads by a lexicon that is learned from the two texts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from align.aligners.pairing import Pairing
from align.aligners.table import Table, gains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.seam import Edges
    from align.aligners.words import Words
    from align.bitext import Bead

# The lexicon hardly changes after so many rounds.
_ROUNDS = 4
# What is taken from the count of each pair of words, so that a pair seen once says little (absolute discounting).
_DISCOUNT = 0.5
# How much sooner a look-alike is believed, before the first round, than any other pair.
_BELIEVED = 20.0
# Words that the lexicon does not know are this share of a text.
_NOISE = 0.2
# A bead less sure than this teaches nothing that could be counted.
_LEAST = 1e-3
# Pairs of words that are looked at: enough for some ten thousand beads, and 300 MB.
_MOST_PAIRS = 6_000_000


class Lexical:
    """Sum the gains by the learned lexicon."""

    names: tuple[str, ...] = ("lexical",)

    def __init__(self, source: Words, target: Words, tables: tuple[Table, Table], corridor: Corridor) -> None:
        self._pairing = Pairing(source, target, tables, corridor, partial(gains, noise=_NOISE))

    def features(self, edges: Edges) -> list[Reals]:
        """Give the mean of both directions, in nats."""
        return [self._pairing.mean(edges)]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of a source and a target word in one bead; `source` and `target` are places in the texts."""

    source: Numbers
    target: Numbers
    weights: Reals


def learn(source: Words, target: Words, beads: Sequence[Bead], prior: tuple[Table, Table]) -> tuple[Table, Table]:
    """Learn from beads, each as much as its score, which words stand for which; one table for each direction.

    IBM's model 1 in both directions by expectation maximisation (Brown et al. 1993), with a start for the
    look-alikes of `prior`. The count of a pair is the geometric mean of both directions', which keeps what both
    agree on.
    """
    pairs = _paired(source, target, beads)
    keys = source.ids[pairs.source] * len(target.vocabulary) + target.ids[pairs.target]
    known, places = _distinct(keys)
    ours, theirs = np.divmod(known, len(target.vocabulary))
    forth = _expected(ours, places, pairs.target, pairs.weights, _start(prior[0], ours, theirs))
    back = _expected(theirs, places, pairs.source, pairs.weights, _start(prior[1], theirs, ours))
    counts = np.maximum(np.sqrt(forth * back) - _DISCOUNT, 0.0)
    kept = counts > 0
    return (
        _table(ours[kept], theirs[kept], counts[kept], source),
        _table(theirs[kept], ours[kept], counts[kept], target),
    )


def _distinct(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Give the different keys in order, and for each key its place among them.

    As `np.unique`, but ten times as fast: keys and places are sorted as one number. They fit into 63 bits, since
    neither vocabulary has more than a million words, nor are there more than eight million pairs.
    """
    bits = len(keys).bit_length()
    packed = keys << bits
    packed |= np.arange(len(keys))
    packed.sort()
    ordered = packed >> bits
    is_new = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(keys)]
    distinct = ordered[is_new]
    packed &= (1 << bits) - 1
    # Not needed any more, and as large as what follows.
    places, ordered = ordered, np.cumsum(is_new) - 1
    places[packed] = ordered
    return distinct, places


def _paired(source: Words, target: Words, beads: Sequence[Bead]) -> _Pairs:
    """Pair all words of each bead, the surest beads first, until there are enough."""
    left: list[Numbers] = [np.empty(0, dtype=np.int64)]
    right: list[Numbers] = [np.empty(0, dtype=np.int64)]
    weights: list[Reals] = [np.empty(0)]
    count = 0
    teaching = (bead for bead in beads if bead.source and bead.target and bead.score >= _LEAST)
    for bead in sorted(teaching, key=lambda bead: -bead.score):
        ours = np.arange(source.first[bead.source[0]], source.first[bead.source[-1] + 1])
        theirs = np.arange(target.first[bead.target[0]], target.first[bead.target[-1] + 1])
        left.append(np.repeat(ours, len(theirs)))
        right.append(np.tile(theirs, len(ours)))
        weights.append(np.full(len(left[-1]), bead.score))
        count += len(left[-1])
        if count > _MOST_PAIRS:
            break
    return _Pairs(np.concatenate(left), np.concatenate(right), np.concatenate(weights))


def _start(prior: Table, words: Numbers, others: Numbers) -> Reals:
    return 1.0 + _BELIEVED * prior.find(words, others)


def _expected(words: Numbers, places: Numbers, told: Numbers, weights: Reals, chances: Reals) -> Reals:
    """Give the expected count of each pair of words of which the first foretells the second.

    `places` leads from each pair of tokens to its pair of words, `told` names the token that is foretold.
    """
    counts = chances
    for _ in range(_ROUNDS):
        # In place, since there are millions.
        shares = chances[places]
        shares /= np.bincount(told, shares)[told]
        shares *= weights
        counts = np.bincount(places, shares, minlength=len(words)).astype(np.float64)
        chances = counts / np.bincount(words, counts)[words]
    return counts


def _table(words: Numbers, others: Numbers, counts: Reals, side: Words) -> Table:
    """Divide by the word's own frequency: what is not explained stays so."""
    totals = np.bincount(words, counts, minlength=len(side.vocabulary))
    return Table.of(words, others, counts / np.maximum(totals, side.counts)[words], size=len(side.vocabulary))
