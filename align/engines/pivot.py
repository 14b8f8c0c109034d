"""Routes over the pairs of all engines: directly where one engine can, else through languages between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from align import languages
from align.document import Link
from align.engines.seam import ENGINES
from align.engines.tuning import Tunable
from align.errors import ModelMissingError
from align.hypothesis import Hypothesis, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.document import Span
    from align.engines.seam import Engine
    from align.engines.tuning import Tuning
    from align.hypothesis import Constraint

# Each further language loses meaning; nobody reads what comes out of four models in a row.
_MOST_HOPS = 3
# Nearly all models that exist lead to or from English.
_HUB = "en"
# A link through the language between is worth showing from here on.
_LEAST_LINK_WEIGHT = 0.1


@dataclass(frozen=True)
class Hop:
    """One step of a route: a pair and the engine that serves it."""

    engine: Engine
    pair: Pair


@dataclass(frozen=True, slots=True, order=True)
class _Cost:
    """What makes a route worse: hops and detours worth taking instead, then engines given late."""

    hops: float = 0.0
    late: int = 0

    def after(self, rank: int) -> _Cost:
        return _Cost(self.hops + 1, self.late + rank)

    def arriving(self, engine: Engine) -> _Cost:
        return replace(self, hops=self.hops + getattr(engine, "detour", 0.0))


@dataclass(frozen=True, slots=True)
class _Way:
    """A route, and what it costs."""

    cost: _Cost
    hops: tuple[Hop, ...]


class PivotEngine:
    """Serve every pair that some chain of engines serves: the fewest hops, then the engines given first.

    An engine may say in `detour` how many more hops are worth taking so that another engine writes the target.
    """

    name = "pivot"

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)
        self._routes: dict[tuple[str, str], _Way | None] = {}

    @classmethod
    def of(cls, choice: str = "auto", tuning: Tuning | None = None) -> PivotEngine:
        """Make it over the engine of that name, over all of them, or over `none`; raise UsageError for an unknown name.

        The engines that can be tuned are.
        """
        names = {"auto": tuple(ENGINES.names), "none": ()}.get(choice, (choice,))
        engines = [ENGINES.load(name)() for name in names]
        for engine in engines:
            if isinstance(engine, Tunable) and tuning is not None:
                engine.tune(tuning)
        return cls(engines)

    @property
    def notices(self) -> tuple[str, ...]:
        """Give what the engines want a person to know, such as a fall-back that was used."""
        return tuple(notice for engine in self._engines for notice in getattr(engine, "notices", ()))

    @cached_property
    def _hops(self) -> dict[str, list[Hop]]:
        leaving: dict[str, list[Hop]] = {}
        for engine in self._engines:
            for pair in sorted(engine.pairs()):
                leaving.setdefault(pair.source, []).append(Hop(engine, pair))
        return leaving

    def pairs(self) -> frozenset[Pair]:
        """Give every pair that a route serves."""
        return frozenset(Pair(source, target) for source in self._hops for target in self._within_reach(source))

    def _within_reach(self, source: str) -> set[str]:
        """Give the languages that a route comes to, without looking for the best one."""
        reached = edge = {source}
        for _ in range(_MOST_HOPS):
            edge = {hop.pair.target for tag in edge for hop in self._hops.get(tag, ())} - reached
            reached = reached | edge
        return reached - {source}

    def route(self, pair: Pair) -> tuple[Hop, ...]:
        """Give the hops for the pair; a region is set aside where its language takes fewer (`pt` serves `pt-BR`).

        Raises ModelMissingError that names what is installed.
        """
        sources = dict.fromkeys((pair.source, languages.base(pair.source)))
        targets = dict.fromkeys((pair.target, languages.base(pair.target)))
        ways = [way for source in sources for target in targets if (way := self._find(source, target))]
        if ways:
            return min(ways, key=lambda way: way.cost.hops).hops
        installed = ", ".join(sorted(str(p) for engine in self._engines for p in engine.pairs())) or "none"
        raise ModelMissingError(
            f"no model from {languages.name(pair.source)} to {languages.name(pair.target)}; installed: {installed}",
            advice=f"align models install {self._lacking(languages.base(pair.source), languages.base(pair.target))}",
        )

    def _lacking(self, source: str, target: str) -> Pair:
        """Give the pair to install: only the leg to or from English where the other leg is there."""
        if target != _HUB and self._find(_HUB, target):
            return Pair(source, _HUB)
        if source != _HUB and self._find(source, _HUB):
            return Pair(_HUB, target)
        return Pair(source, target)

    def _find(self, source: str, target: str) -> _Way | None:
        if (source, target) not in self._routes:
            self._routes[source, target] = self._search(source, target)
        return self._routes[source, target]

    def _search(self, source: str, target: str) -> _Way | None:
        """Give the cheapest route; what it costs to come to a language on the way is the hops, then the engines."""
        ways: dict[str, _Way] = {source: _Way(_Cost(), ())}
        arrivals: list[_Way] = []
        for _ in range(_MOST_HOPS):
            reached = dict(ways)
            for tag, way in sorted(ways.items(), key=lambda one: one[0]):
                for hop in self._hops.get(tag, ()):
                    further = _Way(way.cost.after(self._engines.index(hop.engine)), (*way.hops, hop))
                    if hop.pair.target == target:
                        arrivals.append(replace(further, cost=further.cost.arriving(hop.engine)))
                    elif hop.pair.target not in reached or further.cost < reached[hop.pair.target].cost:
                        reached[hop.pair.target] = further
            ways = reached
        return min(arrivals, key=lambda arrival: arrival.cost, default=None)

    def fingerprint(self, pair: Pair) -> str:
        """Join the fingerprints of all hops."""
        return " ".join(f"{hop.pair}:{hop.engine.name}:{hop.engine.fingerprint(hop.pair)}" for hop in self.route(pair))

    def placeholder(self, pair: Pair) -> str:
        """Give the placeholder of the first hop; the others see it as a word they do not know."""
        first = self.route(pair)[0]
        return first.engine.placeholder(first.pair)

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Translate hop by hop; links and honoured constraints are carried through the language between."""
        hops = self.route(pair)
        hypotheses: list[Hypothesis] = []
        for index, hop in enumerate(hops):
            tag = hop.pair.target if index < len(hops) - 1 else ""
            taken = (
                [_for_language(sentence, tag) for sentence in sentences]
                if not hypotheses
                else [_next_sentence(s, h, tag) for s, h in zip(sentences, hypotheses, strict=True)]
            )
            given = hop.engine.translate(hop.pair, taken)
            if hypotheses:
                given = [
                    _joined(before, after, sentence)
                    for before, after, sentence in zip(hypotheses, given, sentences, strict=True)
                ]
            hypotheses = given
        return hypotheses


