"""Alignment with translations that exist: F1 beside a peer, NTREX cut anew, growth of time, calibration."""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING

from _gold import TEXTS, f1, gold_of, pair_of
from _growth import repeated
from _ntrex import CODES, recut

from align.aligners.aligner import LatticeAligner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.aligners.seam import Side
    from align.bitext import Bead

    Align = Callable[[Side, Side], Sequence[Bead]]

# Beads above it are to be right 95 times in a hundred.
_SURE = 0.9
_SIZES = (10_000, 30_000, 100_000)


def main() -> None:
    """Print all tables."""
    found = _development("align", LatticeAligner().align)
    _calibration(found)
    try:
        import galechurch  # noqa: F401  asked for here, so that its absence is said and not raised
    except ImportError:
        print("galechurch is not installed: pip install galechurch")
    else:
        _development("galechurch", _galechurch)
    for tag in CODES:
        if tag != "en":
            source, target, gold = recut("en", tag)
            print(f"NTREX en-{tag}  {f1([(gold, LatticeAligner().align(source, target))]):.3f}", flush=True)
    _growth()


def _galechurch(source: Side, target: Side) -> list[Bead]:
    import galechurch

    from align.aligners.beads import parse_beads

    result = galechurch.align(list(source.segments), list(target.segments))
    return parse_beads("\n".join(result.to_pharaoh_lines()), where="galechurch")


def _development(name: str, align: Align) -> list[tuple[list[Bead], Sequence[Bead]]]:
    began = time.process_time()
    found = [(gold_of(text), align(*pair_of(text))) for text in TEXTS]
    seconds = time.process_time() - began
    each = "  ".join(f"{f1([one]):.3f}" for one in found)
    print(
        f"{name:12}textberg {f1(found[:1]):.3f}  novels {f1(found[1:]):.3f}  ({each})  {seconds:.1f} s CPU", flush=True
    )
    return found


def _calibration(found: Sequence[tuple[list[Bead], Sequence[Bead]]]) -> None:
    total = sum(len(beads) for _, beads in found)
    right = [
        (bead.source, bead.target) in {(one.source, one.target) for one in gold}
        for gold, beads in found
        for bead in beads
        if bead.score > _SURE
    ]
    print(f"beads above {_SURE}: {len(right) / total:.1%} of all, {sum(right) / len(right):.1%} of them right")


def _growth() -> None:
    for size in _SIZES:
        source, target, gold = repeated(size)
        began = time.process_time()
        found = LatticeAligner().align(source, target)
        seconds = time.process_time() - began
        unit = 1024 if sys.platform == "linux" else 1024 * 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
        print(
            f"{len(source.segments):7,} x {len(target.segments):7,}  {seconds:6.1f} s CPU  "
            f"{1e6 * seconds / size:5.0f} µs a segment  peak {peak:,.0f} MB  F1 {f1([(gold, found)]):.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
