"""Decide whom a spelling means that several people bear: `Kim` after `Kim Hong-kyun` is he."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.names.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.concept import Concept, Term
    from align.document import Span

# A spelling that several concepts share, decided by what stands elsewhere in the article.
_BY_CONTEXT = 0.9
_STRANGER = ""
# A full name this many names later in a segment is too far to explain a family name.
_AHEAD = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A found spelling, and the concepts that it may mean; with none it is known to mean somebody else.

    A weak stranger does not take the spelling from whom the article has named before.
    """

    span: Span
    candidates: tuple[tuple[Concept, Term], ...]
    spelling: str
    confidence: float = 1.0
    is_weak: bool = False

    def move(self, span: Span) -> Hit:
        """Put the hit elsewhere."""
        return replace(self, span=span)


def refer(article: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Leave one candidate in each hit of an article, and leave out hits that cannot be decided."""
    named = _Named(article)
    return [list(named.decide(row)) for row in article]


class _Named:
    """Who bears a spelling, as far as the article has been read."""

    def __init__(self, article: Sequence[Sequence[Hit]]) -> None:
        self._last: dict[str, str] = {}
        self._anywhere: dict[str, set[str]] = {}
        self._shorter: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in article:
            for hit in row:
                for spelling, bearer in self._bearers(hit):
                    self._anywhere.setdefault(spelling, set()).add(bearer)

    def decide(self, row: Sequence[Hit]) -> Iterator[Hit]:
        for place, hit in enumerate(row):
            decided = self._decide(hit, row[place + 1 : place + 1 + _AHEAD])
            if decided is not None:
                yield decided
            self._last.update(self._bearers(hit))

    def _decide(self, hit: Hit, later: Sequence[Hit]) -> Hit | None:
        if not hit.candidates:
            return None
        last = self._last.get(hit.spelling)
        if last is None and len(hit.candidates) == 1:
            return hit
        if last is None:
            last = self._announced(hit, later)
        chosen = tuple(pair for pair in hit.candidates if pair[0].id == last)
        if not chosen:
            return None
        return hit if chosen == hit.candidates else replace(hit, candidates=chosen, confidence=_BY_CONTEXT)

    def _announced(self, hit: Hit, later: Sequence[Hit]) -> str | None:
        """Find who is named in full later: in this segment, or as the only bearer in the article."""
        for other in later:
            bearer = dict(self._bearers(other)).get(hit.spelling)
            if bearer is not None:
                return bearer
        bearers = self._anywhere.get(hit.spelling, set())
        return next(iter(bearers)) if len(bearers) == 1 else None

    def _bearers(self, hit: Hit) -> list[tuple[str, str]]:
        """Give the shorter spellings that a mention makes clear, and whom they mean from here on."""
        if not hit.candidates:
            return [] if hit.is_weak and hit.spelling in self._last else [(hit.spelling, _STRANGER)]
        if len(hit.candidates) > 1:
            return []
        concept = hit.candidates[0][0]
        known = (concept.id, hit.spelling)
        if known not in self._shorter:
            texts = {key(term.text) for term in concept.terms}
            self._shorter[known] = tuple(sorted(text for text in texts if len(text) < len(hit.spelling)))
        return [(spelling, concept.id) for spelling in self._shorter[known]]
