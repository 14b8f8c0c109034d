import pytest

from align.bitext import Bead, Origin, TranslationUnit
from align.checks import flags_of


def codes(source: str, target: str, **more: object) -> list[str]:
    unit = TranslationUnit(1, source, target, Bead((0,), (0,)), **more)  # type: ignore[arg-type]
    return [flag.code for flag in flags_of(unit, "en", "pt")]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("It grew by 1,950.5 tonnes in 2006.", "Cresceu 1.950,5 toneladas em 2006.", []),
        ("It grew by 1,950 tonnes.", "Cresceu 1 950 toneladas.", []),
        ("It was 28 years ago.", "Foi há 82 anos.", ["number", "number"]),
        ("It was 28 years ago.", "Foi há muitos anos.", ["number"]),
        ("Two of 9 came.", "Dois de nove vieram.", []),
        ("Ministers met on June 21.", "Ministros se reuniram em 21 de junho.", []),
        ("They left.", "", ["untranslated"]),
        ("They left the long meeting early.", "They left the long meeting early.", ["untranslated"]),
        ("Radio Moscow International", "Radio Moscow International", []),
        ("The long and winding talks ended without any result.", "Fim.", ["length"]),
        ("The talks ended without any result at all.", "Sim. " * 30, ["length", "repetition"]),
        ("He said it.", "Ele disse ele disse ele disse.", ["repetition"]),
        ("No, no, no, he said.", "Não, não, não, disse ele.", []),
        ("The summit ended.", "A cúpula cúpula terminou.", ["repetition"]),
        ("Hello {{ name }}, ${x}: %s", "Olá {{ nome }}, ${x}: %s", ["placeable"]),
        ("%(count)d of %1$s in {0}", "{0}: %1$s, %(count)d", []),
        ("Twice {n} and {n}.", "Duas vezes {n}.", ["placeable"]),
        ("It is 100% sure {sic}, or 5 %.", "É 100% certo {sic}, ou 5 %.", []),
        ("Prices rose 5% last year.", "Os preços subiram no ano passado.", []),
    ],
)
def test_what_is_flagged(source: str, target: str, expected: list[str]) -> None:
    assert codes(source, target) == expected


def test_a_text_that_needed_no_translation_is_not_compared() -> None:
    assert codes("A cúpula de 2024 terminou sem acordo.", "", origin=Origin.SOURCE) == []


def test_a_passage_in_a_third_language_says_what_was_done() -> None:
    unit = TranslationUnit(
        1, "La paz llegará.", "La paz llegará.", Bead((0,), (0,)), origin=Origin.SOURCE, language="es"
    )
    (flag,) = flags_of(unit, "en", "pt")
    assert flag.message == "this passage is in Spanish, and was left as it is"
