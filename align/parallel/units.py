"""Make translation units of beads: texts, names, and what a person should look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin, TranslationUnit
from align.checks import flags_of
from align.languages import joiner
from align.names.apply import Marked, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.bitext import Bead
    from align.concept import Mention
    from align.document import Document
    from align.names.forbidden import Forbidden
    from align.prepare import Article

# Beads that are less sure than this are flagged: on the development texts one in twelve, and nearly half of them wrong;
# 0.7 would flag right beads of short articles by the dozen.
DOUBTFUL = 0.6
_DOUBT = "alignment-doubt"
_UNALIGNED = "unaligned"


def units_of(
    article: Article, translation: Document, beads: Sequence[Bead], forbidden: Forbidden
) -> tuple[TranslationUnit, ...]:
    """Give one unit a bead, with its names judged and its checks made; links come later."""
    units = bare_units(article.document, translation, beads)
    source, target = article.document.language, translation.language
    judged = judge(
        [Marked(unit.source, _mentions(article, unit.bead)) for unit in units],
        [unit.target for unit in units],
        source=source,
        target=target,
    )
    done = []
    for unit, rendered in zip(units, judged, strict=True):
        if unit.source and unit.target:
            named = replace(unit, names=rendered.names)
            names = (*rendered.flags, *forbidden.flags(rendered))
            done.append(replace(named, flags=(*_doubts(unit.bead), *names, *flags_of(named, source, target))))
        else:
            done.append(replace(unit, flags=(_alone(unit),)))
    return tuple(done)


def bare_units(source: Document, target: Document, beads: Sequence[Bead]) -> tuple[TranslationUnit, ...]:
    """Give one unit a bead, with its texts alone."""
    return tuple(_bare(source, target, beads))


def _bare(source: Document, target: Document, beads: Sequence[Bead]) -> Iterator[TranslationUnit]:
    """Put the texts together; what has no source stands in the paragraph before it."""
    paragraph = 0
    for number, bead in enumerate(beads, 1):
        if bead.source:
            paragraph = source.segments[bead.source[0]].paragraph
        language = source.segments[bead.source[0]].language if bead.source else ""
        yield TranslationUnit(
            number=number,
            source=_text(source, bead.source),
            target=_text(target, bead.target),
            bead=bead,
            paragraph=paragraph,
            role=source.paragraphs[paragraph].role,
            origin=Origin.ALIGNMENT,
            language=language if language != source.language else "",
        )


def _text(document: Document, numbers: Sequence[int]) -> str:
    return joiner(document.language).join(document.segments[number].text for number in numbers)


def _mentions(article: Article, bead: Bead) -> tuple[Mention, ...]:
    """Give the mentions of a bead's segments where they stand in its joined text."""
    gap = len(joiner(article.document.language))
    found: list[Mention] = []
    at = 0
    for number in bead.source:
        found += [replace(mention, span=mention.span.shift(at)) for mention in article.mentions[number]]
        at += len(article.document.segments[number].text) + gap
    return tuple(found)


def _doubts(bead: Bead) -> tuple[Flag, ...]:
    if bead.score >= DOUBTFUL:
        return ()
    return (Flag(_DOUBT, f"these may not belong together ({round(100 * bead.score)} % sure)"),)


def _alone(unit: TranslationUnit) -> Flag:
    if unit.source:
        return Flag(_UNALIGNED, "this is not in the translation")
    return Flag(_UNALIGNED, "this is in the translation alone")
