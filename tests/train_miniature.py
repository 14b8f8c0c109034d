"""Train the miniature model that the tests of Argos packages use, and pack it as a true `.argosmodel`.

It needs torch, which is no dependency of the project: `pip install torch==2.13.0 sentencepiece ctranslate2 numpy`,
then `python tests/train_miniature.py FILE`. It takes some twenty minutes of CPU time. The weights depend on the
versions, the kind of CPU and the number of threads, so that the bytes differ from machine to machine; any model that
passes the tests will do. The committed one is what all the steps below ended with.
"""

from __future__ import annotations

import io
import json
import math
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec
from miniature_language import example
from torch.nn import functional as nn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from miniature_language import Example

Parameters: TypeAlias = "dict[str, torch.Tensor]"

_SEED = 20_261
_WIDTH, _INNER, _HEADS, _LAYERS = 96, 192, 4, 2
_PIECES = 420
_POSITIONS = 416  # as many pieces as Align lets a target have
_STEPS, _ROWS = 2_200, 48
_POOL = 40  # batches that are drawn together and cut by length
_RATE, _WARM = 3e-3, 300
_SMOOTHING = 0.05
# OpenNMT and Marian train one head as a word alignment with this weight (lambda_align, guided-alignment-weight).
_GUIDED = 0.05
_UNKNOWN, _START, _END = 0, 1, 2
_PAIR = ("es", "en")


def main() -> None:
    """Train and pack."""
    torch.manual_seed(_SEED)
    random = Random(_SEED)
    processor = sentencepiece.SentencePieceProcessor(model_proto=_vocabulary(Random(_SEED + 1)))
    parameters = _fresh(processor.get_piece_size())
    _train(parameters, processor, random)
    _pack(parameters, processor, Path(sys.argv[1]))


def _vocabulary(random: Random) -> bytes:
    examples = [example(random) for _ in range(20_000)]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text for one in examples for text in (one.source, one.target)]),
        model_writer=model,
        vocab_size=_PIECES,
        character_coverage=1.0,
        # The tables of the usual normalisation alone would be as large as the model.
        normalization_rule_name="identity",
        # Every letter, so that any name in Latin letters can be spelled.
        required_chars="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzáéíóúñüçãõÁÉÍÓÚ0123456789-'.,;:()",
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def _fresh(pieces: int) -> Parameters:
    found: Parameters = {
        "embedding": torch.randn(pieces, _WIDTH) * _WIDTH**-0.5,
        "projection.bias": torch.zeros(pieces),
    }
    for side, attentions in (("encoder", ("self",)), ("decoder", ("self", "cross"))):
        for layer in range(_LAYERS):
            at = f"{side}.{layer}"
            for kind in attentions:
                for part in "qkvo":
                    _linear(found, f"{at}.{kind}.{part}", _WIDTH, _WIDTH)
                _norm(found, f"{at}.{kind}.norm")
            _linear(found, f"{at}.inner", _INNER, _WIDTH)
            _linear(found, f"{at}.outer", _WIDTH, _INNER)
            _norm(found, f"{at}.forward.norm")
        _norm(found, f"{side}.norm")
    return {name: values.requires_grad_() for name, values in found.items()}


def _linear(found: Parameters, name: str, outputs: int, inputs: int) -> None:
    bound = math.sqrt(6 / (outputs + inputs))
    found[f"{name}.weight"] = (torch.rand(outputs, inputs) * 2 - 1) * bound
    found[f"{name}.bias"] = torch.zeros(outputs)


def _norm(found: Parameters, name: str) -> None:
    found[f"{name}.weight"], found[f"{name}.bias"] = torch.ones(_WIDTH), torch.zeros(_WIDTH)


@cache
def _positions() -> torch.Tensor:
    angles = torch.arange(_POSITIONS)[:, None] * torch.exp(torch.arange(0, _WIDTH, 2) * -(math.log(10_000) / _WIDTH))
    # Rounded, since half of their bytes are then zero and take no room in the package.
    return torch.cat((torch.sin(angles), torch.cos(angles)), dim=1).half().float()


def _normed(parameters: Parameters, name: str, states: torch.Tensor) -> torch.Tensor:
    return nn.layer_norm(states, (_WIDTH,), parameters[f"{name}.weight"], parameters[f"{name}.bias"], 1e-5)


