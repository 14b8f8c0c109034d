"""Look a glossary over: what contradicts, what stands twice, what can have no effect, and slips of the hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from align.concept import AVOIDED, SHORT, Status
from align.languages import base
from align.names.files import files_of
from align.names.fold import key
from align.names.slips import slips_in_file, slips_in_term
from align.names.termbase import Glossaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from align.concept import Term
    from align.errors import InputError
    from align.names.termbase import Placed


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, or only to know (`is_fault` false), with its line and what to do."""

    where: str
    code: str
    message: str
    advice: str
    is_fault: bool = True

    def as_json(self) -> dict[str, object]:
        """Give plain values."""
        return asdict(self)


def check(paths: Sequence[Path]) -> list[Finding]:
    """Look over files that are used together, in their order; raise InputError for one that is no glossary."""
    refused: list[InputError] = []
    rows = Glossaries.load(paths, refused=refused).rows
    found = [
        *(Finding(one.where, "unusable", one.message, one.advice) for one in refused),
        *(Finding(*slip) for path in paths for slip in slips_in_file(path)),
        *(one for placed in rows for one in _in_row(placed)),
        *_meanings(rows),
        *_rows_of_concepts(rows),
    ]
    order = {str(file.path): number for number, file in enumerate(file for path in paths for file in files_of(path))}

    def place(one: Finding) -> tuple[int, int, str, str]:
        file, _, line = one.where.rpartition(":")
        return order[file], int(line), one.code, one.message

    return sorted(dict.fromkeys(found), key=place)


def _in_row(placed: Placed) -> Iterator[Finding]:
    row = placed.row
    seen: dict[tuple[str, str], Term] = {}
    for term in row.terms:
        for code, message, advice in slips_in_term(term, is_family_name=row.kind == "person" and row.form == SHORT):
            yield Finding(row.where, code, message, advice)
        first = seen.setdefault((term.language, term.text if term.case == "exact" else key(term.text)), term)
        if first is not term and not term.status == first.status == Status.PREFERRED:
            message = f"column {term.language!r}: {term.text!r} stands there already, as {first.text!r}"
            yield Finding(row.where, "duplicate", message, "take one of the two out: case and hyphens are folded")
    if row.validity.since and row.validity.until and row.validity.until < row.validity.since[: len(row.validity.until)]:
        message = f"holds from {row.validity.since} until {row.validity.until}, which is never"
        yield Finding(row.where, "dead", message, "exchange the two dates")
    if placed.pair is not None:
        tags = {base(term.language) for term in row.terms}
        missing = [tag for tag in (placed.pair.source, placed.pair.target) if base(tag) not in tags]
        if missing:
            message = f"the file is for {placed.pair}, and the row has no form in {' and '.join(missing)}"
            yield Finding(row.where, "dead", message, "fill the column, or move the row to a file for all pairs")


def _meanings(rows: Sequence[Placed]) -> Iterator[Finding]:
    """Find spellings that mean two things, and forms that one row asks for and another forbids."""
    meanings: dict[tuple[str, str], dict[tuple[str, str], tuple[Placed, Term]]] = {}
    exceptions: dict[tuple[str, str], Placed] = {}
    for placed in rows:
        for term in placed.row.exceptions:
            exceptions.setdefault((base(term.language), key(term.text)), placed)
        for term in placed.row.terms:
            place = base(term.language), key(term.text)
            meanings.setdefault(place, {}).setdefault((placed.concept, placed.form), (placed, term))
    for place, those in meanings.items():
        (first, term), *others = those.values()
        if place in exceptions:
            message = f"{term.text!r} is never found: {exceptions[place].row.where} says that it is no name"
            yield Finding(first.row.where, "dead", message, "take it out of one of the two")
        for other, twin in others:
            yield from _two_meanings(first, term, other, twin)


def _two_meanings(first: Placed, term: Term, other: Placed, twin: Term) -> Iterator[Finding]:
    where = other.row.where
    if first.concept == other.concept:
        if first.form != other.form:
            message = f"{twin.text!r} is the form {first.form!r} of the same name already ({first.row.where})"
            yield Finding(where, "duplicate", message, "leave it in one of the two rows")
        return
    if _is_family_name(first) and _is_family_name(other):
        return
    if not _share_a_pair(first, other):
        return
    mine, theirs = _agreed(first, term.language), _agreed(other, twin.language)
    if all(theirs.get(tag, text) == text for tag, text in mine.items()):
        message = f"{twin.text!r} stands in {first.row.where} already, with the same forms"
        yield Finding(where, "duplicate", message, "take one of the two rows out, or give both one concept id")
        return
    people = first.row.kind == other.row.kind == "person"
    what = "two people" if people else f"{first.concept!r} ({first.row.where}) and {other.concept!r}"
    message = f"{twin.text!r} means {what}: {_shown(mine)} in {first.row.where}, {_shown(theirs)} here"
    advice = (
        "if they are one, give both rows one concept id; if not, write their full names otherwise"
        if people
        else ("give both rows one concept id and decide for one form, or take the spelling out of one of them")
    )
    yield Finding(where, "contradiction", message, advice)


