"""Tell which network a model file holds, and refuse what the graphs cannot express."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.engines.firefox.marian import UnknownArchitectureError

if TYPE_CHECKING:
    from align.engines.firefox.marian import MarianModel

EMBEDDING = "Wemb"
OUTPUT_BIAS = "decoder_ff_logit_out_b"
OUTPUT = "none"  # the name under which Marian files the multiplier of the last layer's input
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
    "transformer-guided-alignment-layer": {"last"},
    "transformer-no-projection": {"", "false"},
    "transformer-rnn-projection": {"", "false"},
    "transformer-tied-layers": {""},
    "transformer-train-position-embeddings": {"", "false"},
    "transformer-pool": {"", "false"},
    "tied-embeddings-all": {"true"},
    "lemma-dim-emb": {"", "0"},
    "input-types": {""},
    "right-left": {"", "false"},
    "skip": {"", "false"},
    "ulr": {"", "false"},
    "output-omit-bias": {"", "false"},
}


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of a Transformer encoder with an SSRU decoder."""

    width: int
    heads: int
    encoder_layers: int
    decoder_layers: int
    vocabulary: int

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
        architecture = Architecture(
            width=int(model.config["dim-emb"]),
            heads=int(model.config["transformer-heads"]),
            encoder_layers=int(model.config["enc-depth"]),
            decoder_layers=int(model.config["dec-depth"]),
            vocabulary=model.matrices[EMBEDDING].values.shape[0],
        )
    except (KeyError, ValueError) as error:
        raise UnknownArchitectureError(f"no sizes in the model file: {error}") from error
    if architecture.width % architecture.heads or min(architecture.encoder_layers, architecture.decoder_layers) < 1:
        raise UnknownArchitectureError(f"sizes that do not fit: {architecture}")
    for name in _matrices(architecture):
        if name not in model.matrices or name not in model.activations:
            raise UnknownArchitectureError(f"no 8-bit matrix {name!r} with its multiplier")
    if OUTPUT not in model.activations or OUTPUT_BIAS not in model.floats:
        raise UnknownArchitectureError("no output layer with its multiplier")
    return architecture


def _matrices(architecture: Architecture) -> list[str]:
    names = []
    for layer in range(1, architecture.encoder_layers + 1):
        names += [f"encoder_l{layer}_self_W{part}" for part in "qkvo"]
        names += [f"encoder_l{layer}_ffn_W{part}" for part in "12"]
    for layer in range(1, architecture.decoder_layers + 1):
        names += [f"decoder_l{layer}_context_W{part}" for part in "qkvo"]
        names += [f"decoder_l{layer}_ffn_W{part}" for part in "12"]
        names += [f"decoder_l{layer}_rnn_W{part}" for part in ("", "f")]
    return names
