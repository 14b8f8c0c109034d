"""Which glossaries a run uses: those named, or those that come with Align."""

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


def _bundled() -> Path:
    """Find the project's glossaries: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "glossaries"
    return inside if inside.is_dir() else _PACKAGE.parent / "glossaries"