def _rows_of_concepts(rows: Sequence[Placed]) -> Iterator[Finding]:
    """Find overrides, rows whose dates overlap, forms both asked for and avoided, and names that nothing is said of."""
    concepts: dict[str, list[Placed]] = {}
    for placed in rows:
        concepts.setdefault(placed.concept, []).append(placed)
    for those in concepts.values():
        for number, placed in enumerate(those):
            for earlier in those[:number]:
                if earlier.form == placed.form and _share_a_pair(earlier, placed):
                    yield from _overrides(earlier, placed)
        tags = {base(term.language) for placed in those for term in placed.row.terms}
        last = those[-1].row
        if len(tags) == 1 and not any(placed.row.is_translated is False for placed in those):
            message = f"{last.terms[0].text!r} has a form in {tags.pop()!r} alone, so that nothing is ever written"
            yield Finding(last.where, "dead", message, "add a language, or say 'no' in column 'translate'")
        for placed in those:
            if placed.row.first and base(placed.row.first) not in tags:
                message = f"column 'first': the name has no form in {placed.row.first!r}"
                yield Finding(placed.row.where, "dead", message, f"fill column {placed.row.first!r}")
        yield from _avoided(those)


def _overrides(earlier: Placed, placed: Placed) -> Iterator[Finding]:
    mine, theirs = placed.row.validity, earlier.row.validity
    same_file = _file(placed) == _file(earlier)
    if same_file and mine == theirs:
        yield _twins(earlier, placed)
        return
    apart = (mine.until and theirs.since and mine.until < theirs.since) or (
        theirs.until and mine.since and theirs.until < mine.since
    )
    if apart:
        return
    for term in placed.row.terms:
        agreed = next(
            (t for t in earlier.row.terms if t.language == term.language and t.status is Status.PREFERRED), None
        )
        if term.status is not Status.PREFERRED or agreed is None or agreed.text == term.text:
            continue
        message = f"column {term.language!r}: {term.text!r} takes the place of {agreed.text!r} ({earlier.row.where})"
        if same_file:
            yield Finding(
                placed.row.where, "contradiction", f"{message} on days that both rows are for", "part the dates"
            )
        else:
            yield Finding(placed.row.where, "override", message, "as a later file should", is_fault=False)


def _twins(earlier: Placed, placed: Placed) -> Finding:
    where = placed.row.where
    mine, theirs = _agreed(placed, ""), _agreed(earlier, "")
    name = placed.row.terms[0].text
    if any(theirs.get(tag, text) != text for tag, text in mine.items()):
        message = f"{name!r} is {_shown(theirs)} in {earlier.row.where}, and {_shown(mine)} here"
        return Finding(where, "contradiction", message, "decide for one, and keep the other behind it with ' | '")
    message = f"{name!r} has a form {placed.form!r} already ({earlier.row.where})"
    return Finding(where, "duplicate", message, "put all spellings in one row, with ' | ' between them")


def _avoided(those: Sequence[Placed]) -> Iterator[Finding]:
    agreed = {
        (term.language, term.text): placed
        for placed in those
        for term in placed.row.terms
        if term.status == "preferred"
    }
    for placed in those:
        for term in placed.row.terms:
            asking = agreed.get((term.language, term.text))
            if term.status in AVOIDED and asking and _file(asking) == _file(placed):
                message = f"{term.text!r} is {term.status} here and preferred in {asking.row.where}"
                if asking.row.validity == placed.row.validity:
                    yield Finding(placed.row.where, "contradiction", message, "decide for one")


def _is_family_name(placed: Placed) -> bool:
    return placed.row.kind == "person" and placed.form == SHORT


def _share_a_pair(one: Placed, other: Placed) -> bool:
    return one.pair is None or other.pair is None or one.pair == other.pair


def _agreed(placed: Placed, but: str) -> dict[str, str]:
    return {
        term.language: term.text
        for term in placed.row.terms
        if term.status is Status.PREFERRED and term.language != but
    }


def _shown(agreed: dict[str, str]) -> str:
    return ", ".join(f"{tag} {text!r}" for tag, text in list(agreed.items())[:2]) or "nothing"


def _file(placed: Placed) -> str:
    return placed.row.where.rpartition(":")[0]
