"""The glossary as the other stages see it: all concepts of all files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.concept import Concept, Status
from align.errors import InputError
from align.names.csvfile import read
from align.names.fold import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.concept import Term
    from align.names.csvfile import Row

# Long enough that two glossaries never share it, short enough for a signature line.
_FINGERPRINT_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts, in the order of their first row; `fingerprint` changes with any byte of the files."""

    concepts: tuple[Concept, ...] = ()
    fingerprint: str = ""

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Termbase:
        """Read files and the *.csv of folders; the preferred forms of a later file override those of earlier ones.

        A row without a concept means the concept that has its first spelling already, or else a new one.
        Raises InputError.
        """
        drafts = _Drafts()
        content = hashlib.sha256()
        for file in [file for path in paths for file in _files(path)]:
            drafts.add(read(file))
            content.update(hashlib.sha256(file.read_bytes()).digest())
        fingerprint = content.hexdigest()[:_FINGERPRINT_LENGTH] if paths else ""
        return cls(tuple(draft.finish() for draft in drafts.by_id.values()), fingerprint)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.csv"))
    if not files:
        raise InputError("no *.csv in the folder", where=str(path), advice="name a glossary file with --glossary")
    return files


@dataclass(slots=True)
class _Draft:
    """A concept while files are read; terms by form and language."""

    id: str
    kind: str = ""
    is_translated: bool | None = None
    terms: dict[tuple[str, str], list[Term]] = field(default_factory=dict)

    def add(self, row: Row, form: str) -> None:
        self.kind = row.kind or self.kind
        self.is_translated = self.is_translated if row.is_translated is None else row.is_translated
        newer: dict[tuple[str, str], list[Term]] = {}
        for term in row.terms:
            newer.setdefault((form, term.language), []).append(term if term.form == form else replace(term, form=form))
        for place, terms in newer.items():
            older = self.terms.get(place)
            self.terms[place] = _override(older, terms) if older else terms

    def finish(self) -> Concept:
        terms = tuple(term for terms in self.terms.values() for term in terms)
        return Concept(self.id, self.kind or "other", terms, do_not_translate=self.is_translated is False)


def _override(older: Sequence[Term], newer: list[Term]) -> list[Term]:
    """Let the newer file decide, and go on recognising the spellings of the older one."""
    texts = {term.text for term in newer}
    kept = [term for term in older if term.text not in texts]
    return newer + [replace(term, status=Status.ADMITTED) if term.status is Status.PREFERRED else term for term in kept]


class _Drafts:
    """Concepts by id, and by spelling for rows that name no concept."""

    def __init__(self) -> None:
        self.by_id: dict[str, _Draft] = {}
        self._by_spelling: dict[tuple[str, str], list[tuple[str, str]]] | None = None

    def add(self, rows: Sequence[Row]) -> None:
        self._by_spelling = None
        for row in rows:
            concept, form = (row.concept, row.form) if row.concept else self._place(row)
            if concept not in self.by_id:
                self.by_id[concept] = _Draft(concept)
            self.by_id[concept].add(row, form)

    def _place(self, row: Row) -> tuple[str, str]:
        """Find the concept and form of an earlier file that a nameless row speaks of."""
        spelling = row.terms[0].language, key(row.terms[0].text)
        known = self._spellings().get(spelling, [])
        if len(known) == 1:
            return known[0]
        name = spelling[1].replace(" ", "-")
        return (name if name not in self.by_id or not known else f"{name}@{row.where.rpartition(':')[2]}"), row.form

    def _spellings(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """Index what earlier files hold; made once a file, when the first row asks."""
        if self._by_spelling is None:
            self._by_spelling = {}
            for draft in self.by_id.values():
                for (form, language), terms in draft.terms.items():
                    for spelling in {key(term.text) for term in terms}:
                        self._by_spelling.setdefault((language, spelling), []).append((draft.id, form))
        return self._by_spelling
