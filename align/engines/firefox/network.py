"""A model that is ready to run: onnxruntime sessions, and the vocabularies and shortlist beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

from align.engines.firefox.architecture import PROPERTY, Architecture, understand
from align.engines.firefox.keep import kept
from align.engines.firefox.links import twins
from align.engines.firefox.marian import UnknownArchitectureError, read
from align.engines.firefox.models import ENGINE
from align.engines.firefox.shortlist import UNKNOWN, OpenList, Shortlist
from align.engines.firefox.vocabulary import Vocabulary
from align.engines.hashes import contents

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from align.engines.firefox.models import ModelFiles

# Raise it with every change of the graphs: cached graphs of another version are built anew.
BUILDER_VERSION = 5
_PROBE = (64, 32, 4)  # depth, columns, rows: enough for any kernel's full tile
_ONLY_FATAL = 4  # onnxruntime's log level: its errors reach us as exceptions


@dataclass(frozen=True)
class Network:
    """One pair's model, opened; `shortlist` is open where the model has none: any piece may be written.

    `kept_graph` gives the bytes of a graph by its name.
    """

    architecture: Architecture
    source: Vocabulary
    target: Vocabulary
    shortlist: Shortlist | OpenList
    encoder: Any
    decoder: Any
    kept_graph: Callable[[str], bytes]

    @cached_property
    def twins(self) -> NDArray[np.int64]:
        """Give, for each target piece, the source piece that it would be a copy of, or -1."""
        return twins(self.source, self.target)

    @cached_property
    def forced(self) -> Any:
        """Give the session that decodes all steps at once; it is opened when it is asked for."""
        return _session(self.kept_graph("forced"))


def open_network(files: ModelFiles) -> Network:
    """Open a model; raise UnknownArchitectureError if it is not of the kind that our graphs express."""
    is_wide = saturates()
    stem = f"{contents(files.paths, engine=ENGINE)[:16]}-{BUILDER_VERSION}{'w' if is_wide else ''}"

    def kept_graph(name: str) -> bytes:
        return kept(f"{stem}.{name}.onnx", partial(_build, files, name, is_wide=is_wide))

    encoder, decoder = (_session(kept_graph(name)) for name in ("encoder", "step"))
    architecture = _architecture_of(encoder)
    source = Vocabulary(files.source_vocabulary.read_bytes())
    is_shared = files.source_vocabulary == files.target_vocabulary
    target = source if is_shared else Vocabulary(files.target_vocabulary.read_bytes())
    for vocabulary, size in ((source, architecture.source_vocabulary), (target, architecture.target_vocabulary)):
        if len(vocabulary) != size or vocabulary.unknown != UNKNOWN:
            raise UnknownArchitectureError(f"a vocabulary of {len(vocabulary)} pieces that is not the model's")
    return Network(architecture, source, target, _shortlist(files, architecture), encoder, decoder, kept_graph)


def _shortlist(files: ModelFiles, architecture: Architecture) -> Shortlist | OpenList:
    if files.shortlist is None:
        return OpenList(architecture.target_vocabulary)
    return Shortlist(
        files.shortlist.read_bytes(),
        source=architecture.source_vocabulary,
        target=architecture.target_vocabulary,
        is_shared=files.source_vocabulary == files.target_vocabulary,
    )


def _build(files: ModelFiles, name: str, *, is_wide: bool) -> bytes:
    from align.engines.firefox import graphs
    from align.engines.firefox.builder import Builder

    model = read(files.weights.read_bytes())
    architecture = understand(model)
    build = Builder(model, architecture, is_wide=is_wide)
    has_own = files.shortlist is not None
    try:
        if name == "encoder":
            return graphs.encoder(build, has_own=has_own)
        decoder = graphs.step if name == "step" else graphs.forced
        return decoder(build, _shortlist(files, architecture).common, has_own=has_own)
    except KeyError as error:
        raise UnknownArchitectureError(f"no tensor {error}") from error


def _architecture_of(encoder: Any) -> Architecture:
    """Read the sizes back from a graph, so that a cached model's file need not be opened."""
    return Architecture(**json.loads(encoder.get_modelmeta().custom_metadata_map[PROPERTY]))


def _session(graph: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    # One process a core: threads inside a step cost more than they bring.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ONLY_FATAL
    # What can be fused is fused already, and the automatic fusion of addition and normalisation is six times slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@cache
def saturates() -> bool:
    """Tell whether this CPU's integer product saturates at 16 bits (x86 without VNNI), by trying it."""
    depth, columns, rows = _PROBE
    high = np.full((rows, depth), 255, np.uint8)
    product = _session(kept("probe.onnx", _probe)).run(None, {"a": high, "b": np.full((depth, columns), 127, np.int8)})
    return bool((product[0] != 255 * 127 * depth).any())


def _probe() -> bytes:
    from onnx import TensorProto, helper

    depth, columns, rows = _PROBE
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
        "probe",
        [
            helper.make_tensor_value_info("a", TensorProto.UINT8, [rows, depth]),
            helper.make_tensor_value_info("b", TensorProto.INT8, [depth, columns]),
        ],
        [helper.make_tensor_value_info("c", TensorProto.INT32, [rows, columns])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())
