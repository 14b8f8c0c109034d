"""A family name alone, with or without a title: a part of a name, which is somebody's if only one person bears it."""

import pytest

from align.names.company import Company
from align.names.offices import CERTAIN, OFFICES, PARTS, TITLES
from align.names.variants import Likeness, compare
from align.names.variants.part import families, lone
from align.names.variants.titled import without_title
from align.names.variants.tokens import take_apart

PEOPLE = Company({
    "putin": ["Vladimir Putin", "Владимир Путин"],
    "lavrov": ["Sergei Lavrov"],
    "jong-un": ["Kim Jong-un", "김정은"],
    "hong-kyun": ["Kim Hong-kyun", "김홍균"],
    "xi": ["Xi Jinping"],
}.items())  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Putin", "Vladimir Putin"),
        ("Putin", "Vladimir V. Putin"),
        ("Putin", "PUTIN, Vladimir"),
        ("PUTIN", "Putin Vladimir Vladimirovich"),
        ("Präsident Putin", "Vladimir Poutine"),
        ("Putyin elnök", "Vladimir Poetin"),
        ("Președintele Putin", "Vladimiras Putinas"),
        ("푸틴 대통령", "Vladimir Putin"),
        ("Президент Путин", "Владимир Путин"),
        ("Deputy Foreign Minister Kim", "Kim Hong-kyun"),
        ("Kim", "Hong-kyun Kim"),
        ("Kim", "김홍균"),
        ("Ким", "Ким Хон Гюн"),
        ("Xi", "Xi Jinping"),
        ("Yanukovych", "Viktor Yanukovych"),
        ("Jenderal Subianto", "Prabowo Subianto"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("bin Salman", "Mohammed bin Salman"),
        ("Downey", "Robert Downey Jr."),
        ("Davis", "Sammy Davis, Jr."),
        ("Downey", "로버트 다우니 주니어"),
        ("Friedrich", "Friedrich III of Germany"),
        ("무령왕", "King Muryeong of Baekje"),
        ("산상왕", "Sansang"),
    ],
)
def test_a_family_name_is_a_part(part: str, whole: str) -> None:
    assert compare(part, whole).likeness is Likeness.PART
    assert compare(whole, part).likeness is Likeness.PART


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir", "Vladimir Putin"),
        ("Hong-kyun", "Kim Hong-kyun"),
        ("Jinping", "Xi Jinping"),
        ("Jong", "Kim Yo Jong"),
        ("Putina", "Vladimir Putin"),
        ("President Kim", "Park Geun-hye"),
        ("V. Putin", "Sergei Putin"),
        ("Cheng", "Zheng He"),
        ("Moore", "Joseph Murray"),
        ("Bak", "Baek Un-hak"),
        ("George", "George Bush"),
        ("Jr.", "Robert Downey Jr."),
        ("Sammy", "Sammy Davis, Jr."),
    ],
)
def test_a_given_name_and_another_family_name_are_none(one: str, other: str) -> None:
    assert compare(one, other).likeness is Likeness.DIFFERENT


def test_titles_tell_two_family_names_apart_or_together() -> None:
    assert compare("Präsident Putin", "Putyin elnök").likeness is Likeness.SAME
    assert compare("President Putin", "Prime Minister Putin").likeness is Likeness.PART
    assert compare("Putin", "President Putin").likeness is Likeness.PART
    assert compare("Putin", "Putina").likeness is not Likeness.PART


def test_a_family_name_is_whose_it_is_if_only_one_bears_it() -> None:
    assert PEOPLE.meant("Präsident Putin") == "putin"
    assert PEOPLE.meant("Lawrow") == "lavrov"
    assert PEOPLE.meant("Gim Jeongeun") == PEOPLE.meant("김정은") == "jong-un"
    assert PEOPLE.meant("Xi") == "xi"
    assert PEOPLE.meant("Kim") is None
    assert PEOPLE.bearers("Kim") == ("jong-un", "hong-kyun")
    assert PEOPLE.meant("Jinping") is None
    assert PEOPLE.meant("Pavel Putin") is None
    assert len(PEOPLE) == 5


def test_what_may_be_a_name_is_no_title() -> None:
    for name in ("King Alfred Smith", "Pak Alfred Smith", "Prince Rogers Nelson", "Steffi Graf"):
        assert without_title(take_apart(name)) == take_apart(name)
    assert without_title(take_apart("Vice-President Foreign Minister Joe Biden")).tokens == ("joe", "biden")
    assert lone("Presidente") is not None
    assert families("Presidente") == ()


def test_titles_are_small_and_known_by_their_offices() -> None:
    assert PARTS < TITLES
    assert OFFICES.keys() > CERTAIN
    assert all(word == word.lower() for word in TITLES)
    assert OFFICES["präsident"] == OFFICES["elnök"] == OFFICES["대통령"]
