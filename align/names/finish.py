"""Finish a translation whose names stand where they should: small words that agree, originals in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.bitext import Step
from align.document import Span
from align.names.articles import agree, is_small_word, join
from align.names.splice import Edit, carry, splice_target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.concept import Gender
    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand
    from align.names.verify import Found

# Two small words before a name (`de la`), or one; an apostrophe needs no space.
_SMALL = (
    re.compile(r"(?<![\w'’])([^\W\d_]{1,5} [^\W\d_]{1,5}(?:['’]|(?= ))) ?$"),
    re.compile(r"(?<![\w'’])([^\W\d_]{1,6}(?:['’]|(?= ))) ?$"),
)
_REACH = 14
_BESIDE = 3  # an original that the engine copied stands behind a space and a bracket


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished hypothesis, and for each demand the form that was written and its place, None for a missed one."""

    hypothesis: Hypothesis
    forms: tuple[str, ...]
    places: tuple[Span | None, ...]


def finish(
    hypothesis: Hypothesis,
    demands: Sequence[Demand],
    steps: Sequence[Step],
    found: Sequence[Found | None],
    *,
    target: str,
) -> Finished:
    """Make the small words before names agree, put originals behind first mentions and shorten later ones.

    What the model wrote of its own accord agrees already: only words before names that were put there are looked at.
    """
    if all(s is Step.PLAIN and not d.original and not d.short for s, d in zip(steps, demands, strict=True)):
        return Finished(hypothesis, tuple(d.text for d in demands), tuple(f.span if f else None for f in found))
    text = hypothesis.text
    forms = [demand.text for demand in demands]
    behind: dict[Span, int] = {}
    edits: list[Edit] = []
    for number, demand in _in_order(demands, found):
        place = found[number]
        if place is None:
            continue
        span = place.span
        short = demand.short if place.exact else ""
        small = None
        if steps[number] is not Step.PLAIN:
            is_place = demand.mention.concept.kind == "place"
            small = small_word(text, span, span.of(text), demand.form.gender, target, is_place=is_place)
        if small is not None and small.span.start >= (edits[-1].span.end if edits else 0):
            edits.append(small)
            if small.span.end == span.end:
                continue
        if short:
            edits.append(Edit(span, short))
            forms[number] = short
        elif demand.original:
            forms[number] = f"{demand.text} ({demand.original})"
            if demand.original not in text[span.end : span.end + len(demand.original) + _BESIDE]:
                added = f" ({demand.original})"
                edits.append(Edit(Span(span.end, span.end), added))
                behind[span] = len(added)
    places = [_carried(place.span, edits, behind) if place else None for place in found]
    return Finished(splice_target(hypothesis, edits), tuple(forms), tuple(places))


def _in_order(demands: Sequence[Demand], found: Sequence[Found | None]) -> list[tuple[int, Demand]]:
    """Give the demands in the order of the target; of mentions that read alike, the first there is the first."""
    places = sorted((place.span, number) for number, place in enumerate(found) if place)
    due: dict[str, list[Demand]] = {}
    for demand in sorted(demands, key=lambda demand: demand.mention.span):
        due.setdefault(f"{demand.mention.concept.id} {demand.text}", []).append(demand)
    return [(n, due[f"{demands[n].mention.concept.id} {demands[n].text}"].pop(0)) for _, n in places]


def small_word(text: str, span: Span, name: str, gender: Gender, target: str, *, is_place: bool) -> Edit | None:
    """Give the edit that makes the words before a stretch agree with the name that stands there, or is to stand there.

    It takes in the stretch where the name's own article joins the word before.
    """
    for pattern in _SMALL:
        match = pattern.search(text, max(0, span.start - _REACH), span.start)
        if match is None:
            continue
        word = match[1]
        whole = join(word, name, target)
        if whole:
            return Edit(Span(match.start(1), span.end), whole)
        if is_small_word(word, target):
            fitting = agree(word, name, gender, target, is_place=is_place)
            space = "" if fitting.endswith(("'", "’")) else " "
            return Edit(Span(match.start(1), span.start), fitting + space) if fitting != word else None
    return None


def _carried(span: Span, edits: Sequence[Edit], behind: Mapping[Span, int]) -> Span:
    """Carry the place of a name, with the original that was put behind it."""
    place = carry(span, edits)
    return Span(place.start, place.end + behind.get(span, 0))
