"""Make an Argos package of the usual size with random weights, whose outputs end where real ones would.

Such a package is good for timing and for nothing else. One number of the model's state is kept free of noise and counts
positions; the first head of the first cross-attention subtracts the mean of the source's count, so that the end becomes
likely when the target is about as long as the source.
"""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# The "Transformer base" of Argos packages.
_LAYERS, _WIDTH, _INNER, _HEADS, _PIECES = 6, 512, 2_048, 8, 32_000
_POSITIONS, _STEP = 512, 0.1
_NOISE, _WEAK, _SCORES = 0.04, 0.01, 0.03
_END_GAIN = 30.0
_NEVER = -50.0
# How much more than its last piece a target's position says, so that no phrase comes again and again.
_VARIED = 4.0
_SPECIAL = ("<unk>", "<blank>", "<s>", "</s>")
_END = _SPECIAL.index("</s>")


def make(folder: Path, texts: Sequence[str], *, source: str = "en", target: str = "pt") -> Path:
    """Write the package's folder below `folder`, with a vocabulary learned from the texts."""
    from ctranslate2.specs import TransformerSpec

    package = folder / f"translate-{source}_{target}-1_0"
    (package / "model").mkdir(parents=True)
    model = _vocabulary(texts)
    pieces = _listed(model)
    weights = _Weights(np.random.default_rng(0))
    spec = TransformerSpec.from_config(_LAYERS, _HEADS, pre_norm=True)
    weights.fill(spec, len(pieces))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(package / "model"))
    (package / "sentencepiece.model").write_bytes(model)
    metadata = {"package_version": "1.0", "argos_version": "1.9", "from_code": source, "to_code": target}
    names = {"from_name": source, "to_name": target}
    (package / "metadata.json").write_text(json.dumps(metadata | names), encoding="utf-8")
    return package


def _vocabulary(texts: Sequence[str]) -> bytes:
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=_PIECES,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def _listed(model: bytes) -> list[str]:
    """Give the pieces as CTranslate2 wants them, filled up to the usual number."""
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_proto=model)
    learned = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    pieces = [*_SPECIAL, *(piece for piece in learned if piece not in _SPECIAL)]
    return [*pieces, *(f"<filler {number}>" for number in range(_PIECES - len(pieces)))]


class _Weights:
    """Random weights; number 0 of the state is touched by positions and by the one head alone."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random

    def fill(self, spec: Any, pieces: int) -> None:
        for side, weight in ((spec.encoder, 1.0), (spec.decoder, _VARIED)):
            side.position_encodings.encodings = _counting(weight)
            _norm(side.layer_norm)
        spec.encoder.embeddings[0].weight = self._embedding(pieces)
        spec.decoder.embeddings.weight = self._embedding(pieces)
        for layer in spec.encoder.layer:
            self._attention(layer.self_attention)
            self._forward(layer.ffn)
        for number, layer in enumerate(spec.decoder.layer):
            self._attention(layer.self_attention)
            self._attention(layer.attention)
            if number == 0:
                _subtract(layer.attention)
            self._forward(layer.ffn)
        self._projection(spec.decoder.projection, pieces)

    def _linear(self, part: Any, outputs: int, inputs: int, scale: float) -> None:
        part.weight = (self._random.standard_normal((outputs, inputs)) * scale).astype(np.float32)
        part.bias = np.zeros(outputs, np.float32)

    def _embedding(self, pieces: int) -> NDArray[np.float32]:
        found = (self._random.standard_normal((pieces, _WIDTH)) / math.sqrt(_WIDTH)).astype(np.float32)
        found[:, 0] = 0
        return found

    def _attention(self, part: Any) -> None:
        _norm(part.layer_norm)
        *first, last = part.linear
        # Queries, keys and values are one matrix in self-attention, two in cross-attention.
        for linear, outputs in zip(first, (3,) if len(first) == 1 else (1, 2), strict=True):
            self._linear(linear, outputs * _WIDTH, _WIDTH, _NOISE)
        self._linear(last, _WIDTH, _WIDTH, _WEAK)
        last.weight[0] = 0

    def _forward(self, part: Any) -> None:
        _norm(part.layer_norm)
        self._linear(part.linear_0, _INNER, _WIDTH, _NOISE)
        self._linear(part.linear_1, _WIDTH, _INNER, _WEAK)
        part.linear_1.weight[0] = 0

    def _projection(self, part: Any, pieces: int) -> None:
        self._linear(part, pieces, _WIDTH, _SCORES)
        part.weight[:, 0] = 0
        for number in range(len(_SPECIAL)):
            part.weight[number] = 0
            part.bias[number] = _NEVER
        part.weight[_END, 0], part.bias[_END] = _END_GAIN, 0


def _subtract(part: Any) -> None:
    """Let the first head look at all pieces alike, and take three times the mean of their count off the target's."""
    queries, memory, output = part.linear
    head = _WIDTH // _HEADS
    queries.weight[:head] = 0
    memory.weight[_WIDTH] = 0
    memory.weight[_WIDTH, 0] = 1
    output.weight[0] = 0
    output.weight[0, 0] = -3


def _norm(part: Any) -> None:
    part.gamma, part.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)


def _counting(weight: float) -> NDArray[np.float32]:
    angles = np.arange(_POSITIONS)[:, None] * 10_000 ** (-np.arange(0, _WIDTH, 2) / _WIDTH)
    found = weight * np.concatenate((np.sin(angles), np.cos(angles)), axis=1).astype(np.float32)
    found[:, 0] = _STEP * np.arange(_POSITIONS)
    return found


def lines(files: Iterator[Path]) -> list[str]:
    """Read texts to learn a vocabulary from."""
    return [line for path in sorted(files) for line in path.read_text("utf-8").splitlines()]
