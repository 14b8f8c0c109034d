"""What grammar makes of a name: articles and prepositions around it, plurals and cases of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from names_engine import rendered
from names_glossary import written

from align.bitext import Result, Step
from align.concept import Gender
from align.document import Span
from align.names.articles import agree, join, joined
from align.names.check import check
from align.names.endings import inflected
from align.names.ledger import Gathering, Place, Side, Use
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "word", "name", "gender", "expected"),
    [
        ("pt", "do", "Coreia", "f", "da"),
        ("pt", "Na", "Kremlin", "m", "No"),
        ("pt", "ao", "Nações Unidas", "fpl", "às"),
        ("pt", "pela", "Estados Unidos", "mpl", "pelos"),
        ("pt", "deste", "Coreia", "f", "desta"),
        ("pt", "a", "Kim", "m", "a"),
        ("pt", "do", "Coreia", "", "do"),
        ("pt", "sobre", "Coreia", "f", "sobre"),
        ("es", "del", "Unión Europea", "f", "de la"),
        ("es", "a la", "Kremlin", "m", "al"),
        ("fr", "du", "Iran", "m", "de l'"),
        ("fr", "de l'", "Corée", "f", "de la"),
        ("fr", "au", "États-Unis", "mpl", "aux"),
        ("fr", "de", "Odessa", "", "d'"),
        ("fr", "d’", "Kiev", "", "de"),
        ("it", "il", "Stato", "m", "lo"),
        ("it", "della", "ONU", "f", "dell'"),
        ("de", "der", "Ukraine", "f", "der"),
    ],
)
def test_small_words_agree_with_the_name_behind_them(
    language: str, word: str, name: str, gender: str, expected: str
) -> None:
    assert agree(word, name, Gender(gender), language) == expected


@pytest.mark.parametrize(
    ("word", "name", "gender", "expected"),
    [
        ("au", "Corée", "f", "en"),
        ("En", "Japon", "m", "Au"),
        ("en", "Iran", "m", "en"),
        ("au", "États-Unis", "mpl", "aux"),
        ("en", "Kiev", "", "en"),
    ],
)
def test_french_countries_have_a_preposition_of_their_own(word: str, name: str, gender: str, expected: str) -> None:
    assert agree(word, name, Gender(gender), "fr", is_place=True) == expected


@pytest.mark.parametrize(
    ("language", "form", "text", "is_form"),
    [
        ("pt", "o Kremlin", "do Kremlin", True),
        ("pt", "o Kremlin", "pelo Kremlin", True),
        ("pt", "o Kremlin", "da Kremlin", False),
        ("pt", "a península", "à península", True),
        ("es", "el Kremlin", "al Kremlin", True),
        ("es", "El Salvador", "del Salvador", False),
        ("fr", "Le Caire", "au Caire", True),
        ("fr", "les États-Unis", "aux États-Unis", True),
        ("it", "il Cremlino", "dal Cremlino", True),
    ],
)
def test_a_preposition_joins_the_article_of_a_form(language: str, form: str, text: str, *, is_form: bool) -> None:
    pattern = joined(form, language)
    assert bool(pattern and pattern.fullmatch(text)) is is_form


@pytest.mark.parametrize(
    ("word", "form", "language", "expected"),
    [
        ("de", "o Kremlin", "pt", "do Kremlin"),
        ("No", "o Kremlin", "pt", "No Kremlin"),
        ("a", "o Kremlin", "pt", "ao Kremlin"),
        ("à", "Le Caire", "fr", "au Caire"),
        ("com", "o Kremlin", "pt", ""),
        ("de", "Kremlin", "pt", ""),
    ],
)
def test_a_form_is_joined_with_the_word_before_it(word: str, form: str, language: str, expected: str) -> None:
    assert join(word, form, language) == expected


@pytest.mark.parametrize(
    ("word", "name", "gender", "expected"),
    [
        ("de", "Birmânia", "f", "da"),
        ("Em", "Japão", "m", "No"),
        ("por", "Estados Unidos", "mpl", "pelos"),
        ("de", "Israel", "", "de"),
    ],
)
def test_a_portuguese_preposition_takes_the_article_of_a_place(
    word: str, name: str, gender: str, expected: str
) -> None:
    assert agree(word, name, Gender(gender), "pt", is_place=True) == expected
    assert agree(word, name, Gender(gender), "pt") == word


def test_the_article_before_a_repaired_name_is_corrected(tmp_path: Path) -> None:
    text = "concept,kind,en,pt,pt:deprecated,pt:gender\nc,place,Burma,Birmânia,Mianmar,f\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "He left Burma.", "Ele saiu do Mianmar.")
    assert one.hypothesis.text == "Ele saiu da Birmânia."
    bare = rendered(Termbase.load([written(tmp_path, text)]), "He left Burma.", "Ele saiu de Mianmar.")
    assert bare.hypothesis.text == "Ele saiu da Birmânia."
    assert [(name.result, name.step, name.target_span) for name in one.names] == [
        (Result.REPAIRED, Step.REPAIR, Span(12, 20))
    ]


def test_inflected_forms_that_the_glossary_lists_stay(tmp_path: Path) -> None:
    sheet = "concept,kind,en,eu,eu:inflected\nkyiv,place,Kyiv,Kiev,Kieven | Kieveko\n"
    termbase = Termbase.load([written(tmp_path, sheet)])
    one = rendered(termbase, "It is cold in Kyiv.", "Kieven hotz egiten du.", language="eu")
    assert one.hypothesis.text == "Kieven hotz egiten du."
    assert [(name.result, name.form, name.target_span) for name in one.names] == [
        (Result.INFLECTED, "Kiev", Span(0, 6))
    ]
    other = rendered(termbase, "Kyiv is cold.", "Kyiv hotza da.", language="eu")
    assert other.hypothesis.text == "Kiev hotza da."


def test_listed_forms_of_a_source_are_found_and_contradict_nothing(tmp_path: Path) -> None:
    sheet = "concept,kind,eu,eu:inflected,pt\nkyiv,place,Kiev,Kieven | Kieveko,Kiev\n"
    (concept,) = Termbase.load([written(tmp_path, sheet)]).concepts
    (mentions,) = Recogniser(Termbase((concept,)), "eu").find(["Kieven eta Kiev"])
    uses = [
        Use(concept, "eu", one.surface, one.term.form, Place("a", 1, 1), is_inflected=one.term.is_inflected)
        for one in mentions
    ]
    gathering = Gathering([concept])
    gathering.add(uses)
    (entity,) = gathering.ledger(Side.SOURCE).entities
    assert [(form.text, form.count) for form in entity.forms] == [("Kiev", 2)]
    assert [name.result for name in check(mentions, "eu")[0]] == [Result.INFLECTED, Result.APPLIED]


def test_a_joined_article_is_a_correct_form(tmp_path: Path) -> None:
    text = "kind,en,pt\norganisation,the Kremlin,o Kremlin\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "Word from the Kremlin", "Notícias do Kremlin")
    assert one.hypothesis.text == "Notícias do Kremlin"
    assert [name.result for name in one.names] == [Result.INFLECTED]


@pytest.mark.parametrize(
    ("language", "form", "text", "is_form"),
    [
        ("pt", "secretário-geral", "secretários-gerais", True),
        ("pt", "ministro das Relações Exteriores", "ministros das Relações Exteriores", True),
        ("pt", "capitão", "capitães", True),
        ("pt", "ministro das Relações Exteriores", "ministra das Relações Exteriores", False),
        ("es", "juez", "jueces", True),
        ("es", "primer ministro", "primeros ministros", False),
        ("es", "viceministro", "viceministros", True),
        ("fr", "secrétaire général", "secrétaires généraux", True),
        ("it", "ministro degli Esteri", "ministri degli Esteri", True),
        ("it", "banca centrale", "banche centrali", True),
        ("en", "foreign minister", "foreign ministers", True),
        ("en", "deputy", "deputies", True),
        ("pt", "Kim Hong-kyun", "Kim Hong-kyuns", False),
        ("ru", "Киев", "Киеву", True),
        ("ru", "Зеленский", "Зеленскому", True),
        ("uk", "Київ", "Києва", True),
        ("uk", "Харків", "Харкова", True),
        ("uk", "Київ", "Київський", False),
        ("uk", "Одеса", "Одесою", True),
        ("pl", "Warszawa", "Warszawie", True),
        ("pl", "Donald Tusk", "Donaldem Tuskiem", True),
        ("de", "Vereinte Nationen", "Vereinten Nationen", True),
        ("de", "Moskau", "Moskaus", True),
        ("de", "Moskau", "Moskauer", False),
    ],
)
def test_plurals_and_cases_are_correct_forms(language: str, form: str, text: str, *, is_form: bool) -> None:
    pattern = inflected(form, language)
    assert bool(pattern and pattern.fullmatch(text)) is is_form
