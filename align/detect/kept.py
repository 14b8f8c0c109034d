"""Arrays that a library takes long to make, kept in the user's cache. Importing this module imports numpy."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from align import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from numpy.typing import NDArray


def arrays(name: str, make: Callable[[], Mapping[str, NDArray[Any]]]) -> Mapping[str, NDArray[Any]]:
    """Read the arrays kept under a name, or make and keep them where there are none or the file is damaged.

    The name must tell all that the arrays are made from.
    """
    path = cache.folder("detect") / f"{name}.npz"
    # The zip file holds a checksum of each array.
    with (
        contextlib.suppress(OSError, EOFError, KeyError, ValueError, BadZipFile),
        path.open("rb") as stream,
        np.load(stream, allow_pickle=False) as kept,
    ):
        return {key: kept[key] for key in kept.files}
    made = make()
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **made)
    with contextlib.suppress(OSError):
        cache.replace_bytes(path, packed.getvalue())
    return made
