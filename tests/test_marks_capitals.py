import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.document import Span
from align.hypothesis import Hypothesis
from align.marks.capitals import is_in_capitals, lowered, raised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KIM MEETS PUTIN IN SEOUL", True),
        ("SEE ALSO:", True),
        ("NATO", False),
        ("KIM meets PUTIN", False),
        ("서울 평양", False),
        ("2024 – 2025", False),
        ("ΚΑΛΗΜΕΡΑ ΚΟΣΜΕ", True),
    ],
)
def test_what_is_a_headline_in_capitals(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_in_capitals(text) is expected


def test_names_keep_their_first_letters() -> None:
    assert lowered("GRAIN TALKS: KIM HONG-KYUN GOES HOME", [Span(13, 26)]) == "Grain talks: Kim Hong-Kyun goes home"


def test_capitals_come_back_and_spans_hold() -> None:
    before = Hypothesis("Kim trifft Weiß in Straße", 0.0, ("en", "de"), honoured=(Span(0, 3),))
    after = raised(before)
    assert after.text == "KIM TRIFFT WEIß IN STRAßE"
    assert after.honoured == before.honoured


@given(st.text(max_size=60))
def test_offsets_hold_for_any_text(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert len(raised(Hypothesis(text, 0.0, ("en", "pt"))).text) == len(text)
