"""What the aligner promises: order and completeness, and what may not change its beads."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pytest
from bitext_sample import make
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligners.aligner import LatticeAligner
from align.aligners.seam import ALIGNERS, Side
from align.aligners.translations import EngineTranslator
from align.bitext import Bead
from align.errors import ModelMissingError
from align.hypothesis import Hypothesis
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.hypothesis import Sentence


def align(source: Side, target: Side, pins: list[Bead] | None = None) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in LatticeAligner().align(source, target, pins=pins or [])]


def inserted(side: Side, at: int, segments: tuple[str, ...]) -> Side:
    return replace(side, segments=(*side.segments[:at], *segments, *side.segments[at:]))


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_segment_is_in_one_bead_in_order(source: list[str], target: list[str]) -> None:
    beads = LatticeAligner().align(Side(tuple(source)), Side(tuple(target)))
    assert list(chain.from_iterable(bead.source for bead in beads)) == list(range(len(source)))
    assert list(chain.from_iterable(bead.target for bead in beads)) == list(range(len(target)))
    assert all(0 <= bead.score <= 1 for bead in beads)


def test_most_beads_of_a_made_text_are_right() -> None:
    source, target, gold = make(200)
    found = align(source, target)
    assert len(set(found) & set(gold)) >= 0.88 * len(gold)


@pytest.mark.parametrize("seed", range(3))
def test_a_text_with_itself_gives_one_to_one(seed: int) -> None:
    source, _, _ = make(80, seed=seed)
    assert align(source, source) == [((n,), (n,)) for n in range(len(source.segments))]


def test_a_text_of_equal_lines_with_itself_gives_one_to_one() -> None:
    side = Side(("Again and again.",) * 40)
    assert align(side, side) == [((n,), (n,)) for n in range(40)]


@pytest.mark.parametrize("seed", range(3))
def test_swapping_sides_mirrors_the_beads(seed: int) -> None:
    source, target, _ = make(80, seed=seed)
    assert sorted((ours, theirs) for theirs, ours in align(target, source)) == sorted(align(source, target))


@pytest.mark.parametrize("at", [0, 37, 80])
def test_an_inserted_paragraph_moves_no_bead_beyond_it(at: int) -> None:
    source, target, _ = make(120, lone=0)
    added, _, _ = make(6, seed=9)
    size = len(added.segments)

    def moved(numbers: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(n + size if n >= at else n for n in numbers)

    before = LatticeAligner().align(source, target)
    after = LatticeAligner().align(inserted(source, at, added.segments), target)
    beyond = [bead for bead in before if not bead.source or bead.source[-1] < at - 1 or bead.source[0] > at]
    # Even as sure as before.
    assert {replace(bead, source=moved(bead.source)) for bead in beyond} <= set(after)


def test_pins_are_kept_and_the_rest_goes_around_them() -> None:
    source, target, _ = make(60)
    pins = [Bead((10, 11, 12), (20,)), Bead((30,), ()), Bead((), (40,))]
    found = align(source, target, pins)
    assert {(pin.source, pin.target) for pin in pins} <= set(found)
    assert sorted(chain.from_iterable(ours for ours, _ in found)) == list(range(len(source.segments)))
    assert sorted(chain.from_iterable(theirs for _, theirs in found)) == list(range(len(target.segments)))


def test_one_empty_side_leaves_all_alone() -> None:
    assert align(Side(("One.", "Two.")), Side(())) == [((0,), ()), ((1,), ())]


def test_the_registry_knows_the_aligner() -> None:
    assert ALIGNERS.load("lattice") is LatticeAligner


class _Shifted:
    """An encoder for which each target segment means what the source segment before its place does."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        meanings = [int(text.split()[1]) - (text.split()[0] == "target") for text in texts]
        return np.eye(len(texts) + 1, dtype=np.float32)[meanings]


def test_a_sentence_encoder_is_heeded() -> None:
    # The words and numbers say otherwise: n belongs to n.
    source, target = (Side(tuple(f"{name} {n} of these." for n in range(12))) for name in ("source", "target"))
    beads = LatticeAligner(encoder=_Shifted()).align(source, target)
    assert {((n,), (n + 1,)) for n in range(1, 10)} <= {(bead.source, bead.target) for bead in beads}


class _Told:
    """A translator for which each target segment says what the source segment before its place does."""

    def serves(self, source: str, target: str) -> bool:
        return not source and not target

    def together(self, source: Side, target: Side) -> tuple[list[str], list[str]]:
        return (
            [_saying(int(text.split()[1])) for text in source.segments],
            [_saying(int(text.split()[1]) - 1) for text in target.segments],
        )


def _saying(number: int) -> str:
    return " ".join(random.Random(number).choices(["kalo", "miresu", "tuvo", "nipad", "gorfe", "halbi", "zeta"], k=5))


def test_a_translator_is_heeded() -> None:
    source, target = (Side(tuple(f"{name} {n} of these." for n in range(12))) for name in ("source", "target"))
    beads = LatticeAligner(translator=_Told()).align(source, target)
    assert {((n,), (n + 1,)) for n in range(1, 10)} <= {(bead.source, bead.target) for bead in beads}


class _OneWay:
    """An engine from xb to xa alone."""

    def fingerprint(self, pair: Pair) -> str:
        if pair != Pair("xb", "xa"):
            raise ModelMissingError(f"no model for {pair}")
        return "1"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        self.fingerprint(pair)
        return [Hypothesis(sentence.text.upper(), 0.0, ("xb", "xa")) for sentence in sentences]


def test_the_target_is_translated_where_the_source_cannot_be() -> None:
    translator = EngineTranslator(_OneWay())
    one, other = Side(("One.",), "xa"), Side(("two.",), "xb")
    assert translator.together(one, other) == (("One.",), ["TWO."])
    assert translator.together(other, one) == (["TWO."], ("One.",))
    assert translator.together(one, replace(other, language="xc")) is None
    assert translator.together(one, replace(other, language="")) is None


def test_a_changed_text_with_itself_gives_one_to_one() -> None:
    source, _, _ = make(80)
    changed = replace(source, segments=tuple(f"{text[:-1]}, no less." for text in source.segments))
    assert align(source, changed) == [((n,), (n,)) for n in range(len(source.segments))]
