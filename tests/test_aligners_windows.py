"""Long texts are aligned window by window, as they would be in one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bitext_sample import make

from align.aligners import windows
from align.aligners.aligner import LatticeAligner
from align.aligners.windows import Window, monotone, stitch, windows_of
from align.bitext import Bead

if TYPE_CHECKING:
    import pytest


def test_windows_overlap_and_reach_from_end_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "_SIZE", 100)
    monkeypatch.setattr(windows, "_OVERLAP", 20)
    assert windows_of([(0, 0), (120, 80)]) == [Window((0, 0), (66, 44)), Window((54, 36), (120, 80))]


def test_windows_are_left_where_neighbours_agree() -> None:
    cut = [Window((0, 0), (4, 4)), Window((2, 2), (6, 6))]
    # The first ends in doubt; the second counts from its own beginning.
    first = [*(Bead((n,), (n,)) for n in range(4)), Bead((4,), ()), Bead((), (4,))]
    second = [Bead((n,), (n,)) for n in range(4)]
    assert stitch(cut, [first, second], lambda _: []) == [Bead((n,), (n,)) for n in range(6)]


def test_windows_that_disagree_are_aligned_as_one() -> None:
    asked = []

    def again(window: Window) -> list[Bead]:
        asked.append(window)
        return [Bead((n,), (n,)) for n in range(6)]

    cut = [Window((0, 0), (4, 4)), Window((2, 2), (6, 6))]
    lone = [*(Bead((n,), ()) for n in range(4)), *(Bead((), (n,)) for n in range(4))]
    assert stitch(cut, [lone, lone], again) == [Bead((n,), (n,)) for n in range(6)]
    assert asked == [Window((0, 0), (6, 6))]


def test_what_crosses_a_sure_node_is_left_out() -> None:
    assert monotone([(0, 0), (5, 2), (9, 9)], [(3, 4), (4, 1), (7, 8), (8, 3)]) == [
        (0, 0), (4, 1), (5, 2), (7, 8), (9, 9),
    ]  # fmt: skip


def test_a_text_in_windows_is_aligned_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, _ = make(400, lone=0.02)
    pins = [Bead((150, 151), (170,))]
    whole = LatticeAligner().align(source, target, pins=pins)
    monkeypatch.setattr(windows, "_SIZE", 300)
    monkeypatch.setattr(windows, "_OVERLAP", 100)
    beads = LatticeAligner().align(source, target, pins=pins)
    assert list(chain.from_iterable(bead.source for bead in beads)) == list(range(len(source.segments)))
    assert list(chain.from_iterable(bead.target for bead in beads)) == list(range(len(target.segments)))
    assert ((150, 151), (170,)) in {(bead.source, bead.target) for bead in beads}
    kept = {(bead.source, bead.target) for bead in beads} & {(bead.source, bead.target) for bead in whole}
    assert len(kept) >= 0.9 * len(whole)


def test_processes_give_the_same_beads(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, _ = make(150)
    monkeypatch.setattr(windows, "_SIZE", 200)
    monkeypatch.setattr(windows, "_OVERLAP", 60)
    assert LatticeAligner(jobs=2).align(source, target) == LatticeAligner().align(source, target)
