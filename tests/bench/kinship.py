"""Measure what tells a translation from another text, and how files are paired by content, on documents of NTREX.

The same document in two languages is a translation, two documents are not; the two articles of the data are about
one event, in one language.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from _corpora import DATA

from align.inputs import Input
from align.parallel.alignment import DEFAULT
from align.parallel.content import matched
from align.parallel.kinship import PARALLEL, kinship_of, share_of
from align.parallel.likeness import Likeness, likeness, ranked, signs_of
from align.parallel.pipeline import AlignPipeline
from align.settings import Settings

if TYPE_CHECKING:
    from align.document import Document

LANGUAGES = {"por-BR": "pt", "rus": "ru", "kor": "ko", "zho-CN": "zh", "eng": "en"}
_QUANTILES = (0.0, 0.05, 0.5, 0.95, 1.0)


@cache
def pipeline() -> AlignPipeline:
    """Make the aligner's pipeline once."""
    return AlignPipeline(Settings(target="", aligner=DEFAULT))


@cache
def documents(language: str) -> list[Document]:
    """Read each document as a text with a paragraph a line, cut by our own rules."""
    folder = DATA / "ntrex"
    places = (folder / "documents.txt").read_text("utf-8").splitlines()
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
    texts = {place: "\n".join(t for t, p in zip(lines, places, strict=True) if p == place) for place in places}
    tag = LANGUAGES[language]
    return [pipeline().read(Input(f"{key}.txt", key, raw=text.encode()), tag) for key, text in texts.items()]


def row(title: str, values: list[float]) -> str:
    """Write quantiles."""
    values = sorted(values)
    return title + "".join(f"{values[int(q * (len(values) - 1))]:8.2f}" for q in _QUANTILES)


def main() -> None:
    """Print all figures."""
    english = documents("eng")
    signs = [signs_of(one) for one in english]
    print("quantiles                       " + "".join(f"{q:8.0%}" for q in _QUANTILES))
    seen: dict[str, Counter[str]] = {"same": Counter(), "other": Counter()}
    for language in LANGUAGES:
        theirs = documents(language)
        told = [signs_of(one) for one in theirs]
        for name, shift in (("same", 0), ("other", 1)):
            pairs = [(one, theirs[(n + shift) % len(theirs)]) for n, one in enumerate(english)]
            if language == "eng" and not shift:
                continue
            units = [pipeline().units(*pair) for pair in pairs]
            kinships = Counter(kinship_of(*pair, those).value for pair, those in zip(pairs, units, strict=True))
            seen[name] += kinships
            print(row(f"{language:8} {name:6} aligned          ", [share_of(those) for those in units]), dict(kinships))
            alike = [likeness(signs[n], told[(n + shift) % len(told)]) for n in range(len(told))]
            print(row(f"{language:8} {name:6} likeness         ", alike))
        if language == "eng":
            continue
        scale = Likeness([*signs, *told])
        ratio = sum(one.size for one in told) / sum(one.size for one in signs)
        places = [ranked(one, told, scale, ratio=ratio).index(n) for n, one in enumerate(signs)]
        chosen = matched(english, theirs, pipeline().units)
        right = sum(one == other for one, other in chosen.items())
        among = sum(place < 5 for place in places)
        print(
            f"{language:8} by content: {right} right, {len(chosen) - right} wrong, of {len(english)}; {among} among 5"
        )
    print(f"aligned for at least {PARALLEL}: " + "; ".join(f"{name} {dict(counts)}" for name, counts in seen.items()))
    articles = [DATA / "articles" / name for name in ("afp.txt", "voi.txt")]
    if all(path.exists() for path in articles):
        one, other = (pipeline().read(Input(str(path), path.stem), "en") for path in articles)
        those = pipeline().units(one, other)
        alike_too = likeness(signs_of(one), signs_of(other))
        print(f"two articles on one event: {share_of(those):.2f} {alike_too:.2f} {kinship_of(one, other, those)}")


if __name__ == "__main__":
    main()
