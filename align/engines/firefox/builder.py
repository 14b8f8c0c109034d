"""Put ONNX graphs together from the few layers that Firefox models are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from onnx import NodeProto, ValueInfoProto

    from align.engines.firefox.marian import MarianModel

FLOAT, INT32, INT64, INT8, UINT8 = (
    TensorProto.FLOAT,
    TensorProto.INT32,
    TensorProto.INT64,
    TensorProto.INT8,
    TensorProto.UINT8,
)
# onnxruntime 1.18 reads both; 17 is the first with LayerNormalization.
_OPSET, _IR = 17, 8
# Activations are quantised to unsigned 8 bits around this value: integer kernels want them unsigned.
MIDDLE = 128
EPSILON = 1e-6  # of layer normalisation, marian-dev `src/models/transformer.h`


class Builder:
    """A graph under construction; every method adds nodes and gives the name of what they compute.

    `is_wide`: keep weights in unsigned 8 bits. Slower, and right on CPUs whose unsigned-by-signed instruction
    saturates at 16 bits (AVX2 and AVX-512 without VNNI).
    """

    def __init__(self, model: MarianModel, *, is_wide: bool) -> None:
        self.model = model
        self.is_wide = is_wide
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, value: Any) -> str:
        """Add a constant; a Python float or a numpy array."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def scalar(self, value: float, kind: type = np.float32) -> str:
        """Add a constant of no dimension."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, dtype=kind), name))
        return name

    def add(self, kind: str, *inputs: str, name: str = "", domain: str = "", **attributes: Any) -> str:
        """Add one node with one output, named `name` if it is an output of the graph."""
        output = name or f"value_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], domain=domain, **attributes))
        return output

    def contrib(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add one of onnxruntime's own fused nodes (`docs/ContribOperators.md`)."""
        return self.add(kind, *inputs, domain="com.microsoft", **attributes)

    def weights(self, values: NDArray[np.int8]) -> str:
        """Add 8-bit weights in the form that this CPU multiplies without error."""
        return self.constant((values.astype(np.int16) + MIDDLE).astype(np.uint8) if self.is_wide else values)

    def weights_zero(self) -> str:
        """Add the value that stands for zero in `weights`."""
        return self.scalar(MIDDLE, np.uint8) if self.is_wide else self.scalar(0, np.int8)

    def quantise(self, value: str, matrix: str) -> str:
        """Turn the input of a matrix into 8 bits by the multiplier that was measured in training.

        A fixed multiplier is what makes a row's result independent of the rows beside it.
        """
        return self.add(
            "QuantizeLinear", value, self.scalar(1 / self.model.activations[matrix]), self.scalar(MIDDLE, np.uint8)
        )

    def linear(self, quantised: str, matrix: str, bias: str | None, *, factor: float = 1.0, zero: int = MIDDLE) -> str:
        """Multiply by a weight matrix and add a bias; the result is real, times `factor`."""
        weights = self.model.matrices[matrix]
        inputs = [
            quantised,
            self.weights(weights.values),
            self.scalar(factor / self.model.activations[matrix]),
            self.scalar(1 / weights.multiplier),
            self.scalar(zero, np.uint8),
            self.weights_zero(),
        ]
        if bias is not None:
            inputs.append(self.constant(self.model.floats[bias].reshape(-1) * np.float32(factor)))
        return self.contrib("MatMulIntegerToFloat", *inputs)

    def feed_forward(self, value: str, prefix: str) -> str:
        """Apply both matrices of a feed-forward block.

        The first product is brought back to 8 bits around zero, which cuts negative values off: the ReLU is free.
        """
        first, second = f"{prefix}_W1", f"{prefix}_W2"
        scale_in, scale_hidden = self.model.activations[first], self.model.activations[second]
        weights = self.model.matrices[first]
        bias = np.rint(self.model.floats[f"{prefix}_b1"].reshape(-1) * scale_in * weights.multiplier)
        hidden = self.contrib(
            "QGemm",
            self.quantise(value, first),
            self.scalar(1 / scale_in),
            self.scalar(MIDDLE, np.uint8),
            self.weights(weights.values),
            self.scalar(1 / weights.multiplier),
            self.weights_zero(),
            self.constant(bias.astype(np.int32)),
            self.scalar(1 / scale_hidden),
            self.scalar(0, np.uint8),
            alpha=1.0,
        )
        return self.linear(hidden, second, f"{prefix}_b2", zero=0)

    def normalise(self, value: str, residual: str, name: str) -> str:
        """Add the residual and normalise the layer."""
        scale, bias = (self.constant(self.model.floats[f"{name}_ln_{part}"].reshape(-1)) for part in ("scale", "bias"))
        return self.add("LayerNormalization", self.add("Add", value, residual), scale, bias, axis=-1, epsilon=EPSILON)

    def reshape(self, value: str, *shape: int, name: str = "") -> str:
        """Give the value another shape; 0 keeps a dimension, -1 takes the rest."""
        return self.add("Reshape", value, self.constant(np.array(shape, np.int64)), name=name)

    def finish(
        self,
        inputs: Sequence[tuple[str, int, list[str | int]]],
        outputs: Sequence[tuple[str, int, list[str | int]]],
        sizes: Mapping[str, int],
    ) -> bytes:
        """Give the graph as the bytes of an ONNX file, `sizes` among its properties."""
        graph = helper.make_graph(self._nodes, "align", _values(inputs), _values(outputs), self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        made = helper.make_model(graph, opset_imports=opsets, ir_version=_IR)
        helper.set_model_props(made, {name: str(size) for name, size in sizes.items()})
        return bytes(made.SerializeToString(deterministic=True))


def _values(described: Sequence[tuple[str, int, list[str | int]]]) -> list[ValueInfoProto]:
    return [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in described]
