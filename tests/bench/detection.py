"""Accuracy of language detection for articles, sentences and word pairs, beside its two libraries alone."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING

from _corpora import DATA

from align.detect import SURE, detect, rank
from align.detect.opinions import TAGS
from align.errors import InputError
from align.languages import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# NTREX names languages by ISO 639-3. Malay is left out: langdetect has none.
NTREX = {
    "arb": "ar", "deu": "de", "eng": "en", "fra": "fr", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl",
    "pol": "pl", "por-BR": "pt", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk",
    "zho-CN": "zh",
}  # fmt: skip


def articles() -> Iterator[tuple[str, list[str]]]:
    """Give language and paragraphs of each NTREX document; a line is a paragraph."""
    names = (DATA / "ntrex" / "documents.txt").read_text(encoding="utf-8").split()
    for code, tag in NTREX.items():
        documents = defaultdict(list)
        lines = (DATA / "ntrex" / f"{code}.txt").read_text(encoding="utf-8").splitlines()
        for document, line in zip(names, lines, strict=True):
            documents[document].append(line)
        yield from ((tag, paragraphs) for paragraphs in documents.values())


def lines(kind: str) -> Iterator[tuple[str, str]]:
    """Give language and text of each line of a folder, for the languages that we know."""
    for path in sorted((DATA / "langid" / kind).glob("*.txt")):
        # Most lines of the Malay file are Indonesian.
        if path.stem in NAMES and path.stem != "ms":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path.stem, line


def ours(text: str) -> str:
    """Give the best language, or nothing below the confidence at which an article is refused."""
    ranking = rank(text)
    return ranking[0].language if ranking and ranking[0].confidence >= SURE else ""


def langdetect_alone() -> Callable[[str], str]:
    """Ask langdetect with all its profiles, seeded."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0

    def answer(text: str) -> str:
        try:
            best = detect_langs(text)[0].lang
        except (LangDetectException, IndexError):
            return ""
        return TAGS.get(best, str(best))

    return answer


def py3langid_alone() -> Callable[[str], str]:
    """Ask py3langid with all its languages."""
    import py3langid

    return lambda text: TAGS.get(code := str(py3langid.classify(text)[0]), code)


def measure(rows: list[tuple[str, str]], answer: Callable[[str], str]) -> str:
    """Give accuracy over all rows, over the answered ones, the share refused, and milliseconds a row."""
    start = time.process_time()
    answers = [answer(text) for _, text in rows]
    spent = 1000 * (time.process_time() - start) / len(rows)
    right = sum(tag == given for (tag, _), given in zip(rows, answers, strict=True))
    answered = sum(map(bool, answers))
    refused = 100 - 100 * answered / len(rows)
    return f"{100 * right / len(rows):7.2f} {100 * right / answered:9.2f} {refused:8.2f} {spent:9.2f}"


def article_answer(paragraphs: list[str]) -> str:
    """Give the language of an article; nothing when it is refused or a paragraph is called foreign."""
    try:
        detected = detect(paragraphs)
    except InputError:
        return ""
    return detected.language if set(detected.paragraphs) == {detected.language} else f"{detected.paragraphs}"


def main() -> None:
    """Print the table."""
    answers = {"align": ours, "langdetect": langdetect_alone(), "py3langid": py3langid_alone()}
    for answer in answers.values():
        answer("The first question loads the models and is not timed.")
    found = list(articles())
    start = time.process_time()
    given = [article_answer(paragraphs) for _, paragraphs in found]
    spent = 1000 * (time.process_time() - start) / len(found)
    right = sum(tag == one for (tag, _), one in zip(found, given, strict=True))
    sentences = sum(len(paragraphs) for _, paragraphs in found) / len(found)
    print(
        f"articles right, all paragraphs too: {right} of {len(found)}, {spent:.2f} ms each ({sentences:.1f} paragraphs)"
    )
    for (tag, paragraphs), one in zip(found, given, strict=True):
        if tag != one:
            print("  wrong:", tag, one, paragraphs[0][:60])
    print(f"{'':24} {'right %':>7} {'answered':>9} {'refused':>8} {'ms':>9}")
    for kind in ("sentences", "word-pairs"):
        rows = list(lines(kind))
        for name, answer in answers.items():
            print(f"{kind:12} {name:11} {measure(rows, answer)}")


if __name__ == "__main__":
    main()