def _form_in(constraint: Constraint, tag: str) -> str:
    """Give the form due in the language between, or the final form when `tag` is empty or has no form."""
    return dict(constraint.pivots).get(tag, constraint.form)


def _for_language(sentence: Sentence, tag: str) -> Sentence:
    constraints = tuple(replace(c, form=_form_in(c, tag)) for c in sentence.constraints)
    return replace(sentence, constraints=constraints)


def _next_sentence(sentence: Sentence, hypothesis: Hypothesis, tag: str) -> Sentence:
    placed = [
        replace(constraint, source_span=span, form=_form_in(constraint, tag))
        for constraint, span in zip(sentence.constraints, hypothesis.honoured, strict=True)
        if span
    ]
    return Sentence(hypothesis.text, tuple(sorted(placed, key=lambda c: c.source_span)))


def _joined(before: Hypothesis, after: Hypothesis, sentence: Sentence) -> Hypothesis:
    """Make one hypothesis from the source to the last target."""
    order = sorted(span for span in before.honoured if span)
    final = dict(zip(order, after.honoured, strict=True))
    honoured: list[Span | None] = [final[span] if span else None for span in before.honoured]
    if len(honoured) != len(sentence.constraints):
        raise ValueError("an engine lost count of its constraints")
    return Hypothesis(
        text=after.text,
        score=before.score + after.score,
        route=(*before.route, *after.route[1:]),
        links=tuple(_composed(before.links, after.links)),
        honoured=tuple(honoured),
        remarks=tuple(dict.fromkeys((*before.remarks, *after.remarks))),
    )


def _composed(first: Sequence[Link], second: Sequence[Link]) -> Iterable[Link]:
    for one in first:
        for two in second:
            weight = one.weight * two.weight
            if weight >= _LEAST_LINK_WEIGHT and one.target.overlaps(two.source):
                yield Link(one.source, two.target, weight)
