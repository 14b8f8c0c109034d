"""The notation of beads, pins, and the command that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bitext_sample import make
from command import inside

from align.aligners.beads import check_pins, format_beads, parse_beads
from align.bitext import Bead
from align.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

BEADS = [Bead((0,), (0, 1)), Bead((1,), ()), Bead((), (2,)), Bead((2, 3), (3,))]
WRITTEN = "[0]:[0,1]\n[1]:[]\n[]:[2]\n[2,3]:[3]\n"


def test_beads_come_back_as_written() -> None:
    assert format_beads(BEADS) == WRITTEN
    assert parse_beads(WRITTEN, where="x") == BEADS


def test_a_score_and_spaces_are_read_over() -> None:
    assert parse_beads("\n [0, 1] : [2] : 0.5 \n", where="x") == [Bead((0, 1), (2,))]


@pytest.mark.parametrize("line", ["0:1", "[]:[]", "[0]:[1] and more", "[a]:[1]"])
def test_what_is_no_bead_is_named_with_its_line(line: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_beads(f"[0]:[0]\n{line}\n", where="gold")
    assert caught.value.where == "gold:2"


@pytest.mark.parametrize(
    "pins",
    [
        [Bead((0,), (3,)), Bead((1,), (2,))],
        [Bead((0,), (0,)), Bead((0,), ())],
        [Bead((0, 2), (1,))],
        [Bead((0,), (9,))],
    ],
)
def test_pins_that_cannot_all_hold_are_refused(pins: list[Bead]) -> None:
    with pytest.raises(InputError):
        check_pins(pins, (4, 4), where="pins")


def test_the_command_writes_beads(tmp_path: Path) -> None:
    source, target, _ = make(20)
    for name, side in (("a.txt", source), ("b.txt", target)):
        (tmp_path / name).write_text("\n".join(side.segments) + "\n", encoding="utf-8")
    (tmp_path / "pins").write_text("[3]:[]\n", encoding="utf-8")
    arguments = ("bitext", tmp_path / "a.txt", tmp_path / "b.txt", "--segmented", "--format", "beads")
    done = inside(*arguments, "--pins", tmp_path / "pins", "--output", tmp_path / "out")
    assert done.code == 0, done.stderr
    found = parse_beads((tmp_path / "out").read_text(encoding="utf-8"), where="out")
    assert Bead((3,), ()) in found
    assert [n for bead in found for n in bead.source] == list(range(len(source.segments)))
    again = inside(*arguments, "--output", tmp_path / "out")
    assert again.code == 5
    assert "exists" in again.stderr
