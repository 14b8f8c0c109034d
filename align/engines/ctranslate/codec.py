"""Cut texts into pieces and put pieces together, with the place of each piece in its text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from align.document import Span
from align.engines.ctranslate.model import Cutting
from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from align.engines.ctranslate.model import Model

SPACE = "▁"  # SentencePiece writes a space so
UNKNOWN = "<unk>"
_UNKNOWN_MARK = "⁇"  # what SentencePiece writes for it
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GOES_ON = "@@"  # subword-nmt's mark at the end of a piece that the next one goes on with


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces; `spans` are their places in the text, without the space before."""

    tokens: tuple[str, ...]
    spans: tuple[Span, ...]


class Codec(Protocol):
    """Cut and write texts for one model."""

    def cut(self, text: str) -> Pieces:
        """Cut a source into pieces."""

    def form(self, text: str, *, is_glued: bool = False) -> tuple[str, ...]:
        """Cut what shall stand in a target; glued, it follows without a space."""

    def places(self, text: str, tokens: Sequence[str]) -> tuple[Span, ...]:
        """Give the places of pieces in the target that was cut into them."""

    def write(self, tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        """Put a target together; give the place of each token in it."""

    def begins(self, tokens: Sequence[str], at: int) -> bool:
        """Tell whether that token of a target stands after a space, or first."""


def open_codec(model: Model) -> Codec:
    """Read the vocabulary; raise EngineError if it is none."""
    if model.cutting is Cutting.MOSES:
        return MosesCodec(model)
    return SentencePieceCodec(model)


class SentencePieceCodec:
    """By one SentencePiece model a side."""

    def __init__(self, model: Model) -> None:
        self._source = _processor(model.source_vocabulary)
        shared = model.target_vocabulary == model.source_vocabulary
        self._target = self._source if shared else _processor(model.target_vocabulary)

    def cut(self, text: str) -> Pieces:
        """Cut a source into pieces; half a surrogate pair is read as an unknown character."""
        tokens = self._source.encode(_SURROGATE.sub("\ufffd", text), out_type=str)
        return Pieces(tuple(tokens), _placed(self._source, text, tokens))

    def places(self, text: str, tokens: Sequence[str]) -> tuple[Span, ...]:
        """Give the places of pieces in the target that was cut into them."""
        return _placed(self._target, text, tokens)

    def form(self, text: str, *, is_glued: bool = False) -> tuple[str, ...]:
        """Cut what shall stand in a target."""
        tokens = self._target.encode(_SURROGATE.sub("\ufffd", text), out_type=str)
        if is_glued and tokens:
            first = tokens[0].removeprefix(SPACE)
            tokens = [first, *tokens[1:]] if first else tokens[1:]
        return tuple(tokens)

    def write(self, tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        """Put a target together, as SentencePiece does."""
        text, spans = "", []
        raw = bytearray()
        for number, token in enumerate(tokens):
            if byte := _BYTE.fullmatch(token):
                raw.append(int(byte[1], 16))
                is_last = number + 1 == len(tokens) or not _BYTE.fullmatch(tokens[number + 1])
                written = raw.decode(errors="replace") if is_last else ""
                raw = bytearray() if is_last else raw
            elif token == UNKNOWN:
                written = f" {_UNKNOWN_MARK} "
            else:
                written = token.replace(SPACE, " ")
            written = written if text else written.removeprefix(" ")
            start = len(text) + len(written) - len(written.lstrip(" "))
            text += written
            spans.append(Span(min(start, len(text)), len(text)))
        return text, tuple(spans)

    def begins(self, tokens: Sequence[str], at: int) -> bool:
        """Tell it by the mark for a space."""
        return at == 0 or tokens[at].startswith(SPACE) or tokens[at - 1] == SPACE


class MosesCodec:
    """By the tokenizer of older Argos packages: Moses, then byte-pair encoding."""

    def __init__(self, model: Model) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._tokenizer = BPETokenizer(model.source_vocabulary, model.pair.source, model.pair.target)
        try:
            self._tokenizer.lazy_load()
        except (OSError, ValueError) as error:
            raise EngineError(f"cannot be read: {error}", where=str(model.source_vocabulary)) from error

    def cut(self, text: str) -> Pieces:
        """Cut a source into pieces; Moses changes marks, so each piece is looked up in the text from left to right."""
        text = _SURROGATE.sub("\ufffd", text)
        tokens = self._tokenizer.encode(text) if text.strip() else []
        return Pieces(tuple(tokens), tuple(_looked_up(tokens, text)))

    def form(self, text: str, *, is_glued: bool = False) -> tuple[str, ...]:
        """Cut what shall stand in a target; Moses itself decides on spaces."""
        del is_glued
        return self.cut(text).tokens

    def places(self, text: str, tokens: Sequence[str]) -> tuple[Span, ...]:
        """Give the places of pieces in the target that was cut into them."""
        return tuple(_looked_up(tokens, text))

    def write(self, tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
        """Put a target together."""
        text = self._tokenizer.decode(list(tokens)) if tokens else ""
        return text, tuple(_looked_up(tokens, text))

    def begins(self, tokens: Sequence[str], at: int) -> bool:
        """Tell it by the mark of the piece before."""
        return at == 0 or not tokens[at - 1].endswith(_GOES_ON)


def _processor(path: Path) -> Any:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor()
    try:
        processor.LoadFromSerializedProto(path.read_bytes())
    except (OSError, RuntimeError) as error:
        raise EngineError("is no SentencePiece model", where=str(path), advice=f"rm -r {path.parent}") from error
    return processor


def _placed(processor: Any, text: str, tokens: Sequence[str]) -> tuple[Span, ...]:
    text = _SURROGATE.sub("\ufffd", text)
    if "".join(tokens) == SPACE + text.replace(" ", SPACE):
        # Nothing was normalised away: places count from behind the space that SentencePiece puts first.
        return tuple(_walked(tokens, len(text)))
    normal, offsets = processor.normalize(text, with_offsets=True)
    return tuple(_mapped(tokens, len(normal), offsets, text))


def _walked(tokens: Sequence[str], length: int) -> Iterator[Span]:
    at = -1
    for token in tokens:
        start, at = at + token.startswith(SPACE), at + len(token)
        yield Span(max(min(start, length), 0), max(at, 0))


def _mapped(tokens: Sequence[str], count: int, offsets: Sequence[int], text: str) -> Iterator[Span]:
    """Give the places of pieces of a normalised text in the text that it was."""
    at = 0
    for token in tokens:
        begin = at + token.startswith(SPACE)
        at += len(token)
        start = min(offsets[min(begin, count)], len(text))
        end = min(offsets[min(at, count)], len(text))
        yield Span(start, max(start + len(text[start:end].rstrip()), start))


def _looked_up(tokens: Sequence[str], text: str) -> Iterator[Span]:
    """Find each piece in the text behind the one before; what was written otherwise gets an empty place."""
    at = 0
    for token in tokens:
        bare = html.unescape(token.removesuffix(_GOES_ON))
        start = text.find(bare, at)
        # Far ahead it is another word of the same letters.
        if start < 0 or start - at > len(bare) + 3:
            yield Span(at, at)
            continue
        at = start + len(bare)
        yield Span(start, at)
