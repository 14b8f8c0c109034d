"""Making many values at once spares the search for cycles, and leaves it as it was."""

import gc
import weakref

import pytest

from align.heap import growing


class Knot:
    """Hold itself, so that only the search for cycles frees it."""

    def __init__(self) -> None:
        self.other = self


def fail() -> None:
    with growing():
        assert not gc.isenabled()
        raise ValueError("x")


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_search_is_as_it_was_also_after_an_error(is_enabled: bool) -> None:  # noqa: FBT001 -- a column
    was_enabled = gc.isenabled()
    (gc.enable if is_enabled else gc.disable)()
    try:
        with pytest.raises(ValueError, match="x"):
            fail()
        assert gc.isenabled() is is_enabled
    finally:
        (gc.enable if was_enabled else gc.disable)()


def test_what_was_made_meanwhile_is_freed_when_nothing_holds_it() -> None:
    with growing():
        knot = Knot()
    place = weakref.ref(knot)
    del knot
    gc.collect()
    assert place() is None


def test_what_is_spared_already_stays_so() -> None:
    gc.freeze()
    try:
        with growing():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
