"""The layers that Firefox models are made of, as nodes of a graph (marian-dev `src/models/transformer.h`).

Values are [rows, width], one row a piece. `split` names the shape [batch, length, heads, head width] of a sequence;
without it the sequence is one piece long, and one row is one sentence.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from onnx import TensorProto, helper

from align.engines.firefox.builder import FLOAT, MIDDLE
from align.engines.firefox.marian import Matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from align.engines.firefox.builder import Builder

_Number = TypeVar("_Number", np.int8, np.float32)
_EPSILON = 1e-6  # of layer normalisation
# The logit of what must not be chosen; finite, so that no arithmetic meets a NaN.
NEVER = -1e9


def with_blank(values: NDArray[_Number]) -> NDArray[_Number]:
    """Give a matrix of one row a piece with a row of zeros behind it.

    Decoding starts with it, and it fills up short lists.
    """
    return np.concatenate([values, np.zeros((1, values.shape[1]), values.dtype)])


def embed(build: Builder, pieces: str, embedding: str) -> str:
    """Look the pieces up."""
    table = build.model.matrix(embedding)
    scale = math.sqrt(build.architecture.width)
    if isinstance(table, Matrix):
        rows = build.add("Gather", build.constant(with_blank(table.values)), pieces)
        return build.add("Mul", build.add("Cast", rows, to=FLOAT), build.scalar(scale / table.multiplier))
    return build.add("Gather", build.constant(with_blank(table * np.float32(scale))), pieces)


def normalise(build: Builder, value: str, residual: str, name: str) -> str:
    """Add the residual and normalise the layer."""
    scale, bias = (build.constant(build.model.floats[f"{name}_ln_{part}"].reshape(-1)) for part in ("scale", "bias"))
    return build.add("LayerNormalization", build.add("Add", value, residual), scale, bias, axis=-1, epsilon=_EPSILON)


def feed_forward(build: Builder, value: str, prefix: str) -> str:
    """Apply a feed-forward block, its residual and its normalisation."""
    first, second = build.model.matrix(f"{prefix}_W1"), build.model.matrix(f"{prefix}_W2")
    if isinstance(first, Matrix) and isinstance(second, Matrix):
        result = _integer_block(build, value, prefix, first, second)
    else:
        hidden = build.add("Relu", build.linear(value, f"{prefix}_W1", f"{prefix}_b1"))
        result = build.linear(hidden, f"{prefix}_W2", f"{prefix}_b2")
    return normalise(build, result, value, f"{prefix}_ffn")


def _integer_block(build: Builder, value: str, prefix: str, first: Matrix, second: Matrix) -> str:
    """Multiply by both matrices.

    The first product is brought back to 8 bits around zero, which cuts negative values off: the ReLU is free.
    """
    scale_in, scale_hidden = (build.model.activations[f"{prefix}_W{part}"] for part in "12")
    bias = np.rint(build.model.floats[f"{prefix}_b1"].reshape(-1) * scale_in * first.multiplier)
    hidden = build.contrib(
        "QGemm",
        build.quantise(value, scale_in),
        build.scalar(1 / scale_in),
        build.scalar(MIDDLE, np.uint8),
        build.weights(first.values),
        build.scalar(1 / first.multiplier),
        build.weights_zero(),
        build.constant(bias.astype(np.int32)),
        build.scalar(1 / scale_hidden),
        build.scalar(0, np.uint8),
        alpha=1.0,
    )
    return build.multiply(hidden, second, scale_hidden, build.model.floats[f"{prefix}_b2"].reshape(-1), zero=0)


def shape_of(build: Builder, pieces: str) -> str:
    """Give the shape [batch, length, heads, head width] for a sequence of pieces [batch, length]."""
    sizes = build.architecture
    return build.add("Concat", build.add("Shape", pieces), build.numbers(sizes.heads, sizes.head_width), axis=0)


def project(
    build: Builder,
    value: str,
    prefix: str,
    part: str,
    split: str | None = None,
    *,
    order: tuple[int, ...] = (0, 2, 1, 3),
    name: str = "",
) -> str:
    """Compute queries (`part` is q; already scaled), keys (k) or values (v).

    Their dimensions batch, length, heads, width come in `order`.
    """
    factor = 1 / math.sqrt(build.architecture.head_width) if part == "q" else 1.0
    full = build.linear(value, f"{prefix}_W{part}", f"{prefix}_b{part}", factor=factor)
    if split is None:
        # With one piece a sentence the transposition is but another reading of the same numbers.
        return build.reshape(full, -1, build.architecture.heads, 1, build.architecture.head_width, name=name)
    return build.add("Transpose", build.add("Reshape", full, split), perm=order, name=name)


def attend(build: Builder, value: str, prefix: str, split: str | None, *, scores: str, values: str) -> tuple[str, str]:
    """Mix `values` by scores [batch, heads, length, source]; give the layer's result and the weights."""
    weights = build.add("Softmax", build.add("Add", scores, "source_bias"), axis=-1)
    mixed = build.add("MatMul", weights, values)
    if split is not None:
        mixed = build.add("Transpose", mixed, perm=[0, 2, 1, 3])
    flat = build.reshape(mixed, -1, build.architecture.width)
    return normalise(build, build.linear(flat, f"{prefix}_Wo", f"{prefix}_bo"), value, f"{prefix}_Wo"), weights


