"""Find where a translation has a name of its source that no glossary demanded, or in a form that none agreed on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from align.document import Span
from align.languages import base
from align.names.boundary import occurrences
from align.names.ledger.same import likeness
from align.names.variants import Likeness
from align.names.verify import hull

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.bitext import TranslationUnit
    from align.concept import Mention

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
# A hyphen or its absence makes one word more or less of a name.
_SLACK = 1


def located(unit: TranslationUnit, mentions: Sequence[Mention], language: str) -> dict[int, Span]:
    """Give the place in the target of each mention that is sure to stand there, by its number.

    Longer names go first, so that a family name is not looked for inside a full one.
    """
    taken = [name.target_span for name in unit.names if name.target_span]
    found: dict[int, Span] = {}
    for number in sorted(range(len(mentions)), key=lambda number: -len(mentions[number].surface)):
        span = next(
            (
                span
                for spelling in _spellings(mentions[number], language)
                for span in _places(unit, mentions[number], spelling)
                if not any(span.overlaps(other) for other in taken)
            ),
            None,
        )
        if span is not None:
            found[number] = span
            taken.append(span)
    return found


def _spellings(mention: Mention, language: str) -> Iterator[str]:
    """Give what a mention may be written as: as the source has it, and as the glossary knows it in the target."""
    terms = (term for term in mention.concept.terms if base(term.language) == base(language))
    yield from dict.fromkeys((mention.surface, *(term.text for term in terms if term.form == mention.term.form)))


def _places(unit: TranslationUnit, mention: Mention, spelling: str) -> Iterator[Span]:
    linked = hull(unit.links, mention.span)
    same = list(occurrences(unit.target, spelling))
    yield from sorted(same, key=lambda span: linked is None or not span.overlaps(linked))
    for span in _runs(unit.target, spelling):
        found = likeness(span.of(unit.target), spelling, mention.concept.kind)
        if found is Likeness.SAME or (found.is_one_name and linked is not None and span.overlaps(linked)):
            yield span


def _runs(text: str, name: str) -> Iterator[Span]:
    """Give the runs of words in capitals that are as long as a name."""
    count = len(name.split())
    words = list(_WORD.finditer(text))
    for length in dict.fromkeys((count, count + _SLACK, max(1, count - _SLACK))):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            gaps = (text[a.end() : b.start()] for a, b in pairwise(run))
            if run[0][0][0].isupper() and run[-1][0][0].isupper() and all(gap == " " for gap in gaps):
                yield Span(run[0].start(), run[-1].end())
