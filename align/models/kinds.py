"""Tell what kind of model a folder holds, by asking the engines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.engines import argos
from align.engines.ctranslate import folders as ctranslate
from align.engines.ctranslate.model import WEIGHTS, UnusableModelError
from align.engines.firefox import models as firefox
from align.errors import InputError, UsageError
from align.models.offer import NOT_STATED

if TYPE_CHECKING:
    from pathlib import Path

    from align.languages import Pair

_PACKAGE = "metadata.json"


@dataclass(frozen=True, slots=True)
class Found:
    """A model in a folder, the pairs that it serves, and what it says of itself."""

    engine: str
    pairs: frozenset[Pair]
    version: str
    licence: str
    folder: Path

    @property
    def pair(self) -> Pair | None:
        """Give the pair, None for a model of many."""
        return next(iter(self.pairs)) if len(self.pairs) == 1 else None


def recognise(folder: Path) -> Found:
    """Tell the model in the folder, or in the one folder that it holds, as in an unpacked archive.

    Raises InputError that says what is missing.
    """
    reason = "holds no model that Align knows: a Firefox model, an Argos package or a CTranslate2 folder"
    for place in (folder, *_only_child(folder)):
        try:
            if found := _argos(place) or _firefox(place) or _ctranslate(place):
                return found
        except (UnusableModelError, UsageError) as error:
            reason = f"holds a model that cannot be used: {error}"
    raise InputError(reason, where=str(folder))


def _only_child(folder: Path) -> tuple[Path, ...]:
    children = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
    return tuple(children) if len(children) == 1 and children[0].is_dir() else ()


def _argos(folder: Path) -> Found | None:
    if not (folder / _PACKAGE).is_file():
        return None
    stated = argos.metadata_of(folder)
    model = argos.model_of(folder, stated)
    licence = str(stated.get("license") or NOT_STATED)
    return Found(argos.ENGINE, frozenset({model.pair}), str(stated.get("package_version", "")), licence, folder)


def _firefox(folder: Path) -> Found | None:
    files = firefox.files_in(folder)
    if files is None:
        return None
    try:
        version = str(json.loads((folder / "model_info.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        version = ""
    return Found(firefox.ENGINE, frozenset({files.pair}), version, "MPL-2.0", folder)


def _ctranslate(folder: Path) -> Found | None:
    if not (folder / WEIGHTS).is_file():
        return None
    pairs = frozenset(model.pair for model in ctranslate.models_in(folder))
    return Found(ctranslate.ENGINE, pairs, "", NOT_STATED, folder)
