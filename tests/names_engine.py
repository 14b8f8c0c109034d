"""Engines for the tests of names, each a function that writes one hypothesis, and a run of a text through one."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from names_glossary import termbase

from align.bitext import Result
from align.document import Span
from align.hypothesis import Hypothesis
from align.names.apply import Marked, translate
from align.names.occasion import mark
from align.names.recognise import Recogniser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.document import Link
    from align.hypothesis import Sentence
    from align.names.apply import Rendered
    from align.names.termbase import Termbase

    Write = Callable[[Sentence], Hypothesis]

TERMBASE = termbase()
ROUTE = ("en", "pt")


class Engine:
    """Count the calls; `write` makes one hypothesis."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.calls: list[list[Sentence]] = []

    def __call__(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        self.calls.append(list(sentences))
        return [self.write(sentence) for sentence in sentences]


def plain(text: str, links: tuple[Link, ...] = ()) -> Hypothesis:
    return Hypothesis(text, math.nan, ROUTE, links)


def copies(sentence: Sentence) -> Hypothesis:
    return plain(sentence.text)


def obeys(sentence: Sentence) -> Hypothesis:
    """Copy the sentence and honour every constraint."""
    text, end, spans = "", 0, []
    for constraint in sentence.constraints:
        text += sentence.text[end : constraint.source_span.start]
        spans.append(Span(len(text), len(text) + len(constraint.form)))
        text += constraint.form
        end = constraint.source_span.end
    return Hypothesis(text + sentence.text[end:], -0.5, ROUTE, honoured=tuple(spans))


def replacing(*pairs: tuple[str, str]) -> Write:
    """Copy the sentence with these patterns replaced."""

    def write(sentence: Sentence) -> Hypothesis:
        text = sentence.text
        for pattern, by in pairs:
            text = re.sub(pattern, by, text)
        return plain(text)

    return write


def run(
    *texts: str, write: Write, source: str = "en", target: str = "pt", placeholder: str = "XN{}"
) -> tuple[list[Rendered], Engine]:
    engine = Engine(write)
    mentions = Recogniser(TERMBASE, source).find(texts)
    marked = [Marked(text, found) for text, found in zip(texts, mentions, strict=True)]
    rendered = translate(marked, translate=engine, source=source, target=target, placeholder=placeholder)
    assert len(rendered) == len(texts)
    for one, text in zip(rendered, texts, strict=True):
        for name in one.names:
            assert name.source_span.of(text) == name.surface
            assert (name.target_span is None) == (name.result is Result.MISSED)
            if name.target_span and name.result is not Result.INFLECTED:
                assert name.target_span.of(one.hypothesis.text).casefold() == name.form.casefold()
        spans = sorted(name.target_span for name in one.names if name.target_span)
        assert not any(a.overlaps(b) for a, b in pairwise(spans))
    return rendered, engine


def outcomes(rendered: Rendered) -> list[tuple[str, str, str]]:
    return [(name.surface, name.result, name.step) for name in rendered.names]


def rendered(
    termbase: Termbase, source: str, target: str, *, language: str = "pt", links: Sequence[Link] = ()
) -> Rendered:
    """Translate a sentence with an engine that writes `target` whatever it is asked."""
    (mentions,) = mark([source], Recogniser(termbase, "en").find([source]), is_running=[True], target=language)

    def engine(sentences: Sequence[Sentence]) -> list[Hypothesis]:
        return [Hypothesis(target, math.nan, ("en", language), tuple(links)) for _ in sentences]

    (one,) = translate([Marked(source, mentions)], translate=engine, source="en", target=language, placeholder="XN{}")
    return one
