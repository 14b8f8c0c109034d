"""The list that `align models list` prints: what is installed, and what the saved indexes offer beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align import languages
from align.engines.seam import ENGINES
from align.languages import Pair
from align.models.installed import ENGINES as FOLDERS
from align.models.installed import installed
from align.models.offer import is_newer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.models.index import Index
    from align.models.installed import Installed

INSTALLED, DAMAGED = "installed", "damaged"
NEWER, INSTALLABLE = "newer version", "can be installed"
# An engine that serves more pairs than this by one model is shown in one row.
_MANY = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A model; `pair` is empty where it serves many, `size` (bytes) 0 and texts empty where nobody says."""

    state: str
    engine: str
    pair: str
    version: str
    size: int
    licence: str

    def as_pair(self) -> Pair:
        """Give the pair as a value; raise UsageError where it serves many."""
        return Pair.parse(self.pair)

    def concerns(self, language: str) -> bool:
        """Tell whether it translates from or to the language, or many."""
        if not self.pair:
            return True
        pair = self.as_pair()
        return languages.base(language) in {languages.base(pair.source), languages.base(pair.target)}


def rows(indexes: Sequence[Index]) -> tuple[Row, ...]:
    """Give what is here, in the order of engines and pairs, then what can be installed."""
    models = installed()
    present = [_row_of(model) for model in models]
    return (*present, *_served_otherwise(), *_offered(models, indexes))


def _row_of(model: Installed) -> Row:
    state = DAMAGED if model.problems() else f"comes with {model.keeper}" if model.keeper else INSTALLED
    pair = str(model.pair) if model.pair is not None else ""
    return Row(state, model.engine, pair, model.version, model.size, model.licence)


def _served_otherwise() -> Iterator[Row]:
    """Give the pairs of engines that keep their models elsewhere, such as programs of the system."""
    for name in (name for name in ENGINES.names if name not in FOLDERS):
        pairs = sorted(ENGINES.load(name)().pairs())
        if len(pairs) > _MANY:
            yield Row(INSTALLED, name, "", "", 0, "")
        else:
            yield from (Row(INSTALLED, name, str(pair), "", 0, "") for pair in pairs)


def _offered(models: Iterable[Installed], indexes: Sequence[Index]) -> Iterator[Row]:
    versions = {(model.engine, model.pair): model.version for model in reversed(tuple(models))}
    for index in indexes:
        for offer in sorted(index.offers, key=lambda offer: offer.pair):
            here = versions.get((offer.engine, offer.pair))
            if here is None or is_newer(offer.version, here):
                state = INSTALLABLE if here is None else NEWER
                yield Row(state, offer.engine, str(offer.pair), offer.version, offer.size, offer.licence)


def counted(shown: Iterable[Row]) -> str:
    """Count the rows by state in one line."""
    return ", ".join(f"{number} {state}" for state, number in Counter(row.state for row in shown).items())
