"""Translate sentences by one network: parts, batches, further tries for names, and the hypotheses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.document import Link, Span
from align.engines.firefox.decoder import Decoder
from align.engines.firefox.encoder import are_like
from align.engines.firefox.part import Translated, faults, finish, graft, prepare, settle, unplaced
from align.engines.firefox.prepare import has_words
from align.engines.firefox.scorer import Scorer
from align.engines.split import parts
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.engines.firefox.decoder import Outcome
    from align.engines.firefox.encoder import Row
    from align.engines.firefox.network import Network
    from align.engines.firefox.part import Part
    from align.engines.firefox.vocabulary import Pieces
    from align.hypothesis import Sentence

# Firefox models are trained on single sentences and leave clauses out of long ones. Measured on NTREX sentences joined
# by semicolons, en-pt, chrF2: 67.2 in parts of 64 or 96 pieces, 63.0 of 128, 56.2 of 160. Whole sentences of up to 80
# are better left whole.
_MOST_PIECES = 80
# Rows of a batch. Each row brings its own output matrix (about 0.3 MB): more rows push each other out of the cache.
_MOST_ROWS = 32
_MOST_COLUMNS = 40_000  # of all output matrices of a batch together: about 10 MB
# A batch of few like rows is cheaper than one of many with padding: on calls of 32 sentences, 4.0 ms against 6.4
# a sentence.
_FEWEST_ROWS = 4
_MOST_SOURCE = 4_096  # source pieces of a batch, padding included


class Translator:
    """Translate for one pair."""

    def __init__(self, network: Network, route: tuple[str, str]) -> None:
        self._network = network
        self._route = route
        self._decoder = Decoder(network)
        self._scorer = Scorer(network, route)

    def translate(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence, in order."""
        plans = [self._plan(sentence) for sentence in sentences]
        flat = [part for plan in plans for part in plan]
        outcomes = self._decode([part.asking(()) for part in flat])
        outcomes = [settle(self._network.target, part, one) for part, one in zip(flat, outcomes, strict=True)]
        for hides in (False, True):
            self._try_again(flat, outcomes, hides=hides)
        done = iter(zip(flat, outcomes, strict=True))
        return [
            self._hypothesis(sentence, [next(done) for _ in plan])
            for sentence, plan in zip(sentences, plans, strict=True)
        ]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Give each target with its score and links."""
        return self._scorer.score(sources, targets)

    def _plan(self, sentence: Sentence) -> list[Part]:
        """Give the parts of a sentence; none if there is nothing to translate."""
        text = sentence.text
        if not has_words(text) and not sentence.constraints:
            return []
        pieces = self._cut(text)
        if pieces is None or len(pieces.ids) <= _MOST_PIECES:
            part = prepare(self._network, text, sentence.constraints, pieces)
            return [] if part.view.is_all_copied and not sentence.constraints else [part]
        constraints = list(enumerate(sentence.constraints))
        planned = []
        for span in parts(text, pieces.ends.tolist(), [c.source_span for _, c in constraints], most=_MOST_PIECES):
            inside = [(n, c) for n, c in constraints if span.covers(c.source_span)]
            shifted = [replace(c, source_span=c.source_span.shift(-span.start)) for _, c in inside]
            stretch = span.of(text)
            first = inside[0][0] if inside else 0
            planned.append(prepare(self._network, stretch, shifted, self._cut(stretch), origin=span.start, first=first))
        return planned

    def _cut(self, text: str) -> Pieces | None:
        try:
            return self._network.source.cut(text)
        except UnicodeEncodeError:  # a lone surrogate
            return None

    def _decode(self, rows: Sequence[Row]) -> list[Outcome]:
        order = sorted(range(len(rows)), key=lambda i: (len(rows[i].pieces), len(rows[i].shortlist)))
        outcomes: dict[int, Outcome] = {}
        for batch in _batches(rows, order):
            outcomes.update(zip(batch, self._decoder.decode([rows[i] for i in batch]), strict=True))
        return [outcomes[i] for i in range(len(rows))]

    def _try_again(self, flat: Sequence[Part], outcomes: list[Outcome], *, hides: bool) -> None:
        """Decode again, made to write the forms, where one is missing or doubled; `hides` names once written."""
        vocabulary = self._network.target
        faulty = {i: n for i, part in enumerate(flat) if (n := faults(vocabulary, part, outcomes[i]))}
        rows = [replace(flat[i].asking(unplaced(flat[i], outcomes[i])), hides=hides) for i in faulty]
        for (i, before), outcome in zip(faulty.items(), self._decode(rows), strict=True):
            settled = settle(vocabulary, flat[i], outcome)
            if faults(vocabulary, flat[i], settled) < before:
                outcomes[i] = settled

    def _hypothesis(self, sentence: Sentence, done: list[tuple[Part, Outcome]]) -> Hypothesis:
        if not done:
            return self._copied(sentence)
        vocabulary = self._network.target
        pieces = [finish(self._network, part, graft(vocabulary, part, outcome)) for part, outcome in done]
        joined = pieces[0] if len(pieces) == 1 else _join(sentence, done, pieces)
        return Hypothesis(
            joined.text,
            # Rounded, so that the last bits of a sum do not depend on the CPU.
            round(joined.logarithms / joined.count, 4) if joined.count else 0.0,
            self._route,
            joined.links,
            tuple(joined.honoured.get(number) for number in range(len(sentence.constraints))),
            ("truncated",) if joined.is_cut else (),
        )

    def _copied(self, sentence: Sentence) -> Hypothesis:
        text = sentence.text
        whole = Span(0, len(text))
        return Hypothesis(text, 0.0, self._route, (Link(whole, whole),) if text.strip() else ())


def _join(sentence: Sentence, done: Sequence[tuple[Part, Outcome]], pieces: Sequence[Translated]) -> Translated:
    """Put the parts of a long sentence together, with a space where the source has one."""
    text = ""
    links: list[Link] = []
    honoured: dict[int, Span] = {}
    for (part, _), piece in zip(done, pieces, strict=True):
        if text and piece.text and sentence.text[part.origin - 1].isspace():
            text += " "
        at = len(text)
        text += piece.text
        links += [Link(k.source.shift(part.origin), k.target.shift(at), k.weight) for k in piece.links]
        honoured |= {number: span.shift(at) for number, span in piece.honoured.items()}
    return Translated(
        text,
        tuple(links),
        honoured,
        sum(piece.logarithms for piece in pieces),
        sum(piece.count for piece in pieces),
        any(piece.is_cut for piece in pieces),
    )


def _batches(rows: Sequence[Row], order: Sequence[int]) -> Iterator[list[int]]:
    """Group rows of like length; `order` is by length, so the last row of a batch is its longest."""
    batch: list[int] = []
    columns = 0
    for i in order:
        columns = max(columns, len(rows[i].shortlist))
        count = len(batch) + 1
        length = len(rows[i].pieces)
        is_full = (
            count > _MOST_ROWS
            or count * columns > _MOST_COLUMNS
            or count * length > _MOST_SOURCE
            or (count > _FEWEST_ROWS and not are_like(length, len(rows[batch[0]].pieces)))
        )
        if batch and is_full:
            yield batch
            batch, columns = [], len(rows[i].shortlist)
        batch.append(i)
    if batch:
        yield batch
