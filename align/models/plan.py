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


@dataclass(frozen=True, slots=True)
class Leg:
    """One model of a route; `offer` is None where it is installed already."""

    pair: Pair
    offer: Offer | None


def plan(pair: Pair, present: Collection[Pair], offers: Iterable[Offer]) -> tuple[Leg, ...]:
    """Give the legs from source to target: the fewest, then the fewest to fetch, then through English.

    Raises ModelMissingError where the indexes have no way.
    """
    offered: dict[Pair, list[Offer]] = defaultdict(list)
    for offer in offers:
        offered[offer.pair].append(offer)
    leaving: dict[str, list[Pair]] = defaultdict(list)
    for known in sorted({*present, *offered}):
        leaving[known.source].append(known)
    waiting: list[tuple[int, int, bool, tuple[str, ...]]] = [(0, 0, False, (pair.source,))]
    while waiting:
        legs, fetched, is_odd, tags = heappop(waiting)
        if tags[-1] == pair.target:
            route = (Pair(*two) for two in pairwise(tags))
            return tuple(Leg(leg, None if leg in present else best(tuple(offered[leg]))) for leg in route)
        if legs == _MOST_LEGS:
            continue
        for following in leaving[tags[-1]]:
            if following.target not in tags:
                cost = fetched + (following not in present)
                strange = is_odd or following.target not in {"en", pair.target}
                heappush(waiting, (legs + 1, cost, strange, (*tags, following.target)))
    raise ModelMissingError(_none(pair, offered), advice="align models list")


def _none(pair: Pair, offered: Collection[Pair]) -> str:
    near = sorted(str(p) for p in offered if pair.source == p.source or pair.target == p.target)
    known = f"; there are {', '.join(near[:_NAMED])}" if near else ""
    more = f" and {len(near) - _NAMED} more" if len(near) > _NAMED else ""
    return f"no model from {name(pair.source)} to {name(pair.target)}, and no route{known}{more}"
