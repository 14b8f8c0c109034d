"""Read one side of a bitext from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.aligners.seam import Side
from align.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def read_lines(path: Path) -> Side:
    """Take each line as a segment, empty ones too, so that lines keep their numbers; raise InputError."""
    from align.formats.decoding import decode

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    lines = decode(raw, path=str(path)).text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return Side(tuple(lines))


def read_text(path: Path, *, language: str = "") -> Side:
    """Read a file of any format and cut it by its language, which is found out if not named; raise InputError."""
    from align.detect import detect
    from align.formats.reader import read
    from align.segment import Segmenter

    document = read(path)
    language = language or detect(document).language
    segments = Segmenter().cut(replace(document, language=language)).segments
    return Side(tuple(segment.text for segment in segments), language, tuple(segment.paragraph for segment in segments))
