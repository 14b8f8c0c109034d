"""One bitext in one form, for standard output or a file."""

from __future__ import annotations

import io
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.bitext import Bitext
    from align.pipeline import Finished

# Between the columns of a table neither may stand in a text.
_BREAKS = str.maketrans("\t\n\r", "   ")


class Form(StrEnum):
    """What a bitext can be written as."""

    TMX = "tmx"
    HTML = "html"
    TSV = "tsv"
    BEADS = "beads"
    JSON = "json"

    @property
    def is_bare(self) -> bool:
        """Tell whether it has no room for names, flags and links."""
        return self in (Form.TSV, Form.BEADS)


def bare_form(bitext: Bitext, form: Form) -> bytes:
    """Write beads alone: as numbers, or as a line of source, target and confidence each."""
    from align.aligners.beads import format_beads

    if form is Form.BEADS:
        return format_beads(unit.bead for unit in bitext.units).encode()
    return "".join(
        f"{unit.source.translate(_BREAKS)}\t{unit.target.translate(_BREAKS)}\t{unit.bead.score:.3f}\n"
        for unit in bitext.units
    ).encode("utf-8", "replace")


def full_form(finished: Finished, path: str, form: Form) -> bytes:
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
        return page.render(finished.bitext, report_article(finished, path, {}), index="").encode()
    return as_json(finished.bitext)
