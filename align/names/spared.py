"""Tell a name in a form to be avoided from what the glossary leaves alone: quoted titles, phrases that are no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.names.boundary import occurrences
from align.names.quoted import is_in_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept
    from align.document import Span
    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand


def unspared(source: str, target: str, concept: Concept, spans: Sequence[Span]) -> Sequence[Span]:
    """Leave out the stretches of a target that stand for no name of the source.

    A phrase of the source (`chicken Kiev`) may be translated in any way: as many stretches are left out as it has
    phrases, those first that stand in a phrase of the target's language.
    """
    if concept.is_unquoted:
        spans = [span for span in spans if not is_in_title(target, span)]
    if not concept.exceptions or not spans:
        return spans
    phrases = _phrases(target, concept)
    free = [span for span in spans if not any(phrase.overlaps(span) for phrase in phrases)]
    said = len(_phrases(source, concept)) - (len(spans) - len(free))
    return free[max(0, said) :]


def spared(source: str, hypothesis: Hypothesis, demands: Sequence[Demand]) -> list[Span]:
    """Give the stretches of a target that stand for phrases of the source: those that only links from these lead to."""
    with_phrases = {one.id: one for one in (demand.mention.concept for demand in demands) if one.exceptions}
    phrases = [span for concept in with_phrases.values() for span in _phrases(source, concept)]
    if not phrases:
        return []
    named = [
        link.target for link in hypothesis.links for demand in demands if link.source.overlaps(demand.mention.span)
    ]
    return [
        link.target
        for link in hypothesis.links
        if any(link.source.overlaps(phrase) for phrase in phrases)
        and not any(link.target.overlaps(other) for other in named)
    ]


def _phrases(text: str, concept: Concept) -> list[Span]:
    lowered = text.lower()
    searched = lowered if len(lowered) == len(text) else text
    return sorted({span for term in concept.exceptions for span in occurrences(searched, term.text.lower())})
