"""Tell what kind of model a folder holds: a Firefox model, an Argos package, a converted CTranslate2 folder."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.engines.firefox import models as firefox
from align.errors import UsageError
from align.languages import Pair
from align.models.offer import NOT_STATED
from align.models.sources import pair_of

if TYPE_CHECKING:
    from pathlib import Path

# Names such as `opus-mt-en-de` and `en-pt`, which converted folders have.
_ENDS_WITH_PAIR = re.compile(r"(?:^|[-_])(?P<source>[a-z]{2,3})[-_](?P<target>[a-z]{2,3})(?:[-_]ct2)?$")
_TOKENIZERS = ("sentencepiece.model", "bpe.model")
_VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt", "source_vocabulary.json", "source_vocabulary.txt")


@dataclass(frozen=True, slots=True)
class Found:
    """A model in a folder; `pair` is None where nothing says what it translates."""

    engine: str
    pair: Pair | None
    version: str
    licence: str
    folder: Path


def recognise(folder: Path) -> Found | None:
    """Tell the model in the folder, or in the one folder that it holds, as in an unpacked archive."""
    for place in (folder, *_only_child(folder)):
        for look in (_argos, _firefox, _ctranslate):
            if found := look(place):
                return found
    return None


def _only_child(folder: Path) -> tuple[Path, ...]:
    children = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
    return tuple(children) if len(children) == 1 and children[0].is_dir() else ()


def _argos(folder: Path) -> Found | None:
    stated = _json(folder / "metadata.json")
    has_tokenizer = any((folder / name).is_file() for name in _TOKENIZERS)
    if not stated or not (folder / "model" / "model.bin").is_file() or not has_tokenizer:
        return None
    pair = pair_of(stated.get("from_code"), stated.get("to_code"))
    licence = str(stated.get("license") or NOT_STATED)
    return Found("argos", pair, str(stated.get("package_version", "")), licence, folder) if pair else None


def _firefox(folder: Path) -> Found | None:
    files = firefox.files_in(folder)
    if files is None:
        return None
    stated = _json(folder / "model_info.json")
    return Found(firefox.ENGINE, files.pair, str(stated.get("version", "")), "MPL-2.0", folder)


def _ctranslate(folder: Path) -> Found | None:
    has_vocabulary = any((folder / name).is_file() for name in _VOCABULARIES)
    if not (folder / "model.bin").is_file() or not has_vocabulary:
        return None
    named = _ENDS_WITH_PAIR.search(folder.name.lower())
    return Found("ctranslate", pair_of(*named.group("source", "target")) if named else None, "", NOT_STATED, folder)


def _json(path: Path) -> dict[str, object]:
    try:
        stated = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stated if isinstance(stated, dict) else {}


def parse_pair(text: str) -> Pair | None:
    """Read a pair such as `en-pt`; None where the text is none."""
    try:
        return Pair.parse(text)
    except UsageError:
        return None
