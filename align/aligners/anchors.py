"""Score beads by words that look alike on both sides: names, numbers, dates, addresses, cognates, marks."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from align.aligners.pairing import Pairing
from align.aligners.table import Table, covers, gains

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.aligners.corridor import Corridor, Numbers, Reals
    from align.aligners.seam import Edges
    from align.aligners.words import Words

# Words that share less of their letters look alike by chance.
_ALIKE = 0.6
# A look-alike worth less than this share of the best one is dropped.
_RIVAL = 0.6
# Letters that two words must begin with to be compared.
_HEAD = 3
_SHORTEST = 4
# More words than this behind one head are compared by nobody: the cost would grow with the square.
_CROWD = 400
# Most words have no look-alike, which says nothing.
_NOISE = 0.8
_VOWELS = str.maketrans("", "", "aeiouyhw'")


class Anchors:
    """Sum the gains by cognates."""

    names: tuple[str, ...] = ("anchors",)

    def __init__(self, source: Words, target: Words, tables: tuple[Table, Table], corridor: Corridor) -> None:
        self._pairing = Pairing(source, target, tables, corridor, partial(gains, noise=_NOISE))

    def features(self, edges: Edges) -> list[Reals]:
        """Give the mean of both directions, in nats."""
        return [self._pairing.mean(edges)]


class Rare:
    """Sum the rarity of the words that have a look-alike in the bead, wherever it stands.

    Where a bead is cut although a name or number crosses the cut, both parts lack it; a mean, as the gains take, hides
    that behind the other words.
    """

    names: tuple[str, ...] = ("rare",)

    def __init__(self, source: Words, target: Words, tables: tuple[Table, Table], corridor: Corridor) -> None:
        self._pairing = Pairing(source, target, tables, corridor, covers)

    def features(self, edges: Edges) -> list[Reals]:
        """Give the mean of both sides, in nats."""
        return [self._pairing.mean(edges)]


def cognates(source: Words, target: Words) -> tuple[Table, Table]:
    """Pair the words that look alike; one table for each direction."""
    ours, theirs = (_plain(words.vocabulary) for words in (source, target))
    pairs: dict[tuple[int, int], float] = {}
    same = defaultdict(list)
    for number, word in enumerate(theirs):
        same[word].append(number)
    for number, word in enumerate(ours):
        for other in same[word] if word else ():
            pairs[number, other] = _sameness(word, source.counts[number], target.counts[other])
    for one, other, likeness in _similar(ours, theirs):
        pairs.setdefault((one, other), likeness)
    keys = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    weights = np.array([pairs[one, other] for one, other in keys.tolist()])
    return (
        _scaled(keys[:, 0], keys[:, 1], weights, len(ours)),
        _scaled(keys[:, 1], keys[:, 0], weights, len(theirs)),
    )


def _plain(vocabulary: Sequence[str]) -> list[str]:
    from anyascii import anyascii

    return [
        word.replace(",", ".") if word[0].isdigit() else word if word.isascii() else anyascii(word).lower()
        for word in vocabulary
    ]


def _sameness(word: str, ours: int, theirs: int) -> float:
    """Weigh an identical word: short letters may be two words that only look the same, frequencies tell."""
    return 1.0 if word[0].isdigit() else float(min(ours, theirs) / max(ours, theirs))


def _similar(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    left, right = _heads(ours), _heads(theirs)
    for head in sorted(left.keys() & right.keys()):
        ones, others = left[head], right[head]
        if len(ones) > _CROWD or len(others) > _CROWD:
            continue
        likeness = cdist(
            [ours[n] for n in ones],
            [theirs[n] for n in others],
            scorer=Indel.normalized_similarity,
            score_cutoff=_ALIKE,
        )
        for row, column in zip(*np.nonzero(likeness), strict=True):
            yield ones[row], others[column], float(likeness[row, column]) ** 2


def _heads(words: Sequence[str]) -> dict[str, list[int]]:
    """Gather words by their first letters, and by their first consonants, which survive romanisation."""
    heads = defaultdict(list)
    for number, word in enumerate(words):
        if len(word) >= _SHORTEST and word[0].isalpha():
            heads[word[:_HEAD]].append(number)
            heads["=" + word[0] + word[1:].translate(_VOWELS)[: _HEAD - 1]].append(number)
    return heads


def _scaled(words: Numbers, others: Numbers, weights: Reals, size: int) -> Table:
    """Let the entries of a word add up to one at most."""
    best = np.zeros(size)
    np.maximum.at(best, words, weights)
    kept = weights >= best[words] * _RIVAL
    words, others, weights = words[kept], others[kept], weights[kept]
    sums = np.bincount(words, weights, minlength=size)
    return Table.of(words, others, weights / np.maximum(1.0, sums[words]), size=size)
