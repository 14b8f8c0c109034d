"""Put ONNX graphs together from nodes; the arithmetic of a matrix is that of its weights, 8 bits or 32."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from align.engines.firefox.architecture import PROPERTY
from align.engines.firefox.marian import Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnx import GraphProto, NodeProto, ValueInfoProto

    from align.engines.firefox.architecture import Architecture
    from align.engines.firefox.marian import MarianModel

FLOAT, INT32, INT64, INT8, UINT8 = (
    TensorProto.FLOAT,
    TensorProto.INT32,
    TensorProto.INT64,
    TensorProto.INT8,
    TensorProto.UINT8,
)
# What a graph takes or gives: its name, its type, its shape.
Value = tuple[str, int, list[str | int]]
# onnxruntime 1.18 reads both; 17 is the first with LayerNormalization.
_OPSET, _IR = 17, 8
# Activations are quantised to unsigned 8 bits around this value: integer kernels want them unsigned.
MIDDLE = 128


class Builder:
    """A graph under construction; every method adds nodes and gives the name of what they compute.

    `is_wide`: keep weights in unsigned 8 bits. Slower, and right on CPUs whose unsigned-by-signed instruction
    saturates at 16 bits (AVX2 and AVX-512 without VNNI).
    """

    def __init__(self, model: MarianModel, architecture: Architecture, *, is_wide: bool) -> None:
        self.model = model
        self.architecture = architecture
        self.is_wide = is_wide
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []
        self._quantised: dict[tuple[str, float], str] = {}
        self._known: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def constant(self, value: Any) -> str:
        """Add a constant; equal ones are kept once, above all the embedding that is the output layer as well."""
        array = np.asarray(value, order="C")
        key = array.dtype.str, array.shape, hashlib.sha256(array.tobytes()).digest()
        if key not in self._known:
            self._known[key] = f"constant_{len(self._constants)}"
            self._constants.append(numpy_helper.from_array(array, self._known[key]))
        return self._known[key]

    def scalar(self, value: float, kind: type = np.float32) -> str:
        """Add a constant of no dimension."""
        return self.constant(np.asarray(value, dtype=kind))

    def numbers(self, *values: int) -> str:
        """Add a constant row of whole numbers, for shapes and axes."""
        return self.constant(np.array(values, np.int64))

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

    def quantise(self, value: str, multiplier: float) -> str:
        """Turn the input of a matrix into 8 bits by the multiplier that was measured in training.

        A fixed multiplier is what makes a row's result independent of the rows beside it. Several matrices may take
        the same input by the same multiplier: it is turned once.
        """
        if (value, multiplier) not in self._quantised:
            scale, zero = self.scalar(1 / multiplier), self.scalar(MIDDLE, np.uint8)
            self._quantised[value, multiplier] = self.add("QuantizeLinear", value, scale, zero)
        return self._quantised[value, multiplier]

    def linear(self, value: str, matrix: str, bias: str | None, *, factor: float = 1.0) -> str:
        """Multiply by a weight matrix and add a bias; the result is times `factor`."""
        added = None if bias is None else self.model.floats[bias].reshape(-1) * np.float32(factor)
        weights = self.model.matrix(matrix)
        if isinstance(weights, Matrix):
            multiplier = self.model.activations[matrix]
            return self.multiply(self.quantise(value, multiplier), weights, multiplier, added, factor=factor)
        product = self.add("MatMul", value, self.constant(weights * np.float32(factor)))
        return product if added is None else self.add("Add", product, self.constant(added))

    def multiply(
        self,
        quantised: str,
        weights: Matrix,
        multiplier: float,
        bias: NDArray[np.float32] | None,
        *,
        factor: float = 1.0,
        zero: int = MIDDLE,
        name: str = "",
    ) -> str:
        """Multiply what is in 8 bits already, with `zero` for zero; the result is real."""
        inputs = [
            quantised,
            self.weights(weights.values),
            self.scalar(factor / multiplier),
            self.scalar(1 / weights.multiplier),
            self.scalar(zero, np.uint8),
            self.weights_zero(),
        ]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.contrib("MatMulIntegerToFloat", *inputs, name=name)

    def reshape(self, value: str, *shape: int, name: str = "") -> str:
        """Give the value another shape; 0 keeps a dimension, -1 takes the rest."""
        return self.add("Reshape", value, self.numbers(*shape), name=name)

    def scan(self, body: GraphProto, states: Sequence[str], sequences: Sequence[str]) -> str:
        """Run `body` over axis 1 of the sequences; give its one output, stacked along the same axis."""
        output = f"value_{len(self._nodes)}"
        finals = [f"{output}_final_{number}" for number in range(len(states))]
        inputs = [*states, *sequences]
        count = len(sequences)
        attributes: dict[str, Any] = {"scan_input_axes": [1] * count, "scan_output_axes": [1], "num_scan_inputs": count}
        made = helper.make_node("Scan", inputs, [*finals, output], body=body, **attributes)
        self._nodes.append(made)
        return output

    def finish(self, inputs: Sequence[Value], outputs: Sequence[Value]) -> bytes:
        """Give the graph as the bytes of an ONNX file, the sizes among its properties."""
        graph = helper.make_graph(self._nodes, "align", _values(inputs), _values(outputs), self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("com.microsoft", 1)]
        made = helper.make_model(graph, opset_imports=opsets, ir_version=_IR)
        helper.set_model_props(made, {PROPERTY: json.dumps(asdict(self.architecture))})
        return bytes(made.SerializeToString(deterministic=True))


def _values(described: Sequence[Value]) -> list[ValueInfoProto]:
    return [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in described]
