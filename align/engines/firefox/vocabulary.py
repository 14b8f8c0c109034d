"""A SentencePiece vocabulary with what the decoder asks of each piece, in arrays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from align.engines.firefox.marian import UnknownArchitectureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_LIGHT_NUMBERS, _LIGHT_LETTERS = 300, 5  # articles and prepositions; most are in both languages' top hundred
SPACE = "▁"  # SentencePiece writes a space so
# Punctuation that stands inside words and numbers: Jong-un, d'água, 10.000, U.S.
_JOINERS = frozenset("-'.,/&@_:")
# Scripts that put no spaces between words, as ranges inside a regular expression's brackets: Thai, Lao, Burmese, Khmer,
# kana, Chinese characters.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_BYTE = re.compile("<0x([0-9A-F]{2})>")
_LEAD = 0x80, 0xC0  # the bytes of UTF-8 from the first to the second do not begin a character
_OPENERS = frozenset("([{\"'“‘«¿¡-/")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces; `starts` and `ends` are each piece's offsets in the text, its leading space left out."""

    ids: list[int]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class Vocabulary:
    """Pieces by number; the flags are arrays over all numbers.

    `spaced`: a space stands before the piece. `begins`: it starts a new word, with a space or in a script that has
    none. `continues`: it goes on with a word, by a letter or digit. `bytes`: the byte that it stands for, or -1.
    `words`: it holds a letter or digit. `marks`: it holds none at all.
    `joins`: such a piece that may stand inside a word. `spells`: a full stop or apostrophe, part of many spellings.
    `light`: an article, preposition or other very frequent word; `openers`: the same with a capital.
    `hyphens`: it begins with a hyphen.
    `opens`: what follows it is written without a space though it begins a word.
    """

    def __init__(self, raw: bytes) -> None:
        """Read the model; raise UnknownArchitectureError if it is none."""
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor()
        try:
            self._processor.LoadFromSerializedProto(raw)
        except RuntimeError as error:
            raise UnknownArchitectureError("the vocabulary is no SentencePiece model") from error
        count = self._processor.GetPieceSize()
        self.end: int = self._processor.eos_id()
        self.unknown: int = self._processor.unk_id()
        self.pieces: list[str] = self._processor.IdToPiece(list(range(count)))
        bare = [piece.removeprefix(SPACE) for piece in self.pieces]
        self.lengths = np.fromiter(map(len, bare), np.int64, count)
        self.bytes = np.full(count, -1)
        for number, piece in enumerate(self.pieces):
            if piece.startswith("<0x"):
                self.bytes[number] = self._byte(number)
        self._has_bytes = bool((self.bytes >= 0).any())
        self.spaced = _told(piece.startswith(SPACE) for piece in self.pieces)
        self.begins = self.spaced | _told(not piece.isascii() and _UNSPACED.match(piece) is not None for piece in bare)
        has_word = _told(piece.isalnum() or any(map(str.isalnum, piece)) for piece in bare)
        self.continues = ~self.begins & (_told(piece[:1].isalnum() for piece in bare) | (self.bytes >= 0))
        self.words = has_word
        self.marks = ~has_word & (self.lengths > 0)
        self.hyphens = _told(piece[:1] == "-" for piece in self.pieces)
        marks = np.flatnonzero(self.marks).tolist()
        self.joins = self._these(number for number in marks if bare[number] in _JOINERS)
        self.spells = self._these(number for number in marks if bare[number] in {".", "'"})
        self.opens = self._these(number for number in marks if set(bare[number]) <= _OPENERS)
        self.opens |= self.spaced & (self.lengths == 0)
        self.light = self._these(number for number in range(min(_LIGHT_NUMBERS, count)) if self._is_light(number))
        light = {self.pieces[i] for i in np.flatnonzero(self.light).tolist()}
        self.openers = _told(piece.lower() in light for piece in self.pieces) & ~self.light

    def _these(self, numbers: Iterable[int]) -> NDArray[np.bool_]:
        """Flag these pieces and no others."""
        flags = np.zeros(len(self.pieces), dtype=bool)
        flags[list(numbers)] = True
        return flags

    def _byte(self, number: int) -> int:
        """Give the byte of a piece that stands for one, else -1; a character that has no piece is written in bytes."""
        found = _BYTE.fullmatch(self.pieces[number]) if self._processor.IsByte(number) else None
        return int(found[1], 16) if found else -1

    def _is_light(self, number: int) -> bool:
        """Tell whether the piece is a short and very frequent word; SentencePiece sorts pieces by frequency."""
        word = self.pieces[number][1:]
        return self.pieces[number][0] == SPACE and len(word) <= _LIGHT_LETTERS and word.isalpha() and word.islower()

    def __len__(self) -> int:
        return len(self.pieces)

    def texts(self, ids: Sequence[int]) -> list[str]:
        """Give what each piece writes; of a character in bytes its first piece writes it, and the others nothing.

        Bytes that make no character write nothing.
        """
        found = [self.pieces[i] for i in ids]
        if not self._has_bytes:
            return found
        at = 0
        while at < len(found):
            end = at
            while end < len(found) and self.bytes[ids[end]] >= 0:
                end += 1
            found[at:end] = _characters(bytes(self.bytes[list(ids[at:end])].tolist()))
            at = max(end, at + 1)
        return found

    @cached_property
    def characters(self) -> frozenset[str]:
        """Give the characters that can be written one by one."""
        return frozenset(piece for piece in self.pieces if len(piece) == 1) | {" "}

    def reads(self, text: str) -> bool:
        """Tell whether nothing of the text is unknown, if need be in another form (`…` as three dots)."""
        if text in self.characters:
            return True
        try:
            return self.unknown not in self.encode(text)
        except UnicodeEncodeError:  # a lone surrogate
            return False

    def glue(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Take the leading space off a word in pieces, where the vocabulary can."""
        first = self.pieces[ids[0]].removeprefix(SPACE)
        if not first:
            return tuple(ids[1:]) or tuple(ids)
        number: int = self._processor.PieceToId(first)
        return tuple(ids) if number == self.unknown else (number, *ids[1:])

    def encode(self, text: str) -> list[int]:
        """Cut a text into pieces; raise UnicodeEncodeError for a lone surrogate, whatever SentencePiece makes of it."""
        text.encode()
        ids: list[int] = self._processor.Encode(text)
        return ids

    def cut(self, text: str) -> Pieces:
        """Cut a text into pieces and say where they stand in it."""
        ids = self.encode(text)
        pieces = [self.pieces[i] for i in ids]
        numbers = np.array(ids, dtype=np.int64)
        ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
        starts = ends - self.lengths[numbers]
        if "".join(pieces) == SPACE + text.replace(" ", SPACE):
            # Nothing was normalised away: offsets count from behind the space that SentencePiece puts first.
            return Pieces(ids, np.maximum(starts - 1, 0), ends - 1)
        return self._cut_normalised(text, ids)

    def _cut_normalised(self, text: str, ids: Sequence[int]) -> Pieces:
        normal, offsets = self._processor.Normalize(text, with_offsets=True)
        # An unknown stretch is one piece whose surface only the processor knows: walk the normalised text.
        surfaces: list[str] = self._processor.Encode(text, out_type=str)
        starts, ends, at = [], [], 0
        for number, surface in zip(ids, surfaces, strict=True):
            byte = int(self.bytes[number])
            begin = at + (byte < 0 and surface.startswith(SPACE))
            at += len(surface) if byte < 0 else not _LEAD[0] <= byte < _LEAD[1]
            first = offsets[min(begin, len(normal))]
            starts.append(min(first, len(text)))
            ends.append(max(_end_of(offsets, at, text), starts[-1]))
        return Pieces(list(ids), np.array(starts, np.int64), np.array(ends, np.int64))


def _told(claims: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(claims, dtype=bool)


def _characters(raw: bytes) -> list[str]:
    """Give the characters of some bytes, each in the place of its first byte; no control character gets into a text."""
    found = [""] * len(raw)
    at = 0
    while at < len(raw):
        for length in range(1, 5):
            try:
                character = raw[at : at + length].decode()
            except UnicodeDecodeError:
                continue
            found[at] = character if character.isprintable() else ""
            at += length - 1
            break
        at += 1
    return found


def _end_of(offsets: Sequence[int], at: int, text: str) -> int:
    """Give where the text of the normalised characters before `at` ends, spaces that follow left out."""
    last = at - 1
    begin = offsets[last] if last >= 0 else 0
    following = next((offsets[i] for i in range(at, len(offsets)) if offsets[i] > begin), len(text))
    return begin + len(text[begin:following].rstrip()) if following > begin else begin
