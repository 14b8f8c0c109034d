"""Find what an engine left beside a name that it was made to write: remains of its own rendering."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from align.hypothesis import Hypothesis

_WORD = re.compile(r"[^\W\d_]{2,}")
# Only a space, an opening bracket and one small word lie between a name and the word beside it; what stands behind
# another mark is another part of the sentence.
_BEFORE = re.compile(r"(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)[\s(-]{1,2}(?:\w{1,3}\s)?$")
_AFTER = re.compile(r"[\s(-]{1,2}(?:\w{1,3}\s)?(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_REACH = 40  # characters in which the word before a name is looked for


def leftover(
    source: str, hypothesis: Hypothesis, plain: str, mentions: Sequence[Span], names: Mapping[int, Span]
) -> Iterator[tuple[int, Span]]:
    """Give the number of a name and the stretch beside it that is too much.

    That is a word that neither the source nor the plain translation has (or not as often), and that comes from no
    word of the source outside of `mentions`. `names` are the spans of the names in the hypothesis by their numbers.
    """
    text = hypothesis.text
    fine = _count(source) | _count(plain)
    there = _count(text)
    ordered = sorted(names.items(), key=lambda named: named[1])
    for place, (number, span) in enumerate(ordered):
        neighbours = [other for _, other in ordered[max(0, place - 1) : place + 2]]
        for beside, whole in _beside(text, span):
            if any(beside.overlaps(other) for other in neighbours):
                continue
            words = [Span(*match.span()) for match in _WORD.finditer(text, whole.start, whole.end)]
            if words and all(
                there[word.of(text).casefold()] > fine[word.of(text).casefold()]
                and _comes_from_names(text, hypothesis, word, mentions)
                for word in words
            ):
                yield number, beside


def _count(text: str) -> Counter[str]:
    return Counter(match[0].casefold() for match in _WORD.finditer(text))


def _beside(text: str, span: Span) -> Iterator[tuple[Span, Span]]:
    """Give the stretches on both sides up to the next word's end, each with that word."""
    before = _BEFORE.search(text, max(0, span.start - _REACH), span.start)
    after = _AFTER.match(text, span.end)
    for match in (before, after):
        if match:
            yield Span(*match.span()), Span(*match.span("word"))


def _comes_from_names(text: str, hypothesis: Hypothesis, word: Span, mentions: Sequence[Span]) -> bool:
    """Tell whether no word outside of the names accounts for a word; without links, only a capital speaks for that."""
    if not hypothesis.links:
        return word.of(text)[0].isupper()
    sources = [link.source for link in hypothesis.links if link.target.overlaps(word)]
    return all(any(source.overlaps(mention) for mention in mentions) for source in sources)
