"""Translate sentences by one model: parts, further tries for loops and names, and the hypotheses."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.document import Link, Span
from align.engines.ctranslate.codec import open_codec
from align.engines.ctranslate.decoder import Decoder, Row, Way
from align.engines.ctranslate.force import Forced, demands, next_name, placed
from align.engines.ctranslate.loops import loops
from align.engines.ctranslate.words import grouped, guess_first
from align.engines.links import link
from align.engines.split import parts
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.engines.ctranslate.codec import Codec, Pieces
    from align.engines.ctranslate.decoder import Decoded
    from align.engines.ctranslate.model import Model
    from align.engines.tuning import Tuning
    from align.hypothesis import Sentence

# Models are trained on sentences up to some such length, and leave clauses out of longer ones.
MOST_PIECES = 128
# What is tried for a hypothesis that loops, one after the other: (pieces in a row that must not come again, penalty).
_AGAINST_LOOPS = ((8, 1.0), (4, 1.2))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence from `origin`, in pieces, with what is due in it."""

    text: str
    origin: int
    pieces: Pieces
    due: Forced


@dataclass(frozen=True, slots=True)
class _Done:
    """A part with its target: text, links and places from the beginning of the part and of its target."""

    part: Part
    decoded: Decoded
    text: str
    links: tuple[Link, ...]
    places: dict[int, Span]
    loops: bool


