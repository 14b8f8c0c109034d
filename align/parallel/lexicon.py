"""Link words by a lexicon that is learned from the units themselves, with look-alikes and known translations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from align.aligners.anchors import cognates
from align.aligners.lexical import learn
from align.aligners.table import Table
from align.aligners.words import DENSE, Words, stem, words_of
from align.bitext import Bead
from align.document import Link, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from align.bitext import TranslationUnit

    WordPairs: TypeAlias = list[tuple[str, str]]
    Translate: TypeAlias = Callable[[Sequence[str], Sequence[str]], WordPairs]
    Reals: TypeAlias = NDArray[np.float64]

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")
# Links weaker than this are not shown. Chosen by `python tests/bench links`.
WEAKEST = 0.3
# How much sooner a pair is believed whose words stand in like places of their sentences.
_PLACED = 1.5
# What is the same on both sides needs no lexicon.
_IDENTICAL, _LONG = 0.9, 3
# Units whose pairs of words are compared at once.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, their stems, and where they stand."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    spans: tuple[Span, ...]


def tokens_of(text: str) -> Tokens:
    """Find the words; where no spaces part them, each two characters."""
    found = [(span.of(text), one, span) for span in _spans(text) if (one := _stem(span.of(text)))]
    return Tokens(
        tuple(word for word, *_ in found), tuple(one for _, one, _ in found), tuple(span for *_, span in found)
    )


def _spans(text: str) -> Iterator[Span]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if DENSE.match(match.group()):
            yield from (Span(at, at + 2) for at in range(start, max(start + 1, end - 1)) if at + 2 <= end)
        else:
            yield Span(start, end)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    parts = words_of(word)
    return stem(parts[0]) if parts else ""


def links_of(
    units: Sequence[TranslationUnit], *, translate: Translate | None = None, weakest: float = WEAKEST
) -> list[tuple[Link, ...]]:
    """Give the links of each unit, all with both sides; `translate` gives pairs of words known to be translations."""
    sides = [[tokens_of(unit.source) for unit in units], [tokens_of(unit.target) for unit in units]]
    words = [Words.of([one.stems for one in side]) for side in sides]
    if not (len(words[0].ids) and len(words[1].ids)):
        return [()] * len(units)
    prior = cognates(words[0], words[1])
    if translate is not None:
        prior = _told(words, prior, translate(_vocabulary(units, "source"), _vocabulary(units, "target")))
    beads = [Bead((n,), (n,), unit.bead.score) for n, unit in enumerate(units)]
    tables = learn(words[0], words[1], beads, prior)
    links: list[tuple[Link, ...]] = []
    for start in range(0, len(units), _BATCH):
        places = range(start, min(start + _BATCH, len(units)))
        found = _linked(units, sides, words, tables, places)
        links += [tuple(one for one in those if one.weight >= weakest) for those in found]
    return links


def _vocabulary(units: Sequence[TranslationUnit], side: str) -> list[str]:
    """Give the different words of a side, in the order of the text."""
    texts = (getattr(unit, side) for unit in units)
    return list(dict.fromkeys(match for text in texts for match in _TOKEN.findall(text) if match[0].isalpha()))


def _told(words: Sequence[Words], prior: tuple[Table, Table], pairs: WordPairs) -> tuple[Table, Table]:
    """Add what is known to be translations to the look-alikes."""
    numbers = [{word: number for number, word in enumerate(side.vocabulary)} for side in words]
    known = {
        (numbers[0][_stem(one)], numbers[1][stem(word)])
        for one, other in pairs
        for word in words_of(other)
        if _stem(one) in numbers[0] and stem(word) in numbers[1]
    }
    if not known:
        return prior
    ours, theirs = np.array(sorted(known), dtype=np.int64).T
    return _joined(prior[0], ours, theirs, words[0]), _joined(prior[1], theirs, ours, words[1])


def _joined(table: Table, ours: NDArray[np.int64], theirs: NDArray[np.int64], side: Words) -> Table:
    size = len(side.vocabulary)
    owners = np.repeat(np.arange(size), np.diff(table.first))
    weights = np.concatenate([table.weights, np.ones(len(ours))])
    return Table.of(np.concatenate([owners, ours]), np.concatenate([table.others, theirs]), weights, size=size)


def _linked(
    units: Sequence[TranslationUnit],
    sides: Sequence[Sequence[Tokens]],
    words: Sequence[Words],
    tables: tuple[Table, Table],
    places: range,
) -> Iterator[tuple[Link, ...]]:
    """Link those of a run of units: their pairs of words are looked up together."""
    ids = [[side.ids[side.first[n] : side.first[n + 1]] for n in places] for side in words]
    ours = np.concatenate([np.repeat(a, len(b)) for a, b in zip(*ids, strict=True)])
    theirs = np.concatenate([np.tile(b, len(a)) for a, b in zip(*ids, strict=True)])
    weights = np.sqrt(tables[0].find(ours, theirs) * tables[1].find(theirs, ours))
    at = 0
    for n, a, b in zip(places, *ids, strict=True):
        matrix = weights[at : at + len(a) * len(b)].reshape(len(a), len(b))
        at += len(a) * len(b)
        for row, column in _identical(sides[0][n].words, sides[1][n].words):
            matrix[row, column] = max(matrix[row, column], _IDENTICAL)
        yield tuple(_named(units[n], _mutual(matrix, sides[0][n], sides[1][n])))


def _identical(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the places of numbers, and of long words with a capital, that both sides have."""
    places: dict[str, list[int]] = {}
    for column, word in enumerate(theirs):
        places.setdefault(word, []).append(column)
    for row, word in enumerate(ours):
        if word in places and (word[0].isdigit() or (word[0].isupper() and len(word) >= _LONG)):
            yield from ((row, column) for column in places[word])


def _mutual(matrix: Reals, source: Tokens, target: Tokens) -> Iterator[Link]:
    """Give the pairs that are the best of their row and of their column, in the order of the target."""
    if not matrix.size:
        return
    rows, columns = np.indices(matrix.shape)
    distance = np.abs(rows / matrix.shape[0] - columns / matrix.shape[1])
    placed = matrix * np.exp(-_PLACED * distance)
    best = (placed == placed.max(axis=1, keepdims=True)) & (placed == placed.max(axis=0, keepdims=True))
    for column, row in zip(*np.nonzero(best.T & (matrix.T > 0)), strict=True):
        yield Link(source.spans[row], target.spans[column], round(float(min(matrix[row, column], 1.0)), 3))


def _named(unit: TranslationUnit, links: Iterator[Link]) -> Iterator[Link]:
    """Put the links of names, which are known, in the place of those that the lexicon found there."""
    names = [Link(name.source_span, name.target_span) for name in unit.names if name.target_span]
    yield from names
    for link in links:
        if not any(link.source.overlaps(name.source) or link.target.overlaps(name.target) for name in names):
            yield link
