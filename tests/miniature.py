"""The miniature Argos package: where it lies, installed, and an engine that has it."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from miniature_language import example

from align import home
from align.document import Span
from align.engines.argos import ArgosEngine
from align.engines.ctranslate import CTranslateEngine
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from miniature_language import Example

PACKAGE = Path(__file__).with_name("miniature.argosmodel")
FOLDER = "translate-es_en-1_0"
ES_EN = Pair("es", "en")


def unpack(models: Path, name: str = FOLDER) -> Path:
    """Put the package into the `argos` folder of a folder of models; give its own folder."""
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(models / "argos")
    if name != FOLDER:
        (models / "argos" / FOLDER).rename(models / "argos" / name)
    return models / "argos" / name


def installed() -> Path:
    """Give a folder of models that holds the miniature alone; it is made once."""
    digest = hashlib.sha256(PACKAGE.read_bytes()).hexdigest()[:12]
    models = Path(__file__).parents[1] / ".pytest_cache" / "align" / f"miniature-{digest}"
    if not models.is_dir():
        partial = models.with_name(f"{models.name}.{os.getpid()}")
        unpack(partial)
        try:
            partial.rename(models)
        except OSError:  # another process was faster
            shutil.rmtree(partial)
    return models


@contextmanager
def models_at(folder: Path) -> Iterator[None]:
    """Let Align look for models there."""
    before = os.environ.get(home.VARIABLE)
    os.environ[home.VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[home.VARIABLE]
        if before is not None:
            os.environ[home.VARIABLE] = before


def argos() -> ArgosEngine:
    """Make an engine that knows the miniature."""
    with models_at(installed()):
        engine = ArgosEngine()
        engine.pairs()
    return engine


def nllb() -> CTranslateEngine:
    """Make an engine that knows a tiny multilingual model without sense."""
    models = installed().with_name("nllb-tiny")
    folder = models / "ctranslate" / "nllb"
    if not (folder / "sentencepiece.bpe.model").is_file():
        import tiny_model

        tiny_model.multilingual(folder, ("eng_Latn", "por_Latn", "kor_Hang"))
    with models_at(models):
        engine = CTranslateEngine()
        engine.pairs()
    return engine


def examples(count: int, *, seed: int = 7) -> list[Example]:
    """Draw sentences that the miniature was not trained on, but for chance."""
    random = Random(f"test {seed}")
    return [example(random) for _ in range(count)]


def demanding(one: Example, form: str) -> Sentence:
    """Demand a form for the first name of a sentence."""
    start = one.source.index(one.names[0][0])
    span = Span(start, start + len(one.names[0][0]))
    return Sentence(one.source, (Constraint(span, form),))
