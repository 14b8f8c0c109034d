"""Names that must come out in a certain form: behind words of ours, which no dictionary has."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.document import Link, Span
from align.names.splice import Edit, carry, splice, splice_target, undo

if TYPE_CHECKING:
    from align.hypothesis import Hypothesis, Sentence

# Letters alone, since Apertium cuts a word at a digit; capital, as names are.
_STEMS = ("Xqz", "Zjx", "Qxv")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sentence, and what Apertium sees of it."""

    sentence: Sentence
    text: str
    edits: tuple[Edit, ...] = ()

    def restore(self, hypothesis: Hypothesis) -> Hypothesis | None:
        """Put the forms in and say where they stand; None where a word of ours is not there exactly once."""
        edits: list[Edit] = []
        for edit, constraint in zip(self.edits, self.sentence.constraints, strict=bool(self.edits)):
            places = [match.span() for match in re.finditer(edit.text, hypothesis.text, re.IGNORECASE)]
            if len(places) != 1:
                return None
            edits.append(Edit(Span(*places[0]), constraint.form))
        back = undo(self.edits, self.sentence.text)
        links = tuple(Link(carry(link.source, back), link.target, link.weight) for link in hypothesis.links)
        honoured = tuple(edit.span for edit in edits) or (None,) * len(self.sentence.constraints)
        hypothesis = replace(hypothesis, links=links, honoured=honoured)
        return splice_target(hypothesis, sorted(edits, key=lambda edit: edit.span))


def hide(sentence: Sentence) -> Hidden:
    """Put a word of ours for each constrained name; none if the sentence has so many, or such words, itself."""
    folded = sentence.text.casefold()
    stem = next((stem for stem in _STEMS if stem.casefold() not in folded), "")
    if not stem or len(sentence.constraints) > len(_LETTERS):
        return Hidden(sentence, sentence.text)
    words = zip(sentence.constraints, _LETTERS, strict=False)
    edits = tuple(Edit(constraint.source_span, stem + letter) for constraint, letter in words)
    return Hidden(sentence, splice(sentence.text, edits), edits)
