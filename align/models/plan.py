"""What to install for a pair: one model, or those of a route through another language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from align.errors import ModelMissingError
from align.languages import name
from align.models.offer import best

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from align.languages import Pair
    from align.models.offer import Offer

# As many as the route of `engines.pivot` has at most.
_MOST_LEGS = 3
# Languages that an error names as near what was asked.
_NAMED = 6


# Legs and detours worth taking instead, those by programs, those to fetch, and whether another language than English
# lies between.
_Cost = tuple[float, int, int, bool]


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the system that translates a pair; `detour` is that of its engine, which `PivotEngine` explains."""

    engine: str
    detour: float


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a route: by a model to fetch, by a program, or by a model that is here."""

    pair: Pair
    offer: Offer | None = None
    program: Program | None = None


def plan(
    pair: Pair,
    present: Collection[Pair],
    offers: Iterable[Offer],
    programs: Mapping[Pair, Program],
) -> tuple[Leg, ...]:
    """Give the legs from source to target: the fewest, then the fewest to fetch, then through English.

    `present` are pairs with a model here. A model goes before a program, and as far out of the way as the pivot engine
    will go for it. Raises ModelMissingError where the indexes have no way.
    """
    offered: dict[Pair, list[Offer]] = defaultdict(list)
    for offer in offers:
        offered[offer.pair].append(offer)
    leaving: dict[str, list[Leg]] = defaultdict(list)
    for known in sorted({*present, *offered, *programs}):
        best_offer = best(tuple(offered[known])) if known in offered and known not in present else None
        is_program = known not in present and best_offer is None
        leaving[known.source].append(Leg(known, best_offer, programs[known] if is_program else None))
    waiting: list[tuple[_Cost, tuple[str, ...], tuple[Leg, ...]]] = [((0, 0, 0, False), (pair.source,), ())]
    while waiting:
        cost, tags, legs = heappop(waiting)
        if tags[-1] == pair.target:
            return legs
        for leg in leaving[tags[-1]] if len(legs) < _MOST_LEGS else ():
            if leg.pair.target not in tags:
                heappush(waiting, (_after(cost, leg, pair.target), (*tags, leg.pair.target), (*legs, leg)))
    package = package_for(pair)
    raise ModelMissingError(_none(pair, offered), advice=f"apt install {package}" if package else "align models list")


def _after(cost: _Cost, leg: Leg, goal: str) -> _Cost:
    length, programs, fetched, is_odd = cost
    is_goal = leg.pair.target == goal
    detour = leg.program.detour if leg.program is not None and is_goal else 0.0
    return (
        length + 1 + detour,
        programs + (leg.program is not None),
        fetched + (leg.offer is not None),
        is_odd or not (is_goal or leg.pair.target == "en"),
    )


def package_for(pair: Pair) -> str:
    """Name the package of Debian by which Apertium translates the pair; empty where there is none."""
    from align.engines.apertium.modes import PACKAGES

    return next((package for package, pairs in PACKAGES.items() if pair in pairs), "")


def _none(pair: Pair, offered: Collection[Pair]) -> str:
    near = sorted(str(p) for p in offered if pair.source == p.source or pair.target == p.target)
    known = f"; there are {', '.join(near[:_NAMED])}" if near else ""
    more = f" and {len(near) - _NAMED} more" if len(near) > _NAMED else ""
    return f"no model from {name(pair.source)} to {name(pair.target)}, and no route{known}{more}"
