"""Spelling variants: one name however it is romanised, never two people."""

import pytest

from align.names.variants import Likeness, compare, keys


@pytest.mark.parametrize("other", ["Kim Hong Kyun", "KIM Hong-Kyun", "Hong-kyun Kim"])
def test_one_person_in_several_spellings(other: str) -> None:
    assert compare("Kim Hong-kyun", other).likeness is Likeness.SAME
    assert keys("Kim Hong-kyun") & keys(other)


@pytest.mark.parametrize("other", ["Kim Hong-gul", "Kim Jong-un"])
def test_another_person_is_never_the_same(other: str) -> None:
    assert compare("Kim Hong-kyun", other).likeness is not Likeness.SAME
