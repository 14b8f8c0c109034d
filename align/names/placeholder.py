"""Carry names through an engine behind tokens that it copies.

Which kind of token survives was measured on the NTREX sentences with names that stay as they are (327 en-pt, 347 pt-en)
with the Firefox models, by `python tests/bench placeholders`: the share of sentences in which every
token comes out exactly once, and chrF2 of the sentences with the names put back (without placeholders: 65.30, 65.48).

    kind        en-pt          pt-en              kind        en-pt          pt-en
    XN{}        97.6 % 64.59   97.1 % 64.83       [{}]        97.2 % 64.22   85.0 % 63.62
    XQ{}        98.2 % 64.14   97.7 % 64.61       [[{}]]      30.0 % 64.87   88.8 % 63.94
    N{}         98.5 % 64.33   96.3 % 64.38       #{}#        96.0 % 64.53   93.4 % 63.99
    NAME{}      69.7 % 64.73   92.2 % 64.09       ⟦{}⟧, {0}   47.4 % 65.14    0.3 % 65.48
    Xanthor{}   98.5 % 64.83   94.5 % 64.67       <n{}>       93.9 % 63.64   89.6 % 64.03
    Zyx{}       98.5 % 64.90   94.8 % 64.76       __{}__      50.2 % 64.82   67.4 % 64.35
    @{}         99.1 % 64.19   98.3 % 63.48       %{}%        97.6 % 64.30   96.8 % 62.99

`XN{}` it is: no other kind survives in 97 % both ways and leaves more of the sentence as it was.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.document import Link, Span
from align.names.splice import Edit, carry, splice, splice_target, undo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Hypothesis
    from align.names.constrain import Demand


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sentence with names behind tokens: what the engine sees, and how to come back."""

    text: str
    edits: tuple[Edit, ...]
    kind: str

    def place(self, span: Span) -> Span:
        """Give the place of a stretch of the sentence in what the engine sees."""
        return carry(span, self.edits)


def hide(source: str, demands: Sequence[Demand], kind: str) -> Hidden:
    """Put a token for each name; `kind` has one `{}` for a number, and no token occurs in the source."""
    edits: list[Edit] = []
    number = 0
    folded = source.casefold()
    for demand in demands:
        while (token := kind.format(number)).casefold() in folded:
            number += 1
        edits.append(Edit(demand.mention.span, token))
        number += 1
    return Hidden(splice(source, edits), tuple(edits), kind)


def restore(
    source: str, hidden: Hidden, hypothesis: Hypothesis, forms: Sequence[str]
) -> tuple[Hypothesis, tuple[Span | None, ...]] | None:
    """Put the forms in the place of the tokens, and say where each stands.

    A token that came out twice is replaced twice, one that did not come out has no place. Gives None where a
    mangled token is left over: such a hypothesis must not be used.
    """
    edits: list[Edit] = []
    for edit, form in zip(hidden.edits, forms, strict=True):
        edits += [Edit(Span(*match.span()), form) for match in _pattern(edit.text).finditer(hypothesis.text)]
    edits.sort(key=lambda edit: edit.span)
    if any(one.span.overlaps(other.span) for one, other in itertools.pairwise(edits)):
        return None
    back = undo(hidden.edits, source)
    links = tuple(Link(carry(link.source, back), link.target, link.weight) for link in hypothesis.links)
    restored = splice_target(replace(hypothesis, links=links), edits)
    if _remains(source, hidden, hypothesis, edits):
        return None
    places: list[Span | None] = []
    for edit in hidden.edits:
        match = _pattern(edit.text).search(hypothesis.text)
        places.append(carry(Span(*match.span()), edits) if match else None)
    return restored, tuple(places)


def _pattern(token: str) -> re.Pattern[str]:
    """Find a token also where the engine changed its case or put spaces into it."""
    inner = r"\s?".join(map(re.escape, token))
    return re.compile(rf"(?<![^\W_]){inner}(?![^\W_])", re.IGNORECASE)


def _remains(source: str, hidden: Hidden, hypothesis: Hypothesis, edits: Sequence[Edit]) -> bool:
    """Tell whether a part of a token is left: its letters, or a mark of it that the source does not have."""
    rest = splice(hypothesis.text, [replace(edit, text=" ") for edit in edits]).casefold()
    marks = [part.casefold() for part in re.split(r"\W|\{\}", hidden.kind) if part]
    marks += [mark for mark in "⟦⟧{}<>#@[]_" if mark in hidden.kind.replace("{}", "")]
    return any(mark in rest and mark not in source.casefold() for mark in marks)
