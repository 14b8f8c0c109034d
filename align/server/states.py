"""What the page is told of an article, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.bitext import NameOutcome, TranslationUnit
    from align.desk import Sheet
    from align.document import Span


def sheet_as_json(sheet: Sheet) -> dict[str, object]:
    """Give the order of all units, and the state of each that a person touched."""
    return {
        "source": sheet.source,
        "structure": [unit.key for unit in sheet.units],
        "units": states(unit for unit in sheet.units if unit.review is not None),
    }


def states(units: Iterable[TranslationUnit]) -> list[dict[str, object]]:
    """Give the state of units; offsets are code points."""
    return [_state(unit) for unit in units]


def _state(unit: TranslationUnit) -> dict[str, object]:
    review = unit.review
    return {
        "id": unit.key,
        "source": unit.source,
        "target": unit.target,
        "status": unit.status.value,
        "version": review.version if review else 0,
        "comment": review.comment if review else "",
        "pinned": bool(review and review.pinned),
        "by": review.by if review else "",
        "at": review.at if review else "",
        "machine": review.machine if review else unit.target,
        "names": [_name(name) for name in unit.names],
        "flags": [{"code": flag.code, "message": flag.message} for flag in unit.flags],
    }


def _name(name: NameOutcome) -> dict[str, object]:
    return {
        "concept": name.concept.id,
        "surface": name.surface,
        "form": name.form,
        "result": name.result.value,
        "step": name.step.value,
        "source": _ends(name.source_span),
        "target": _ends(name.target_span) if name.target_span else None,
    }


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]
