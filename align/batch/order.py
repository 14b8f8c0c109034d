"""What is to be done with many articles, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from align.bitext import Bitext
    from align.names.ledger import Ledger
    from align.news import News
    from align.report import ArticleReport, BatchReport
    from align.settings import Settings
    from align.summary import NameUse
    from align.survey import Survey

INDEX, NAMES, REPORT = "index.html", "names.html", "report.json"
# The exit code where texts are no translations of each other: none of the codes of errors.
NOT_PARALLEL = 7
# Under this name the store keeps what the batch was asked for.
REQUEST = "batch"
# Under this one how many events its outputs show, and by which glossary.
SHOWN = "shown"
# Under this one the articles that could not be done: they are not kept, but have to be told of.
FAILED = "failed"

# Under this one the names that the next translation keeps as the last ledger has them.
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: the settings of the pipeline, where the outputs go, and how many processes work.

    With `names` the ledger of all names is made as well, as it is where an earlier run has made it; without `writes`
    only that and the index are written. `memories` are TMX files to be used from now on. `failed` are articles of the
    batch that an earlier run could not do, by their places in it.
    """

    settings: Settings
    output: Path
    memories: tuple[Path, ...] = ()
    force: bool = False
    jobs: int = 1
    names: bool = False
    writes: bool = True
    failed: Mapping[int, ArticleReport] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker says of one article; `trace` is filled when a bug stopped it.

    `joined` holds the units that OmegaT needs beside the article's own, for the TMX of the batch.
    """

    report: ArticleReport
    uses: tuple[NameUse, ...] = ()
    joined: Bitext | None = None
    survey: Survey | None = None
    news: News | None = None
    exit_code: int = 0
    trace: str = ""


@dataclass(frozen=True, slots=True)
class SliceOutcome:
    """What a worker says of one slice: outcomes by the input's name, sentences translated, notices."""

    outcomes: dict[str, Outcome]
    translated: int = 0
    notices: tuple[str, ...] = ()


@dataclass
class BatchOutcome:
    """What the whole run came to."""

    report: BatchReport
    outcomes: tuple[Outcome, ...]
    translated: int
    notices: tuple[str, ...] = ()
    ledger: Ledger | None = None

    @property
    def exit_code(self) -> int:
        """Give 0, the code that all articles with one share, or 1."""
        codes = {one.exit_code for one in self.outcomes if one.exit_code}
        return codes.pop() if len(codes) == 1 else int(bool(codes))
