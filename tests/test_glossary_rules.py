"""Rules of a glossary beyond spellings: pairs, dates, exceptions, quoted titles, first mentions, articles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from align.bitext import Result, Step
from align.concept import Gender, Occasion
from align.document import Span
from align.errors import InputError
from align.formats.dates import date_in, from_dateline
from align.formats.reader import parse
from align.hypothesis import Hypothesis
from align.inputs import Input
from align.languages import Pair
from align.names.apply import Marked, translate
from align.names.articles import agree, join, joined
from align.names.endings import inflected
from align.names.files import pair_of
from align.names.occasion import mark
from align.names.recognise import Recogniser
from align.names.row import Validity
from align.names.termbase import Glossaries, Termbase
from align.pipeline import Pipeline
from align.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.hypothesis import Sentence
    from align.names.apply import Rendered

ENGLISH = Pair("en", "pt")
LINKED = '{"datePublished": "2018-03-05"}'
HEAD, BODY = "<html><head>", "</head><body><p>They met.</p></body></html>"


def written(folder: Path, text: str, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def says(target: str) -> list[Hypothesis]:
    return [Hypothesis(target, math.nan, ("en", "pt"))]


def rendered(termbase: Termbase, source: str, target: str, *, language: str = "pt") -> Rendered:
    """Translate a sentence with an engine that writes `target` whatever it is asked."""
    (mentions,) = mark([source], Recogniser(termbase, "en").find([source]), is_running=[True], target=language)

    def engine(sentences: Sequence[Sentence]) -> list[Hypothesis]:
        return [one for _ in sentences for one in says(target)]

    (one,) = translate([Marked(source, mentions)], translate=engine, source="en", target=language, placeholder="XN{}")
    return one


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("client.en-pt.csv", ENGLISH),
        ("client.en-pt-BR.csv", Pair("en", "pt-BR")),
        ("people-korea.csv", None),
        ("en-pt.csv", None),
        ("client.v2-final.csv", None),
    ],
)
def test_a_file_says_by_its_name_which_pair_it_is_for(tmp_path: Path, name: str, pair: Pair | None) -> None:
    assert pair_of(tmp_path / name) == pair


def test_a_file_of_a_pair_is_for_that_pair_only_and_a_later_one_overrides(tmp_path: Path) -> None:
    house = written(tmp_path, "en,pt,fr\nKyiv,Kyiv,Kyiv\n", "house.csv")
    client = written(tmp_path, "en,pt,fr\nKyiv,Kiev,Kiev\n", "client.en-pt.csv")
    glossaries = Glossaries.load([house, client])

    def agreed(pair: Pair) -> list[str]:
        (concept,) = glossaries.termbase(pair).concepts
        return [one.text for tag in ("pt", "fr") if (one := concept.preferred(tag))]

    assert agreed(ENGLISH) == ["Kiev", "Kiev"]
    assert agreed(Pair("en-GB", "pt-BR")) == ["Kiev", "Kiev"]
    assert agreed(Pair("fr", "pt")) == ["Kyiv", "Kyiv"]
    assert {pair.concept for pair in glossaries.rows} == {"kyiv"}


@pytest.mark.parametrize(
    ("since", "until", "date", "holds"),
    [
        ("", "2018", "2018-12-31", True),
        ("", "2018", "2019-01-01", False),
        ("2019", "", "2019-01-01", True),
        ("2019-06", "", "2019-05-31", False),
        ("2018-02-10", "2018-02-10", "2018-02-10", True),
        ("2019", "2020", "", True),
    ],
)
def test_both_dates_are_included(since: str, until: str, date: str, *, holds: bool) -> None:
    assert Validity(since, until).holds(date) is holds


def test_a_name_that_changed_is_written_as_on_the_day_of_the_article(tmp_path: Path) -> None:
    rows = "kyiv,,2018,Kiev,Kiev\nkyiv,2019,,Kyiv,Kyiv\nswaziland,,2017,Swaziland,Suazilândia\n"
    glossaries = Glossaries.load([written(tmp_path, f"concept,from,until,en,pt\n{rows}")])

    def forms(date: str) -> list[str]:
        termbase = glossaries.termbase(ENGLISH, date)
        (mentions,) = Recogniser(termbase, "en").find(["Kiev, Kyiv, Swaziland"])
        agreed = [mention.concept.preferred("pt") for mention in mentions]
        return [one.text if one else "-" for one in agreed]

    assert forms("2015-03-05") == ["Kiev", "Kiev", "Suazilândia"]
    assert forms("2022-03-05") == ["Kyiv", "Kyiv", "-"]
    assert forms("") == ["Kyiv", "Kyiv", "Suazilândia"]
    assert glossaries.termbase(ENGLISH, "2022-03-05") is glossaries.termbase(ENGLISH, "2023-01-01")


@pytest.mark.parametrize(("column", "value"), [("from", "05/03/2018"), ("until", "2018-13"), ("until", "soon")])
def test_a_date_that_is_none_is_refused(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(InputError, match=f"column '{column}'") as caught:
        Termbase.load([written(tmp_path, f"en,pt,{column}\nA,B,{value}\n")])
    assert caught.value.where.endswith(":2")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018-03-05T10:00:00Z", "2018-03-05"),
        ("March 5, 2018", "2018-03-05"),
        ("Mar. 5, 2018", "2018-03-05"),
        ("5th March 2018", "2018-03-05"),
        ("5 de março de 2018", "2018-03-05"),
        ("5 de marzo del 2018", "2018-03-05"),
        ("1er mars 2018", "2018-03-01"),
        ("5. März 2018", "2018-03-05"),
        ("05.03.2018", "2018-03-05"),
        ("5 марта 2018 г.", "2018-03-05"),
        ("5 березня 2018", "2018-03-05"),
        ("2018년 3월 5일", "2018-03-05"),
        ("2018年3月5日", "2018-03-05"),
        ("03/05/2018", ""),
        ("31 February 2018", ""),
        ("in March 2018", ""),
    ],
)
def test_dates_of_many_languages_are_read(text: str, date: str) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("a.txt", "Headline\n\nSEOUL, March 5, 2018 (AFP) - The ministers met.\n", "2018-03-05"),
        ("a.txt", "Headline\n5 de março de 2018\nOs ministros reuniram-se.\n", "2018-03-05"),
        ("a.txt", "The war that began on February 24, 2022 has cost many lives, and nobody knows when it ends.", ""),
        ("a.md", "---\ntitle: Talks\ndate: 2018-03-05\n---\n\nThey met.\n", "2018-03-05"),
        ("a.html", f'{HEAD}<meta name="pubdate" content="2018-03-05T01:02:03Z">{BODY}', "2018-03-05"),
        ("a.html", '<p>They met.</p><time datetime="2018-03-05">Monday</time>', "2018-03-05"),
        ("a.html", f'{HEAD}<script type="application/ld+json">{LINKED}</script>{BODY}', "2018-03-05"),
    ],
)  # fmt: skip
def test_an_article_tells_its_day(name: str, text: str, date: str) -> None:
    assert parse(text.encode(), path=name).date == date


def test_a_date_far_down_is_not_the_dateline() -> None:
    assert from_dateline("\n".join([*"abcdef", "March 5, 2018"])) == ""


def test_phrases_and_quoted_titles_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "en,en:except,pt,scope\nKiev,chicken Kiev | Kiev cake,Kyiv,unquoted\n")
    recogniser = Recogniser(Termbase.load([path]), "en")

    def found(text: str) -> list[int]:
        (mentions,) = recogniser.find([text])
        return [mention.span.start for mention in mentions]

    assert found("Chicken Kiev in Kiev, and a Kiev cake") == [16]
    assert found("“Winter in Kiev” was shot in Kiev.") == [29]
    assert found("“Winter in Kiev,” the film") == []
    assert found("“We are going back to Kiev,” he said.") == [22]
    assert found("“Kiev is burning, and nobody comes to help us out of it any more” he said") == [1]
    assert found("kiev@example.org https://example.org/Kiev www.kiev.example #Kiev") == []


FIRST = """concept,kind,form,first,en,pt,ko
kim-hong-kyun,person,full,ko,Kim Hong-kyun,Kim Hong-kyun,김홍균
kim-hong-kyun,person,short,,Kim,Kim,
kim-jong-un,person,full,,Kim Jong Un,Kim Jong-un,김정은
kim-jong-un,person,short,,Kim,Kim,
"""


def occasions(termbase: Termbase, *texts: str) -> list[list[Occasion]]:
    rows = mark(texts, Recogniser(termbase, "en").find(texts), is_running=[True] * len(texts), target="pt")
    return [[mention.occasion for mention in row] for row in rows]


def test_the_first_mention_is_in_full_and_later_ones_are_short(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    first, later, other = Occasion.FIRST, Occasion.LATER, Occasion.ANY
    assert occasions(termbase, "Kim Hong-kyun came.", "Kim Hong-kyun spoke.", "Kim left.") == [
        [first],
        [later],
        [later],
    ]
    assert occasions(termbase, "Kim Hong-kyun met Kim Jong Un.", "Kim Hong-kyun left.") == [[first, other], [other]]
    assert occasions(termbase, "Kim Hong-kyun (김홍균) came.", "Kim Hong-kyun left.") == [[other], [later]]
    texts = ["Kim Hong-kyun speaks", "Kim Hong-kyun spoke."]
    rows = mark(texts, Recogniser(termbase, "en").find(texts), is_running=[False, True], target="pt")
    assert [mention.occasion for row in rows for mention in row] == [other, first]


def test_the_original_is_put_behind_the_first_mention(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    source, target = "Kim Hong-kyun came, and Kim Hong-kyun spoke.", "Kim Hong-kyun veio, e Kim Hong-kyun falou."
    one = rendered(termbase, source, target)
    assert one.hypothesis.text == "Kim Hong-kyun (김홍균) veio, e Kim falou."
    assert [(name.form, name.target_span) for name in one.names] == [
        ("Kim Hong-kyun (김홍균)", Span(0, 19)),
        ("Kim", Span(28, 31)),
    ]
    assert not one.flags


def test_the_first_mention_is_the_first_in_the_target(tmp_path: Path) -> None:
    termbase = Termbase.load([written(tmp_path, FIRST)])
    one = rendered(termbase, "Kim Hong-kyun and Kim Hong-kyun", "Kim Hong-kyun e Kim Hong-kyun")
    assert one.hypothesis.text == "Kim Hong-kyun (김홍균) e Kim"


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


def test_the_article_before_a_repaired_name_is_corrected(tmp_path: Path) -> None:
    text = "concept,kind,en,pt,pt:deprecated,pt:gender\nc,place,Burma,Birmânia,Mianmar,f\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "He left Burma.", "Ele saiu do Mianmar.")
    assert one.hypothesis.text == "Ele saiu da Birmânia."
    assert [(name.result, name.step, name.target_span) for name in one.names] == [
        (Result.REPAIRED, Step.REPAIR, Span(12, 20))
    ]


def test_a_joined_article_is_a_correct_form(tmp_path: Path) -> None:
    text = "kind,en,pt\norganisation,the Kremlin,o Kremlin\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "Word from the Kremlin", "Notícias do Kremlin")
    assert one.hypothesis.text == "Notícias do Kremlin"
    assert [name.result for name in one.names] == [Result.INFLECTED]


def test_the_rules_hold_through_a_real_engine(tmp_path: Path) -> None:
    rows = (
        "concept,kind,form,first,until,en,en:except,pt,ko\n"
        "kim,person,full,ko,,Kim Hong-kyun,,Kim Hong-kyun,김홍균\n"
        "kim,person,short,,,Kim,,Kim,\n"
        "kyiv,place,full,,2018,Kiev | Kyiv,chicken Kiev,Kieve,\n"
    )
    settings = Settings("pt", "en", glossaries=(written(tmp_path, rows),), date="2015-01-01")
    text = (
        "Talks begin\n\nDeputy Foreign Minister Kim Hong-kyun arrived in Kyiv on Friday.\n\n"
        "He ate chicken Kiev there, and Kim Hong-kyun liked it.\n"
    )

    def document(raw: str) -> str:
        pipeline = Pipeline(settings)
        (finished,) = pipeline.finish([pipeline.prepare(Input("a.txt", "a", raw=raw.encode()))])
        assert not isinstance(finished, Exception)
        return finished.document().decode()

    early = document(text)
    assert "Kim Hong-kyun (김홍균)" in early
    assert early.count("Kim Hong-kyun") == 1
    assert early.count("Kieve") == 1
    assert "Kiev " in early or "Kiev," in early
    late = document(f"Kyiv, 5 March 2022\n\n{text}")
    assert "Kieve" not in late


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


EVERYDAY = """concept,kind,form,case,en,pt
will,person,full,,Will Young,Will Young
will,person,short,exact,Will,Will
mark,person,full,,Mark Field,Mark Field
mark,person,short,exact,Mark,Mark
may,person,full,,Theresa May,Theresa May
may,person,short,exact,May,May
bush,person,full,,George Bush,George Bush
bush,person,short,exact,Bush,Bush
rapid,organisation,full,,Rapid Vienna,Rapid Vienna
corners,place,full,,Four Corners,Four Corners
"""


def test_names_that_are_everyday_words_are_kept_and_everyday_words_are_translated(tmp_path: Path) -> None:
    article = (
        "A long day in the city\n\nWill Young met Mark Field on Monday, and Will said that Mark was late.\n"
        "Mark the place on the map where the four corners of the room meet.\nWill he come?\n"
        "Rapid Vienna won again after rapid growth in Vienna.\n"
        "The police of Four Corners looked in all four corners of the town.\n"
        "Theresa May may come in May. May answered that she would not resign.\n"
        "George Bush hid behind a bush. Bush smiled.\n"
    )
    pipeline = Pipeline(Settings("pt", "en", glossaries=(written(tmp_path, EVERYDAY),)))
    (finished,) = pipeline.finish([pipeline.prepare(Input("a.txt", "a", raw=article.encode()))])
    assert not isinstance(finished, Exception)
    lines = finished.document().decode().splitlines()[2:]
    assert [lines[0].count(name) for name in ("Will Young", "Mark Field", "Will", "Mark")] == [1, 1, 2, 2]
    assert "Marque" in lines[1]
    assert "quatro cantos" in lines[1]
    assert "Will" not in lines[2]
    assert lines[3].startswith("Rapid Vienna")
    assert "Viena" in lines[3]
    assert "Four Corners" in lines[4]
    assert "quatro cantos" in lines[4]
    assert "em maio" in lines[5]
    assert lines[5].count("May") == 2
    assert lines[6].count("Bush") == 2
    assert "arbusto" in lines[6]
    results = {name.result for unit in finished.bitext.units for name in unit.names}
    assert results == {Result.APPLIED}
    doubts = [flag.message for unit in finished.bitext.units for flag in unit.flags if flag.code == "name-doubt"]
    assert doubts == [f"{name!r} was taken for an everyday word, not for a name" for name in ("Mark", "Will")]


def test_a_name_at_the_start_is_not_dismissed_for_another_spelling(tmp_path: Path) -> None:
    text = "concept,kind,form,en,pt\np,person,full,Vladimir Putin,Vladimir Putin\np,person,short,Putin,Putine\n"
    one = rendered(Termbase.load([written(tmp_path, text)]), "Putin spoke.", "Putin falou.")
    assert one.hypothesis.text == "Putine falou."