def context(build: Builder, value: str, layer: int, split: str | None) -> tuple[str, str]:
    """Attend to the source, by the keys and values that the encoder's graph has made."""
    prefix = f"decoder_l{layer}_context"
    queries = project(build, value, prefix, "q", split)
    scores = build.add("MatMul", queries, f"k{layer}")
    return attend(build, value, prefix, split, scores=scores, values=f"v{layer}")


def recurrence(build: Builder, value: str, layer: int, run: Callable[[int, str, str], str]) -> str:
    """Apply an SSRU (Kim et al. 2019, D19-5632): a forget gate, a cell, and nothing that waits for the last step.

    `run` gives the cells for the layer, its gates and its fresh values.
    """
    prefix = f"decoder_l{layer}_rnn"
    forget = build.add("Sigmoid", build.linear(value, f"{prefix}_Wf", f"{prefix}_bf"))
    cell = run(layer, forget, build.linear(value, f"{prefix}_W", None))
    return normalise(build, build.add("Relu", cell), value, f"{prefix}_ffn")


def one_cell(build: Builder, forget: str, fresh: str, cell: str, name: str = "") -> str:
    """Give the next cell."""
    return build.add("Add", fresh, build.add("Mul", forget, build.add("Sub", cell, fresh)), name=name)


def all_cells(build: Builder, forget: str, fresh: str, shape: str) -> str:
    """Give the cells of all steps [rows, width]; `shape` is [batch, length]."""
    wide = build.architecture.width
    sequence = build.add("Concat", shape, build.numbers(wide), axis=0)
    gates, values = (build.add("Reshape", each, sequence) for each in (forget, fresh))
    first = build.add(
        "Concat", build.add("Slice", shape, build.numbers(0), build.numbers(1)), build.numbers(wide), axis=0
    )
    start = build.add("ConstantOfShape", first, value=helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0]))
    described = [helper.make_tensor_value_info(name, FLOAT, ["batch", wide]) for name in ("cell", "forget", "fresh")]
    body = helper.make_graph(
        [
            helper.make_node("Sub", ["cell", "fresh"], ["change"]),
            helper.make_node("Mul", ["forget", "change"], ["kept"]),
            helper.make_node("Add", ["fresh", "kept"], ["next"]),
            helper.make_node("Identity", ["next"], ["given"]),
        ],
        "recurrence",
        described,
        [helper.make_tensor_value_info(name, FLOAT, ["batch", wide]) for name in ("next", "given")],
    )
    cells = build.scan(body, [start], [gates, values])
    return build.reshape(cells, -1, wide)
