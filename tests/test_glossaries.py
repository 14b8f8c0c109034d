"""What the curated glossaries promise."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from corpora import DATA

from align.concept import Status
from align.names.fold import key
from align.names.recognise import Recogniser
from align.names.termbase import Termbase

if TYPE_CHECKING:
    from align.concept import Concept

FOLDER = Path(__file__).parents[1] / "glossaries"
FILES = sorted(FOLDER.glob("*.csv"))
LANGUAGES = ("en", "pt", "es", "fr", "de", "id", "ko", "ru")
# Names that a language has no good form of; each has its reason in a note or in glossaries/README.md.
WITHOUT_FULL_FORM = {("g20", "ko"), ("g7", "ko"), ("bank-indonesia", "ko"), ("bank-indonesia", "ru"), ("india", "ko")}
LATIN = frozenset(LANGUAGES) - {"ko", "ru"}


@cache
def concepts() -> dict[str, Concept]:
    return {concept.id: concept for concept in Termbase.load([FOLDER]).concepts}


def rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for file in FILES:
        with file.open(encoding="utf-8", newline="") as lines:
            found += [(file.name, row) for row in csv.DictReader(lines)]
    return found


def mentions(text: str, language: str) -> list[tuple[str, str]]:
    (found,) = Recogniser(Termbase.load([FOLDER]), language).find([text])
    return [(mention.concept.id, mention.surface) for mention in found]


def test_there_are_as_many_concepts_as_the_news_needs() -> None:
    kinds = defaultdict(set)
    for concept in concepts().values():
        kinds[concept.kind].add(concept.id)
    assert sum(map(len, kinds.values())) >= 350
    assert len(kinds["person"]) >= 150
    assert len(kinds["place"]) >= 100
    assert 12 <= len(kinds["title"]) <= 25


def test_every_concept_has_a_full_form_in_every_language() -> None:
    missing = {(c.id, tag) for c in concepts().values() for tag in LANGUAGES if not c.preferred(tag)}
    assert missing == WITHOUT_FULL_FORM


def test_every_row_says_its_concept_kind_form_and_source() -> None:
    for name, row in rows():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["concept"]), (name, row)
        assert row["kind"], (name, row)
        assert row["form"], (name, row)
        assert row["source"], (name, row)


def test_no_concept_is_spread_over_two_files() -> None:
    files = defaultdict(set)
    for name, row in rows():
        files[row["concept"]].add(name)
    assert [concept for concept, names in files.items() if len(names) > 1] == []


def test_a_spelling_means_one_concept_unless_it_is_a_family_name() -> None:
    bearers = defaultdict(set)
    for concept in concepts().values():
        for term in concept.terms:
            is_family_name = concept.kind == "person" and term.form == "short"
            bearers[term.language, key(term.text)].add("a family name" if is_family_name else concept.id)
    assert {place: ids for place, ids in bearers.items() if len(ids) > 1} == {}


def test_a_spelling_means_one_form_of_its_concept() -> None:
    for concept in concepts().values():
        forms = defaultdict(set)
        for term in concept.terms:
            forms[term.language, key(term.text)].add(term.form)
        assert {place: names for place, names in forms.items() if len(names) > 1} == {}, concept.id


def test_no_spelling_stands_twice_in_a_row() -> None:
    for concept in concepts().values():
        places = [(t.language, t.form, t.text if t.case == "exact" else key(t.text)) for t in concept.terms]
        assert len(places) == len(set(places)), concept.id


def test_scripts_are_right() -> None:
    """A form pasted into the neighbour's column is the usual slip of a spreadsheet."""
    for concept in concepts().values():
        for term in concept.terms:
            if term.language in LATIN:
                assert not re.search(r"[Ѐ-ӿ가-힣]", term.text), term
            elif concept.id not in {"g20", "g7"}:
                wanted = r"[가-힣]" if term.language == "ko" else r"[Ѐ-ӿ]"
                assert re.search(wanted, term.text), term
                assert not re.search(r"[A-Za-z]", term.text), term


def test_spellings_carry_no_stray_marks() -> None:
    for concept in concepts().values():
        for term in concept.terms:
            assert term.text == term.text.strip(" ,;/~!=\"'"), term
            assert not re.search(r"[/~;=’“”]| {2}", term.text), term


def test_people_have_their_family_name_in_their_full_name() -> None:
    """Each preferred short form is a piece of a full one, so that no short form went into the wrong row."""
    for concept in concepts().values():
        if concept.kind != "person":
            continue
        for tag in LANGUAGES:
            short = concept.preferred(tag, "short")
            if short:
                full = " ".join(term.text for term in concept.terms_in(tag, "full")).casefold()
                assert short.text.casefold() in full, short


