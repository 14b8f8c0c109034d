"""Measure how many source pieces CTranslate2 should take at once, by beam, and what word links cost it.

Run it as `python tests/bench argos_batches`. CPU time, since the size of batches matters to that of one core; the
sentences are as many as the pipeline gives at once.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argos import BEAMS, CORES, DATA, alone, make_package

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES, ROUNDS = 256, 2
SIZES = (512, 1_024, 2_048, 4_096)
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

    (package,) = (root / "argos").iterdir()
    processor = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(package / "model"), inter_threads=CORES, intra_threads=1)
    rows = [processor.encode(text, out_type=str) for text in sentences]

    def spent(**options: Any) -> float:
        start = time.process_time()
        translator.translate_batch(rows, batch_type="tokens", length_penalty=0.2, **options)
        return 1_000 * (time.process_time() - start) / len(rows)

    print(f"{len(rows)} sentences, {sum(map(len, rows))} pieces; ms of CPU time a sentence, median of {ROUNDS} rounds")
    columns = [*SIZES, "with links", "first pieces"]
    print("          " + "".join(f"{column:>14}" for column in columns))
    for beam in BEAMS.values():
        ways: list[dict[str, Any]] = [{"beam_size": beam, "max_batch_size": size} for size in SIZES]
        ways += [{"beam_size": beam, "max_batch_size": 2_048} | _LINKED]
        ways += [{"beam_size": 1, "max_batch_size": 2_048} | _FIRST]
        rounds = [[spent(**way) for way in ways] for _ in range(ROUNDS)]
        found = [statistics.median(those) for those in zip(*rounds, strict=True)]
        print(f"beam {beam}    " + "".join(f"{one:14.1f}" for one in found), flush=True)


if __name__ == "__main__":
    main()
