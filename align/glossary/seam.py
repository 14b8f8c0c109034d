"""What a glossary format is: it reads rows, and writes them with an account of what it cannot hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from align.concept import FULL, Case

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

    from align.languages import Pair
    from align.names.row import Row

# Examples enough to see what kind of thing is lost.
_EXAMPLES = 3


@dataclass(slots=True)
class Losses:
    """What a format could not hold, by kind, with where each stood."""

    by_kind: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, what: str) -> None:
        """Count one loss."""
        self.by_kind.setdefault(kind, []).append(what)

    def lines(self) -> list[str]:
        """Say how often each kind was lost, with the first examples."""
        return [
            f"{kind}: {len(ones)}, such as {', '.join(map(repr, list(dict.fromkeys(ones))[:_EXAMPLES]))}"
            for kind, ones in self.by_kind.items()
        ]


class GlossaryFormat(Protocol):
    """Read and write one format; `pair` is the one that the file is for, which some formats do not say themselves."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Give the rows in the order of the file; raise InputError."""

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Give the file; raise UsageError where a pair is needed and not given."""


def count_rules(rows: Iterable[Row], losses: Losses, *, holds: Container[str] = ()) -> None:
    """Count what rows say beside their forms, but for the kinds that the format `holds`."""
    for row in rows:
        for kind, is_there in (
            ("concept ids", row.concept),
            ("kinds", row.kind),
            ("forms of a name", row.form != FULL),
            ("case policies", row.case is not Case.FOLD),
            ("names not to be translated", row.is_translated is False),
            ("dates", row.validity.since or row.validity.until),
            ("first-mention rules", row.first),
            ("scopes", row.is_unquoted is not None),
            ("exceptions", row.exceptions),
            ("inflected forms", any(term.is_inflected for term in row.terms)),
            ("genders", any(term.gender for term in row.terms)),
            ("notes", row.note),
            ("sources", row.source),
        ):
            if is_there and kind not in holds:
                losses.add(kind, row.terms[0].text)
