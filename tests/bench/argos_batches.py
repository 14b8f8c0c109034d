"""Measure how many source pieces CTranslate2 should take at once, by beam, and what word links cost it.

Run it as `python tests/bench argos_batches`. CPU time, since the size of batches matters to that of one core, and in
brackets that of the busiest thread: few large batches leave a core idle at the end.
"""

from __future__ import annotations

import math
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _corpora import DATA
from argos import BEAMS, CORES, alone, make_package, threads

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES, ROUNDS = 128, 2
SIZES = (512, 1_024, 2_048)
_LINKED = {"return_attention": True, "return_scores": True}
_FIRST = {"max_decoding_length": 1, "return_attention": True}


def main() -> None:
    """Print milliseconds of CPU time a sentence."""
    sentences = (DATA / "ntrex" / "eng.txt").read_text("utf-8").splitlines()[:SENTENCES]
    with tempfile.TemporaryDirectory() as name:
        alone(make_package, Path(name))
        alone(_measure, Path(name), sentences)


def _measure(root: Path, sentences: Sequence[str]) -> None:
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    from align.engines.ctranslate.decoder import BATCH_PIECES

    (package,) = (root / "argos").iterdir()
    processor = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(package / "model"), inter_threads=CORES, intra_threads=1)
    rows = [processor.encode(text, out_type=str) for text in sentences]

    def spent(**options: Any) -> tuple[float, float]:
        start, before = time.process_time(), threads()
        translator.translate_batch(rows, batch_type="tokens", length_penalty=0.2, **options)
        cpu = time.process_time() - start
        busiest = max((seconds - before.get(thread, 0) for thread, seconds in threads().items()), default=math.nan)
        return 1_000 * cpu / len(rows), 1_000 * busiest / len(rows)

    print(f"{len(rows)} sentences, {sum(map(len, rows))} pieces; ms of CPU time a sentence, best of {ROUNDS} rounds")
    columns = [*SIZES, "with links", "first pieces"]
    print("          " + "".join(f"{column:>14}" for column in columns))
    for beam in BEAMS.values():
        ways: list[dict[str, Any]] = [{"beam_size": beam, "max_batch_size": size} for size in SIZES]
        ways += [{"beam_size": beam, "max_batch_size": BATCH_PIECES[beam]} | _LINKED]
        ways += [{"beam_size": 1, "max_batch_size": BATCH_PIECES[1]} | _FIRST]
        rounds = [[spent(**way) for way in ways] for _ in range(ROUNDS)]
        found = [map(min, zip(*those, strict=True)) for those in zip(*rounds, strict=True)]
        print(f"beam {beam}    " + "".join(f"{cpu:7.1f} ({busiest:4.1f})" for cpu, busiest in found), flush=True)


if __name__ == "__main__":
    main()
