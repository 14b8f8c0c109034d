"""What a person named on the command line, as a list of articles: files, folders, patterns, standard input."""

from __future__ import annotations

import contextlib
import glob
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.database import FILE_NAME as STORE
from align.errors import InputError, unreadable
from align.formats.decoding import LARGEST_FILE
from align.formats.seam import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from align.bitext import Bead

STANDARD_INPUT, STANDARD_INPUT_PATH = "-", "(standard input)"
# File names may have 255 bytes; outputs add up to 30 (`.zh-Hant-pt-BR.tmx`), and a number where names are equal.
_LONGEST_NAME = 200
_SURROGATE = re.compile("[\ud800-\udfff]")
# Names that the batch itself uses in the output folder.
RESERVED = frozenset({"index", "batch", "names", "report", "align"})


@dataclass(frozen=True, slots=True)
class Lone:
    """Why a text has no translation to be aligned with, and what to type."""

    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Input:
    """One article to read.

    `path` is as the user would name it; `name` is unique in the batch and begins the names of its outputs;
    `raw` is filled where the bytes were read already (standard input, an article kept in the store).
    `translation` is the text that it is to be aligned with, and `lone` says why there is none. `pins` are beads that
    are sure, and `beads` are those that the aligner made before.
    """

    path: str
    name: str
    size: int = 0
    raw: bytes | None = None
    translation: Input | None = None
    lone: Lone | None = None
    pins: tuple[Bead, ...] = ()
    beads: tuple[Bead, ...] = ()

    def read(self) -> bytes:
        """Give the bytes; raise InputError."""
        if self.raw is not None:
            return self.raw
        try:
            with Path(self.path).open("rb") as stream:
                # One byte more is refused when it is decoded; a disk image would fill the memory before.
                return stream.read(LARGEST_FILE + 1)
        except OSError as error:
            raise unreadable(error, self.path) from error

    def taken(self) -> Input:
        """Give the article with its bytes, so that a file that changes meanwhile is one to all; raise InputError."""
        return replace(self, raw=self.read(), translation=self.translation and self.translation.taken())

    @property
    def extension(self) -> str:
        """Give the ending of the file name with its dot."""
        return ".txt" if self.path == STANDARD_INPUT_PATH else Path(self.path).suffix


def unheard(_: Path) -> None:
    """Hear of a file that is no article, and do nothing."""


def collect(
    paths: Sequence[str], *, output: Path | None = None, on_other: Callable[[Path], None] = unheard
) -> tuple[Input, ...]:
    """List the articles in the order given, those of a folder by name; what is in `output` is left out.

    A folder gives its files of known formats, and those of its folders but the outputs of other batches; `on_other` is
    told of each other file there. Raises InputError when a path names nothing.
    """
    found: dict[str, Path | None] = {}
    for path in paths:
        for one in _expand(path, output, on_other):
            found.setdefault(path if one is None else str(one), one)
    return tuple(_named(found))


def _expand(path: str, output: Path | None, on_other: Callable[[Path], None]) -> Iterator[Path | None]:
    if path == STANDARD_INPUT:
        yield None
        return
    here = Path(path)
    if here.is_dir():
        yield from _articles_in(here, output, on_other)
    elif here.exists():
        yield here
    elif matches := _matches(path):
        yield from matches
    else:
        raise InputError("no such file or folder", where=path, advice="ls  # to see what is here")


def _matches(pattern: str) -> list[Path]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  a pattern may be absolute
    return [Path(match) for match in found if Path(match).is_file()]


def _articles_in(folder: Path, output: Path | None, on_other: Callable[[Path], None]) -> list[Path]:
    endings = extensions()
    left_out = output and output.resolve()
    files = sorted(folder.rglob("*"))
    outputs = {file.parent for file in files if file.name == STORE and file.parent != folder}
    articles: list[Path] = []
    for file in files:
        if not outputs.isdisjoint(file.parents):
            continue
        if _is_visible(file, folder) and left_out not in file.resolve().parents:
            if file.suffix.lower() in endings:
                articles.append(file)
            else:
                on_other(file)
    if not articles:
        wanted = ", ".join(endings)
        raise InputError(f"no article in this folder; its files should end in {wanted}", where=str(folder))
    return articles


def _is_visible(file: Path, folder: Path) -> bool:
    return file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)


def extensions() -> tuple[str, ...]:
    """Give the endings of files that a folder's articles have, in the order of the alphabet."""
    return tuple(sorted({ending for name in FORMATS.names for ending in FORMATS.load(name).extensions}))


def _named(found: dict[str, Path | None]) -> Iterable[Input]:
    """Name each after its file; files of one name are told apart by ending, then folder, then number."""
    stems = Counter(_stem(one) for one in found.values())
    used: set[str] = set()
    for path, one in found.items():
        name = _stem(one)
        if one is not None and (stems[name] > 1 or name in RESERVED):
            name = f"{name}-{one.suffix.lstrip('.').lower()}"
        if one is not None and name in used:
            name = f"{one.resolve().parent.name}-{name}"
        name = _short(_readable(name))
        candidate, number = name, 1
        while candidate in used:
            number += 1
            candidate = f"{name}-{number}"
        used.add(candidate)
        raw = sys.stdin.buffer.read() if one is None else None
        if one is not None and _readable(path) != path:
            # No output can name such a path, so that nobody could read it later.
            with contextlib.suppress(OSError):
                raw = one.read_bytes()
        size = len(raw) if raw is not None else one.stat().st_size if one is not None else 0
        yield Input(STANDARD_INPUT_PATH if one is None else _readable(path), candidate, size, raw)


def _readable(name: str) -> str:
    """Write a name that is no Unicode, as archives of old systems leave them, so that it can be shown and kept."""
    return _SURROGATE.sub("\ufffd", name)


def _short(name: str) -> str:
    """Cut a name so that those of its outputs are not too long."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _stem(path: Path | None) -> str:
    return "standard-input" if path is None else path.stem
