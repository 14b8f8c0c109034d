"""Write small Firefox models of every kind, with seeded weights and vocabularies trained on the spot.

They translate piece by piece: the decoder attends by position to the source piece in its place and writes the target
piece of like content, which is the same piece where both languages have one embedding. Random weights everywhere
disturb this, so that every tensor counts and some pieces come out as others.

The layout is Marian's (marian-dev `src/common/binary.cpp`, browsermt/marian-dev `expression_graph_packable.h`).
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from firefox_reference import SENTENCES

from align.engines.firefox.shortlist import MAGIC

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_FLOAT32, _INT8, _INTGEMM8 = 0x0404, 0x0101, 0x4101
# No activation of these models goes beyond; 8-bit values must not be cut off, or engines differ.
_REACH = 9.0
_SHARP = 16.0  # gain of the attention by position
_STRONG = 2.0  # gain of what the source piece brings into the decoder

CHINESE = (
    "总统星期一抵达里斯本,会见了两位部长。",
    "预计北部有雨,山区有雪。",
    "法院驳回了上诉;律师们将前往斯特拉斯堡。",
    "警方说,四千多人参加了游行。",
    "金洪均在首尔谈到两国之间的会谈。",
    "这座博物馆曾经是火车站,每年有许多游客。",
    "总统和两位部长在首尔会谈。",
    "律师们说,法院的博物馆在山区。",
    "许多游客在火车站参加了会谈。",
    "两位律师星期一前往里斯本的火车站。",
    "警方预计,首尔的游行有许多游客参加。",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a model is like; the defaults are those of the small Firefox models."""

    width: int = 64
    heads: int = 4
    hidden: int = 96
    encoder_layers: int = 2
    decoder_layers: int = 2
    tied: str = "all"  # all, src (both embeddings one), target (embedding and output one), none
    is_float: bool = False
    has_two_vocabularies: bool = False
    has_shortlist: bool = True
    has_bytes: bool = False
    legacy_output: bool = False
    noise: float = 0.1
    multiplier: str = "none"  # the name of the output layer's multiplier; "" writes that of the output's own name
    options: dict[str, str] = field(default_factory=dict)


def vocabulary(texts: Sequence[str], *, size: int, has_bytes: bool = False) -> bytes:
    """Train a SentencePiece vocabulary as Mozilla does: the end mark is 0, the unknown piece 1."""
    import sentencepiece

    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(list(texts) * 8),
        model_writer=made,
        vocab_size=size,
        bos_id=-1,
        eos_id=0,
        unk_id=1,
        byte_fallback=has_bytes,
        hard_vocab_limit=True,
        character_coverage=1.0,
        num_threads=1,
        minloglevel=2,
    )
    return made.getvalue()


def shortlist(source: int, target: int, *, seed: int = 5, frequent: int = 20, best: int = 12) -> bytes:
    """Write a lexical shortlist that gives every source piece some target pieces."""
    chance = np.random.default_rng(seed)
    lists = [np.unique(chance.integers(2, target, best)) for _ in range(source)]
    offsets = np.cumsum([0, *map(len, lists)])
    listed = np.concatenate(lists)
    header = struct.pack("<6Q", MAGIC, 0, frequent, best, len(offsets), len(listed))
    return header + offsets.astype("<u8").tobytes() + listed.astype("<u4").tobytes()


def model(kind: Kind, source: int, target: int, *, seed: int = 3) -> bytes:
    """Write a model file."""
    return _file(_tensors(kind, source, target, np.random.default_rng(seed)), _config(kind, source, target), kind)


def install(folder: Path, kind: Kind, *, seed: int = 3) -> None:
    """Lay a model with its vocabularies and its shortlist out as an installed one."""
    folder.mkdir(parents=True)
    code = folder.name.replace("-", "")
    if kind.has_two_vocabularies:
        sides = (
            vocabulary(SENTENCES, size=88 if kind.tied == "all" else 200),
            vocabulary(CHINESE, size=344 if kind.has_bytes else 88, has_bytes=kind.has_bytes),
        )
        names = (f"srcvocab.{code}.spm", f"trgvocab.{code}.spm")
    else:
        sides = (vocabulary(SENTENCES + CHINESE, size=240),) * 2
        names = (f"vocab.{code}.spm",) * 2
    for name, raw in zip(names, sides, strict=True):
        (folder / name).write_bytes(raw)
    sizes = [_size(raw) for raw in sides]
    if kind.tied in {"all", "src"} and sizes[0] != sizes[1]:
        raise ValueError("one embedding has one size")
    (folder / f"model.{code}.intgemm.alphas.bin").write_bytes(model(kind, *sizes, seed=seed))
    if kind.has_shortlist:
        (folder / f"lex.50.50.{code}.s2t.bin").write_bytes(shortlist(*sizes))


