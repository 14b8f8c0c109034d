"""Read and write beads in the notation of gold alignments: `[0]:[0,1]`, counted from 0, one bead a line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from align.bitext import Bead
from align.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:\s*[\d.eE+-]+)?")
_ADVICE = "write one bead a line, such as [3]:[4,5]; [] for no counterpart"


def format_beads(beads: Iterable[Bead]) -> str:
    """Write one bead a line."""
    return "".join(f"[{_joined(bead.source)}]:[{_joined(bead.target)}]\n" for bead in beads)


def parse_beads(text: str, *, where: str) -> list[Bead]:
    """Read beads; empty lines and a number behind a bead are skipped. Raises InputError with the line."""
    beads = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if not match or not (_numbers(match[1]) or _numbers(match[2])):
            raise InputError(f"{line.strip()!r} is not a bead", where=f"{where}:{number}", advice=_ADVICE)
        beads.append(Bead(_numbers(match[1]), _numbers(match[2])))
    return beads


def check_pins(pins: Sequence[Bead], sizes: tuple[int, int], *, where: str) -> list[Bead]:
    """Sort pins, each a run of neighbours, none crossing another; raise InputError for any other."""
    ordered = sorted(pins, key=lambda pin: (pin.source or (-1,), pin.target))
    for numbers, size, name in (
        ([pin.source for pin in ordered], sizes[0], "source"),
        ([pin.target for pin in ordered], sizes[1], "target"),
    ):
        for run in numbers:
            if run and (run != tuple(range(run[0], run[0] + len(run))) or run[-1] >= size):
                raise InputError(f"{list(run)} is not a run of {name} segments, which are 0 to {size - 1}", where=where)
    paired = [pin for pin in ordered if pin.source and pin.target]
    for before, behind in pairwise(paired):
        if before.source[-1] >= behind.source[0] or before.target[-1] >= behind.target[0]:
            raise InputError(f"pins cross or overlap: {format_beads([before, behind]).split()}", where=where)
    for side in ("source", "target"):
        pinned = [number for pin in ordered for number in getattr(pin, side)]
        if len(pinned) != len(set(pinned)):
            raise InputError(f"a {side} segment is pinned twice", where=where)
    return ordered


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number.strip())
