"""One pair of texts alone: aligned and written in one form, without a folder."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.bitext import Bitext, Flag, Kinship
    from align.finished import Finished
    from align.inputs import Input
    from align.settings import Settings

# Between the columns of a table neither may stand in a text.
_BREAKS = str.maketrans("\t\n\r", "   ")


class Form(StrEnum):
    """What a bitext can be written as."""

    TMX = "tmx"
    HTML = "html"
    TSV = "tsv"
    BEADS = "beads"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Written:
    """A bitext in one form, and what a person should be told of it."""

    content: bytes
    kinship: Kinship
    remarks: tuple[Flag, ...]


def align_pair(pair: Input, settings: Settings, form: Form) -> Written:
    """Align two texts and write them. Raises AlignError."""
    from align.errors import sole
    from align.parallel.pipeline import AlignPipeline

    pipeline = AlignPipeline(settings)
    if form in (Form.TSV, Form.BEADS):
        bitext, remarks = pipeline.bare(pair)
        return Written(_bare(bitext, form), bitext.kinship, remarks)
    finished = sole(pipeline.finish([pipeline.prepare(pair)]))
    return Written(_full(finished, pair.path, form), finished.bitext.kinship, finished.article.doubts)


def _bare(bitext: Bitext, form: Form) -> bytes:
    """Write beads alone: as numbers, or a line of source, target, confidence and numbers each."""
    from align.aligners.beads import format_bead, format_beads

    if form is Form.BEADS:
        return format_beads(unit.bead for unit in bitext.units).encode()
    return "".join(
        f"{unit.source.translate(_BREAKS)}\t{unit.target.translate(_BREAKS)}\t{unit.bead.score:.3f}\t"
        f"{format_bead(unit.bead)}\n"
        for unit in bitext.units
    ).encode("utf-8", "replace")


def _full(finished: Finished, path: str, form: Form) -> bytes:
    """Write a bitext with all that was found in it."""
    from align.formats import tmx
    from align.parallel.kinship import memorable
    from align.report import as_json
    from align.review import page
    from align.summary import report_article

    if form is Form.TMX:
        stream = io.BytesIO()
        tmx.write(stream, [memorable(finished.bitext)])
        return stream.getvalue()
    if form is Form.HTML:
        return page.render(finished.bitext, report_article(finished, path, {}), index="")
    return as_json(finished.bitext)
