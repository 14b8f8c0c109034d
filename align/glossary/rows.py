"""Make rows of what other programs' glossaries hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from align.concept import FULL, Status, Term
from align.names.csvfile import LETTER
from align.names.fold import compose
from align.names.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_SPACE = re.compile(r"[ \t\r\n]+")


def squeezed(text: str) -> str:
    """Make one space of what XML takes for space; a space that does not break is kept."""
    return _SPACE.sub(" ", text).strip()


def term(language: str, text: str, status: Status, path: Path, line: int) -> Term | None:
    """Give a term with its spaces and letters composed; None for a text without letters."""
    composed = compose(squeezed(text))[0]
    if not LETTER.search(composed):
        return None
    return Term(language, composed, status, file=path.name, line=line)


def agreed(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Let each language have one preferred term, its first; a language without a usable one is left out."""
    kept: dict[str, list[Term]] = {}
    for one in terms:
        those = kept.setdefault(one.language, [])
        if one.text not in {other.text for other in those}:
            those.append(one)
    found: list[Term] = []
    for those in kept.values():
        first = next((one for one in those if one.status is Status.PREFERRED), None)
        first = first or next((one for one in those if one.status is Status.ADMITTED), None)
        if first is None:
            continue
        found.append(replace(first, status=Status.PREFERRED))
        found += [
            replace(one, status=Status.ADMITTED) if one.status is Status.PREFERRED else one
            for one in those
            if one is not first
        ]
    return tuple(found)


def bilingual(path: Path, lines: Iterable[tuple[int, str, str, str, str, str]]) -> list[Row]:
    """Join lines (number, source tag, source, target tag, target, note); a further target of a source is admitted."""
    terms: dict[tuple[str, str], list[Term]] = {}
    notes: dict[tuple[str, str], str] = {}
    for line, source_tag, source, target_tag, target, note in lines:
        left = term(source_tag, source, Status.PREFERRED, path, line)
        right = term(target_tag, target, Status.PREFERRED, path, line)
        if left is None or right is None:
            continue
        place = source_tag, left.text
        known = terms.setdefault(place, [left])
        known.append(right)
        notes[place] = notes.get(place) or note.strip()
    return [
        Row("", "", FULL, None, agreed(those), f"{path}:{those[0].line}", note=notes[place])
        for place, those in terms.items()
    ]
