"""The words that the page and the index use for what became of names, articles and segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import languages
from align.bitext import Origin, Result, Step, UnitStatus
from align.document import Role
from align.report import ArticleState

if TYPE_CHECKING:
    from align.bitext import TranslationUnit

RESULTS = {
    Result.APPLIED: "as agreed",
    Result.INFLECTED: "inflected",
    Result.REPAIRED: "repaired",
    Result.MISSED: "missing",
    Result.DIFFERS: "not as agreed",
}
OUTCOMES = {
    Result.APPLIED: "The agreed form stands in the translation.",
    Result.INFLECTED: "An inflected form of the agreed name stands in the translation.",
    Result.REPAIRED: "The agreed form was put in after translation.",
    Result.MISSED: "The agreed form is not in the translation.",
    Result.DIFFERS: "Not written in the agreed form.",
}
# An article that is in the target language already has no translation to speak of.
CHECKED_OUTCOMES = OUTCOMES | {
    Result.APPLIED: "Written in the agreed form.",
    Result.INFLECTED: "Written in an inflected form of the agreed one.",
}
STEPS = {
    Step.PLAIN: "The engine wrote it unprompted.",
    Step.CONSTRAINT: "The engine was told to write it.",
    Step.PLACEHOLDER: "A placeholder carried it through the engine.",
    Step.REPAIR: "It replaced what the engine wrote.",
    Step.NONE: "",
}
# An ordinary paragraph needs no mark in the margin.
ROLES = {
    Role.TITLE: "Title",
    Role.HEADING: "Heading",
    Role.QUOTE: "Quote",
    Role.LIST: "List",
    Role.CELL: "Table",
    Role.CAPTION: "Caption",
    Role.DESCRIPTION: "Summary",
}
STATES = {
    ArticleState.TRANSLATED: "translated",
    ArticleState.CHECKED: "names checked",
    ArticleState.ALIGNED: "aligned",
    ArticleState.COMPARABLE: "no translation of each other",
    ArticleState.UNRELATED: "not about the same",
    ArticleState.FAILED: "failed",
}
STATUSES = {UnitStatus.REVIEWED: "Reviewed", UnitStatus.APPROVED: "Approved", UnitStatus.REJECTED: "Rejected"}
PINNED = "Pinned"
ORIGINS = {
    Origin.MEMORY: "From the translation memory",
    Origin.PERSON: "Written by a person",
    Origin.SOURCE: "Left as it stands",
}
OUTPUTS = {"html": "Page", "tmx": "TMX", "document": "Document", "names": "Names of the batch"}
# A route this long passes through a third language.
PIVOTED = 3


def remarks(unit: TranslationUnit, *, is_translation: bool) -> tuple[str, ...]:
    """Say in a few words what is out of the ordinary about a unit: origin, route, bead."""
    found: list[str] = []
    if unit.origin in ORIGINS and (is_translation or unit.origin is not Origin.SOURCE):
        found.append(ORIGINS[unit.origin])
    if len(unit.route) >= PIVOTED:
        found.append(f"By way of {', '.join(map(languages.name, unit.route[1:-1]))}")
    # What stands alone is flagged.
    if unit.bead.kind != "1-1" and unit.bead.source and unit.bead.target and is_translation:
        found.append(f"{len(unit.bead.source)} to {len(unit.bead.target)} segments")
    return tuple(found)


def sureness(confidence: float) -> str:
    """Write a confidence of language detection for people: rounded down, for "100 %" would claim too much.

    Empty where there was nothing to be sure of: the person has named the language, or no other has the script.
    """
    return percent(confidence) if 0 < confidence < 1 else ""


def percent(share: float) -> str:
    """Write a share in whole per cent, rounded down."""
    return f"{int(share * 100)} %"


def direction(tag: str) -> str:
    """Give the `dir` of a text: fixed where the script runs from right to left, else by its first strong letter.

    Fixed, because an Arabic sentence that begins with a Latin name would otherwise run the wrong way.
    """
    return "rtl" if languages.is_right_to_left(tag) else "auto"
