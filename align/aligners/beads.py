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
_LOOK = "align bitext SOURCE TARGET --format tsv  # its last column has the numbers"
_ADVICE = "write one bead a line, such as [3]:[4,5]; [] for no counterpart"


def format_beads(beads: Iterable[Bead]) -> str:
    """Write one bead a line."""
    return "".join(f"{format_bead(bead)}\n" for bead in beads)


def format_bead(bead: Bead) -> str:
    """Write `[0]:[0,1]`."""
    return f"[{_joined(bead.source)}]:[{_joined(bead.target)}]"


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
    for side, size in zip(("source", "target"), sizes, strict=True):
        for pin in ordered:
            run: tuple[int, ...] = getattr(pin, side)
            if run and (run != tuple(range(run[0], run[0] + len(run))) or run[-1] >= size):
                wrong = f"{format_bead(pin)!r} names no neighbours among the {side} segments, which are 0 to {size - 1}"
                raise InputError(wrong, where=where, advice=_LOOK)
    paired = [pin for pin in ordered if pin.source and pin.target]
    for before, behind in pairwise(paired):
        if before.source[-1] >= behind.source[0] or before.target[-1] >= behind.target[0]:
            raise InputError(f"{format_bead(before)!r} and {format_bead(behind)!r} cross or overlap", where=where)
    for side in ("source", "target"):
        pinned = [number for pin in ordered for number in getattr(pin, side)]
        if len(pinned) != len(set(pinned)):
            twice = next(number for number in pinned if pinned.count(number) > 1)
            raise InputError(f"{side} segment {twice} is pinned twice", where=where)
    return ordered


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number.strip())
