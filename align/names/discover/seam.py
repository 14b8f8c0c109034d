"""What a finder of names is: it reads the segments of one article and gives the stretches that may be names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar, Protocol

from align.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Span

OTHER = "other"


class Cue(IntEnum):
    """What speaks for a name, the weakest first. SHAPE: two or more capitals. PLACE: a preposition before it."""

    REPEATED = 1
    SHAPE = 2
    PLACE = 3
    HEAD = 4
    SPEECH = 5
    TITLE = 6
    MODEL = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a segment that may be a name; `kind` is one of the glossary's, "other" where nothing tells it."""

    segment: int
    span: Span
    surface: str
    kind: str
    cue: Cue


class Finder(Protocol):
    """Find names by one kind of evidence."""

    name: ClassVar[str]

    def serves(self, language: str) -> bool:
        """Tell whether it can read that language here; False where what it needs is not installed."""

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the candidates in the segments of one article, in the order of the text."""


FINDERS = Registry(
    "name finder",
    "align.name_finders",
    {
        "capitals": "align.names.discover.capitals:Capitals",
        "hangul": "align.names.discover.hangul:Hangul",
        "titles": "align.names.discover.titles:Titles",
        "spacy": "align.names.discover.model:Spacy",
    },
)
