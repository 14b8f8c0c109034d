"""The graphs of a model: the encoder with each sentence's output matrix, one step of the decoder, and all its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.engines.firefox import output_layer
from align.engines.firefox.builder import FLOAT, INT64
from align.engines.firefox.layers import (
    all_cells,
    attend,
    context,
    embed,
    feed_forward,
    one_cell,
    project,
    recurrence,
    shape_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from align.engines.firefox.architecture import Architecture
    from align.engines.firefox.builder import Builder, Value


def encoder(build: Builder, *, has_own: bool) -> bytes:
    """Build the encoder.

    It takes piece ids [batch, source], their position vectors, a bias [batch, 1, 1, source] that is 0 or very low, and
    the rows' shortlists [batch, target]; it gives the keys and values of each decoder layer and the output matrices
    [batch, width, target], with what has to be taken off and added for each column.
    """
    sizes = build.architecture
    embedded = build.add("Add", embed(build, "pieces", sizes.source_embedding), "positions")
    value = build.reshape(embedded, -1, sizes.width)
    split = shape_of(build, "pieces")
    for layer in range(1, sizes.encoder_layers + 1):
        prefix = f"encoder_l{layer}_self"
        query, key, mixed = (project(build, value, prefix, part, split) for part in "qkv")
        scores = build.contrib("FusedMatMul", query, key, transB=1)
        value, _ = attend(build, value, prefix, split, scores=scores, values=mixed)
        value = feed_forward(build, value, f"encoder_l{layer}_ffn")
    for layer in range(1, sizes.decoder_layers + 1):
        for part, order in (("k", (0, 2, 3, 1)), ("v", (0, 2, 1, 3))):
            prefix = f"decoder_l{layer}_context"
            project(build, value, prefix, part, split, order=order, name=f"{part}{layer}")
    inputs: list[Value] = [
        ("pieces", INT64, ["batch", "source"]),
        ("positions", FLOAT, ["source", sizes.width]),
        ("source_bias", FLOAT, ["batch", 1, 1, "source"]),
    ]
    outputs = _memory(sizes)
    if has_own:
        output_layer.gather(build)
        inputs.append(("shortlist", INT64, ["batch", "target"]))
        outputs += output_layer.described(build)
    return build.finish(inputs, outputs)


def _memory(sizes: Architecture) -> list[Value]:
    """Describe the keys and values that the decoder's layers attend to."""
    found: list[Value] = []
    for layer in range(1, sizes.decoder_layers + 1):
        found += [
            (f"k{layer}", FLOAT, ["batch", sizes.heads, sizes.head_width, "source"]),
            (f"v{layer}", FLOAT, ["batch", sizes.heads, "source", sizes.head_width]),
        ]
    return found


def _inputs(build: Builder, *, has_own: bool) -> list[Value]:
    """Describe what both kinds of decoder take from the encoder."""
    bias: Value = ("source_bias", FLOAT, ["batch", 1, 1, "source"])
    return [bias, *_memory(build.architecture), *(output_layer.described(build) if has_own else [])]


def _decode(build: Builder, value: str, split: str | None, cells: Callable[[int, str, str], str]) -> tuple[str, str]:
    """Run the decoder's layers; give the last one's result and the weights of the word alignment, all heads."""
    alignment = ""
    for layer in range(1, build.architecture.decoder_layers + 1):
        value = recurrence(build, value, layer, cells)
        value, weights = context(build, value, layer, split)
        value = feed_forward(build, value, f"decoder_l{layer}_ffn")
        if layer == build.architecture.alignment_layer:
            alignment = weights
    # Head 0 was trained as a word alignment (`guided-alignment` of Marian).
    return value, build.add("Slice", alignment, build.numbers(0), build.numbers(1), build.numbers(1))


def step(build: Builder, common: NDArray[np.int64], *, has_own: bool) -> bytes:
    """Build one step of the decoder.

    Beside the encoder's outputs it takes the pieces before [batch], the position vector [width], the bias of source
    pieces, and a cell a layer; it gives logits [batch, common + target], the best chance [batch], the word alignment
    [batch, source], and the new cells.
    """
    sizes = build.architecture
    value = build.add("Add", embed(build, "previous", sizes.target_embedding), "position")
    value, head = _decode(
        build,
        value,
        None,
        lambda layer, forget, fresh: one_cell(build, forget, fresh, f"cell{layer}", f"next_cell{layer}"),
    )
    build.add("Squeeze", head, build.numbers(1, 2), name="alignment")
    found = output_layer.logits(build, value, common, has_own=has_own, name="logits")
    build.add("ReduceMax", build.add("Softmax", found, axis=-1), axes=[1], keepdims=0, name="best")
    cells, next_cells = (
        [_cell(f"{name}{layer}", sizes) for layer in range(1, sizes.decoder_layers + 1)]
        for name in ("cell", "next_cell")
    )
    inputs: list[Value] = [
        ("previous", INT64, ["batch"]),
        ("position", FLOAT, [sizes.width]),
        *_inputs(build, has_own=has_own),
        *cells,
    ]
    outputs: list[Value] = [
        ("logits", FLOAT, ["batch", "columns"]),
        ("best", FLOAT, ["batch"]),
        ("alignment", FLOAT, ["batch", "source"]),
        *next_cells,
    ]
    return build.finish(inputs, outputs)


def _cell(name: str, sizes: Architecture) -> Value:
    return (name, FLOAT, ["batch", sizes.width])


def forced(build: Builder, common: NDArray[np.int64], *, has_own: bool) -> bytes:
    """Build all steps of the decoder at once, for a translation that is there already.

    It takes the pieces before each step [batch, steps], the position vectors [steps, width] and the columns of the
    pieces that come next [batch, steps]; it gives their chances and the word alignment [batch, steps, source].
    """
    sizes = build.architecture
    embedded = build.add("Add", embed(build, "previous", sizes.target_embedding), "positions")
    value = build.reshape(embedded, -1, sizes.width)
    shape = build.add("Shape", "previous")
    value, head = _decode(
        build,
        value,
        shape_of(build, "previous"),
        lambda _, forget, fresh: all_cells(build, forget, fresh, shape),
    )
    build.add("Squeeze", head, build.numbers(1), name="alignment")
    sequence = build.add("Concat", shape, build.numbers(sizes.width), axis=0)
    found = build.add("Softmax", output_layer.logits(build, value, common, sequence, has_own=has_own), axis=-1)
    chosen = build.add("Unsqueeze", "chosen", build.numbers(2))
    build.add("Squeeze", build.add("GatherElements", found, chosen, axis=2), build.numbers(2), name="chances")
    inputs: list[Value] = [
        ("previous", INT64, ["batch", "steps"]),
        ("positions", FLOAT, ["steps", sizes.width]),
        ("chosen", INT64, ["batch", "steps"]),
        *_inputs(build, has_own=has_own),
    ]
    outputs: list[Value] = [
        ("chances", FLOAT, ["batch", "steps"]),
        ("alignment", FLOAT, ["batch", "steps", "source"]),
    ]
    return build.finish(inputs, outputs)
