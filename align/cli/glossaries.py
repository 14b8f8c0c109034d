"""Which glossaries a run uses: those named, or those that come with Align; and for which day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = Path(__file__).resolve().parents[1]


def chosen_glossaries(named: Sequence[Path] | None) -> tuple[Path, ...]:
    """Give the paths to load, in order; raise UsageError for one that does not exist."""
    for path in named or ():
        if not path.exists():
            raise UsageError("no such glossary file or folder", where=str(path), advice="ls  # to see what is here")
    return tuple(named) if named else (_bundled(),)


def chosen_day(text: str) -> str:
    """Give the day of articles that do not tell theirs as `YYYY-MM-DD`; raise UsageError for another text."""
    import datetime as dt

    try:
        return text and dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{text!r} is not a day", advice="write it as --date 2018-06-30") from error


def _bundled() -> Path:
    """Find the project's glossaries: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "glossaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "glossaries"
