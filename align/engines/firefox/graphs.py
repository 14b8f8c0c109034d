"""The two graphs of a model: the encoder with the sentence's output matrix, and one step of the decoder."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.architecture import EMBEDDING, OUTPUT, OUTPUT_BIAS
from align.engines.firefox.builder import FLOAT, INT8, INT32, INT64, MIDDLE, UINT8, Builder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.engines.firefox.architecture import Architecture
    from align.engines.firefox.marian import MarianModel

# The logit of what must not be chosen; finite, so that no arithmetic meets a NaN.
NEVER = -1e9


def encoder(model: MarianModel, architecture: Architecture, *, is_wide: bool) -> bytes:
    """Build the encoder.

    It takes piece ids [batch, source], their position vectors, a bias [batch, 1, 1, source] that is 0 or very low, and
    the rows' shortlists [batch, target]; it gives the keys and values of each decoder layer and the output matrices
    [batch, width, target], with what has to be taken off and added for each column.
    """
    build = Builder(model, is_wide=is_wide)
    wide = architecture.width
    value = build.reshape(
        build.add("Add", _embed(build, "pieces", build.constant(_rows(build))), "positions"), -1, wide
    )
    shape = build.add("Shape", "pieces")
    split = build.add(
        "Concat", shape, build.constant(np.array([architecture.heads, architecture.head_width], np.int64)), axis=0
    )
    for layer in range(1, architecture.encoder_layers + 1):
        value = _self_attention(build, architecture, value, f"encoder_l{layer}_self", split)
        ffn = f"encoder_l{layer}_ffn"
        value = build.normalise(build.feed_forward(value, ffn), value, f"{ffn}_ffn")
    outputs: list[tuple[str, int, list[str | int]]] = []
    for layer in range(1, architecture.decoder_layers + 1):
        for part, order in (("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
            matrix = f"decoder_l{layer}_context_W{part}"
            full = build.linear(build.quantise(value, matrix), matrix, f"decoder_l{layer}_context_b{part}")
            build.add("Transpose", build.add("Reshape", full, split), perm=order, name=f"{part}{layer}")
        outputs += [
            (f"k{layer}", FLOAT, ["batch", architecture.heads, architecture.head_width, "source"]),
            (f"v{layer}", FLOAT, ["batch", architecture.heads, "source", architecture.head_width]),
        ]
    _output_matrices(build)
    outputs += [
        ("columns", UINT8 if is_wide else INT8, ["batch", wide, "target"]),
        ("excess", INT32, ["batch", 1, "target"]),
        ("column_bias", FLOAT, ["batch", "target"]),
    ]
    inputs: Sequence[tuple[str, int, list[str | int]]] = [
        ("pieces", INT64, ["batch", "source"]),
        ("positions", FLOAT, ["source", wide]),
        ("source_bias", FLOAT, ["batch", 1, 1, "source"]),
        ("shortlist", INT64, ["batch", "target"]),
    ]
    return build.finish(inputs, outputs, asdict(architecture))


def _rows(build: Builder) -> NDArray[np.int8]:
    """Give the embedding with a row of zeros behind it: decoding starts with it, and it fills up short lists."""
    values = build.model.matrices[EMBEDDING].values
    return np.concatenate([values, np.zeros((1, values.shape[1]), np.int8)])


def _embed(build: Builder, pieces: str, values: str) -> str:
    embedding = build.model.matrices[EMBEDDING]
    scale = math.sqrt(embedding.values.shape[1]) / embedding.multiplier
    rows = build.add("Gather", values, pieces)
    return build.add("Mul", build.add("Cast", rows, to=FLOAT), build.scalar(scale))


def _self_attention(build: Builder, architecture: Architecture, value: str, prefix: str, split: str) -> str:
    # Queries, keys and values have one multiplier in every model seen, but the file has one each.
    quantised: dict[float, str] = {}
    heads = []
    for part in "qkv":
        matrix = f"{prefix}_W{part}"
        multiplier = build.model.activations[matrix]
        if multiplier not in quantised:
            quantised[multiplier] = build.quantise(value, matrix)
        factor = 1 / math.sqrt(architecture.head_width) if part == "q" else 1.0
        full = build.linear(quantised[multiplier], matrix, f"{prefix}_b{part}", factor=factor)
        heads.append(build.add("Transpose", build.add("Reshape", full, split), perm=[0, 2, 1, 3]))
    scores = build.add("Add", build.contrib("FusedMatMul", heads[0], heads[1], transB=1), "source_bias")
    mixed = build.add("MatMul", build.add("Softmax", scores, axis=-1), heads[2])
    flat = build.reshape(build.add("Transpose", mixed, perm=[0, 2, 1, 3]), -1, architecture.width)
    attended = build.linear(build.quantise(flat, f"{prefix}_Wo"), f"{prefix}_Wo", f"{prefix}_bo")
    return build.normalise(attended, value, f"{prefix}_Wo")


def _output_matrices(build: Builder) -> None:
    """Gather each row's columns of the output layer.

    The step multiplies by unsigned activations as if they began at zero, which lets onnxruntime use its kernel for one
    row (MLAS gemv); `excess` is what that adds to each column.
    """
    values = _rows(build)
    rows = build.add("Gather", build.weights(values), "shortlist")
    build.add("Transpose", rows, perm=[0, 2, 1], name="columns")
    excess = MIDDLE * values.astype(np.int32).sum(axis=1)
    build.add(
        "Unsqueeze",
        build.add("Gather", build.constant(excess.astype(np.int32)), "shortlist"),
        build.constant(np.array([1], np.int64)),
        name="excess",
    )
    bias = np.append(build.model.floats[OUTPUT_BIAS].reshape(-1), np.float32(NEVER))
    build.add("Gather", build.constant(bias), "shortlist", name="column_bias")


def decoder(model: MarianModel, architecture: Architecture, common: NDArray[np.int64], *, is_wide: bool) -> bytes:
    """Build one step of the decoder.

    Beside the encoder's outputs it takes the pieces before [batch], the position vector [width], the biases of source
    pieces and of shortlist columns, and a cell a layer; it gives logits [batch, common + target], the best chance
    [batch], the word alignment [batch, source], and the new cells.
    """
    build = Builder(model, is_wide=is_wide)
    wide = architecture.width
    value = build.add("Add", _embed(build, "previous", build.constant(_rows(build))), "position")
    weights = ""
    for layer in range(1, architecture.decoder_layers + 1):
        value = _recurrence(build, value, layer)
        value, weights = _context(build, architecture, value, layer)
        ffn = f"decoder_l{layer}_ffn"
        value = build.normalise(build.feed_forward(value, ffn), value, f"{ffn}_ffn")
    _logits(build, value, wide, common)
    # Head 0 of the last layer was trained as a word alignment (`transformer-guided-alignment-layer: last`).
    first, axis = build.constant(np.array([0], np.int64)), build.constant(np.array([1], np.int64))
    head = build.add("Slice", weights, first, axis, axis)
    build.add("Squeeze", head, build.constant(np.array([1, 2], np.int64)), name="alignment")
    heads, each = architecture.heads, architecture.head_width
    inputs: list[tuple[str, int, list[str | int]]] = [
        ("previous", INT64, ["batch"]),
        ("position", FLOAT, [wide]),
        ("source_bias", FLOAT, ["batch", 1, 1, "source"]),
        ("columns", UINT8 if is_wide else INT8, ["batch", wide, "target"]),
        ("excess", INT32, ["batch", 1, "target"]),
        ("column_bias", FLOAT, ["batch", "target"]),
    ]
    outputs: list[tuple[str, int, list[str | int]]] = [
        ("logits", FLOAT, ["batch", "columns"]),
        ("best", FLOAT, ["batch"]),
        ("alignment", FLOAT, ["batch", "source"]),
    ]
    for layer in range(1, architecture.decoder_layers + 1):
        inputs += [
            (f"cell{layer}", FLOAT, ["batch", wide]),
            (f"k{layer}", FLOAT, ["batch", heads, each, "source"]),
            (f"v{layer}", FLOAT, ["batch", heads, "source", each]),
        ]
        outputs.append((f"next_cell{layer}", FLOAT, ["batch", wide]))
    return build.finish(inputs, outputs, asdict(architecture))


def _recurrence(build: Builder, value: str, layer: int) -> str:
    """Apply an SSRU (Kim et al. 2019, D19-5632): a forget gate, a cell, and nothing that waits for the last step."""
    prefix = f"decoder_l{layer}_rnn"
    forget = build.add("Sigmoid", build.linear(build.quantise(value, f"{prefix}_Wf"), f"{prefix}_Wf", f"{prefix}_bf"))
    fresh = build.linear(build.quantise(value, f"{prefix}_W"), f"{prefix}_W", None)
    kept = build.add("Mul", forget, build.add("Sub", f"cell{layer}", fresh))
    cell = build.add("Add", fresh, kept, name=f"next_cell{layer}")
    return build.normalise(build.add("Relu", cell), value, f"{prefix}_ffn")


def _context(build: Builder, architecture: Architecture, value: str, layer: int) -> tuple[str, str]:
    prefix = f"decoder_l{layer}_context"
    factor = 1 / math.sqrt(architecture.head_width)
    query = build.linear(build.quantise(value, f"{prefix}_Wq"), f"{prefix}_Wq", f"{prefix}_bq", factor=factor)
    heads = build.reshape(query, -1, architecture.heads, 1, architecture.head_width)
    scores = build.add("Add", build.add("MatMul", heads, f"k{layer}"), "source_bias")
    weights = build.add("Softmax", scores, axis=-1)
    mixed = build.reshape(build.add("MatMul", weights, f"v{layer}"), -1, architecture.width)
    attended = build.linear(build.quantise(mixed, f"{prefix}_Wo"), f"{prefix}_Wo", f"{prefix}_bo")
    return build.normalise(attended, value, f"{prefix}_Wo"), weights


def _logits(build: Builder, value: str, width: int, common: NDArray[np.int64]) -> None:
    """Compute the logits of the common columns by one matrix for all rows, and of the others row by row."""
    model = build.model
    flat = build.quantise(value, OUTPUT)
    embedding = model.matrices[EMBEDDING]
    shared = build.contrib(
        "MatMulIntegerToFloat",
        flat,
        build.weights(np.ascontiguousarray(embedding.values[common].T)),
        build.scalar(1 / model.activations[OUTPUT]),
        build.scalar(1 / embedding.multiplier),
        build.scalar(MIDDLE, np.uint8),
        build.weights_zero(),
        build.constant(model.floats[OUTPUT_BIAS].reshape(-1)[common]),
    )
    quantised = build.reshape(flat, -1, 1, width)
    product = build.add(
        "MatMulInteger", quantised, "columns", build.scalar(0, np.uint8), *([build.weights_zero()] * build.is_wide)
    )
    exact = build.reshape(build.add("Cast", build.add("Sub", product, "excess"), to=FLOAT), 0, -1)
    scale = 1 / (model.activations[OUTPUT] * embedding.multiplier)
    own = build.add("Add", build.add("Mul", exact, build.scalar(scale)), "column_bias")
    logits = build.add("Concat", shared, own, axis=1, name="logits")
    chances = build.add("Softmax", logits, axis=-1)
    build.add("ReduceMax", chances, axes=[1], keepdims=0, name="best")
