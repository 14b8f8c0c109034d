"""Tell which network a model file holds, and refuse what the graphs cannot express."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.engines.firefox.marian import UnknownArchitectureError

if TYPE_CHECKING:
    from align.engines.firefox.marian import MarianModel

PROPERTY = "architecture"  # the property of a graph that keeps it
_SHARED = "Wemb"
_OUTPUT = "decoder_ff_logit_out"
# The name under which Marian files the multiplier of the last layer's input where a shortlist chose its columns.
_UNNAMED = "none"
_LAST = "last"
# Option of `special:model.yml` → the values with which our graphs are right. A missing option has Marian's default.
_UNDERSTOOD = {
    "type": {"transformer"},
    "transformer-decoder-autoreg": {"rnn"},
    "dec-cell": {"ssru"},
    "dec-cell-base-depth": {"", "2"},
    "transformer-preprocess": {""},
    "transformer-postprocess": {"dan", "an"},
    "transformer-postprocess-emb": {"", "d"},
    "transformer-postprocess-top": {""},
    "transformer-ffn-activation": {"relu"},
    "transformer-ffn-depth": {"2"},
    "transformer-decoder-ffn-depth": {"", "0", "2"},
    "transformer-no-projection": {"", "false"},
    "transformer-rnn-projection": {"", "false"},
    "transformer-tied-layers": {""},
    "transformer-train-position-embeddings": {"", "false"},
    "transformer-pool": {"", "false"},
    "lemma-dim-emb": {"", "0"},
    "input-types": {""},
    "right-left": {"", "false"},
    "skip": {"", "false"},
    "ulr": {"", "false"},
}


@dataclass(frozen=True, slots=True)
class Architecture:
    """A Transformer encoder with an SSRU decoder: its sizes, and the names of the tensors that models name differently.

    `alignment_layer` is the decoder layer, counted from 1, whose first head was trained as a word alignment.
    `output_multiplier` names the multiplier of the last layer's input; empty in a model of 32-bit floats.
    """

    width: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    alignment_layer: int
    source_vocabulary: int
    target_vocabulary: int
    source_embedding: str
    target_embedding: str
    output: str
    output_multiplier: str

    @property
    def head_width(self) -> int:
        """Give the numbers that one attention head works on."""
        return self.width // self.heads


def understand(model: MarianModel) -> Architecture:
    """Give the sizes; raise UnknownArchitectureError with the first thing that is not understood."""
    for option, values in _UNDERSTOOD.items():
        seen = model.config.get(option, "")
        if seen not in values:
            raise UnknownArchitectureError(f"option {option!r} is {seen!r}")
    try:
        architecture = _sizes(model)
    except (KeyError, ValueError) as error:
        raise UnknownArchitectureError(f"no sizes in the model file: {error}") from error
    if (
        architecture.width % architecture.heads
        or min(architecture.encoder_layers, architecture.decoder_layers) < 1
        or not 1 <= architecture.alignment_layer <= architecture.decoder_layers
    ):
        raise UnknownArchitectureError(f"sizes that do not fit: {architecture}")
    _check_matrices(model, architecture)
    return architecture


def _sizes(model: MarianModel) -> Architecture:
    config = model.config
    source, target, output = _embeddings(model)
    layers = int(config["dec-depth"])
    alignment = config.get("transformer-guided-alignment-layer", _LAST)
    is_integer = output in model.matrices
    return Architecture(
        width=int(config["dim-emb"]),
        heads=int(config["transformer-heads"]),
        encoder_layers=int(config["enc-depth"]),
        decoder_layers=layers,
        alignment_layer=layers if alignment == _LAST else int(alignment),
        source_vocabulary=_shape(model, source)[0],
        target_vocabulary=_shape(model, target)[0],
        source_embedding=source,
        target_embedding=target,
        output=output,
        output_multiplier=(_UNNAMED if _UNNAMED in model.activations else output) if is_integer else "",
    )


def _embeddings(model: MarianModel) -> tuple[str, str, str]:
    """Name the tensors of the source pieces, the target pieces and the output (marian-dev `src/layers/embedding.cpp`).

    Any two of them may be one.
    """
    is_all = model.config.get("tied-embeddings-all") == "true"
    if is_all or model.config.get("tied-embeddings-src") == "true":
        source = target = _SHARED
    else:
        source, target = f"encoder_{_SHARED}", f"decoder_{_SHARED}"
    if is_all or model.config.get("tied-embeddings") == "true":
        return source, target, target
    legacy = f"{_OUTPUT}_W"
    is_legacy = legacy in model.matrices or legacy in model.floats
    return source, target, legacy if is_legacy else f"{_OUTPUT}_Wt"


def _shape(model: MarianModel, name: str) -> tuple[int, ...]:
    if name in model.matrices:
        return model.matrices[name].values.shape
    if name in model.floats:
        return model.floats[name].shape
    raise UnknownArchitectureError(f"no tensor {name!r}")


def _check_matrices(model: MarianModel, architecture: Architecture) -> None:
    """Raise UnknownArchitectureError for a tensor that is missing or of another shape."""
    wide, target = architecture.width, architecture.target_vocabulary
    is_legacy = architecture.output.endswith("_W")
    expected = {
        architecture.source_embedding: (architecture.source_vocabulary, wide),
        architecture.target_embedding: (target, wide),
        architecture.output: (wide, target) if is_legacy else (target, wide),
    }
    for prefix in _squares(architecture):
        expected[prefix] = (wide, wide)
    for block in _blocks(architecture):
        hidden = _shape(model, f"{block}_W1")[-1]
        expected |= {f"{block}_W1": (wide, hidden), f"{block}_W2": (hidden, wide)}
    for name, shape in expected.items():
        if _shape(model, name) != shape:
            raise UnknownArchitectureError(f"tensor {name!r} has the shape {_shape(model, name)}, not {shape}")
        is_output = name == architecture.output
        if name in model.matrices and (is_output or "Wemb" not in name):
            multiplier = architecture.output_multiplier if is_output else name
            if model.activations.get(multiplier, 0) <= 0:
                raise UnknownArchitectureError(f"no multiplier for the input of the 8-bit matrix {name!r}")


def _squares(architecture: Architecture) -> list[str]:
    names = []
    for layer in range(1, architecture.encoder_layers + 1):
        names += [f"encoder_l{layer}_self_W{part}" for part in "qkvo"]
    for layer in range(1, architecture.decoder_layers + 1):
        names += [f"decoder_l{layer}_context_W{part}" for part in "qkvo"]
        names += [f"decoder_l{layer}_rnn_W{part}" for part in ("", "f")]
    return names


def _blocks(architecture: Architecture) -> list[str]:
    encoder = [f"encoder_l{layer}_ffn" for layer in range(1, architecture.encoder_layers + 1)]
    return encoder + [f"decoder_l{layer}_ffn" for layer in range(1, architecture.decoder_layers + 1)]
