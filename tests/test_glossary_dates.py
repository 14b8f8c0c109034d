"""Names that changed: the days that a row is for, and the day of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command import inside
from names_glossary import written

from align.errors import InputError
from align.formats.dates import date_in, from_dateline
from align.formats.reader import parse
from align.languages import Pair
from align.names.recognise import Recogniser
from align.names.row import Validity
from align.names.termbase import Glossaries, Termbase

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = Pair("en", "pt")
OPTIONS = ("-t", "pt", "-s", "en", "-q", "-j", "1")
LINKED = '{"datePublished": "2018-03-05"}'
HEAD, BODY = "<html><head>", "</head><body><p>They met.</p></body></html>"


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


CHANGED = "concept,kind,from,until,en,pt\nkyiv,place,,2018,Kiev | Kyiv,Kiev\nkyiv,place,2019,,Kyiv | Kiev,Kyiv\n"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translate two articles of different days together."""
    folder = tmp_path_factory.mktemp("batch")
    written(folder, CHANGED)
    for year in (2017, 2022):
        text = f"Talks begin\n\nGENEVA, 5 March {year} - The minister left Kiev.\n\nHe had come to Kyiv on Friday.\n"
        (folder / f"{year}.txt").write_text(text, "utf-8")
    articles = sorted(folder.glob("*.txt"))
    assert inside("translate", *articles, *OPTIONS, "-g", folder / "names.csv", "-o", folder / "out").code == 0
    return folder


def test_articles_of_one_batch_have_the_form_of_their_own_day(batch: Path) -> None:
    early, late = ((batch / "out" / f"{year}.pt.txt").read_text("utf-8") for year in (2017, 2022))
    assert ("Kiev" in early, "Kyiv" in early) == (True, False)
    assert ("Kiev" in late, "Kyiv" in late) == (False, True)


def test_the_ledger_judges_each_article_by_its_day(batch: Path) -> None:
    assert inside("names", batch / "out", "-q").stdout == ""
    done = inside("names", *sorted(batch.glob("*.txt")), "-g", batch / "names.csv", "-s", "en", "-q")
    assert done.stdout.splitlines() == [
        f"{batch / '2017.txt'}:5: 'Kyiv' should be 'Kiev' (en, Kyiv: glossary)",
        f"{batch / '2022.txt'}:3: 'Kiev' should be 'Kyiv' (en, Kyiv: glossary)",
    ]


def test_an_article_that_tells_no_day_has_the_one_that_is_named(tmp_path: Path) -> None:
    sheet = written(tmp_path, CHANGED)
    (tmp_path / "a.txt").write_text("Talks\n\nThe minister left Kiev.\n\nHe had come to Kyiv on Friday.\n", "utf-8")
    for day, form in (("2017-03-05", "Kiev"), ("2022-03-05", "Kyiv")):
        done = inside("names", tmp_path / "a.txt", "-s", "en", "-g", sheet, "--date", day, "-q")
        assert f"should be {form!r}" in done.stdout
    assert inside("names", tmp_path / "a.txt", "--date", "soon").code == 2


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
