"""Argos packages: found where Argos Translate and Align keep them, translated by CTranslate2 without Argos's pipeline.

`argostranslate` is not asked where packages are: importing it makes folders in the user's home and reads every
package's files, and one broken package hides all others. Its tokenizer serves the packages that need it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import home, languages
from align.engines.ctranslate.engine import CTranslateEngine
from align.engines.ctranslate.model import WEIGHTS, Cutting, Found, Model, UnusableModelError
from align.errors import UsageError
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINE = "argos"
_PACKAGES_VARIABLE = "ARGOS_PACKAGES_DIR"
# Codes of Argos that are no language tags.
_TAGS = {"pb": "pt-BR", "zt": "zh-Hant"}
# What Argos Translate asks of CTranslate2.
_LENGTH_PENALTY = 0.2


class ArgosEngine(CTranslateEngine):
    """Translate by the Argos packages that are installed."""

    name = ENGINE
    advice = "align models install {pair}"

    def find(self) -> Found:
        """Look at each package; of several for a pair the newest serves."""
        models: dict[Pair, tuple[list[int], Model]] = {}
        refused = []
        for folder in _packages():
            try:
                metadata = metadata_of(folder)
                if metadata.get("type", "translate") != "translate":
                    continue
                model, version = model_of(folder, metadata), _version(metadata)
            except (UnusableModelError, UsageError) as reason:
                refused.append(f"the Argos package in {folder} is left out: {reason}")
                continue
            if model.pair not in models or version > models[model.pair][0]:
                models[model.pair] = version, model
        return Found({pair: model for pair, (_, model) in models.items()}, tuple(refused))


def folders() -> tuple[Path, ...]:
    """Give the folders that hold packages: Align's own, then that of Argos Translate; they need not exist."""
    return (home.models_of(ENGINE), _folder_of_argos())


def _packages() -> Iterator[Path]:
    for root in folders():
        for folder in sorted(root.iterdir()) if root.is_dir() else ():
            if folder.is_dir() and not folder.name.startswith("."):
                yield folder


def _folder_of_argos() -> Path:
    """Read the settings of Argos Translate as `argostranslate.settings` does."""
    if named := os.environ.get(_PACKAGES_VARIABLE):
        return Path(named)
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        settings = json.loads((config / "argos-translate" / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        settings = None
    if isinstance(settings, dict) and (named := settings.get(_PACKAGES_VARIABLE)):
        return Path(named)
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "argos-translate" / "packages"


def metadata_of(folder: Path) -> dict[str, Any]:
    """Read what a package says of itself; raise UnusableModelError."""
    try:
        metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
    except FileNotFoundError:
        raise UnusableModelError("it has no metadata.json") from None
    except (OSError, ValueError) as error:
        raise UnusableModelError(f"its metadata.json cannot be read: {error}") from error
    if not isinstance(metadata, dict):
        raise UnusableModelError("its metadata.json is no table of values")
    return metadata


def model_of(folder: Path, metadata: dict[str, Any]) -> Model:
    """Find the files of a package; raise UnusableModelError, or UsageError for a tag that is none."""
    pair = Pair(_tag(metadata, "from_code"), _tag(metadata, "to_code"))
    if not (folder / "model" / WEIGHTS).is_file():
        raise UnusableModelError(f"it has no model/{WEIGHTS}")
    pieces, merges = folder / "sentencepiece.model", folder / "bpe.model"
    if not (pieces.is_file() or merges.is_file()):
        raise UnusableModelError("it has neither sentencepiece.model nor bpe.model")
    vocabulary = pieces if pieces.is_file() else merges
    cutting = Cutting.SENTENCEPIECE if pieces.is_file() else Cutting.MOSES
    prefix = metadata.get("target_prefix") or ""
    return Model(
        pair,
        folder / "model",
        cutting,
        vocabulary,
        vocabulary,
        opening=(str(prefix),) if prefix else (),
        length_penalty=_LENGTH_PENALTY,
    )


def _tag(metadata: dict[str, Any], field: str) -> str:
    code = metadata.get(field)
    if not isinstance(code, str):
        raise UnusableModelError(f"its metadata.json has no {field}")
    return tag_of(code)


def tag_of(code: str) -> str:
    """Read a code of Argos as a language tag; raise UsageError for what is none."""
    return _TAGS.get(code) or languages.normalise(code)


def _version(metadata: dict[str, Any]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(metadata.get("package_version", "")))]
