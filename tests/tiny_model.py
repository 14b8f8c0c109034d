"""Converted models of every kind that Align knows, with a few random weights: for what surrounds the weights."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WIDTH, _HEADS = 16, 2
TEXTS = ("the minister said so", "o ministro disse isso", "two people were hurt", "duas pessoas ficaram feridas")


def sentencepiece(*, symbols: Sequence[str] = ()) -> bytes:
    """Train a vocabulary on a few lines."""
    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS * 20),
        model_writer=model,
        vocab_size=60,
        hard_vocab_limit=False,
        user_defined_symbols=list(symbols),
        minloglevel=2,
    )
    return model.getvalue()


def pieces_of(model: bytes) -> list[str]:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def convert(folder: Path, vocabulary: Sequence[str], *, adds_end: bool = False) -> None:
    """Write a model of one layer."""
    from ctranslate2.specs import TransformerSpec

    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(0)

    def matrix(rows: int, columns: int) -> Any:
        return random.standard_normal((rows, columns)).astype(np.float32)

    def linear(part: Any, outputs: int, inputs: int) -> None:
        part.weight, part.bias = matrix(outputs, inputs), np.zeros(outputs, np.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    spec = TransformerSpec.from_config(1, _HEADS, pre_norm=True)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = matrix(512, _WIDTH)
        norm(side.layer_norm)
        (layer,) = side.layer
        for attention in (layer.self_attention, *((layer.attention,) if side is spec.decoder else ())):
            norm(attention.layer_norm)
            *first, last = attention.linear
            for part, times in zip(first, (3,) if len(first) == 1 else (1, 2), strict=True):
                linear(part, times * _WIDTH, _WIDTH)
            linear(last, _WIDTH, _WIDTH)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, _WIDTH, _WIDTH)
        linear(layer.ffn.linear_1, _WIDTH, _WIDTH)
    spec.encoder.embeddings[0].weight = matrix(len(vocabulary), _WIDTH)
    spec.decoder.embeddings.weight = matrix(len(vocabulary), _WIDTH)
    linear(spec.decoder.projection, len(vocabulary), _WIDTH)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.decoder_start_token = "</s>"
    spec.config.add_source_eos = adds_end
    spec.validate()
    spec.save(str(folder))


def opus(folder: Path, *, symbols: Sequence[str] = (), adds_end: bool = True) -> None:
    model = sentencepiece()
    convert(folder, [*pieces_of(model), *symbols], adds_end=adds_end)
    (folder / "source.spm").write_bytes(model)
    (folder / "target.spm").write_bytes(model)


def multilingual(folder: Path, symbols: Sequence[str], *, name: str = "sentencepiece.bpe.model") -> None:
    model = sentencepiece()
    convert(folder, [*pieces_of(model), *symbols])
    (folder / name).write_bytes(model)


def argos_with_merges(folder: Path) -> None:
    """Write an Argos package of the older kind, with byte-pair encoding."""
    merges = ["t h", "th e</w>", "s a", "i d</w>", "sa id</w>", "m i", "n i", "mi ni"]
    letters = [f"{letter}{end}" for letter in "abcdefghijklmnopqrstuvwxyzTM.,'" for end in ("", "@@")]
    joined = ["the", "said", "th@@", "sa@@", "mi@@", "ni@@", "mini@@", "id", "&apos;s"]
    convert(folder / "model", ["<unk>", "<s>", "</s>", *letters, *joined])
    (folder / "bpe.model").write_text("\n".join(["#version: 0.2", *merges, ""]), encoding="utf-8")
    metadata = {"package_version": "1.0", "from_code": "en", "to_code": "pt", "from_name": "", "to_name": ""}
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
