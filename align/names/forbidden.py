"""Find what the glossary forbids wherever it stands in a target, whether or not the source has the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.bitext import Flag
from align.concept import Mention, Status
from align.languages import base
from align.names.fold import key
from align.names.recognise import Recogniser
from align.names.termbase import Termbase
from align.names.terms import preferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.concept import Concept
    from align.names.job import Rendered


class Forbidden:
    """The forbidden forms of one language; where there are none, nothing is searched."""

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._language = language
        searched = tuple(_concerned(concepts, language))
        self._recogniser = Recogniser(Termbase(searched), language) if searched else None

    def find(self, text: str) -> list[Mention]:
        """Give the stretches that no name may be written as; what is right for another name is none."""
        if self._recogniser is None:
            return []
        return [
            Mention(*hit.candidates[0], hit.span, hit.span.of(text))
            for hit in self._recogniser.hits(text)
            if hit.candidates and all(term.status is Status.FORBIDDEN for _, term in hit.candidates)
        ]

    def flags(self, rendered: Rendered) -> tuple[Flag, ...]:
        """Flag what stands for no name of the source, each form once, unless its flags say so already."""
        if self._recogniser is None:
            return ()
        taken = [name.target_span for name in rendered.names if name.target_span]
        found = self.find(rendered.hypothesis.text)
        free = [mention for mention in found if not any(span.overlaps(mention.span) for span in taken)]
        return tuple(flag for flag in dict.fromkeys(map(self._flag, free)) if flag not in rendered.flags)

    def _flag(self, mention: Mention) -> Flag:
        agreed = preferred(mention.concept, self._language, mention.term.form)
        due = f"agreed is {agreed.text!r}" if agreed else "which the glossary forbids"
        return Flag("name-form", f"writes {mention.surface!r}, {due}")


def _concerned(concepts: Sequence[Concept], language: str) -> Iterator[Concept]:
    """Give the concepts with a forbidden form, and those that one of these forms is a part of (`Dynamo Kiev`)."""
    tag = base(language)
    banned = {
        key(term.text)
        for concept in concepts
        for term in concept.terms
        if term.status is Status.FORBIDDEN and base(term.language) == tag
    }
    if banned:
        part = re.compile("|".join(map(re.escape, sorted(banned))))
        yield from (one for one in concepts if any(part.search(key(text)) for text in _texts(one, tag)))


def _texts(concept: Concept, tag: str) -> Iterator[str]:
    return (term.text for term in concept.terms if base(term.language) == tag)
