"""Find converted models in the user's folder by their files: OPUS-MT, NLLB, M2M-100 and MADLAD-400."""

from __future__ import annotations

import json
import re
from itertools import permutations
from typing import TYPE_CHECKING

from align import home, languages
from align.engines.ctranslate.model import WEIGHTS, Cutting, Found, Model, UnusableModelError
from align.engines.ctranslate.tags import NLLB
from align.errors import UsageError
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENGINE = "ctranslate"
_END = "</s>"
_PAIR = re.compile(r"(?=(?:^|[-_.])([a-z]{2,3})[-_]([a-z]{2,3})(?:$|[-_.]))")
# How the languages are written in the vocabulary, each on a line, in JSON or bare; the group is the language. There may
# be 256,000 lines, so that Python looks at none by itself.
_NLLB_TOKEN, _M2M_TOKEN, _MADLAD_TOKEN, _OPUS_TOKEN = (
    re.compile(rf'^[ "]*{token}[", ]*$', re.MULTILINE)
    for token in ("([a-z]{3}_[A-Z][a-z]{3})", "__([a-z]{2,3})__", "<2([a-z]{2,3})>", ">>([a-zA-Z_]{2,8})<<")
)
_VOCABULARIES = ("shared_vocabulary", "target_vocabulary")


def find() -> Found:
    """Look at each folder; a multilingual model serves every pair of languages that Align knows by name."""
    models: dict[Pair, Model] = {}
    refused = []
    root = home.models_of(ENGINE)
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        try:
            for model in models_in(folder):
                models.setdefault(model.pair, model)
        except (UnusableModelError, UsageError) as reason:
            refused.append(f"the model in {folder} is left out: {reason}")
    return Found(models, tuple(refused))


def models_in(folder: Path) -> Iterator[Model]:
    """Give the models of a folder, one a pair; raise UnusableModelError, or UsageError for a tag that is none."""
    if not (folder / WEIGHTS).is_file():
        raise UnusableModelError(f"it has no {WEIGHTS}; convert it by ct2-transformers-converter")
    after = () if _adds_end(folder) else (_END,)
    if (folder / "source.spm").is_file() and (folder / "target.spm").is_file():
        return _opus(folder, after)
    names = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model")
    vocabulary = next((folder / name for name in names if (folder / name).is_file()), None)
    if vocabulary is None:
        raise UnusableModelError(
            "it has neither source.spm and target.spm nor sentencepiece.bpe.model nor spiece.model"
        )
    return _multilingual(folder, vocabulary, after)


def _adds_end(folder: Path) -> bool:
    """Tell whether CTranslate2 itself puts the mark at the end of a source."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise UnusableModelError(f"its config.json cannot be read: {error}") from error
    return isinstance(config, dict) and bool(config.get("add_source_eos"))


def _opus(folder: Path, after: tuple[str, ...]) -> Iterator[Model]:
    """Take the pair from the name of the folder; a model with several targets wants to be told which."""
    pair = _named_pair(folder)
    tokens = {f">>{code}<<" for code in _OPUS_TOKEN.findall(_listing(folder))}
    wanted = (f">>{pair.target}<<", *(f">>{code}<<" for code, tag in _opus_codes().items() if tag == pair.target))
    before = next(((token,) for token in wanted if token in tokens), ())
    if tokens and not before:
        raise UnusableModelError(f"it has several targets, and none of them is {pair.target!r}")
    yield Model(
        pair,
        folder,
        Cutting.SENTENCEPIECE,
        folder / "source.spm",
        folder / "target.spm",
        before=before,
        after=after,
    )


def _opus_codes() -> dict[str, str]:
    """Give the tags of OPUS-MT's codes of three letters, which are those of NLLB without the script."""
    return {code.partition("_")[0]: tag for code, tag in NLLB.items()}


def _named_pair(folder: Path) -> Pair:
    named = [match.groups() for match in _PAIR.finditer(folder.name)]
    known = [pair for pair in named if all(code in languages.NAMES for code in pair)]
    if not (known or named):
        raise UnusableModelError("its name does not tell the pair; name the folder such as 'opus-mt-en-pt'")
    source, target = (known or named)[-1]
    return Pair(languages.normalise(source), languages.normalise(target))


def _multilingual(folder: Path, vocabulary: Path, after: tuple[str, ...]) -> Iterator[Model]:
    listing = _listing(folder)
    nllb = {NLLB[code]: code for code in _NLLB_TOKEN.findall(listing) if code in NLLB}
    m2m = {code: f"__{code}__" for code in _M2M_TOKEN.findall(listing) if code in languages.NAMES}
    madlad = {code: f"<2{code}>" for code in _MADLAD_TOKEN.findall(listing) if code in languages.NAMES}
    tokens = max((nllb, m2m, madlad), key=len)
    if len(tokens) <= 1:
        raise UnusableModelError("its vocabulary has no language tokens as NLLB, M2M-100 or MADLAD-400 have them")
    for source, target in permutations(sorted(tokens), 2):
        yield Model(
            Pair(source, target),
            folder,
            Cutting.SENTENCEPIECE,
            vocabulary,
            vocabulary,
            before=(tokens[target],) if tokens is madlad else (tokens[source],),
            after=after,
            opening=() if tokens is madlad else (tokens[target],),
        )


def _listing(folder: Path) -> str:
    """Give the vocabulary that the decoder writes from."""
    paths = [path for name in _VOCABULARIES for path in sorted(folder.glob(f"{name}.*"))]
    if not paths:
        raise UnusableModelError("it has no vocabulary of CTranslate2")
    try:
        return paths[0].read_text("utf-8")
    except (OSError, ValueError) as error:
        raise UnusableModelError(f"its {paths[0].name} cannot be read: {error}") from error
