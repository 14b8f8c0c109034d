from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import omegat_project
import pytest
from corpora import DATA

from align.bitext import Bead, Bitext, TranslationUnit
from align.document import Segment
from align.formats import tmx
from align.formats.omegat import joined_units
from align.formats.reader import parse
from align.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.document import Document

ARTICLES = DATA / "articles"
needs_omegat = pytest.mark.skipif(omegat_project.omegat() is None, reason="omegat is not installed")

# The headline has no full stop, and one sentence ends in a quotation mark: OmegaT joins both to what follows.
ARTICLE = """Ministers meet in Seoul
SEOUL - The ministers met on Friday. They talked for three hours.
"We agreed on everything."
A second round follows in May.

More talks
The other delegation was not there!
"""


def cut_by_line(text: str) -> Document:
    document = parse(text.encode(), path="article.txt")
    segments = []
    for index, paragraph in enumerate(document.paragraphs):
        whole = paragraph.span.of(document.text)
        # Our cutter would part the two sentences of the second line as well.
        first = whole.find(". They") + 1
        parts = [whole[:first], whole[first + 1 :]] if first else [whole]
        at = paragraph.span.start
        for part in parts:
            start = document.text.index(part, at)
            segments.append(Segment(part, replace(paragraph.span, start=start, end=start + len(part)), index))
            at = start + len(part)
    return replace(document, segments=tuple(segments))


def bitext_of(document: Document) -> Bitext:
    units = (
        TranslationUnit(index + 1, segment.text, f"<{index}> {segment.text[::-1]}", Bead((index,), (index,)))
        for index, segment in enumerate(document.segments)
    )
    return Bitext("en", "pt", tuple(units), Signature())


def memory(path: Path, bitext: Bitext, more: Sequence[TranslationUnit] = ()) -> Path:
    with path.open("wb") as stream:
        tmx.write(stream, [replace(bitext, units=(*bitext.units, *more))])
    return path


def test_joined_units_follow_the_rules_of_omegat() -> None:
    document = cut_by_line(ARTICLE)
    joined = joined_units(document, bitext_of(document))
    assert [unit.source for unit in joined] == [
        "Ministers meet in Seoul\nSEOUL - The ministers met on Friday.",
        '"We agreed on everything."\nA second round follows in May.',
        "More talks\nThe other delegation was not there!",
    ]
    assert joined[0].target == f"<0> {'Ministers meet in Seoul'[::-1]}\n<1> {document.segments[1].text[::-1]}"
    assert [unit.number for unit in joined] == [8, 9, 10]


def test_a_unit_without_a_target_is_not_joined() -> None:
    document = cut_by_line(ARTICLE)
    bitext = bitext_of(document)
    units = (replace(bitext.units[0], target=""), *bitext.units[1:])
    joined = joined_units(document, replace(bitext, units=units))
    assert len(joined) == 2


@needs_omegat
def test_omegat_fills_lines_and_sentences(tmp_path: Path) -> None:
    document = cut_by_line(ARTICLE)
    bitext = bitext_of(document)
    path = memory(tmp_path / "article.tmx", bitext, joined_units(document, bitext))
    assert omegat_project.filled_share(ARTICLE, path, "en", "pt") == 1.0
    bare = memory(tmp_path / "bare.tmx", bitext)
    assert omegat_project.filled_share(ARTICLE, bare, "en", "pt") < 0.5
    assert omegat_project.filled_share(ARTICLE, bare, "en", "pt", by_line=True) == 1.0


@needs_omegat
@pytest.mark.measuring
@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the measuring corpora are not here")
@pytest.mark.parametrize("name", ["afp.txt", "voi.txt"])
def test_omegat_fills_the_articles_with_its_default_rules(tmp_path: Path, name: str) -> None:
    text = (ARTICLES / name).read_text(encoding="utf-8")
    document = cut_by_line(text)
    bitext = bitext_of(document)
    path = memory(tmp_path / "article.tmx", bitext, joined_units(document, bitext))
    assert omegat_project.filled_share(text, path, "en", "pt", name=name) >= 0.95
