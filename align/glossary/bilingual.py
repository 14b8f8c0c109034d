"""Lists of two languages: OmegaT's tab-separated glossary, DeepL's, and BabelDOC's for several targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.concept import Status
from align.errors import InputError, UsageError
from align.glossary.rows import bilingual
from align.glossary.seam import count_rules
from align.languages import Pair, base, normalise
from align.names.csvfile import decoded, sheet, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from align.concept import Term
    from align.glossary.seam import Losses
    from align.names.row import Row

_NAME_IT = "name the languages: --source en --target pt, or in the file's name: terms.en-pt.txt"
# OmegaT 3.6's and 6's GlossaryReaderTSV: tabs, a line that begins with # is a comment, the third cell is a remark.
_COMMENT = "#"
# DeepL, developers.deepl.com: source, target, then optionally the two languages.
_DEEPL_PAIR = (2, 4)
# A name that is not translated has its source for its target.
_SAID_BY_FORMS = ("names not to be translated",)
_BABELDOC = ["source", "target", "tgt_lng"]


class OmegaT:
    """Source, target and comment between tabs, in UTF-8."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the lines."""
        return bilingual(path, self._lines(path, _needed(pair, str(path))))

    def _lines(self, path: Path, pair: Pair) -> Iterator[tuple[int, str, str, str, str, str]]:
        for number, line in enumerate(decoded(path).splitlines(), 1):
            cells = line.split("\t")
            if not line.startswith(_COMMENT) and len(cells) > 1:
                yield number, pair.source, cells[0], pair.target, cells[1], (cells[2] if cells[2:] else "")

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write one line for each source spelling."""
        count_rules(rows, losses, holds=(*_SAID_BY_FORMS, "notes"))
        lines = [
            "\t".join(_flat(cell) for cell in (source.text, target.text, row.note))
            for row, source, target in _pairs(rows, _chosen(rows, pair), losses)
        ]
        return "".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "replace")


class DeepL:
    """Source, target and the two languages between commas, without a first row."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the lines; a line that names its languages is of those."""
        return bilingual(path, self._lines(path, pair))

    def _lines(self, path: Path, pair: Pair | None) -> Iterator[tuple[int, str, str, str, str, str]]:
        for number, cells in sheet(path):
            tags = [cell.strip() for cell in cells[slice(*_DEEPL_PAIR)]]
            where = f"{path}:{number}"
            told = len(tags) > 1 and all(tags)
            known = Pair(_tag(tags[0], where), _tag(tags[1], where)) if told else _needed(pair, where)
            if len(cells) > 1:
                yield number, known.source, cells[0], known.target, cells[1], ""

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write one line for each source spelling; DeepL takes each source once."""
        known = _chosen(rows, pair)
        seen: dict[str, str] = {}
        lines: list[list[str]] = []
        count_rules(rows, losses, holds=_SAID_BY_FORMS)
        for _, source, target in _pairs(rows, known, losses):
            if seen.setdefault(source.text, target.text) != target.text:
                losses.add("further targets of one source", source.text)
                continue
            lines.append([source.text, target.text, base(known.source), base(known.target)])
        return written(dict.fromkeys(map(tuple, lines)))


class BabelDoc:
    """A first row `source,target,tgt_lng`, and any number of target languages."""

    def read(self, path: Path, pair: Pair | None) -> list[Row]:
        """Read the lines; the source language must be told."""
        return bilingual(path, self._lines(path, pair))

    def _lines(self, path: Path, pair: Pair | None) -> Iterator[tuple[int, str, str, str, str, str]]:
        lines = sheet(path)
        number, first = next(lines)
        header = [cell.strip().lower() for cell in first]
        for number, cells in lines:
            named = dict(zip(header, cells, strict=False))
            tag = named.get("tgt_lng", "").strip()
            where = f"{path}:{number}"
            known = _needed(pair, where)
            target = _tag(tag, where) if tag else known.target
            yield number, known.source, named.get("source", ""), target, named.get("target", ""), ""

    def write(self, rows: Sequence[Row], pair: Pair | None, losses: Losses) -> bytes:
        """Write the lines of all target languages, or of the one named."""
        source = pair.source if pair else rows[0].terms[0].language
        tags = dict.fromkeys(term.language for row in rows for term in row.terms)
        targets = [pair.target] if pair else [tag for tag in tags if tag != source]
        lines = [_BABELDOC]
        count_rules(rows, losses, holds=_SAID_BY_FORMS)
        for target in targets:
            for _, left, right in _pairs(rows, Pair(source, target), losses, others=targets):
                lines.append([left.text, right.text, target])
        return written(lines)


def _pairs(
    rows: Sequence[Row], pair: Pair, losses: Losses, *, others: Sequence[str] = ()
) -> Iterator[tuple[Row, Term, Term]]:
    """Give each source spelling with the preferred target, and count what is left out."""
    for row in rows:
        left = [term for term in row.terms if base(term.language) == base(pair.source)]
        right = [term for term in row.terms if base(term.language) == base(pair.target)]
        agreed = next((term for term in right if term.status is Status.PREFERRED), None)
        if row.is_translated is False:
            agreed = next((term for term in left if term.status is Status.PREFERRED), None)
        kept = (pair.source, pair.target, *others)
        for term in row.terms:
            if base(term.language) not in map(base, kept):
                losses.add(f"forms in {term.language}", term.text)
            elif term in right and term is not agreed:
                losses.add(f"{term.status} target forms", term.text)
        if not left or agreed is None:
            losses.add(f"names without a form in {pair.target if left else pair.source}", row.terms[0].text)
            continue
        for term in left:
            yield row, term, agreed


def _chosen(rows: Sequence[Row], pair: Pair | None) -> Pair:
    """Take the pair named, or the only two languages that there are."""
    tags = list(dict.fromkeys(term.language for row in rows for term in row.terms))
    if pair is None and len(tags) != len(("source", "target")):
        raise UsageError(f"this format holds two languages, and the glossary has {', '.join(tags)}", advice=_NAME_IT)
    return pair or Pair(*tags)


def _needed(pair: Pair | None, where: str) -> Pair:
    if pair is None:
        raise InputError("the file does not say its languages", where=where, advice=_NAME_IT)
    return pair


def _tag(cell: str, where: str) -> str:
    try:
        return normalise(cell)
    except UsageError as error:
        raise InputError(error.message, where=where) from error


def _flat(text: str) -> str:
    return " ".join(text.split())
