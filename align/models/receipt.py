"""What lies beside an installed model: where it came from, and the checksum of each of its files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from align import cache
from align.errors import UsageError
from align.languages import Pair
from align.models.download import sha256

if TYPE_CHECKING:
    from pathlib import Path

NAME = "align-model.json"


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file of a model: its path inside the folder (with `/`), bytes and checksum."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was installed; `pair` is None for a model of many, `origin` is the address or file it came from."""

    engine: str
    name: str
    pair: Pair | None
    version: str
    licence: str
    origin: str
    files: tuple[FileMark, ...]

    @property
    def size(self) -> int:
        """Give the bytes of all files."""
        return sum(mark.size for mark in self.files)

    def problems(self, folder: Path, *, thoroughly: bool) -> tuple[str, ...]:
        """Say what differs from the files in the folder: by size, or by checksum where asked thoroughly."""
        return tuple(filter(None, (_difference(folder / mark.name, mark, thoroughly) for mark in self.files)))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {**asdict(self), "pair": str(self.pair or "")}

    @classmethod
    def from_json(cls, value: Any) -> Receipt:
        """Read plain values; raise ValueError for what is no receipt."""
        try:
            files = tuple(FileMark(str(f["name"]), int(f["size"]), str(f["sha256"])) for f in value["files"])
            texts = {key: str(value[key]) for key in ("engine", "name", "version", "licence", "origin")}
            pair = Pair.parse(str(value["pair"])) if value["pair"] else None
            return cls(pair=pair, files=files, **texts)
        except (KeyError, TypeError, UsageError) as error:
            raise ValueError("is no list of a model's files") from error


def marks_of(folder: Path) -> tuple[FileMark, ...]:
    """Read every file of a model and note its checksum."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return tuple(FileMark(path.relative_to(folder).as_posix(), path.stat().st_size, sha256(path)) for path in paths)


def write(receipt: Receipt, folder: Path) -> None:
    """Lay the receipt beside the model."""
    cache.replace_bytes(folder / NAME, json.dumps(receipt.to_json(), indent=1, ensure_ascii=False).encode())


def read(folder: Path) -> Receipt | None:
    """Read it; None where there is none or it cannot be read."""
    try:
        return Receipt.from_json(json.loads((folder / NAME).read_text("utf-8")))
    except (OSError, ValueError):
        return None


def _difference(path: Path, mark: FileMark, thoroughly: bool) -> str:  # noqa: FBT001  handed through
    if not path.is_file():
        return f"{mark.name} is missing"
    if path.stat().st_size != mark.size:
        return f"{mark.name} has {path.stat().st_size:,} bytes instead of {mark.size:,}"
    if thoroughly and sha256(path) != mark.sha256:
        return f"{mark.name} is not what was installed (its checksum differs)"
    return ""
