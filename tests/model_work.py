"""`align models` inside the test's own process, with a listener that remembers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from align.engines.firefox import FirefoxEngine
from align.hypothesis import Sentence
from align.languages import Pair
from align.models import catalogue, index, work

if TYPE_CHECKING:
    from pathlib import Path

NOTHING: list[str] = []


class Notes:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fetched: list[tuple[str, int, int]] = []
        self.sizes: list[int] = []
        self.moved = 0

    def say(self, text: str) -> None:
        self.said.append(text)

    def starts(self, name: str, size: int, present: int) -> None:
        self.fetched.append((name, size, present))

    def learns(self, size: int) -> None:
        self.sizes.append(size)

    def moves(self, count: int) -> None:
        self.moved += count

    def ends(self) -> None:
        self.said.append("over")

    def __contains__(self, text: str) -> bool:
        return any(text in one for one in self.said)


def install(*what: str | Path, engine: str = "") -> Notes:
    notes = Notes()
    work.install_all([str(word) for word in what], None, engine, notes)
    return notes


def update(*what: str, is_list_only: bool = False) -> Notes:
    notes = Notes()
    work.update_all(what, notes, is_list_only=is_list_only)
    return notes


def converted(folder: Path, vocabulary: list[str], *names: str) -> Path:
    """Make what looks like a model that was converted for CTranslate2."""
    folder.mkdir(parents=True)
    (folder / "shared_vocabulary.json").write_text(json.dumps(vocabulary, indent=1))
    for name in ("model.bin", *names):
        (folder / name).touch()
    return folder


def listed(language: str = "") -> dict[tuple[str, str], str]:
    """Give the state of each model that is listed, by pair and engine."""
    rows = [row for row in catalogue.rows(index.saved()) if not language or row.concerns(language)]
    return {(row.pair, row.engine): row.state for row in rows}


def translated(pair: str) -> str:
    (hypothesis,) = FirefoxEngine().translate(Pair.parse(pair), [Sentence("The house is green.")])
    return hypothesis.text
