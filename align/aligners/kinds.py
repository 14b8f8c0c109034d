"""The kinds of bead that an alignment is made of."""

from __future__ import annotations

from typing import TypeAlias

Kind: TypeAlias = tuple[int, int]

# More than five sentences for one are split so seldom (4 of 2,900 beads of the development texts) that they would
# cost more in wrong ways than they bring.
_LONGEST = 4
MATCHES: tuple[Kind, ...] = (
    *((a, b) for a in range(1, _LONGEST + 1) for b in range(1, _LONGEST + 1)),
    (1, 5),
    (5, 1),
)
LONE_SOURCE: Kind = (1, 0)
LONE_TARGET: Kind = (0, 1)
KINDS: tuple[Kind, ...] = (*MATCHES, LONE_SOURCE, LONE_TARGET)
REACH = max(a for a, _ in KINDS)
