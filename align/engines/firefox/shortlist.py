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
# Target pieces that every sentence may use. Measured on en-pt: with 2,048, half of a row's other columns are gone.
COMMON = 2048
UNKNOWN = 1  # Marian fixes the number (`src/common/definitions.h`); it must never be written
_RANK_SHIFT = 50  # Zipf's law with the flat head of a vocabulary of word pieces
_HEADER = struct.Struct("<6Q")


class Shortlist:
    """Give the target pieces that a sentence may use; it depends on nothing but the sentence."""

    def __init__(self, raw: bytes, *, source: int, target: int, is_shared: bool) -> None:
        """Read the file; raise UnknownArchitectureError for any other kind of file.

        `source` and `target` are the sizes of the vocabularies; `is_shared` tells that they are one.
        """
        if len(raw) < _HEADER.size:
            raise UnknownArchitectureError("the lexical shortlist is cut short")
        magic, _checksum, frequent, _best, offsets, entries = _HEADER.unpack_from(raw)
        if magic != MAGIC or len(raw) < _HEADER.size + 8 * offsets + 4 * entries or offsets <= source:
            raise UnknownArchitectureError("the lexical shortlist is of an unknown kind, or damaged")
        at = np.frombuffer(raw, "<u8", offsets, _HEADER.size).astype(np.int64)
        listed = np.frombuffer(raw, "<u4", entries, _HEADER.size + 8 * offsets).astype(np.int64)
        if listed.max(initial=0) >= target:
            raise UnknownArchitectureError("the lexical shortlist does not fit the vocabulary")
        # Marian allows the first pieces of the vocabulary everywhere. We allow more of them, those that are listed most
        # often by how often their source pieces come, because a column that all rows share costs far less.
        weights = np.repeat(1 / (np.arange(offsets - 1) + _RANK_SHIFT), np.diff(at))
        score = np.bincount(listed, weights, minlength=target)
        score[:frequent] = np.inf
        score[UNKNOWN] = -np.inf
        self.common: NDArray[np.int64] = np.sort(np.argsort(-score, kind="stable")[:COMMON])
        self._lists = [listed[a:b] for a, b in pairwise(at.tolist())]
        self._is_shared = is_shared
        self._seen = np.zeros(target, dtype=bool)

    def of(self, pieces: Sequence[int]) -> NDArray[np.int64]:
        """Give what may be written for these beside the common pieces, sorted.

        That is what is listed, and the pieces themselves where both languages have one vocabulary.
        """
        # Marking and collecting is several times as fast as sorting a thousand numbers.
        seen = self._seen
        seen[np.concatenate([self._lists[piece] for piece in set(pieces)])] = True
        if self._is_shared:
            seen[pieces] = True
        seen[self.common] = False
        seen[UNKNOWN] = False
        found = np.flatnonzero(seen)
        seen[found] = False
        return found


class OpenList:
    """Stand for the shortlist of a model that has none: every sentence may use all pieces."""

    def __init__(self, target: int) -> None:
        self.common: NDArray[np.int64] = np.delete(np.arange(target), UNKNOWN)
        self._none = np.zeros(0, np.int64)

    def of(self, pieces: Sequence[int]) -> NDArray[np.int64]:
        """Give what may be written beside the common pieces: nothing is left."""
        del pieces
        return self._none
