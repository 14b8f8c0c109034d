"""What to install for a pair: one model, or those of a route through another language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from align.errors import ModelMissingError
from align.languages import Pair, name
from align.models.offer import best

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from align.models.offer import Offer

# As many as the route of `engines.pivot` has at most.
_MOST_LEGS = 3
# Languages that an error names as near what was asked.
_NAMED = 6


# Legs, those that only a lesser engine serves, those to fetch, and whether another language than English lies between.
_Cost = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Leg:
    """One model of a route; `offer` is None where it is installed already."""

    pair: Pair
    offer: Offer | None


def plan(
    pair: Pair, present: Collection[Pair], offers: Iterable[Offer], lesser: Collection[Pair] = ()
) -> tuple[Leg, ...]:
    """Give the legs from source to target: the fewest, then the fewest to fetch, then through English.

    `lesser` are pairs that are here by programs of the system, which a model that is offered goes before.
    Raises ModelMissingError where the indexes have no way.
    """
    offered: dict[Pair, list[Offer]] = defaultdict(list)
    for offer in offers:
        offered[offer.pair].append(offer)
    leaving: dict[str, list[Pair]] = defaultdict(list)
    for known in sorted({*present, *offered, *lesser}):
        leaving[known.source].append(known)
    waiting: list[tuple[_Cost, tuple[str, ...]]] = [((0, 0, 0, False), (pair.source,))]
    while waiting:
        (legs, poor, fetched, is_odd), tags = heappop(waiting)
        if tags[-1] == pair.target:
            route = [Pair(*two) for two in pairwise(tags)]
            return tuple(Leg(p, best(tuple(offered[p])) if p in offered and p not in present else None) for p in route)
        if legs == _MOST_LEGS:
            continue
        for following in leaving[tags[-1]]:
            if following.target in tags:
                continue
            is_here, is_offered = following in present, following in offered
            is_strange = is_odd or following.target not in {"en", pair.target}
            cost = (
                legs + 1,
                poor + (not is_here and not is_offered),
                fetched + (not is_here and is_offered),
                is_strange,
            )
            heappush(waiting, (cost, (*tags, following.target)))
    package = package_for(pair)
    raise ModelMissingError(_none(pair, offered), advice=f"apt install {package}" if package else "align models list")


def package_for(pair: Pair) -> str:
    """Name the package of Debian by which Apertium translates the pair; empty where there is none."""
    from align.engines.apertium.modes import PACKAGES

    return next((package for package, pairs in PACKAGES.items() if pair in pairs), "")


def _none(pair: Pair, offered: Collection[Pair]) -> str:
    near = sorted(str(p) for p in offered if pair.source == p.source or pair.target == p.target)
    known = f"; there are {', '.join(near[:_NAMED])}" if near else ""
    more = f" and {len(near) - _NAMED} more" if len(near) > _NAMED else ""
    return f"no model from {name(pair.source)} to {name(pair.target)}, and no route{known}{more}"
