"""Names found without a glossary: precision and recall on sentences with a known name, beside runs of capitals."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from _corpora import DATA

from align.names.discover import FINDERS
from align.names.fold import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LANGUAGES = ("de", "es", "fr", "it", "ja", "ko")
# Titles of films, books and dishes are no names of people, places or bodies.
KINDS = {"Person", "Landmark", "Place of worship", "Natural place", "Fictional entity"}
_CAPITALS = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]*(?: [^\W\d_a-zà-ÿ][\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and all the ways in which its name is written in its translations."""

    text: str
    names: frozenset[str]


def sentences(language: str) -> Iterator[Sentence]:
    """Give the sentences about people and places, each once."""
    path = DATA / "names" / f"xc-translate.validation.{language}.jsonl"
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        target = row["targets"][0]
        if KINDS & set(row["entity_types"]) and target["translation"] not in seen:
            seen.add(target["translation"])
            yield Sentence(target["translation"], frozenset(key(one["mention"]) for one in row["targets"]))


def ours(text: str, language: str) -> set[str]:
    """Give the names that any finder sees."""
    finders = [FINDERS.load(name)() for name in ("capitals", "titles")]
    return {key(one.surface) for finder in finders if finder.serves(language) for one in finder.find([text], language)}


def capitals(text: str, language: str) -> set[str]:
    """Give every run of words in capitals but a single one at the start."""
    del language
    runs = _CAPITALS.finditer(text)
    return {key(run[0]) for run in runs if run.start() or " " in run[0]}


def rate(find: Callable[[str, str], set[str]], language: str) -> tuple[float, float, float, int]:
    """Give exact precision and recall, recall of overlaps, and the number of sentences."""
    found = right = exact = touched = total = 0
    for sentence in sentences(language):
        total += 1
        names = find(sentence.text, language)
        found += len(names)
        right += len(names & sentence.names)
        exact += bool(names & sentence.names)
        touched += any(one in name or name in one for one in names for name in sentence.names)
    return right / max(found, 1), exact / total, touched / total, total


def main() -> None:
    """Print a line a language."""
    print("language  sentences  | ours: precision  recall  touched | capitals: precision  recall  touched")
    for language in LANGUAGES:
        precision, recall, touched, total = rate(ours, language)
        theirs = rate(capitals, language)
        print(
            f"{language:8}  {total:9}  | {precision:15.1%}  {recall:6.1%}  {touched:7.1%}"
            f" | {theirs[0]:19.1%}  {theirs[1]:6.1%}  {theirs[2]:7.1%}"
        )
