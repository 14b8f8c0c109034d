"""The output layer: which pieces may come next, and how likely each is.

A sentence may write the common pieces, one matrix for all rows, and its own, gathered once for each row by the
encoder's graph. Without a lexical shortlist all pieces are common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.builder import FLOAT, INT8, INT32, MIDDLE, UINT8
from align.engines.firefox.layers import NEVER, with_blank
from align.engines.firefox.marian import Matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.engines.firefox.builder import Builder, Value

BIAS = "decoder_ff_logit_out_b"


def described(build: Builder) -> list[Value]:
    """Describe what the encoder's graph gives and the others take: each row's own columns."""
    wide = build.architecture.width
    if not isinstance(_rows(build), Matrix):
        return [("columns", FLOAT, ["batch", wide, "target"]), ("column_bias", FLOAT, ["batch", "target"])]
    return [
        ("columns", UINT8 if build.is_wide else INT8, ["batch", wide, "target"]),
        ("excess", INT32, ["batch", 1, "target"]),
        ("column_bias", FLOAT, ["batch", "target"]),
    ]


def gather(build: Builder) -> None:
    """Gather each row's columns of the output layer, by the numbers of the pieces in `shortlist` [batch, target].

    The 8-bit product takes unsigned activations as if they began at zero, which lets onnxruntime use its kernel for one
    row (MLAS gemv); `excess` is what that adds to each column.
    """
    table = _rows(build)
    if isinstance(table, Matrix):
        values = with_blank(table.values)
        rows = build.add("Gather", build.weights(values), "shortlist")
        excess = (MIDDLE * values.astype(np.int32).sum(axis=1)).astype(np.int32)
        build.add(
            "Unsqueeze", build.add("Gather", build.constant(excess), "shortlist"), build.numbers(1), name="excess"
        )
    else:
        rows = build.add("Gather", build.constant(with_blank(table)), "shortlist")
    build.add("Transpose", rows, perm=[0, 2, 1], name="columns")
    bias = np.append(_bias(build), np.float32(NEVER))
    build.add("Gather", build.constant(bias), "shortlist", name="column_bias")


def logits(
    build: Builder,
    value: str,
    common: NDArray[np.int64],
    sequence: str | None = None,
    *,
    has_own: bool,
    name: str = "",
) -> str:
    """Compute the logits of the common columns for all rows, and of their own row by row.

    `value` is [rows, width]; with `sequence`, which names the shape [batch, length, width], the logits are
    [batch, length, columns], else [batch, columns].
    """
    wide = build.architecture.width
    table = _rows(build)
    flat = value if not isinstance(table, Matrix) else build.quantise(value, _multiplier(build))
    shared = _common(build, flat, table, common, name=name if not (has_own or sequence) else "")
    if sequence is not None:
        leading = build.add("Slice", sequence, build.numbers(0), build.numbers(2))
        columns = build.add("Concat", leading, build.numbers(len(common)), axis=0)
        shared = build.add("Reshape", shared, columns, name="" if has_own else name)
    if not has_own:
        return shared
    if sequence is not None:
        return build.add("Concat", shared, _own(build, build.add("Reshape", flat, sequence), table), axis=2, name=name)
    own = build.reshape(_own(build, build.reshape(flat, -1, 1, wide), table), 0, -1)
    return build.add("Concat", shared, own, axis=1, name=name)


def _common(
    build: Builder, flat: str, table: Matrix | NDArray[np.float32], common: NDArray[np.int64], *, name: str
) -> str:
    """Multiply all rows by the columns that all may choose."""
    bias = _bias(build)[common]
    if isinstance(table, Matrix):
        chosen = Matrix(np.ascontiguousarray(table.values[common].T), table.multiplier)
        return build.multiply(flat, chosen, _multiplier(build), bias, name=name)
    return build.add("Add", build.add("MatMul", flat, build.constant(table[common].T)), build.constant(bias), name=name)


def _own(build: Builder, rows: str, table: Matrix | NDArray[np.float32]) -> str:
    """Multiply [batch, length, width] by each row's own columns."""
    bias = build.add("Unsqueeze", "column_bias", build.numbers(1))
    if not isinstance(table, Matrix):
        return build.add("Add", build.add("MatMul", rows, "columns"), bias)
    zeros = [build.scalar(0, np.uint8), *([build.weights_zero()] if build.is_wide else [])]
    product = build.add("Sub", build.add("MatMulInteger", rows, "columns", *zeros), "excess")
    scale = 1 / (_multiplier(build) * table.multiplier)
    return build.add("Add", build.add("Mul", build.add("Cast", product, to=FLOAT), build.scalar(scale)), bias)


def _multiplier(build: Builder) -> float:
    return build.model.activations[build.architecture.output_multiplier]


def _rows(build: Builder) -> Matrix | NDArray[np.float32]:
    """Give the output layer with one row a piece."""
    name = build.architecture.output
    table = build.model.matrix(name)
    if not name.endswith("_W"):
        return table
    # Marian before 1.9 kept an output layer of its own the other way round.
    if isinstance(table, Matrix):
        return Matrix(np.ascontiguousarray(table.values.T), table.multiplier)
    return np.ascontiguousarray(table.T)


def _bias(build: Builder) -> NDArray[np.float32]:
    if BIAS not in build.model.floats:  # `output-omit-bias`
        return np.zeros(build.architecture.target_vocabulary, np.float32)
    return build.model.floats[BIAS].reshape(-1)