def test_deprecated_spellings_of_a_language_are_not_agreed_ones_of_another_row() -> None:
    agreed = {(t.language, t.text) for c in concepts().values() for t in c.terms if t.status is Status.PREFERRED}
    wrong = {(t.language, t.text) for c in concepts().values() for t in c.terms if t.status is Status.DEPRECATED}
    assert not agreed & wrong
    assert ("en", "Kiev") in wrong


@pytest.mark.parametrize(
    ("concept", "form", "language", "agreed"),
    [
        ("kyiv", "full", "en", "Kyiv"),
        ("kyiv", "full", "pt", "Kyiv"),
        ("kyiv", "full", "es", "Kiev"),
        ("kyiv", "full", "ko", "키이우"),
        ("moscow", "full", "pt", "Moscou"),
        ("vietnam", "full", "pt", "Vietnã"),
        ("north-korea", "full", "pt", "Coreia do Norte"),
        ("north-korea", "abbreviation", "pt", "RPDC"),
        ("kim-jong-un", "full", "pt", "Kim Jong-un"),
        ("kim-jong-un", "full", "en", "Kim Jong Un"),
        ("kim-jong-un", "short", "pt", "Kim"),
        ("vladimir-putin", "short", "fr", "Poutine"),
        ("georgy-zinoviev", "short", "pt", "Zinoviev"),
        ("volodymyr-zelenskyy", "short", "pt", "Zelensky"),
        ("un-security-council", "short", "pt", "Conselho de Segurança da ONU"),
        ("south-korean-foreign-ministry", "full", "pt", "Ministério das Relações Exteriores da Coreia do Sul"),
        ("joko-widodo", "nickname", "ru", "Джокови"),
    ],
)
def test_agreed_forms(concept: str, form: str, language: str, agreed: str) -> None:
    term = concepts()[concept].preferred(language, form)
    assert term is not None
    assert term.text == agreed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "KIM HONG-KYUN MEETS ZINOVIEV", [("kim-hong-kyun", "KIM HONG-KYUN"), ("georgy-zinoviev", "ZINOVIEV")]),
        ("en", "Russian and Ukrainian envoys spoke in turkey-red halls.", []),
        ("en", "The UN Security Council met.", [("un-security-council", "UN Security Council")]),
        ("en", "They told us that who goes is open.", []),
        ("en", "He parked near a park in the white house.", []),
        ("es", "La economía china y la banca suiza crecieron.", []),
        ("es", "Corea del Norte y Rusia", [("north-korea", "Corea del Norte"), ("russia", "Rusia")]),
        ("pt", "Comeu lula com os seus amigos.", []),
        ("fr", "Il faut que la paix vienne.", []),
        ("de", "Das Zeichen heißt macron.", []),
        ("en", "Kiev and Kharkov", [("kyiv", "Kiev"), ("kharkiv", "Kharkov")]),
        ("en", "Chicken Kiev and Peking duck in Kiev", [("kyiv", "Kiev")]),
    ],
)
def test_what_is_found_and_what_is_not(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text, language) == expected


def test_countries_say_their_articles() -> None:
    terms = {
        (tag, term.text): term.gender for c in concepts().values() for tag in ("pt", "fr") for term in c.terms_in(tag)
    }
    assert terms["pt", "Coreia do Sul"] == terms["fr", "Corée du Sud"] == "f"
    assert terms["pt", "Estados Unidos"] == terms["fr", "États-Unis"] == "mpl"
    # Names without an article: `de Israel`, `à Singapour`.
    assert terms["pt", "Portugal"] == terms["pt", "Israel"] == terms["fr", "Singapour"] == ""


def test_two_column_files_may_overrule(tmp_path: Path) -> None:
    own = tmp_path / "house.csv"
    own.write_text("en,pt\nKyiv,Kiev\n", encoding="utf-8")
    kyiv = next(c for c in Termbase.load([FOLDER, own]).concepts if c.id == "kyiv")
    term = kyiv.preferred("pt")
    assert term is not None
    assert term.text == "Kiev"


def test_the_readme_names_every_file() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in FILES if f"`{file.name}`" not in readme] == []


@pytest.mark.measuring
def test_the_names_of_the_measuring_articles_are_all_here() -> None:
    folder = DATA / "articles"
    if not folder.is_dir():
        pytest.skip("the measuring articles are not here")
    wanted = {
        "kim-hong-kyun", "georgy-zinoviev", "vladimir-putin", "kim-jong-un", "chang-ho-jin", "kyiv", "kremlin",
        "south-korean-foreign-ministry", "russian-embassy", "korean-peninsula", "korean-war", "cold-war",
        "un-security-council", "north-korea", "south-korea", "russia", "ukraine", "vietnam", "seoul", "pyongyang",
        "moscow", "jakarta", "washington",
    }  # fmt: skip
    found = set()
    for file in folder.glob("*.txt"):
        lines = file.read_text(encoding="utf-8").splitlines()
        found |= {m.concept.id for row in Recogniser(Termbase.load([FOLDER]), "en").find(lines) for m in row}
    assert wanted <= found
