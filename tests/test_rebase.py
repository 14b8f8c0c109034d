"""What was done to a sentence goes with it into another version of the article."""

import pytest

from align.bitext import UnitStatus
from align.edits import Edit, Event, Merge, Move, SetStatus, Side, Split
from align.edits.basis import held_by
from align.edits.events import Comment
from align.edits.rebase import carried, is_carried, origin, same_units

STAMP = {"at": "2026-01-31T12:00:00Z", "by": "ana"}


def test_equal_sources_are_paired_in_order() -> None:
    assert same_units(["a", "b", "c", "b"], ["x", "a", "b", "b"]) == {"1": "2", "2": "3", "4": "4"}
    assert same_units(["a", "b"], ["b", "a"]) in ({"1": "2"}, {"2": "1"})
    assert same_units([], ["a"]) == {}


@pytest.mark.parametrize(
    ("event", "units"),
    [
        (Edit(id="e", unit="2", base=0, text="x", **STAMP), ("3",)),
        (Split(id="e", unit="2/2", base=1, source=1, target=None, **STAMP), ("3/2",)),
        (Merge(id="e", unit="2", base=0, next="3", **STAMP), ("3", "4")),
        (Move(id="e", unit="3", base=0, side=Side.TARGET, to="2/2", cut=4, **STAMP), ("4", "3/2")),
        (Merge(id="e", unit="3", base=0, next="4", **STAMP), None),
        (Edit(id="e", unit="1", base=0, text="x", **STAMP), None),
    ],
)
def test_an_event_names_the_units_of_the_new_version(event: Event, units: tuple[str, ...] | None) -> None:
    moved = carried(event, {"2": "3", "3": "4"}, "new")
    if units is None:
        assert moved is None
        return
    assert moved is not None
    other = moved.next if isinstance(moved, Merge) else moved.to if isinstance(moved, Move) else None
    assert (moved.unit, *([other] if other else [])) == units
    assert (is_carried(event), is_carried(moved), origin(moved)) == (False, True, "e")
    again = carried(moved, {key: key for key in "34"}, "newer")
    assert again is not None
    assert (origin(again), again.id) == ("e", "e@newer")


def test_a_comment_holds_no_text() -> None:
    events: list[Event] = [
        Comment(id="c", unit="1", base=0, text="?", **STAMP),
        SetStatus(id="s", unit="2", base=0, status=UnitStatus.APPROVED, **STAMP),
        Merge(id="m", unit="3/2", base=1, next="4", **STAMP),
    ]
    assert held_by(events) == {"2", "3", "4"}
