"""Values that say what a batch did: per article, per name, and as a whole. No clock in them: same input, same bytes."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from align.concept import Concept
from align.signature import Signature

if TYPE_CHECKING:
    from align.bitext import Flag, Result


class ArticleState(StrEnum):
    """What became of an article. CHECKED: it was in the target language already, and its names were looked at.

    ALIGNED: its translation was there already; COMPARABLE, UNRELATED: what was taken for that is none.
    """

    TRANSLATED = "translated"
    CHECKED = "checked"
    ALIGNED = "aligned"
    COMPARABLE = "comparable"
    UNRELATED = "unrelated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class UnitFlag:
    """A flag and the number of the unit that it stands at; number 0 is the article as a whole."""

    number: int
    flag: Flag


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """What people did: units edited, approved, rejected, commented, reviewed; how much of the machine's text changed.

    The distances are Levenshtein's in characters and TER's in words, over the texts that people edited or settled;
    beside each stands the length of what they left.
    """

    edited: int = 0
    approved: int = 0
    rejected: int = 0
    commented: int = 0
    characters_changed: int = 0
    characters: int = 0
    words_changed: int = 0
    words: int = 0
    reviewed: int = 0

    @property
    def seen(self) -> int:
        """Count the units that a person has judged, in whatever way."""
        return self.approved + self.rejected + self.reviewed

    @property
    def ter(self) -> float:
        """Give the translation edit rate in per cent; nan where nobody judged anything."""
        return 100 * self.words_changed / self.words if self.words else math.nan

    def __add__(self, other: ReviewCounts) -> ReviewCounts:
        return ReviewCounts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What became of one article.

    `path` is as the user gave it, and `translation` that of the text it was aligned with; `title` is the first heading
    or line. `confidence` is that of the language, `aligned` what can be expected to be rightly aligned of both texts.
    `outputs` maps a kind ("tmx", "html", "document") to a file name relative to the output folder. `error` and `advice`
    are filled for FAILED only.
    """

    path: str
    state: ArticleState
    translation: str = ""
    title: str = ""
    format: str = ""
    source_language: str = ""
    target_language: str = ""
    confidence: float = 0.0
    aligned: float = 0.0
    segments: int = 0
    words: int = 0
    results: Mapping[Result, int] = field(default_factory=Counter)
    flags: tuple[UnitFlag, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    engine: str = ""
    review: ReviewCounts = ReviewCounts()
    error: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which the sources of the batch write a name: in what language, how often, in which articles."""

    language: str
    surface: str
    count: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameReport:
    """One name over the whole batch: how the sources spell it, the agreed form, and what became of its mentions.

    `forms` are the agreed target forms that were due (the full name, the short one), most frequent first.
    """

    concept: Concept
    forms: tuple[str, ...]
    spellings: tuple[Spelling, ...]
    results: Mapping[Result, int]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of the batch; `outputs` are the files that belong to all of it (the TMX of each pair)."""

    target_language: str
    articles: tuple[ArticleReport, ...]
    names: tuple[NameReport, ...]
    signature: Signature
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def results(self) -> Counter[Result]:
        """Add up what became of all mentions."""
        total: Counter[Result] = Counter()
        for article in self.articles:
            total.update(article.results)
        return total

    @property
    def review(self) -> ReviewCounts:
        """Add up what people did."""
        return sum((article.review for article in self.articles), ReviewCounts())

    @property
    def engines(self) -> dict[str, ReviewCounts]:
        """Add up what people did to the articles of each engine."""
        found: dict[str, ReviewCounts] = {}
        for article in self.articles:
            if article.engine:
                found[article.engine] = found.get(article.engine, ReviewCounts()) + article.review
        return found


def report_as_json(report: BatchReport) -> bytes:
    """Write the report for other programs; a concept is named by its id and kind, its terms stay in the glossary."""
    plain = _plain(report)
    plain["results"] = _plain(report.results)
    plain["engines"] = _plain(report.engines)
    return _encoded(plain)


def as_json(value: Any) -> bytes:
    """Write any value of dataclasses, mappings and tuples for other programs, concepts as in the report."""
    return _encoded(_plain(value))


def _encoded(plain: Any) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, Signature):
        return str(value)
    if isinstance(value, Concept):
        return {"id": value.id, "kind": value.kind}
    if isinstance(value, ReviewCounts):
        rate = None if math.isnan(value.ter) else round(value.ter, 1)
        return {one.name: getattr(value, one.name) for one in fields(value)} | {"ter": rate}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
