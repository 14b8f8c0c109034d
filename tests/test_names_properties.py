"""Invariants of names over hostile texts and glossaries."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Result
from align.concept import Concept, Status, Term
from align.document import Span
from align.hypothesis import Hypothesis
from align.names.apply import Marked, translate
from align.names.fold import compose, fold, straighten
from align.names.occasion import mark
from align.names.recognise import Recogniser
from align.names.splice import Edit, carry, splice, undo
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Sentence

# Few letters and many marks, so that names really occur, and in every surrounding.
LETTERS = "aAbBkK KİıßẞςΣ김정은러시아王žé\u0301\u0327ё.-‐–'’\u00a0\n@#_/:0123()[]{}*+\\|^$<>⟦⟧\u00ad\u200b\ufeffXN"
TEXTS = st.text(alphabet=st.sampled_from(LETTERS), max_size=60) | st.text(max_size=40)
# A language without articles, whose small words do not follow a name.
TARGET = "id"
SPELLINGS = TEXTS.map(lambda text: unicodedata.normalize("NFC", " ".join(text.split()))).filter(bool)


@st.composite
def termbases(draw: st.DrawFn) -> Termbase:
    concepts: list[Concept] = []
    for number in range(draw(st.integers(1, 4))):
        terms = [
            Term("en", spelling, Status.PREFERRED) for spelling in draw(st.lists(SPELLINGS, min_size=1, max_size=3))
        ]
        terms += [Term("en", draw(SPELLINGS), Status.PREFERRED, "short")]
        terms += [Term(TARGET, draw(SPELLINGS), Status.PREFERRED, form) for form in ("full", "short")]
        terms += [Term("ru", draw(SPELLINGS), Status.PREFERRED)]
        kind = draw(st.sampled_from(["person", "place", "title"]))
        exceptions = tuple(Term("en", text) for text in draw(st.lists(SPELLINGS, max_size=2)))
        first, is_unquoted = draw(st.sampled_from(["", "ru"])), draw(st.booleans())
        concepts.append(
            Concept(str(number), kind, tuple(terms), first=first, is_unquoted=is_unquoted, exceptions=exceptions)
        )
    return Termbase(tuple(concepts), "")


def identity(sentences: Sequence[Sentence]) -> list[Hypothesis]:
    return [Hypothesis(sentence.text, math.nan, ("en", "pt")) for sentence in sentences]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(straighten(text)) == len(text)


def test_every_character_folds_to_one_character() -> None:
    for plane in range(0, 0x110000, 0x10000):
        assert len(fold("".join(map(chr, range(plane, plane + 0x10000))))) == 0x10000


@given(TEXTS)
def test_composing_maps_every_character_back(text: str) -> None:
    composed, offsets = compose(text)
    if offsets is None:
        assert composed == text
        return
    assert len(offsets) == len(composed) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(termbases(), st.lists(TEXTS, max_size=4))
def test_mentions_slice_to_their_surface_in_order(termbase: Termbase, texts: list[str]) -> None:
    rows = Recogniser(termbase, "en").find(texts)
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows, strict=True):
        end = 0
        for mention in row:
            assert mention.surface
            assert mention.span.of(text) == mention.surface
            assert mention.span.start >= end
            end = mention.span.end


@given(termbases(), st.lists(TEXTS, max_size=4), st.sampled_from(["XN{}", "⟦{}⟧", "@{}"]))
def test_what_is_not_a_name_comes_back_untouched(termbase: Termbase, texts: list[str], kind: str) -> None:
    rows = Recogniser(termbase, "en").find(texts)
    mentions = mark(texts, rows, is_running=[number > 0 for number in range(len(texts))], target=TARGET)
    marked = [Marked(t, m) for t, m in zip(texts, mentions, strict=True)]
    rendered = translate(marked, translate=identity, source="en", target=TARGET, placeholder=kind)
    for one, result in zip(marked, rendered, strict=True):
        text = result.hypothesis.text
        assert [name.source_span for name in result.names] == [mention.span for mention in one.mentions]
        missed = sum(name.result is Result.MISSED for name in result.names)
        assert (missed > 0) == any(flag.code == "name-missed" for flag in result.flags)
        if any(name.result is Result.REPAIRED for name in result.names):
            continue  # a repair may find a spelling of the name that is no mention of it
        for name in result.names:
            if name.target_span and name.result is Result.APPLIED:
                assert name.target_span.of(text).casefold() == name.form.casefold()
        parts = splice(one.text, [Edit(mention.span, "\0") for mention in one.mentions]).split("\0")
        place = 0
        for number, part in enumerate(parts):
            found = text.find(part, place) if number else (0 if text[: len(part)].casefold() == part.casefold() else -1)
            assert found >= 0
            place = found + len(part)


@given(st.text(max_size=30), st.data())
def test_edits_can_be_undone(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(span, data.draw(st.text(max_size=4))) for span in spans]
    there = splice(text, edits)
    assert splice(there, undo(edits, text)) == text
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    carried = carry(Span(start, end), edits)
    assert carried.end <= len(there)
    if not any(edit.span.start <= end and start <= edit.span.end for edit in edits):
        assert carried.of(there) == text[start:end]
