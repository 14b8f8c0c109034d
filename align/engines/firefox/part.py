"""One stretch of a sentence on its way through the decoder, and what becomes of it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.document import Link, Span
from align.engines.firefox.assemble import assemble
from align.engines.firefox.decoder import logarithms
from align.engines.firefox.encoder import Row
from align.engines.firefox.likeness import restore_marks
from align.engines.firefox.links import weighed, word_starts, words
from align.engines.firefox.place import place
from align.engines.firefox.prepare import view
from align.engines.firefox.vocabulary import UNSPACED
from align.engines.firefox.watch import Demand, Written
from align.engines.links import link

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from align.engines.firefox.assemble import Assembled
    from align.engines.firefox.decoder import Outcome
    from align.engines.firefox.network import Network
    from align.engines.firefox.prepare import View
    from align.engines.firefox.vocabulary import Pieces, Vocabulary
    from align.hypothesis import Constraint

_OWN = 0.5  # share of the alignment above which no other source word can have more
_MISSING, _DOUBLED = 10, 1  # how much worse a missing form is than one written twice
# A letter that a name beside it would grow together with.
_GROWING = rf"[^\W{UNSPACED}]"
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ready for the decoder.

    `origin` is where it begins in its sentence, `first` the sentence's number of its first constraint.
    """

    origin: int
    first: int
    view: View
    pieces: Pieces
    row: Row

    def asking(self, numbers: Collection[int]) -> Row:
        """Give the row with the demands of these numbers; what is copied unasked stays demanded."""
        wishes = self.view.wishes
        demands = tuple(d for d in self.row.demands if d.number in numbers or wishes[d.number].number is None)
        return self.row if len(demands) == len(self.row.demands) else replace(self.row, demands=demands)


@dataclass(frozen=True, slots=True)
class Translated:
    """A part's translation; spans count in the part's text and in `text`. `honoured` is by the constraint's number."""

    text: str
    links: tuple[Link, ...]
    honoured: dict[int, Span]
    logarithms: float
    count: int
    is_cut: bool


def prepare(
    network: Network,
    text: str,
    constraints: Sequence[Constraint],
    pieces: Pieces | None,
    *,
    origin: int = 0,
    first: int = 0,
) -> Part:
    """Make a part; `pieces` is the text cut into pieces, or None if it cannot be."""
    source, target = network.source, network.target
    is_odd = pieces is None or source.unknown in pieces.ids
    seen = view(source, target, text, constraints, is_odd=is_odd)
    if pieces is None or seen.text != text:
        pieces = source.cut(seen.text)
    demands = []
    for number, wish in enumerate(seen.wishes):
        own = np.flatnonzero((pieces.starts < wish.span.end) & (pieces.ends > wish.span.start))
        written = target.encode(wish.likeness)
        if len(own) and written:
            has_hyphen = seen.text[wish.span.end : wish.span.end + 1] == "-"
            demands.append(Demand(number, own, tuple(written), target.glue(written), wish.is_symbol, has_hyphen))
    ids = [*pieces.ids, source.end]
    return Part(origin, first, seen, pieces, Row(ids, network.shortlist.of(ids), tuple(demands)))


def settle(vocabulary: Vocabulary, part: Part, outcome: Outcome) -> Outcome:
    """Put the demanded forms where the model has rendered their names in its own words."""
    wishes = part.view.wishes
    done = {written.number for written in outcome.written}
    demands = [
        (demand, wishes[demand.number].span.of(part.view.text))
        for demand in part.row.demands
        if demand.number not in done and wishes[demand.number].number is not None
    ]
    return place(vocabulary, outcome, demands)


def unplaced(part: Part, outcome: Outcome) -> set[int]:
    """Give the numbers of the demands to force: those without a place, or all if each has one and still is at fault."""
    numbers = {demand.number for demand in part.row.demands}
    return numbers - {written.number for written in outcome.written} or numbers


def faults(vocabulary: Vocabulary, part: Part, outcome: Outcome) -> int:
    """Weigh what is wrong with the demanded forms: one that is missing, one that is there twice."""
    if not part.row.demands:
        return 0
    assembled = assemble(vocabulary, outcome, [wish.form for wish in part.view.wishes])
    missing = len(part.row.demands) - len(_placed(part, assembled))
    return _MISSING * missing + _DOUBLED * (
        _repeated(part, assembled) + sum(_has_double(vocabulary, part, outcome, w) for w in outcome.written)
    )


def _placed(part: Part, assembled: Assembled) -> dict[int, Span]:
    """Give the places of the forms: where they were written, or where the model wrote one by itself."""
    text = assembled.text
    placed = {number: span for number, span in assembled.forms if span.end <= len(text)}
    for demand in part.row.demands:
        if demand.number in placed:
            continue
        form = part.view.wishes[demand.number].form
        for match in re.finditer(rf"(?<!{_GROWING}){re.escape(form)}(?!{_GROWING})", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in placed.values()):
                placed[demand.number] = span
                break
    return placed


