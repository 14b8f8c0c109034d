"""Check the names of an article that is in the target language already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.bitext import Flag, NameOutcome, Result, Step
from align.concept import Status
from align.names.fold import straighten
from align.names.terms import preferred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Mention


def check(mentions: Sequence[Mention], language: str) -> tuple[tuple[NameOutcome, ...], tuple[Flag, ...]]:
    """Compare each mention of a segment with the agreed form; deprecated and other spellings are flagged."""
    names: list[NameOutcome] = []
    flags: dict[str, Flag] = {}
    for mention in mentions:
        agreed = preferred(mention.concept, language, mention.term.form)
        if agreed is None:
            continue
        result = _result(mention, agreed.text)
        if result is Result.DIFFERS:
            flags.setdefault(
                mention.surface, Flag("name-form", f"writes {mention.surface!r}, agreed is {agreed.text!r}")
            )
        names.append(
            NameOutcome(
                mention.concept,
                mention.span,
                mention.surface,
                agreed.text,
                result,
                Step.NONE if result is Result.DIFFERS else Step.PLAIN,
            )
        )
    return tuple(names), tuple(flags.values())


def _result(mention: Mention, agreed: str) -> Result:
    """Judge one mention: the agreed form, a form of a title that grammar asks for, or another."""
    surface = straighten(mention.surface)
    written = straighten(agreed)
    if surface == written or surface.isupper() or surface == written[0].upper() + written[1:]:
        return Result.APPLIED
    if mention.concept.kind == "title" and surface.casefold() == written.casefold():
        return Result.APPLIED
    if mention.term.is_inflected:
        return Result.INFLECTED
    is_admitted = mention.term.status in (Status.PREFERRED, Status.ADMITTED)
    return Result.INFLECTED if mention.concept.kind == "title" and is_admitted else Result.DIFFERS
