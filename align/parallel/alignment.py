"""Align two documents that are cut: from their segments to beads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.seam import ALIGNERS, Side
from align.formats.lines import NAME as LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.seam import Aligner
    from align.aligners.translations import Translating
    from align.bitext import Bead
    from align.document import Document

DEFAULT, EMBEDDED = "lattice", "lattice+embeddings"


def aligner_of(name: str, engine: Translating, *, jobs: int = 1) -> Aligner:
    """Make the aligner of that name, with the sentence encoder if it ends so; raise UsageError.

    The engine is asked for translations between the languages that it serves; `jobs` processes align a long text.
    """
    # They load numpy, which a batch that only translates does not need before its engine starts.
    from align.aligners.embeddings import NanoEncoder
    from align.aligners.translations import EngineTranslator

    plain, _, encoder = name.partition("+")
    made: Aligner = ALIGNERS.load(plain)(
        encoder=NanoEncoder() if encoder else None, translator=EngineTranslator(engine), jobs=jobs
    )
    return made


def align_documents(
    source: Document, target: Document, *, aligner: Aligner, pins: Sequence[Bead] = ()
) -> tuple[Bead, ...]:
    """Give the beads in order; `pins` are kept as they are."""
    return tuple(aligner.align(_side(source), _side(target), pins=pins))


def _side(document: Document) -> Side:
    """Show a document to an aligner; lines taken as they are say nothing of paragraphs."""
    texts = tuple(segment.text for segment in document.segments)
    paragraphs = () if document.format == LINES else tuple(segment.paragraph for segment in document.segments)
    return Side(texts, document.language, paragraphs)
