"""Similar units of a memory as the page shows them: what differs from the source is marked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from align.memory.similar import pieces

if TYPE_CHECKING:
    from align.bitext import Match


@dataclass(frozen=True, slots=True)
class Like:
    """A match; `pieces` pair "same", "there" (only in the memory) or "here" (only in the article) with a stretch."""

    percent: int
    target: str
    pieces: tuple[tuple[str, str], ...]


def like(source: str, match: Match) -> Like:
    """Compare the source of a match with that of the unit."""
    there, here = pieces(match.source), pieces(source)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(there[a:b])))
        else:
            found += [
                (side, text) for side, text in (("there", "".join(there[a:b])), ("here", "".join(here[c:d]))) if text
            ]
    # 99 is the most that a unit which is not the same can have.
    return Like(min(int(100 * match.score), 99), match.target, tuple(found))