class Translator:
    """Translate for one pair."""

    def __init__(self, model: Model, tuning: Tuning, *, beam: int) -> None:
        self._codec: Codec = open_codec(model)
        self._decoder = Decoder(model, tuning)
        self._route = (model.pair.source, model.pair.target)
        self._way = Way(beam)

    def translate(self, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Give one hypothesis for each sentence, in order."""
        plans = [list(self._plan(sentence)) for sentence in sentences]
        flat = [part for plan in plans for part in plan]
        done = iter(self._render(flat))
        return [
            self._hypothesis(sentence, [next(done) for _ in plan])
            for sentence, plan in zip(sentences, plans, strict=True)
        ]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[Hypothesis]:
        """Judge each target as a translation of its source, in order; of long texts the beginning."""
        codec = self._codec
        asked = [(codec.cut(source), codec.form(target)) for source, target in zip(sources, targets, strict=True)]
        rows = [
            Row(source.tokens[:MOST_PIECES], target[:MOST_PIECES])
            for source, target in asked
            if source.tokens and target
        ]
        judged = iter(self._decoder.judge(rows))
        scored = []
        for text, given, (source, target) in zip(sources, targets, asked, strict=True):
            if not (source.tokens and target):
                scored.append(Hypothesis(given, math.nan, self._route))
                continue
            one = next(judged)
            is_cut = max(len(source.tokens), len(target)) > MOST_PIECES
            places = codec.places(given, target)[: len(one.tokens)]
            links = link(one.attention, grouped(text, source.spans[:MOST_PIECES]), grouped(given, places))
            remarks = ("truncated",) if is_cut else ()
            scored.append(Hypothesis(given, _mean([one]), self._route, tuple(links), remarks=remarks))
        return scored

    def _plan(self, sentence: Sentence) -> Iterator[Part]:
        """Give the parts of a sentence; none if there is nothing to translate."""
        text = sentence.text
        if not any(map(str.isalpha, text)):
            return
        pieces = self._codec.cut(text)
        numbered = list(enumerate(sentence.constraints))
        if len(pieces.tokens) <= MOST_PIECES:
            yield Part(text, 0, pieces, Forced(due=demands(text, pieces, numbered)))
            return
        ends = [span.end for span in pieces.spans]
        for span in parts(text, ends, [c.source_span for c in sentence.constraints], most=MOST_PIECES):
            stretch = span.of(text)
            cut = self._codec.cut(stretch)
            inside = [
                (number, replace(c, source_span=c.source_span.shift(-span.start)))
                for number, c in numbered
                if span.covers(c.source_span)
            ]
            yield Part(stretch, span.start, cut, Forced(due=demands(stretch, cut, inside)))

    def _render(self, flat: Sequence[Part]) -> list[_Done]:
        """Decode all parts; where a name has no clear rendering, again from where it may begin."""
        fixed = [part.due for part in flat]
        decoded = self._decode(flat, fixed)
        codec = self._codec
        ready = [placed(codec, *one) for one in zip(fixed, decoded, strict=True)]
        # A prefix is for names without a clear rendering; it makes new renderings of the others.
        waiting = {n: {id(one) for one in state.due} for n, state in enumerate(ready) if state.due}
        while waiting:
            steps = {n: step for n, due in waiting.items() if (step := next_name(codec, fixed[n], decoded[n], due))}
            again = self._decode([flat[n] for n in steps], list(steps.values()))
            for (number, step), one in zip(steps.items(), again, strict=True):
                fixed[number], decoded[number] = step, one
                ready[number] = placed(codec, step, one)
            waiting = {n: due for n in steps if (due := waiting[n] & {id(one) for one in ready[n].due})}
        return [self._finish(*one) for one in zip(flat, ready, decoded, strict=True)]

    def _decode(self, flat: Sequence[Part], fixed: Sequence[Forced]) -> list[Decoded]:
        """Decode each part, and in other ways what came out in a loop."""
        rows = [
            Row(part.pieces.tokens, one.prefix, is_exact=bool(one.due or one.written))
            for part, one in zip(flat, fixed, strict=True)
        ]
        decoded = self._decoder.decode(rows, self._way)
        for unrepeated, penalty in _AGAINST_LOOPS:
            bad = [n for n, (part, one) in enumerate(zip(flat, decoded, strict=True)) if _is_bad(part, one)]
            if not bad:
                break
            way = replace(self._way, unrepeated=unrepeated, repetition_penalty=penalty)
            for number, one in zip(bad, self._decoder.decode([rows[n] for n in bad], way), strict=True):
                if not _is_bad(flat[number], one):
                    decoded[number] = one
        return decoded

    def _finish(self, part: Part, fixed: Forced, decoded: Decoded) -> _Done:
        """Make the text with the exact forms in it, the links and the places of the forms."""
        text, spans = self._codec.write(decoded.tokens)
        places: dict[int, Span] = {}
        moved = list(spans)
        for written in reversed(fixed.written):
            place = Span(spans[written.start].start, max(span.end for span in spans[written.start : written.end]))
            form = written.demand.constraint.form
            text = text[: place.start] + form + text[place.end :]
            shift = len(form) - len(place)
            moved[written.start : written.end] = [Span(place.start, place.start + len(form))] * (
                written.end - written.start
            )
            moved[written.end :] = [span.shift(shift) for span in moved[written.end :]]
            places = {number: span.shift(shift) for number, span in places.items()}
            places[written.demand.number] = Span(place.start, place.start + len(form))
        words = grouped(part.text, part.pieces.spans), grouped(text, moved)
        attention = guess_first(decoded.attention, *words) if decoded.lacks_first else decoded.attention
        links = link(attention, *words)
        links = [k for k in links if not any(k.target.overlaps(span) for span in places.values())]
        links += [Link(w.demand.constraint.source_span, places[w.demand.number]) for w in fixed.written]
        links.sort(key=lambda k: (k.target.start, k.source.start))
        return _Done(part, decoded, text, tuple(links), places, _is_looping(part, decoded))

    def _hypothesis(self, sentence: Sentence, done: Sequence[_Done]) -> Hypothesis:
        text = sentence.text
        if not done:
            whole = Span(0, len(text))
            links = (Link(whole, whole),) if text.strip() else ()
            return Hypothesis(text, 0.0, self._route, links, (None,) * len(sentence.constraints))
        target, links_, places = _joined(sentence, done)
        remarks = {"truncated": any(one.decoded.is_cut for one in done), "loop": any(one.loops for one in done)}
        return Hypothesis(
            target,
            _mean([one.decoded for one in done]),
            self._route,
            links_,
            tuple(_whole(target, places.get(number)) for number in range(len(sentence.constraints))),
            tuple(remark for remark, is_so in remarks.items() if is_so),
        )


def _mean(decoded: Sequence[Decoded]) -> float:
    """Give the mean log-probability of a piece, rounded so that its last bits do not depend on the company."""
    count = sum(one.count for one in decoded)
    return round(min(sum(one.logarithms for one in decoded) / count, 0.0), 4) if count else 0.0


def _joined(sentence: Sentence, done: Sequence[_Done]) -> tuple[str, tuple[Link, ...], dict[int, Span]]:
    """Put the parts of a long sentence together, with a space where the source has one."""
    text = ""
    links: list[Link] = []
    places: dict[int, Span] = {}
    for one in done:
        origin = one.part.origin
        if text and one.text and sentence.text[origin - 1].isspace():
            text += " "
        at = len(text)
        text += one.text
        links += [Link(k.source.shift(origin), k.target.shift(at), k.weight) for k in one.links]
        places |= {number: span.shift(at) for number, span in one.places.items()}
    return text, tuple(links), places


def _whole(text: str, place: Span | None) -> Span | None:
    """Give the place of a form if no letter has grown onto it."""
    if (
        place is None
        or text[place.end : place.end + 1].isalnum()
        or text[max(place.start - 1, 0) : place.start].isalnum()
    ):
        return None
    return place


def _is_looping(part: Part, decoded: Decoded) -> bool:
    return loops(decoded.tokens) and not loops(part.pieces.tokens)


def _is_bad(part: Part, decoded: Decoded) -> bool:
    return decoded.is_cut or _is_looping(part, decoded)