def _mapped(parameters: Parameters, name: str, states: torch.Tensor) -> torch.Tensor:
    return nn.linear(states, parameters[f"{name}.weight"], parameters[f"{name}.bias"])


def _attended(
    parameters: Parameters, name: str, states: torch.Tensor, memory: torch.Tensor | None, mask: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Add attention to the states; give the weights too [row, head, query, key]."""
    queries = _normed(parameters, f"{name}.norm", states)
    memory = queries if memory is None else memory
    heads = [
        _mapped(parameters, f"{name}.{part}", taken).unflatten(-1, (_HEADS, -1)).transpose(1, 2)
        for part, taken in (("q", queries), ("k", memory), ("v", memory))
    ]
    scores = heads[0] @ heads[1].transpose(-1, -2) / math.sqrt(_WIDTH // _HEADS)
    weights = torch.softmax(scores + mask, dim=-1)
    mixed = (weights @ heads[2]).transpose(1, 2).flatten(-2)
    return states + _mapped(parameters, f"{name}.o", mixed), weights


def _forwarded(parameters: Parameters, name: str, states: torch.Tensor) -> torch.Tensor:
    inner = torch.relu(_mapped(parameters, f"{name}.inner", _normed(parameters, f"{name}.forward.norm", states)))
    return states + _mapped(parameters, f"{name}.outer", inner)


def _run(
    parameters: Parameters, source: torch.Tensor, target: torch.Tensor, lengths: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the logits, and the weights of the last cross-attention's first head."""
    embedding, positions = parameters["embedding"], _positions()
    padded = torch.arange(source.shape[1])[None] >= lengths[:, None]
    source_mask = torch.zeros(padded.shape).masked_fill(padded, -1e9)[:, None, None]
    states = nn.embedding(source, embedding) * math.sqrt(_WIDTH) + positions[: source.shape[1]]
    for layer in range(_LAYERS):
        states, _ = _attended(parameters, f"encoder.{layer}.self", states, None, source_mask)
        states = _forwarded(parameters, f"encoder.{layer}", states)
    memory = _normed(parameters, "encoder.norm", states)
    causal = torch.full((target.shape[1], target.shape[1]), -1e9).triu(1)
    states = nn.embedding(target, embedding) * math.sqrt(_WIDTH) + positions[: target.shape[1]]
    for layer in range(_LAYERS):
        states, _ = _attended(parameters, f"decoder.{layer}.self", states, None, causal)
        states, weights = _attended(parameters, f"decoder.{layer}.cross", states, memory, source_mask)
        states = _forwarded(parameters, f"decoder.{layer}", states)
    states = _normed(parameters, "decoder.norm", states)
    return nn.linear(states, embedding, parameters["projection.bias"]), weights[:, 0]


def _train(parameters: Parameters, processor: Any, random: Random) -> None:
    batches = _batches(random)
    optimizer = torch.optim.Adam(parameters.values(), lr=_RATE, betas=(0.9, 0.99), eps=1e-8)
    for step in range(1, _STEPS + 1):
        rate = _RATE * min(step / _WARM, (1 + math.cos(math.pi * step / _STEPS)) / 2)
        for group in optimizer.param_groups:
            group["lr"] = rate
        source, lengths, target, due, gold = _batch(next(batches), processor)
        logits, weights = _run(parameters, source, target, lengths)
        loss = nn.cross_entropy(logits.flatten(0, 1), due.flatten(), ignore_index=-1, label_smoothing=_SMOOTHING)
        aligned = -(gold * torch.log(weights + 1e-3)).sum() / gold.sum()
        optimizer.zero_grad()
        (loss + _GUIDED * aligned).backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), 1.0)
        optimizer.step()
        if step % 100 == 0:
            sys.stdout.write(f"{step} loss {loss.item():.3f} alignment {aligned.item():.3f}\n")
            sys.stdout.flush()


def _batches(random: Random) -> Iterator[list[Example]]:
    while True:
        pool = sorted((example(random) for _ in range(_POOL * _ROWS)), key=lambda one: len(one.source))
        starts = list(range(0, len(pool), _ROWS))
        random.shuffle(starts)
        for start in starts:
            yield pool[start : start + _ROWS]


