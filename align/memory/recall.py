"""What the memories of a batch have for its segments: the same sentence as it is, like ones to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import languages
from align.bitext import Origin
from align.edits import Basis
from align.memory.shelf import PROJECT, Shelf
from align.memory.similar import Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.bitext import Match
    from align.store import Store


class Recall:
    """Look into the project's own memory, and before it into the files of the origins given."""

    def __init__(self, store: Store | None, origins: Sequence[str], target: str) -> None:
        self._shelf = Shelf(store.connection) if store else None
        self._origins = [*origins, PROJECT]
        self._target = target
        self._is_filled: bool | None = None
        self._indexes: dict[str, Likeness] = {}

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for; asked of the store once."""
        if self._is_filled is None:
            shelf = self._shelf
            self._is_filled = shelf is not None and any(shelf.has(origin) for origin in self._origins)
        return not self._is_filled

    def same(self, language: str, sources: Sequence[str]) -> dict[str, Basis]:
        """Give the targets of those sources that a memory has to the letter."""
        if self.is_empty or self._shelf is None:
            return {}
        found = self._shelf.same(self._pair(language), list(dict.fromkeys(sources)), self._origins)
        return {source: Basis(one.target, Origin.MEMORY, one.status) for source, one in found.items()}

    def like(self, language: str, source: str) -> tuple[Match, ...]:
        """Give similar sources with their targets, best first."""
        if self.is_empty or self._shelf is None:
            return ()
        pair = self._pair(language)
        if pair not in self._indexes:
            self._indexes[pair] = Likeness(self._shelf.all(pair, self._origins))
        return self._indexes[pair].like(source)

    def _pair(self, language: str) -> str:
        return pair_of(language, self._target)


def pair_of(source: str, target: str) -> str:
    """Name a pair as memories do: whatever the region of the source."""
    return f"{languages.base(source)}-{target}"
