"""Put a name into a finished translation at the place where the engine rendered it in its own way."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from align.document import Span
from align.names.boundary import occurrences
from align.names.fold import fold
from align.names.splice import Edit
from align.names.verify import hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand
    from align.names.verify import Verdict

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Each token this similar: the same name in another spelling (design.md).
_SAME_NAME = 85
# Enough where the glossary says already that both name one thing.
_SAME_CONCEPT = 75
# A stretch that links lead to may have twice the words of the name and one more: "Democratic People's Republic of
# Korea" stands for "RPDC"; a longer one has drawn in words that say something else.
_WIDEST = 2
# A sentence does not name more than this; a heap of names is no sentence, and looking for all would take long.
_MOST = 50
# How many words away a copied neighbour may stand.
_NEAR = 2


def mend(
    source: str, hypothesis: Hypothesis, demands: Sequence[Demand], verdict: Verdict, renderings: Mapping[str, str]
) -> tuple[Edit, ...]:
    """Give the edits that put missed names in, and take doubled words out.

    `renderings` are the engine's own translations of names alone, by their surface. What stands there rightly is
    never touched.
    """
    taken = [found.span for found in verdict.found if found]
    edits: list[Edit] = []
    for _, span in verdict.doubled:
        extra = span.of(hypothesis.text)
        # What stands right beside the name comes with the space between; elsewhere it may be the writer's choice.
        if extra.strip(" -\n") != extra and not any(span.overlaps(other) for other in taken):
            edits.append(Edit(span, ""))
            taken.append(span)
    places = {
        number: _places(source, hypothesis, demands[number], renderings.get(demands[number].mention.surface, ""))
        for number in verdict.missed[:_MOST]
    }
    return tuple(sorted([*edits, *_put(demands, places, taken)], key=lambda edit: edit.span))


def respell(hypothesis: Hypothesis, demands: Sequence[Demand], verdict: Verdict) -> tuple[Edit, ...]:
    """Give the edits that turn another spelling of a missed name into the agreed one, where nothing else changes.

    That is so for people, whose names take no part in grammar, and for other names when the spellings are alike
    (`Kiev`, `Kyiv`); it is not so for titles, nor for a place with two names (`New York`, `Nova York`).
    """
    taken = [found.span for found in verdict.found if found]
    missed = [number for number in verdict.missed[:_MOST] if not demands[number].is_title]
    places = {number: _linked_first(hypothesis, demands[number]) for number in missed}
    return tuple(sorted(_put(demands, places, taken), key=lambda edit: edit.span))


def _put(demands: Sequence[Demand], places: Mapping[int, Iterable[Span]], taken: list[Span]) -> Iterator[Edit]:
    """Put each name at the first of its places that is not taken."""
    for number, spans in places.items():
        for span in spans:
            if not any(span.overlaps(other) for other in taken):
                yield Edit(span, demands[number].text)
                taken.append(span)
                break


def _linked_first(hypothesis: Hypothesis, demand: Demand) -> list[Span]:
    """Give the places where a name is spelled otherwise, those first where the word links lead."""
    linked = hull(hypothesis.links, demand.mention.span)
    places = _spelled_otherwise(hypothesis.text, demand)
    return sorted(places, key=lambda span: linked is None or not span.overlaps(linked))


def _spelled_otherwise(text: str, demand: Demand) -> Iterator[Span]:
    is_person = demand.mention.concept.kind == "person"
    known = dict.fromkeys((*demand.form.wrong, *demand.form.other, demand.mention.surface))
    for spelling in known:
        if is_person or _resembles(spelling, demand.form.text):
            yield from occurrences(text, spelling.upper() if demand.text.isupper() else spelling)
    if is_person:
        for spelling in (demand.text, *known):
            yield from _similar(text, spelling)


def _places(source: str, hypothesis: Hypothesis, demand: Demand, rendering: str) -> Iterator[Span]:
    """Give where the name may stand, the surest place first.

    A title is only looked for in spellings that are known, since the words around it agree with it.
    """
    text = hypothesis.text
    rendering = rendering.strip(" .,;:!?\"'“”")
    if rendering[:1].islower() and not demand.is_title:
        rendering = ""  # the engine took the name for a common word
    known = [*demand.form.wrong, *demand.form.other, demand.mention.surface, rendering]
    for spelling in dict.fromkeys(known):
        if spelling:
            yield from occurrences(text, spelling)
    if demand.is_title:
        return
    for spelling in dict.fromkeys((rendering, demand.text, demand.mention.surface, *demand.form.other)):
        yield from _similar(text, spelling)
    linked = hull(hypothesis.links, demand.mention.span)
    if linked is not None:
        yield from _proper_part(text, linked, demand)
    yield from _between_neighbours(source, text, demand)


def _resembles(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one, word by word."""
    from rapidfuzz.fuzz import ratio

    mine, theirs = ([_letters(match[0]) for match in _WORD.finditer(name)] for name in (one, other))
    return len(mine) == len(theirs) and all(ratio(a, b) >= _SAME_CONCEPT for a, b in zip(mine, theirs, strict=True))


def _similar(text: str, name: str) -> Iterator[Span]:
    """Find runs of words of which each resembles its word of the name."""
    from rapidfuzz.fuzz import ratio

    names = [_letters(match[0]) for match in _WORD.finditer(name)]
    if not names:
        return
    words = list(_WORD.finditer(text))
    letters = [_letters(word[0]) for word in words]
    for first in range(len(words) - len(names) + 1):
        run = words[first : first + len(names)]
        if run[0][0][0].isupper() and all(
            ratio(mine, theirs) >= _SAME_NAME for mine, theirs in zip(names, letters[first:], strict=False)
        ):
            yield Span(run[0].start(), run[-1].end())


def _letters(word: str) -> str:
    """Fold a word and take off its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", fold(word)) if not unicodedata.combining(c))


def _proper_part(text: str, span: Span, demand: Demand) -> Iterator[Span]:
    """Trim a linked stretch to the words from its first capital to its last."""
    words = [word for word in _WORD.finditer(text) if span.start < word.end() and word.start() < span.end]
    while words and words[0][0][0].islower():
        words.pop(0)
    while words and words[-1][0][0].islower():
        words.pop()
    widest = _WIDEST * max(len(demand.text.split()), len(demand.mention.surface.split())) + 1
    if 0 < len(words) <= widest:
        yield Span(words[0].start(), words[-1].end())


def _between_neighbours(source: str, text: str, demand: Demand) -> Iterator[Span]:
    """Find the one capitalised run between words that were copied from beside the name."""
    span = demand.mention.span
    left = _copied(text, [match[0] for match in _WORD.finditer(source[: span.start])][-_NEAR:][::-1])
    right = _copied(text, [match[0] for match in _WORD.finditer(source[span.end :])][:_NEAR])
    if left is None or right is None or left.end >= right.start:
        return
    words = [word for word in _WORD.finditer(text, left.end, right.start) if word[0][0].isupper()]
    if words and words[-1].end() - words[0].start() <= sum(len(word[0]) + 1 for word in words):
        yield Span(words[0].start(), words[-1].end())


def _copied(text: str, words: Sequence[str]) -> Span | None:
    """Give the place of the first of these words, a number or a name, that the target has exactly once."""
    for word in words:
        places = list(occurrences(text, word))
        if len(places) == 1 and not word[0].islower():
            return places[0]
    return None
