"""One CTranslate2 model that serves one pair: its files, its vocabulary, and the tokens that it wants around a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from align.languages import Pair

WEIGHTS = "model.bin"
# What CTranslate2 reads beside the weights; which of them there are depends on the converter and its version.
_BESIDE = ("config.json", "*vocabulary.json", "*vocabulary.txt", "vmap.txt")


class Cutting(Enum):
    """How a text is cut into pieces."""

    SENTENCEPIECE = "sentencepiece"
    MOSES = "moses"  # words as Moses cuts them, then byte-pair encoding by a list of merges


@dataclass(frozen=True, slots=True)
class Model:
    """A model in `folder`; with one vocabulary both are the same file.

    `before` and `after` are tokens around the source, `opening` those that the target begins with.
    `length_penalty` is the exponent by which a longer hypothesis is preferred.
    """

    pair: Pair
    folder: Path
    cutting: Cutting
    source_vocabulary: Path
    target_vocabulary: Path
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    length_penalty: float = 1.0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Give all files that shape a hypothesis, each once, in a fixed order."""
        beside = (path for pattern in _BESIDE for path in sorted(self.folder.glob(pattern)))
        return tuple(dict.fromkeys((self.folder / WEIGHTS, *beside, self.source_vocabulary, self.target_vocabulary)))


@dataclass(frozen=True, slots=True)
class Found:
    """The models in a place, and why each of the others there cannot be used."""

    models: dict[Pair, Model]
    refused: tuple[str, ...] = ()


class UnusableModelError(Exception):
    """Say why a folder is no model that can be used."""