def _repeated(part: Part, assembled: Assembled) -> int:
    """Count words of forms that the text has more often than the forms and the rest of the source ask for."""
    outside = list(part.view.text)
    for wish in part.view.wishes:
        outside[wish.span.start : wish.span.end] = " " * len(wish.span)
    asked = _NAME_WORD.findall(" ".join(["".join(outside), *(wish.form for wish in part.view.wishes)]).casefold())
    there = _NAME_WORD.findall(assembled.text.casefold())
    names = {w.casefold() for wish in part.view.wishes for w in _NAME_WORD.findall(wish.form) if w[0].isupper()}
    return sum(max(0, there.count(name) - asked.count(name)) for name in names)


def _has_double(vocabulary: Vocabulary, part: Part, outcome: Outcome, written: Written) -> bool:
    """Tell whether a capitalised word beside the form comes from the name as well."""
    demand = next(d for d in part.row.demands if d.number == written.number)
    for beside in (written.start - 1, written.end):
        if not 0 <= beside < len(outcome.pieces) or any(w.start <= beside < w.end for w in outcome.written):
            continue
        number = int(outcome.pieces[beside])
        if vocabulary.openers[number]:
            continue
        piece = vocabulary.pieces[number]
        shares = outcome.alignment[beside, demand.source].sum()
        if piece.lstrip("▁")[:1].isupper() and shares > _OWN:
            return True
    return False


def graft(vocabulary: Vocabulary, part: Part, outcome: Outcome) -> Outcome:
    """Put what was to be copied and did not come out behind the word that stands before it in the source."""
    if len(outcome.written) == len(part.row.demands):
        return outcome
    done = _placed(part, assemble(vocabulary, outcome, [wish.form for wish in part.view.wishes]))
    for demand in part.row.demands:
        if demand.number in done or part.view.wishes[demand.number].number is not None:
            continue
        at = _place_for(outcome, int(demand.source[0]))
        count = len(demand.pieces)
        rows = np.zeros((count, outcome.alignment.shape[1]), np.float32)
        rows[:, demand.source] = 1 / len(demand.source)
        moved = tuple(
            replace(w, start=w.start + count, end=w.end + count) if w.start >= at else w for w in outcome.written
        )
        outcome = replace(
            outcome,
            pieces=np.insert(outcome.pieces, at, demand.pieces),
            chances=np.insert(outcome.chances, at, np.ones(count)),
            alignment=np.insert(outcome.alignment, at, rows, axis=0),
            written=tuple(
                sorted((*moved, Written(demand.number, at, at + count, is_glued=False)), key=lambda w: w.start)
            ),
        )
    return outcome


def _place_for(outcome: Outcome, source: int) -> int:
    before = np.flatnonzero(outcome.alignment.argmax(axis=1) < source) if len(outcome.pieces) else np.zeros(0, int)
    at = int(before[-1]) + 1 if len(before) else 0
    return next((w.end for w in outcome.written if w.start < at < w.end), at)


def finish(network: Network, part: Part, outcome: Outcome) -> Translated:
    """Make the text, the links and the places of the constraints' forms."""
    wishes, target = part.view.wishes, network.target
    assembled = assemble(target, outcome, [wish.form for wish in wishes])
    text = assembled.text
    placed = _placed(part, assembled)
    if part.view.marks:
        text = restore_marks(text, part.view.marks, part.view.text, list(placed.values()))
    free = np.ones(len(outcome.chances), dtype=bool)
    heads = word_starts(target, outcome.pieces)
    for written in outcome.written:
        free[written.start : written.end] = False
        heads[written.start + 1 : written.end] = False
        heads[written.start : written.start + 1] = heads[written.end : written.end + 1] = True
    target_words = words(target, outcome.pieces, assembled.starts, assembled.ends, heads)
    ids = np.array(part.pieces.ids, np.int64)
    source_words = words(network.source, ids, part.pieces.starts, part.pieces.ends)
    alignment = weighed(outcome.alignment[:, :-1], network.twins[outcome.pieces], ids)
    found = link(alignment, source_words, target_words)
    if placed:
        found = [k for k in found if not any(k.target.overlaps(span) for span in placed.values())]
        found += [Link(wishes[number].span, span) for number, span in placed.items()]
        found.sort(key=lambda k: k.target.start)
    if part.view.origins:
        found = [replace(k, source=part.view.original(k.source.start, k.source.end)) for k in found]
    chances = logarithms(outcome.chances[free])
    honoured = {part.first + n: span for i, span in placed.items() if (n := wishes[i].number) is not None}
    return Translated(text, tuple(found), honoured, math.fsum(chances), int(free.sum()), outcome.is_cut)
