"""The sentence encoder of the benchmarks: timed, or with what it said once kept, since it takes long."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import numpy as np

from align.aligners.embeddings import NanoEncoder
from align.cache import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.likeness import Vectors


class TimedEncoder:
    """Ask the encoder; `seconds` counts the processor time that it takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of length one for each text."""
        began = time.process_time()
        vectors = NanoEncoder().encode(texts)
        self.seconds += time.process_time() - began
        return vectors


class KeptEncoder:
    """Ask the encoder for the texts that it was not asked for before."""

    def __init__(self) -> None:
        self._folder = folder("bench-vectors")
        self._folder.mkdir(parents=True, exist_ok=True)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of length one for each text."""
        name = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:16]
        path = self._folder / f"{name}.npy"
        if not path.exists():
            np.save(path, NanoEncoder().encode(texts))
        return np.asarray(np.load(path), dtype=np.float32)
