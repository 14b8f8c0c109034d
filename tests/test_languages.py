"""Tags of languages: written as BCP 47 does, and told from names."""

import pytest

from align.errors import UsageError
from align.languages import normalise


@pytest.mark.parametrize(
    ("tag", "normal"), [("PT_br", "pt-BR"), (" en ", "en"), ("zh-hANT", "zh-Hant"), ("es-419", "es-419")]
)
def test_a_tag_is_written_as_bcp_47_does(tag: str, normal: str) -> None:
    assert normalise(tag) == normal


@pytest.mark.parametrize(("name", "advice"), [("Portuguese", "pt"), ("german", "de"), ("Klingon", ""), ("pt BR", "")])
def test_what_is_no_tag_is_told_and_a_name_has_its_tag_beside_it(name: str, advice: str) -> None:
    with pytest.raises(UsageError, match=f"{name!r} is not a language tag such as 'pt'") as caught:
        normalise(name)
    assert caught.value.advice == advice