def _size(raw: bytes) -> int:
    import sentencepiece

    made = sentencepiece.SentencePieceProcessor()
    made.LoadFromSerializedProto(raw)
    return int(made.GetPieceSize())


def _tensors(kind: Kind, source: int, target: int, chance: np.random.Generator) -> dict[str, Array]:
    made = _Weights(kind, chance)
    made.embeddings(source, target)
    for layer in range(1, kind.encoder_layers + 1):
        made.attention(f"encoder_l{layer}_self", gain=0.2)
        made.block(f"encoder_l{layer}_ffn")
    for layer in range(1, kind.decoder_layers + 1):
        made.matrix(f"decoder_l{layer}_rnn_W", kind.width, kind.width)
        made.matrix(f"decoder_l{layer}_rnn_Wf", kind.width, kind.width)
        made.row(f"decoder_l{layer}_rnn_bf", kind.width)
        made.normal(f"decoder_l{layer}_rnn_ffn")
        made.attention(f"decoder_l{layer}_context", gain=_STRONG)
        made.block(f"decoder_l{layer}_ffn")
    made.row("decoder_ff_logit_out_b", target)
    return made.found


class _Weights:
    """Tensors under construction."""

    def __init__(self, kind: Kind, chance: np.random.Generator) -> None:
        self.found: dict[str, Array] = {}
        self._kind = kind
        self._chance = chance
        half, quick = kind.width // 2, kind.width // 8
        # Sines and cosines of the quickest positions have their dimensions to themselves.
        self._place = np.r_[0:quick, half : half + quick]
        self._content = np.setdiff1d(np.arange(kind.width), self._place)

    def matrix(self, name: str, rows: int, columns: int) -> None:
        values = self._chance.standard_normal((rows, columns)) * self._kind.noise / np.sqrt(rows)
        self.found[name] = values.astype(np.float32)

    def row(self, name: str, columns: int, *, middle: float = 0.0) -> None:
        values = middle + 0.2 * self._kind.noise * self._chance.standard_normal((1, columns))
        self.found[name] = values.astype(np.float32)

    def normal(self, name: str) -> None:
        self.row(f"{name}_ln_scale", self._kind.width, middle=1.0)
        self.row(f"{name}_ln_bias", self._kind.width)

    def attention(self, prefix: str, *, gain: float) -> None:
        """Attend by position, and carry the content over."""
        wide, heads = self._kind.width, self._kind.heads
        each, share = wide // heads, len(self._content) // heads
        for part in "qkvo":
            self.matrix(f"{prefix}_W{part}", wide, wide)
            self.row(f"{prefix}_b{part}", wide)
        # A head narrower than the dimensions of the place takes as many as it can, from both halves.
        taken = self._place[np.linspace(0, len(self._place) - 1, min(each, len(self._place))).astype(int)]
        # Normalisation shifts all dimensions by what the content is on average: places are compared without it.
        centred = np.eye(len(taken)) - 1 / len(taken)
        for head in range(heads):
            first = head * each
            own = self._content[head * share : (head + 1) * share]
            for part in "qk":
                self.found[f"{prefix}_W{part}"][taken, first : first + len(taken)] += _SHARP * centred
            self.found[f"{prefix}_Wv"][own, first : first + share] += np.eye(share)
            self.found[f"{prefix}_Wo"][first : first + share, own] += gain * np.eye(share)
        self.normal(f"{prefix}_Wo")

    def block(self, prefix: str) -> None:
        self.matrix(f"{prefix}_W1", self._kind.width, self._kind.hidden)
        self.matrix(f"{prefix}_W2", self._kind.hidden, self._kind.width)
        self.row(f"{prefix}_b1", self._kind.hidden)
        self.row(f"{prefix}_b2", self._kind.width)
        self.normal(f"{prefix}_ffn")

    def embeddings(self, source: int, target: int) -> None:
        """Give every piece a content; target pieces have that of a source piece, the end mark that of the end mark."""
        kind, count = self._kind, max(source, target)
        table = np.zeros((count, kind.width), np.float32)
        table[:, self._content] = self._chance.standard_normal((count, len(self._content))) / np.sqrt(kind.width)
        if kind.tied in {"all", "src"}:
            self.found["Wemb"] = table
        else:
            self.found["encoder_Wemb"], self.found["decoder_Wemb"] = table[:source], table[:target].copy()
        if kind.tied in {"src", "none"}:
            suffix, values = ("_W", table[:target].T.copy()) if kind.legacy_output else ("_Wt", table[:target].copy())
            self.found[f"decoder_ff_logit_out{suffix}"] = values


