"""The lexical shortlist: which target pieces a source piece can turn into (marian-dev `src/data/shortlist.cpp`)."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.marian import UnknownArchitectureError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MAGIC = 0xF11A48D5013417F5
_HEADER = struct.Struct("<6Q")


class Shortlist:
    """Give the target pieces that a sentence may use; it depends on nothing but the sentence."""

    def __init__(self, raw: bytes, *, vocabulary: int) -> None:
        """Read the file; raise UnknownArchitectureError for any other kind of file."""
        if len(raw) < _HEADER.size:
            raise UnknownArchitectureError("the lexical shortlist is cut short")
        magic, _checksum, frequent, _best, offsets, entries = _HEADER.unpack_from(raw)
        if magic != MAGIC or len(raw) < _HEADER.size + 8 * offsets + 4 * entries or offsets <= vocabulary:
            raise UnknownArchitectureError("the lexical shortlist is of an unknown kind, or damaged")
        at = np.frombuffer(raw, "<u8", offsets, _HEADER.size).astype(np.int64)
        listed = np.frombuffer(raw, "<u4", entries, _HEADER.size + 8 * offsets).astype(np.int64)
        if listed.max(initial=0) >= vocabulary:
            raise UnknownArchitectureError("the lexical shortlist does not fit the vocabulary")
        self._frequent = np.arange(frequent, dtype=np.int64)
        self._lists = [listed[a:b] for a, b in pairwise(at.tolist())]
        self._seen = np.zeros(vocabulary, dtype=bool)

    def of(self, pieces: Sequence[int]) -> NDArray[np.int64]:
        """Give the pieces that may be written for these, sorted: the frequent, the listed, and themselves."""
        # Marking and collecting is several times as fast as sorting a thousand numbers.
        seen = self._seen
        seen[self._frequent] = True
        seen[np.concatenate([self._lists[piece] for piece in set(pieces)])] = True
        seen[pieces] = True
        found = np.flatnonzero(seen)
        seen[found] = False
        return found
