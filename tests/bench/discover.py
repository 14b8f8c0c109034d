"""Names found without a glossary in news, held against what translators of the same news wrote with a capital.

No corpus at hand has all names of its texts marked: XC-Translate marks one a sentence, and whatever else is found there
would count as wrong. In NTREX the same lines stand in many languages. A found word is taken for right if three other
translations have a word with a capital that is like it; names that most languages translate (`EU`, `Reino Unido`) count
as wrong by that, so that the precision is higher than it looks. A name is missed if five other translations write one
of its words letter for letter, and no found word is like it. The second table asks of XC-Translate how many of its
marked names are found.

    python tests/bench discover
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from _corpora import DATA
from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from align.names.discover import FINDERS, discover
from align.names.fold import key
from align.names.recognise import Recogniser
from align.names.termbase import Termbase
from align.names.variants import Likeness, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

# NTREX's names for the languages; those in Latin letters that write no common noun with a capital are witnesses.
TOLD = {
    "en": "eng",
    "pt": "por",
    "es": "spa",
    "fr": "fra",
    "id": "ind",
    "de": "deu",
    "ko": "kor",
    "ru": "rus",
    "uk": "ukr",
}
WITNESSES = ("spa", "fra", "ita", "por", "nld", "swe", "pol", "ind", "tur")
MARKED = ("de", "es", "fr", "it", "ja", "ko")
# Titles of films, books and dishes are no names of people, places or bodies.
KINDS = {"Person", "Landmark", "Place of worship", "Natural place", "Fictional entity"}
_RAISED = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENOUGH, _MOST = 3, 5
_ALIKE, _ALIKE_ACROSS = 66, 60


def lines(code: str) -> list[str]:
    """Give the lines of a translation."""
    return (DATA / "ntrex" / f"{code}.txt").read_text(encoding="utf-8").splitlines()


def found(language: str) -> tuple[list[list[str]], float]:
    """Give the words of the names found in each line, read as articles, and the time in ms a line."""
    texts, documents = lines(TOLD[language]), lines("documents")
    words: list[list[str]] = []
    taken = 0.0
    for name in dict.fromkeys(documents):
        article = [text for text, document in zip(texts, documents, strict=True) if document == name]
        began = time.process_time()
        concepts = discover(article, language, [()] * len(article))
        taken += time.process_time() - began
        for row in Recogniser(Termbase(concepts), language).find(article) if concepts else [()] * len(article):
            raised = [word for mention in row for word in _WORD.findall(mention.surface)]
            words.append([word for word in raised if not word[0].islower()])
    return words, taken * 1000 / len(texts)


@cache
def is_alike(word: str, witness: str) -> bool:
    """Tell whether two words may be one name, in one script or in two."""
    if word.isascii() or max(word) < "Ͱ":
        return ratio(anyascii(word).lower(), anyascii(witness).lower()) >= _ALIKE
    is_close = ratio(anyascii(word).lower(), anyascii(witness).lower()) >= _ALIKE_ACROSS
    return is_close or compare(word, witness).likeness is not Likeness.DIFFERENT


def rate(language: str) -> tuple[float, float, int, float]:
    """Give precision, recall, the number of found words, and the time in ms a sentence."""
    witnesses = [[set(_RAISED.findall(text)) for text in lines(code)] for code in WITNESSES if code != TOLD[language]]
    names, taken = found(language)
    right = total = kept = caught = 0
    for words, *others in zip(names, *witnesses, strict=True):
        total += len(words)
        right += sum(sum(any(is_alike(word, one) for one in other) for other in others) >= _ENOUGH for word in words)
        shared = [one for one, count in Counter(one for other in others for one in other).items() if count >= _MOST]
        kept += len(shared)
        caught += sum(any(is_alike(word, one) for word in words) for one in shared)
    return right / max(total, 1), caught / max(kept, 1), total, taken


def marked(language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Give sentences about people and places, each once, with all the ways in which its name is written."""
    path = DATA / "names" / f"xc-translate.validation.{language}.jsonl"
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["targets"][0]["translation"]
        if KINDS & set(row["entity_types"]) and text not in seen:
            seen.add(text)
            yield text, frozenset(key(one["mention"]) for one in row["targets"])


def caught(language: str) -> tuple[float, float, int]:
    """Give the shares of marked names that are found exactly, and at least in part, and their number."""
    finders = [
        finder for name in FINDERS.names if name != "spacy" and (finder := FINDERS.load(name)()).serves(language)
    ]
    exact = touched = total = 0
    for text, names in marked(language):
        total += 1
        ours = {key(one.surface) for finder in finders for one in finder.find([text], language)}
        exact += bool(ours & names)
        touched += any(one in name or name in one for one in ours for name in names)
    return exact / total, touched / total, total


def main() -> None:
    """Print a line a language."""
    print("NTREX     words found  precision  recall  ms a sentence")
    for language in TOLD:
        precision, recall, total, taken = rate(language)
        print(f"{language:8}  {total:11}  {precision:9.1%}  {recall:6.1%}  {taken:13.2f}")
    print("\nXC-Translate  sentences  exact  in part")
    for language in MARKED:
        exact, touched, total = caught(language)
        print(f"{language:12}  {total:9}  {exact:5.1%}  {touched:7.1%}")