def _config(kind: Kind, source: int, target: int) -> str:
    options = {
        "type": "transformer",
        "dec-cell": "ssru",
        "dec-cell-base-depth": "2",
        "dec-depth": str(kind.decoder_layers),
        "enc-depth": str(kind.encoder_layers),
        "dim-emb": str(kind.width),
        "transformer-heads": str(kind.heads),
        "transformer-dim-ffn": str(kind.hidden),
        "transformer-decoder-autoreg": "rnn",
        "transformer-ffn-activation": "relu",
        "transformer-ffn-depth": "2",
        "transformer-guided-alignment-layer": "last",
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-preprocess": '""',
        "tied-embeddings": str(kind.tied == "target").lower(),
        "tied-embeddings-src": str(kind.tied == "src").lower(),
        "tied-embeddings-all": str(kind.tied == "all").lower(),
        **kind.options,
    }
    lines = [f"{name}: {value}" for name, value in options.items()]
    return "\n".join([*lines, "dim-vocabs:", f"  - {source}", f"  - {target}", "transformer-tied-layers:", "  []"])


def _packed(name: str, values: Array) -> bytes:
    """Quantise as `marian-conv` does: embeddings as they lie, all else transposed, the multiplier behind."""
    multiplier = np.array(127 / np.abs(values).max(), "<f4")
    whole = np.rint(values * multiplier).astype(np.int8)
    ordered = whole if "Wemb" in name else np.ascontiguousarray(whole.T)
    return ordered.tobytes() + multiplier.tobytes()


def _file(tensors: dict[str, Array], config: str, kind: Kind) -> bytes:
    items: list[tuple[str, int, tuple[int, ...], bytes]] = []
    outputs = {"all": "Wemb", "target": "decoder_Wemb"}
    output = outputs.get(kind.tied, "decoder_ff_logit_out" + ("_W" if kind.legacy_output else "_Wt"))
    for name, values in tensors.items():
        is_matrix = "Wemb" in name or name.rpartition("_")[2] in {"W", "Wt", "Wf", "W1", "W2", "Wq", "Wk", "Wv", "Wo"}
        if kind.is_float or not is_matrix:
            items.append((name, _FLOAT32, values.shape, values.tobytes()))
            continue
        items.append((name, _INTGEMM8, values.shape, _packed(name, values)))
        if name == output or "Wemb" not in name:
            label = kind.multiplier if name == output and kind.multiplier else name
            items.append(_multiplier(f"{label}_QuantMultA", 127 / _REACH))
    meta = config.encode() + b"\0"
    items.append(("special:model.yml", _INT8, (len(meta),), meta))
    headers = b"".join(struct.pack("<4Q", len(n) + 1, kind_, len(s), _room(b)) for n, kind_, s, b in items)
    names = b"".join(name.encode() + b"\0" for name, _, _, _ in items)
    shapes = b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items)
    head = struct.pack("<2Q", 1, len(items)) + headers + names + shapes
    padding = -(len(head) + 8) % 256
    return head + struct.pack("<Q", padding) + b"\0" * padding + b"".join(b.ljust(_room(b), b"\0") for *_, b in items)


def _multiplier(name: str, value: float) -> tuple[str, int, tuple[int, ...], bytes]:
    """Write a multiplier; that of an embedding is packed as a matrix of one value, because of its name."""
    if "Wemb" not in name:
        return name, _FLOAT32, (1, 1), np.float32(value).tobytes()
    return name, _INTGEMM8, (1, 1), _packed(name, np.array([[value]], np.float32))


def _room(raw: bytes) -> int:
    """Give the bytes that an item takes; Marian aligns each to 256."""
    return -(-len(raw) // 256) * 256
