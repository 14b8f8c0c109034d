"""Find the corridor: words that look alike, counted over blocks of segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.corridor import NEVER, Corridor, around
from align.aligners.kinds import LONE_SOURCE, LONE_TARGET
from align.aligners.way import best_way

if TYPE_CHECKING:
    from align.aligners.corridor import Numbers, Reals
    from align.aligners.table import Table
    from align.aligners.words import Words

# The grid has at most this many blocks a side: a million cells, a second of time.
_BLOCKS = 1000
# Segments to either side of the way, and blocks; a lone run of segments is found by the grid and needs no more.
_MARGIN, _BESIDE = 15, 3
# A pair of words with more pairs of places than this says nothing of place.
_CROWD = 2000
# Pairs of places that are looked at, those of the rarest words first: they bound memory to some 200 MB.
_MOST_PLACES = 3_000_000
# Cells before and behind on the diagonal lend a cell their evidence.
_NEIGHBOURS = 4
# What a cell far off the diagonal lacks, so that a stretch without evidence goes straight.
_STRAIGHT = 0.02


def find_corridor(source: Words, target: Words, table: Table) -> Corridor:
    """Give the corridor in which the alignment is looked for; `table` pairs words that look alike."""
    way, block = find_way(source, target, table)
    sizes = len(source.first) - 1, len(target.first) - 1
    return around(way, scale=block, margin=max(_MARGIN, _BESIDE * block), sizes=sizes)


def find_way(source: Words, target: Words, table: Table) -> tuple[list[tuple[int, int]], int]:
    """Give the nodes of the best way over blocks of segments, and the length of a block."""
    sizes = len(source.first) - 1, len(target.first) - 1
    block = max(1, -(-max(sizes) // _BLOCKS))
    rows, columns = (-(-size // block) for size in sizes)
    grid = Corridor.of(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns + 1), columns)
    return _way(grid, _places(source, target, table), block), block


def _places(source: Words, target: Words, table: Table) -> tuple[Numbers, Numbers, Reals]:
    """Give the pairs of segments that share a look-alike word, each with what the word is worth."""
    where = [np.repeat(np.arange(len(side.first) - 1), np.diff(side.first)) for side in (source, target)]
    sorted_places = [where[k][np.argsort(side.ids, kind="stable")] for k, side in enumerate((source, target))]
    starts = [np.concatenate([[0], np.cumsum(side.counts)]) for side in (source, target)]
    words = np.repeat(np.arange(len(table.first) - 1), np.diff(table.first))
    ours, theirs = source.counts[words], target.counts[table.others]
    rarest = np.argsort(ours * theirs, kind="stable")
    products = (ours * theirs)[rarest]
    kept = rarest[(products <= _CROWD) & (np.cumsum(products) <= _MOST_PLACES)]
    products = products[: len(kept)]
    pair = np.repeat(kept, products)
    inner = np.arange(len(pair)) - np.repeat(np.cumsum(products) - products, products)
    one, other = np.divmod(inner, theirs[pair])
    rows = sorted_places[0][starts[0][words[pair]] + one]
    columns = sorted_places[1][starts[1][table.others[pair]] + other]
    return rows, columns, table.weights[pair] / np.sqrt(ours * theirs)[pair]


def _way(corridor: Corridor, places: tuple[Numbers, Numbers, Reals], block: int) -> list[tuple[int, int]]:
    """Give the nodes of the best way over blocks."""
    cell = corridor.find(places[0] // block, places[1] // block)
    inside = cell >= 0
    evidence = np.bincount(cell[inside], places[2][inside], minlength=corridor.size)
    rows, columns = corridor.nodes()
    lent = np.zeros(corridor.size)
    for shift in range(-_NEIGHBOURS, _NEIGHBOURS + 1):
        near = corridor.find(rows + shift, columns + shift)
        lent += np.where(near >= 0, evidence[near], 0.0) / (1 + abs(shift))
    worth = np.sqrt(lent)
    worth -= 1.5 * worth.mean() + worth.std()
    slant = np.abs(rows / max(1, corridor.rows - 1) - columns / max(1, corridor.width - 1))
    ends = corridor.find(rows + 1, columns + 1) >= 0
    straight = np.where(ends, np.maximum(worth, 0.0) + _STRAIGHT * (1 - slant), NEVER)
    lone = np.zeros(corridor.size)
    steps = best_way(corridor, {(1, 1): straight, LONE_SOURCE: lone, LONE_TARGET: lone})
    return [(int(rows[node]), int(columns[node])) for _, node in steps] + [(corridor.rows - 1, corridor.width - 1)]
