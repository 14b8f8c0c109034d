"""Read Marian's binary model file, version 1 (marian-dev `src/common/binary.cpp`)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

VERSION = 1
# marian-dev `src/common/types.h`: class of the type in the high byte, width in the low one.
FLOAT32 = 0x0404
INTGEMM8 = 0x4101
_HEADER = struct.Struct("<QQQQ")
_CONFIG = "special:model.yml"
_EMBEDDING = "Wemb"
_MULTIPLIER = "_QuantMultA"
_MOST_ITEMS = 1 << 16  # a real model has about 200; a larger count is no model file


class UnknownArchitectureError(EngineError):
    """The model is sound, or may be, but is not of a kind that our graphs can express."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A weight matrix, input by output, in 8 bits; the real value is `values / multiplier`."""

    values: NDArray[np.int8]
    multiplier: float


@dataclass(frozen=True, slots=True)
class MarianModel:
    """All that a model file holds.

    `activations` are the multipliers which turn the input of a matrix into 8 bits, by the matrix's name.
    """

    config: Mapping[str, str]
    floats: Mapping[str, NDArray[np.float32]]
    matrices: Mapping[str, Matrix]
    activations: Mapping[str, float]

    def matrix(self, name: str) -> Matrix | NDArray[np.float32]:
        """Give a weight matrix, input by output, in the form that the file has it; an embedding has one row a piece."""
        return self.matrices[name] if name in self.matrices else self.floats[name]


def read(raw: bytes) -> MarianModel:
    """Read a model file; raise UnknownArchitectureError for what this reader does not know."""
    try:
        return _read(raw)
    except (struct.error, UnicodeDecodeError, ValueError, IndexError) as error:
        raise UnknownArchitectureError("not a Marian model file of version 1, or damaged") from error


def _read(raw: bytes) -> MarianModel:
    version, count = struct.unpack_from("<QQ", raw)
    if version != VERSION or count > _MOST_ITEMS:
        raise UnknownArchitectureError(f"a Marian model file of version {version}, not {VERSION}")
    at = 16
    headers = [_HEADER.unpack_from(raw, at + i * _HEADER.size) for i in range(count)]
    at += count * _HEADER.size
    names = []
    for name_length, *_ in headers:
        names.append(raw[at : at + name_length - 1].decode())
        at += name_length
    shapes = []
    for _, _, rank, _ in headers:
        shapes.append(struct.unpack_from(f"<{rank}i", raw, at))
        at += 4 * rank
    (padding,) = struct.unpack_from("<Q", raw, at)
    at += 8 + padding
    config: dict[str, str] = {}
    floats: dict[str, NDArray[np.float32]] = {}
    matrices: dict[str, Matrix] = {}
    activations: dict[str, float] = {}
    for (_, kind, _, size), name, shape in zip(headers, names, shapes, strict=True):
        item = raw[at : at + size]
        at += size
        if name == _CONFIG:
            config = read_config(item.rstrip(b"\0").decode())
        elif name.endswith(_MULTIPLIER):
            activations[name.removesuffix(_MULTIPLIER)] = _one_number(item, kind)
        elif kind == INTGEMM8:
            matrices[name] = _matrix(name, item, shape)
        elif kind == FLOAT32:
            floats[name] = np.frombuffer(item, "<f4", int(np.prod(shape))).reshape(shape)
        else:
            raise UnknownArchitectureError(f"tensor {name!r} is of unknown type {kind:#x}")
    return MarianModel(config, floats, matrices, activations)


def _one_number(item: bytes, kind: int) -> float:
    """Read a multiplier; that of an embedding has been packed like a matrix, because of its name."""
    if kind != INTGEMM8:
        return float(np.frombuffer(item, "<f4", 1)[0])
    value, multiplier = np.frombuffer(item, np.int8, 1)[0], np.frombuffer(item, "<f4", 1, 1)[0]
    return float(value / multiplier) if multiplier else 0.0


def _matrix(name: str, item: bytes, shape: tuple[int, ...]) -> Matrix:
    rows, columns = shape
    values = np.frombuffer(item, np.int8, rows * columns)
    multiplier = float(np.frombuffer(item, "<f4", 1, rows * columns)[0])
    # Embeddings are kept row by row, all other matrices transposed (intgemm's order of `B`;
    # browsermt/marian-dev `src/tensors/cpu/expression_graph_packable.h`).
    ordered = values.reshape(shape) if _EMBEDDING in name else values.reshape(columns, rows).T
    return Matrix(np.ascontiguousarray(ordered), multiplier)


def read_config(text: str) -> dict[str, str]:
    """Read the flat YAML that Marian writes; a list becomes its values joined by a space."""
    config: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if line.startswith(("  - ", "- ")):
            config[key] = f"{config[key]} {line.partition('- ')[2].strip()}".strip()
        elif ":" in line:
            key, _, value = line.partition(":")
            config[key] = value.strip().strip('"').removeprefix("[").removesuffix("]")
    return config
