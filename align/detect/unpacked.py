"""py3langid's model, unpacked once into the user's cache: its LZMA costs every process half a second.

Importing this module imports numpy and py3langid.
"""

from __future__ import annotations

import contextlib
import io
from array import array
from hashlib import sha256
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE
from py3langid.modelio import load_model

from align import cache
from align.detect.bayes import Model

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# A row of the automaton has a place for each of 256 bytes.
ROW_BITS = 8
# Enough of a hash to tell one version of the wheel's file from another.
DIGITS = 16


def load() -> Model:
    """Read the model from the cache, or from the wheel where the cache has none of that file or a damaged one."""
    packed = MODEL_DIR / MODEL_FILE
    kept = cache.folder("detect") / f"py3langid-{sha256(packed.read_bytes()).hexdigest()[:DIGITS]}.npz"
    # The zip file holds a checksum of each array.
    with contextlib.suppress(OSError, EOFError, KeyError, ValueError, BadZipFile):
        return _read(kept)
    scores, priors, classes, moves, rows, outputs = load_model(packed)
    rows = array("I", (row << ROW_BITS for row in rows))
    model = Model(np.asarray(scores), np.asarray(priors), classes, moves, rows, np.array(outputs, np.int32))
    with contextlib.suppress(OSError):
        _write(kept, model)
    return model


def _read(path: Path) -> Model:
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:
        moves, rows = (_as_array(kept[name]) for name in ("moves", "rows"))
        return Model(kept["scores"], kept["priors"], kept["classes"].tolist(), moves, rows, kept["outputs"])


def _as_array(numbers: NDArray[np.integer]) -> array[int]:
    """Copy numbers to where single ones are quick to fetch; numpy and the standard library share type codes."""
    copy = array(numbers.dtype.char)
    copy.frombytes(numbers.tobytes())
    return copy


def _write(path: Path, model: Model) -> None:
    stream = io.BytesIO()
    np.savez(
        stream,
        allow_pickle=False,
        scores=model.scores,
        priors=model.priors,
        classes=np.array(model.classes),
        moves=np.array(model.moves),
        rows=np.array(model.rows),
        outputs=model.outputs,
    )
    cache.replace_bytes(path, stream.getvalue())
