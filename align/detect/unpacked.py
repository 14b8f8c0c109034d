"""py3langid's model, unpacked once into the user's cache: its LZMA costs every process half a second.

Importing this module imports numpy and py3langid.
"""

from __future__ import annotations

from array import array
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE
from py3langid.modelio import load_model

from align.detect import kept
from align.detect.bayes import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A row of the automaton has a place for each of 256 bytes.
ROW_BITS = 8
# Enough of a hash to tell one version of the wheel's file from another.
DIGITS = 16


def load() -> Model:
    """Read the model from the cache, or from the wheel where the cache has none of that file or a damaged one."""
    digest = sha256((MODEL_DIR / MODEL_FILE).read_bytes()).hexdigest()
    found = kept.arrays(f"py3langid-{digest[:DIGITS]}", _unpack)
    moves, rows = (_as_array(found[name]) for name in ("moves", "rows"))
    return Model(found["scores"], found["priors"], found["classes"].tolist(), moves, rows, found["outputs"])


def _unpack() -> dict[str, NDArray[np.generic]]:
    scores, priors, classes, moves, rows, outputs = load_model(MODEL_DIR / MODEL_FILE)
    return {
        "scores": np.asarray(scores),
        "priors": np.asarray(priors),
        "classes": np.array(classes),
        "moves": np.array(moves),
        "rows": np.array([row << ROW_BITS for row in rows], np.uint32),
        "outputs": np.array(outputs, np.int32),
    }


def _as_array(numbers: NDArray[np.integer]) -> array[int]:
    """Copy numbers to where single ones are quick to fetch; numpy and the standard library share type codes."""
    copy = array(numbers.dtype.char)
    copy.frombytes(numbers.tobytes())
    return copy
