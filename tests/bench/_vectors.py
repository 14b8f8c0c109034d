"""The sentence encoder of the benchmarks: timed, or with what it said once kept, since it takes long."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from typing import TYPE_CHECKING

import numpy as np

from align.aligners.embeddings import NanoEncoder
from align.cache import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.likeness import Vectors

# Texts that are kept together, so that little is lost of a run that is ended.
_BATCH = 64


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
        path = folder("bench-vectors")
        path.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(path / "vectors.sqlite", isolation_level=None)
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB)")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of length one for each text."""
        keys = {text: hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts}
        new = [text for text, key in keys.items() if self._find(key) is None]
        for start in range(0, len(new), _BATCH):
            asked = new[start : start + _BATCH]
            rows = [
                (keys[text], vector.tobytes()) for text, vector in zip(asked, NanoEncoder().encode(asked), strict=True)
            ]
            self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        return np.stack([np.frombuffer(self._find(keys[text]) or b"", dtype=np.float32) for text in texts])

    def _find(self, key: bytes) -> bytes | None:
        row = self._kept.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone()
        return row[0] if row else None
