"""The glossary as the other stages see it: all concepts of all files that are for an article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from align.concept import Concept, Status
from align.heap import growing
from align.names.files import files_of, read, read_usable
from align.names.fold import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from align.concept import Term
    from align.errors import InputError
    from align.languages import Pair
    from align.names.row import Row

# Long enough that two glossaries never share it, short enough for a signature line.
FINGERPRINT_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Termbase:
    """All concepts, in the order of their first row; `fingerprint` changes with any byte of the files."""

    concepts: tuple[Concept, ...] = ()
    fingerprint: str = ""

    @classmethod
    def load(cls, paths: Sequence[Path]) -> Termbase:
        """Read files and folders for all pairs and dates together; raise InputError."""
        return Glossaries.load(paths).termbase()


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the concept and the form that it speaks of, and the only pair that its file is for, if any."""

    row: Row
    concept: str
    form: str
    pair: Pair | None


class Glossaries:
    """The rows of all files in order; the preferred forms of a later file override those of earlier ones.

    A row without a concept means the concept that has its first spelling already, or else a new one.
    """

    def __init__(self, rows: Sequence[Placed], fingerprint: str) -> None:
        self.rows = tuple(rows)
        self.fingerprint = fingerprint
        self._pairs = {placed.pair for placed in rows if placed.pair}
        self._dates = sorted({date for placed in rows for date in _bounds(placed.row)})
        self._made: dict[tuple[frozenset[Pair], tuple[bool, ...]], Termbase] = {}

    @classmethod
    def load(cls, paths: Sequence[Path], *, refused: list[InputError] | None = None) -> Glossaries:
        """Read files, and the glossaries in folders; raise InputError.

        With `refused`, which gets the errors of single rows, twins are let in, and the rows that can be used.
        """
        reader = read if refused is None else partial(read_usable, refused=refused)
        placing = _Placing()
        content = hashlib.sha256()
        for file in [file for path in paths for file in files_of(path)]:
            with growing():
                placing.add(reader(file.path, file.pair), file.pair)
            content.update(hashlib.sha256(file.path.read_bytes()).digest())
        return cls(placing.rows, content.hexdigest()[:FINGERPRINT_LENGTH] if paths else "")

    def termbase(self, pair: Pair | None = None, date: str = "") -> Termbase:
        """Give what holds for articles of a pair and of a day (`YYYY-MM-DD`); without them, what may hold for any."""
        pairs = frozenset(one for one in self._pairs if pair is None or one.serves(pair))
        day = date if self._dates else ""
        known = pairs, tuple(placed.row.validity.holds(day) for placed in self.rows) if day else ()
        if known not in self._made:
            rows = [placed for placed in self.rows if placed.pair is None or placed.pair in pairs]
            with growing():
                self._made[known] = Termbase(tuple(_concepts(rows, day)), self.fingerprint)
        return self._made[known]


def _bounds(row: Row) -> Iterator[str]:
    yield from filter(None, (row.validity.since, row.validity.until))


def _concepts(rows: Sequence[Placed], day: str) -> Iterator[Concept]:
    drafts: dict[str, _Draft] = {}
    for placed in rows:
        if placed.concept not in drafts:
            drafts[placed.concept] = _Draft(placed.concept)
        drafts[placed.concept].add(placed.row, placed.form, is_valid=placed.row.validity.holds(day))
    return (draft.finish() for draft in drafts.values())


@dataclass(slots=True)
class _Draft:
    """A concept while rows are joined; terms by form and language."""

    id: str
    kind: str = ""
    is_translated: bool | None = None
    first: str = ""
    is_unquoted: bool | None = None
    exceptions: list[Term] = field(default_factory=list)
    terms: dict[tuple[str, str], list[Term]] = field(default_factory=dict)

    def add(self, row: Row, form: str, *, is_valid: bool) -> None:
        self.kind = row.kind or self.kind
        if is_valid:
            self.is_translated = self.is_translated if row.is_translated is None else row.is_translated
            self.is_unquoted = self.is_unquoted if row.is_unquoted is None else row.is_unquoted
            self.first = row.first or self.first
        self.exceptions += row.exceptions
        newer: dict[tuple[str, str], list[Term]] = {}
        for term in row.terms:
            newer.setdefault((form, term.language), []).append(term if term.form == form else replace(term, form=form))
        for place, terms in newer.items():
            older = self.terms.get(place, [])
            if is_valid:
                self.terms[place] = _override(older, terms) if older else terms
            else:
                self.terms[place] = _override(terms, older)

    def finish(self) -> Concept:
        return Concept(
            self.id,
            self.kind or "other",
            tuple(term for terms in self.terms.values() for term in terms),
            do_not_translate=self.is_translated is False,
            first=self.first,
            is_unquoted=bool(self.is_unquoted),
            exceptions=tuple(self.exceptions),
        )


def _override(older: Sequence[Term], newer: list[Term]) -> list[Term]:
    """Let the newer row decide, and go on recognising the spellings of the older one."""
    texts = {term.text for term in newer}
    kept = [term for term in older if term.text not in texts]
    return newer + [replace(term, status=Status.ADMITTED) if term.status is Status.PREFERRED else term for term in kept]


class _Placing:
    """Find the concept of each row: by its id, or by its first spelling where it names none."""

    def __init__(self) -> None:
        self.rows: list[Placed] = []
        self._ids: set[str] = set()
        self._by_spelling: dict[tuple[str, str], dict[tuple[str, str], None]] | None = None

    def add(self, rows: Sequence[Row], pair: Pair | None) -> None:
        """Place the rows of one file; spellings are looked up in the files before it."""
        self._by_spelling = None
        for row in rows:
            concept, form = (row.concept, row.form) if row.concept else self._place(row)
            self._ids.add(concept)
            self.rows.append(Placed(row, concept, form, pair))

    def _place(self, row: Row) -> tuple[str, str]:
        spelling = row.terms[0].language, key(row.terms[0].text)
        known = list(self._spellings().get(spelling, ()))
        if len(known) == 1:
            return known[0]
        name = spelling[1].replace(" ", "-")
        is_new = name not in self._ids or not known
        return (name if is_new else f"{name}@{row.where.rpartition(':')[2]}"), row.form

    def _spellings(self) -> dict[tuple[str, str], dict[tuple[str, str], None]]:
        """Index what earlier files hold; made once a file, when the first row asks."""
        if self._by_spelling is None:
            self._by_spelling = {}
            for placed in self.rows:
                for term in placed.row.terms:
                    place = term.language, key(term.text)
                    self._by_spelling.setdefault(place, {})[placed.concept, placed.form] = None
        return self._by_spelling
