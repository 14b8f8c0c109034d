"""What reading and writing cost: processor time a sentence for each format, on the NTREX documents."""

from __future__ import annotations

import html
import io
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from _corpora import DATA

from align.bitext import Bead, Bitext, TranslationUnit
from align.document import Link, Segment, Span, Target
from align.formats import tmx
from align.formats.reader import parse
from align.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.document import Document

# Each document several times, so that the clock's grain does not show.
ROUNDS = 5
# News pages carry far more markup around the article than in it.
CHROME = "<div class='card'><a href='/x'><span>More</span></a><script>track({'a': 1});</script></div>" * 300


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time a sentence."""

    name: str
    reading: float
    writing: float


def documents() -> list[list[str]]:
    """Give the lines of each English document."""
    lines = (DATA / "ntrex" / "eng.txt").read_text(encoding="utf-8").splitlines()
    names = (DATA / "ntrex" / "documents.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = defaultdict(list)
    for line, name in zip(lines, names, strict=True):
        found[name].append(line)
    return list(found.values())


def as_text(lines: Sequence[str]) -> str:
    """Give a sentence a line."""
    return "\n".join(lines) + "\n"


def as_markdown(lines: Sequence[str]) -> str:
    """Give a headline and paragraphs with a link and a stressed word."""
    first, *rest = lines
    return f"# {first}\n\n" + "\n\n".join(_marked(line, "[{}](https://example.org/)", "**{}**") for line in rest)


def as_html(lines: Sequence[str]) -> str:
    """Give a page of the size that newspapers publish."""
    first, *rest = map(html.escape, lines)
    body = "\n".join("<p>" + _marked(line, "<a href='/y'>{}</a>", "<b>{}</b>") + "</p>" for line in rest)
    head = f"<head><meta charset='utf-8'><title>{first}</title></head>"
    return f"<!DOCTYPE html><html>{head}<body>{CHROME}<article><h1>{first}</h1>{body}</article>{CHROME}</body></html>"


def _marked(line: str, link: str, strong: str) -> str:
    words = line.split(" ")
    for at, form in ((1, link), (4, strong)):
        if len(words) > at:
            words[at] = form.format(words[at])
    return " ".join(words)


def measure(name: str, form: Callable[[Sequence[str]], str]) -> Cost:
    """Read and write each document with every segment changed and linked word by word."""
    sources = [form(lines).encode() for lines in documents()]
    reading = writing = 0.0
    count = 0
    for raw in sources * ROUNDS:
        start = time.process_time()
        document = parse(raw, path="article", format=name)
        reading += time.process_time() - start
        document = _cut(document)
        targets = [_target(segment.text) for segment in document.segments]
        count += len(targets)
        start = time.process_time()
        document.skeleton.write(document, targets)
        writing += time.process_time() - start
    return Cost(name, 1000 * reading / count, 1000 * writing / count)


def _cut(document: Document) -> Document:
    texts = ((paragraph.span.of(document.text), paragraph.span) for paragraph in document.paragraphs)
    return replace(document, segments=tuple(Segment(text, span, i) for i, (text, span) in enumerate(texts)))


def _target(text: str) -> Target:
    """Turn the words round and link each to itself."""
    words = text.split(" ")
    links, at, back = [], 0, len(text)
    for word in words:
        links.append(Link(Span(at, at + len(word)), Span(back - len(word), back)))
        at, back = at + len(word) + 1, back - len(word) - 1
    return Target(" ".join(reversed(words)), tuple(links))


def measure_tmx() -> Cost:
    """Write all sentences as one memory."""
    lines = [line for document in documents() for line in document]
    units = tuple(TranslationUnit(i + 1, line, line, Bead((i,), (i,))) for i, line in enumerate(lines))
    start = time.process_time()
    for _ in range(ROUNDS):
        tmx.write(io.BytesIO(), [Bitext("en", "pt", units, Signature())])
    return Cost("tmx", 0.0, 1000 * (time.process_time() - start) / (ROUNDS * len(lines)))


def main() -> None:
    """Print the costs."""
    print(f"{'format':<12}{'read ms/sentence':>18}{'write ms/sentence':>20}")
    kinds = (("plaintext", as_text), ("markdown", as_markdown), ("html", as_html))
    for cost in (*(measure(name, form) for name, form in kinds), measure_tmx()):
        print(f"{cost.name:<12}{cost.reading:>18.4f}{cost.writing:>20.4f}")


if __name__ == "__main__":
    main()
