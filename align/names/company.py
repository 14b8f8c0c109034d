"""Tell who is meant by a name among all people who are known: by the whole of it, or by the family name of only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.names.variants import Likeness, compare, keys
from align.names.variants.part import family_keys, lone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Company:
    """People with the spellings of their names."""

    def __init__(self, people: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Learn people by any id, each with full names."""
        self._spellings: dict[str, tuple[str, ...]] = {}
        self._whole: dict[str, dict[str, None]] = {}
        self._families: dict[str, dict[str, None]] = {}
        for person, spellings in people:
            self._spellings[person] = tuple(spellings)
            for spelling in self._spellings[person]:
                for index, of in ((self._whole, keys), (self._families, family_keys)):
                    for one in of(spelling):
                        index.setdefault(one, {})[person] = None

    def __len__(self) -> int:
        """Count the people."""
        return len(self._spellings)

    def bearers(self, name: str) -> tuple[str, ...]:
        """Give the people whose name it is; where nobody bears it in whole, those whose family name it is."""
        whole = self._alike(name, self._whole, keys, Likeness.SAME)
        is_part = not whole and lone(name) is not None
        return self._alike(name, self._families, family_keys, Likeness.PART) if is_part else whole

    def meant(self, name: str) -> str | None:
        """Give the only person who bears a name; None where nobody does, or several."""
        people = self.bearers(name)
        return people[0] if len(people) == 1 else None

    def _alike(
        self, name: str, index: dict[str, dict[str, None]], of: Callable[[str], frozenset[str]], wanted: Likeness
    ) -> tuple[str, ...]:
        near = dict.fromkeys(person for one in sorted(of(name)) for person in index.get(one, ()))
        return tuple(
            person
            for person in near
            if any(compare(name, spelling).likeness is wanted for spelling in self._spellings[person])
        )
