"""What an engine takes and gives: sentences with constraints, hypotheses with links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.document import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Constraint:
    """Demand that a stretch of the source comes out as `form`.

    `pivots` gives the form for a language that a route passes through, as pairs (tag, form).
    """

    source_span: Span
    form: str
    pivots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for an engine; constraints are in source order and do not overlap."""

    text: str
    constraints: tuple[Constraint, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for constraint in self.constraints:
            span = constraint.source_span
            if span.start < end or span.end > len(self.text) or not len(span):
                raise ValueError(f"constraint {span} overlaps another or lies outside the sentence")
            end = span.end


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An engine's candidate.

    `score` is the mean log-probability of a piece (natural logarithm; nan where an engine gives none).
    `honoured` has one target span or None for each constraint of the sentence, in the same order.
    `route` is all language tags in order. `remarks` are codes such as "truncated" that become flags.
    """

    text: str
    score: float
    route: tuple[str, ...]
    links: tuple[Link, ...] = ()
    honoured: tuple[Span | None, ...] = ()
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for span in (*(link.target for link in self.links), *(s for s in self.honoured if s)):
            if span.end > len(self.text):
                raise ValueError(f"target span {span} lies outside the hypothesis")


def hypothesis_as_json(hypothesis: Hypothesis) -> dict[str, object]:
    """Turn a hypothesis into plain lists and numbers for the store; flat ones, which JSON writes twice as fast."""
    return {
        "text": hypothesis.text,
        "score": hypothesis.score,
        "route": list(hypothesis.route),
        "links": [n for k in hypothesis.links for n in (k.source.start, k.source.end, k.target.start, k.target.end)],
        "weights": [k.weight for k in hypothesis.links],
        "honoured": [[s.start, s.end] if s else None for s in hypothesis.honoured],
        "remarks": list(hypothesis.remarks),
    }


def hypothesis_from_json(plain: Mapping[str, object]) -> Hypothesis:
    """Undo `hypothesis_as_json`."""
    fields: dict[str, list] = plain  # type: ignore[assignment,type-arg]
    return Hypothesis(
        text=str(plain["text"]),
        score=float(plain["score"]),  # type: ignore[arg-type]
        route=tuple(fields["route"]),
        links=tuple(_links(fields["links"], fields["weights"])),
        honoured=tuple(Span(*s) if s else None for s in fields["honoured"]),
        remarks=tuple(fields["remarks"]),
    )


def _links(flat: Sequence[int], weights: Sequence[float]) -> Iterator[Link]:
    ends = iter(flat)
    for a, b, c, d, weight in zip(ends, ends, ends, ends, weights, strict=True):
        yield Link(Span(a, b), Span(c, d), weight)