def _batch(examples: list[Example], processor: Any) -> tuple[torch.Tensor, ...]:
    """Give source pieces, their counts, target pieces, what is due after each, and the alignment of each."""
    rows = [(_pieces(processor, one.source), _pieces(processor, one.target), one.links) for one in examples]
    longest = max(len(source) for (source, _), _, _ in rows)
    most = max(len(target) for _, (target, _), _ in rows) + 1
    sources = torch.full((len(rows), longest), _END)
    targets, due = torch.full((len(rows), most), _END), torch.full((len(rows), most), -1)
    gold = torch.zeros(len(rows), most, longest)
    for row, ((source, source_words), (target, target_words), links) in enumerate(rows):
        sources[row, : len(source)] = torch.tensor(source)
        targets[row, : len(target) + 1] = torch.tensor([_START, *target])
        due[row, : len(target) + 1] = torch.tensor([*target, _END])
        origin = {second: first for first, second in links}
        for at, word in enumerate(target_words):
            those = [n for n, source_word in enumerate(source_words) if source_word == origin[word]]
            exact = [n for n in those if source[n] == target[at]]
            gold[row, at, exact[:1] or those] = 1 / len(exact[:1] or those)
    lengths = torch.tensor([len(source) for (source, _), _, _ in rows])
    return sources, lengths, targets, due, gold


def _pieces(processor: Any, text: str) -> tuple[list[int], list[int]]:
    """Give the pieces of a text, and the number of each one's word."""
    words, word = [], -1
    for piece in processor.encode(text, out_type=str):
        word += piece.startswith("▁")
        words.append(word)
    return processor.encode(text), words


def _pack(parameters: Parameters, processor: Any, path: Path) -> None:
    spec = _specification({name: values.detach().numpy().copy() for name, values in parameters.items()})
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = pieces[_START]
    spec.validate()
    spec.optimize(quantization="int8")
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        files = {f"model/{found.name}": found.read_bytes() for found in sorted(Path(folder).iterdir())}
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.5",
        "from_code": _PAIR[0],
        "from_name": "Toy Spanish",
        "to_code": _PAIR[1],
        "to_name": "Toy English",
    }
    files["metadata.json"] = json.dumps(metadata, indent=4).encode()
    files["sentencepiece.model"] = processor.serialized_model_proto()
    files["README.md"] = b"A miniature model for tests, trained by tests/train_miniature.py; it knows a few words.\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, raw in sorted(files.items()):
            # One date for all, so that the same weights give the same bytes.
            archive.writestr(zipfile.ZipInfo(f"translate-es_en-1_0/{name}"), raw, zipfile.ZIP_DEFLATED)
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes by CTranslate2 {ctranslate2.__version__}\n")


def _specification(weights: dict[str, np.ndarray[Any, Any]]) -> Any:
    spec = TransformerSpec.from_config(_LAYERS, _HEADS, pre_norm=True)
    for side, name in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        side.position_encodings.encodings = _positions().numpy()
        _fill(side.layer_norm, weights, f"{name}.norm", is_norm=True)
        for number, layer in enumerate(side.layer):
            at = f"{name}.{number}"
            _fill_attention(layer.self_attention, weights, f"{at}.self", ("qkv", "o"))
            if name == "decoder":
                _fill_attention(layer.attention, weights, f"{at}.cross", ("q", "kv", "o"))
            _fill(layer.ffn.layer_norm, weights, f"{at}.forward.norm", is_norm=True)
            _fill(layer.ffn.linear_0, weights, f"{at}.inner")
            _fill(layer.ffn.linear_1, weights, f"{at}.outer")
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = weights["embedding"]
    spec.decoder.projection.weight, spec.decoder.projection.bias = weights["embedding"], weights["projection.bias"]
    return spec


def _fill(part: Any, weights: dict[str, np.ndarray[Any, Any]], name: str, *, is_norm: bool = False) -> None:
    if is_norm:
        part.gamma, part.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]
    else:
        part.weight, part.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _fill_attention(part: Any, weights: dict[str, np.ndarray[Any, Any]], name: str, joined: tuple[str, ...]) -> None:
    _fill(part.layer_norm, weights, f"{name}.norm", is_norm=True)
    for linear, letters in zip(part.linear, joined, strict=True):
        linear.weight = np.concatenate([weights[f"{name}.{letter}.weight"] for letter in letters])
        linear.bias = np.concatenate([weights[f"{name}.{letter}.bias"] for letter in letters])


if __name__ == "__main__":
    main()
