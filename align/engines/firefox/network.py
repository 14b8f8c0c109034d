"""A model that is ready to run: two onnxruntime sessions, and the vocabulary and shortlist beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime

from align.engines.firefox.architecture import Architecture, understand
from align.engines.firefox.keep import kept
from align.engines.firefox.marian import UnknownArchitectureError, read
from align.engines.firefox.models import ENGINE
from align.engines.firefox.shortlist import UNKNOWN, Shortlist
from align.engines.firefox.vocabulary import Vocabulary
from align.engines.hashes import contents

if TYPE_CHECKING:
    from align.engines.firefox.models import ModelFiles

# Raise it with every change of the graphs: cached graphs of another version are built anew.
BUILDER_VERSION = 3
_PROBE = (64, 32, 4)  # depth, columns, rows: enough for any kernel's full tile
_ONLY_FATAL = 4  # onnxruntime's log level: its errors reach us as exceptions


@dataclass(frozen=True, slots=True)
class Network:
    """One pair's model, opened."""

    architecture: Architecture
    vocabulary: Vocabulary
    shortlist: Shortlist
    encoder: Any
    decoder: Any


def open_network(files: ModelFiles) -> Network:
    """Open a model; raise UnknownArchitectureError if it is not of the kind that our graphs express."""
    if files.shortlist is None:
        raise UnknownArchitectureError("no lexical shortlist")
    if files.source_vocabulary != files.target_vocabulary:
        raise UnknownArchitectureError("separate vocabularies for source and target")
    is_wide = saturates()
    stem = f"{contents(files.paths, engine=ENGINE)[:16]}-{BUILDER_VERSION}{'w' if is_wide else ''}"
    encoder, decoder = (
        _session(kept(f"{stem}.{part}.onnx", partial(_build, files, part, is_wide=is_wide)))
        for part in ("encoder", "decoder")
    )
    architecture = _architecture_of(encoder)
    vocabulary = Vocabulary(files.source_vocabulary.read_bytes())
    if len(vocabulary) != architecture.vocabulary or vocabulary.unknown != UNKNOWN:
        raise UnknownArchitectureError(f"a vocabulary of {len(vocabulary)} pieces that is not the model's")
    shortlist = Shortlist(files.shortlist.read_bytes(), vocabulary=len(vocabulary))
    return Network(architecture, vocabulary, shortlist, encoder, decoder)


def _build(files: ModelFiles, part: str, *, is_wide: bool) -> bytes:
    from align.engines.firefox import graphs

    model = read(files.weights.read_bytes())
    architecture = understand(model)
    if part == "encoder":
        return graphs.encoder(model, architecture, is_wide=is_wide)
    assert files.shortlist is not None  # noqa: S101  (refused before)
    common = Shortlist(files.shortlist.read_bytes(), vocabulary=architecture.vocabulary).common
    return graphs.decoder(model, architecture, common, is_wide=is_wide)


def _architecture_of(encoder: Any) -> Architecture:
    """Read the sizes back from a graph, so that a cached model's file need not be opened."""
    kept_sizes = encoder.get_modelmeta().custom_metadata_map
    return Architecture(**{name: int(value) for name, value in kept_sizes.items()})


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
