"""Measure names in spellings that the default glossaries do not list, over the NTREX documents in many languages.

Prints every spelling found, to be read: none may be another name. Times are of the processor: for texts seen for the
first time, with all that is made once a process, and for the same texts again.

    python tests/bench unlisted
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from itertools import groupby
from pathlib import Path

from _corpora import DATA
from big_glossary import glossary

from align.names.recognise import Recogniser
from align.names.termbase import Termbase

ROOT = Path(__file__).parents[2]
NTREX = DATA / "ntrex"
LANGUAGES = {
    "eng": "en", "por-BR": "pt", "spa": "es", "fra": "fr", "deu": "de", "ind": "id", "rus": "ru", "kor": "ko",
    "ita": "it", "pol": "pl", "ukr": "uk", "jpn": "ja",
}  # fmt: skip


def documents(file: str) -> list[list[str]]:
    """Give the segments of each document."""
    names = (NTREX / "documents.txt").read_text(encoding="utf-8").splitlines()
    lines = (NTREX / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    return [[text for _, text in group] for _, group in groupby(zip(names, lines, strict=True), key=lambda row: row[0])]


def seconds(recogniser: Recogniser, articles: list[list[str]]) -> float:
    """Time the search for unlisted spellings alone."""
    listed = [[recogniser.hits(text) for text in texts] for texts in articles]
    began = time.process_time()
    for texts, hits in zip(articles, listed, strict=True):
        recogniser.unlisted.find(texts, hits)
    return time.process_time() - began


def main() -> None:
    """Print a line for each language, and what was found."""
    termbase = Termbase.load([ROOT / "glossaries"])
    for file, tag in LANGUAGES.items():
        if (NTREX / f"{file}.txt").exists():
            report(tag, documents(file), termbase)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csv"
        path.write_text(glossary(random.Random(1))[0], encoding="utf-8")
        report("en", documents("eng"), Termbase.load([path]), "10,000 names of chance: ")


def report(tag: str, articles: list[list[str]], termbase: Termbase, title: str = "") -> None:
    recogniser = Recogniser(termbase, tag)
    count = sum(map(len, articles))
    first, again = (seconds(recogniser, articles) / count * 1000 for _ in range(2))
    found: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    total = 0
    for texts in articles:
        rows = recogniser.find(texts)
        total += sum(map(len, rows))
        found.update(f"{one.surface} = {one.concept.id}" for row in rows for one in row if _is_unlisted(one.confidence))
        flags.update(flag.message for row in recogniser.unlisted.doubts(texts, rows, "pt") for flag in row)
    print(
        f"{title}{tag}: {count} segments, {total} mentions, {found.total()} unlisted, {flags.total()} flags", end="; "
    )
    print(f"{first:.3f} ms a segment, {again:.3f} again")
    for spelling, times in sorted((found + flags).items()):
        print(f"    {times:3} {spelling}")


def _is_unlisted(confidence: float) -> bool:
    return confidence not in (1.0, 0.9)  # what is listed, and what is listed and decided by its article


if __name__ == "__main__":
    main()
