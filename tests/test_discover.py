"""Names that no glossary has: what is found in an article, and what is not taken for a name."""

from __future__ import annotations

import pytest

from align.concept import Concept, Term
from align.names.discover import FINDERS, discover
from align.names.discover.lists import listed
from align.names.recognise import Recogniser, find_together
from align.names.termbase import Termbase


def found(texts: list[str], language: str = "en") -> dict[str, tuple[str, ...]]:
    """Give the names by their full form, each with its short forms."""
    return {names[0]: names[1:] for names in map(texts_of, discover(texts, language, [()] * len(texts)))}


def texts_of(concept: Concept) -> tuple[str, ...]:
    return tuple(term.text for term in concept.terms)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "SEOUL — Two weeks later they agreed."),
        ("en", "KYIV (AP) - Two weeks later they agreed."),
        ("pt", "SEUL – Depois de duas semanas, aceitaram."),
    ],
)
def test_a_sentence_begins_behind_a_dateline(language: str, text: str) -> None:
    assert not {"Two", "Depois"} & found([text], language).keys()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "He met Deputy Foreign Minister Kim Hong-kyun there.", "Kim Hong-kyun"),
        ("en", "The talks were opened by Georgy Zinoviev, the Russian ambassador.", "Georgy Zinoviev"),
        (
            "en",
            "It is run by the Indonesian Ministry of Foreign Affairs now.",
            "Indonesian Ministry of Foreign Affairs",
        ),
        ("en", "Grain is carried across the Black Sea by ship.", "Black Sea"),
        ("pt", "O texto foi assinado pelo vice-ministro Andrei Rudenko ontem.", "Andrei Rudenko"),
        ("es", "Lo dijo el presidente Luiz Inácio Lula da Silva ayer.", "Luiz Inácio Lula da Silva"),
        ("fr", "La réunion a été ouverte par le ministre Cho Tae-yul hier.", "Cho Tae-yul"),
        ("de", "Das sagte Bundeskanzler Olaf Scholz am Montag.", "Olaf Scholz"),
        ("id", "Pertemuan itu dibuka oleh Presiden Prabowo Subianto kemarin.", "Prabowo Subianto"),
        ("ru", "Об этом сообщил министр Сергей Лавров в среду.", "Сергей Лавров"),
        ("uk", "Про це повідомив міністр Андрій Сибіга у середу.", "Андрій Сибіга"),
        ("ko", "조태열 외교부 장관은 합의 내용을 발표했다.", "조태열"),
        ("ko", "게오르기 지노비예프 주한 러시아 대사도 지켜보았다.", "게오르기 지노비예프"),
        ("ja", "ウラジーミル・プーチン大統領は会談した。", "ウラジーミル・プーチン"),
        ("zh", "外交部发言人林剑表示，中方愿意对话。", "林剑"),
        ("zh", "弗拉基米尔·普京今天发表讲话。", "弗拉基米尔·普京"),
        ("ar", "قال الرئيس الروسي فلاديمير بوتين إن الاتفاق جيد", "فلاديمير بوتين"),
    ],
)
def test_a_name_is_found_beside_its_title(language: str, text: str, name: str) -> None:
    assert name in found([text], language)


@pytest.mark.parametrize(
    "text",
    [
        "Insurance companies say that a telephone is no guarantee.",
        "Everybody met on Monday in March and again on Christmas Eve.",
        "A South Korean official and two Russian sailors drank coffee.",
        "The U.S. ambassador and the U.N. envoy met while the U.S. markets were shut.",
        "THE FIRST DAY OF TALKS",
        "Delegates Talk About Ships And Insurance On First Day",
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert found([text]) == {}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The talks failed, and Brexit was put off.", {"Brexit"}),
        ("en", "It will hold Mr. Zaev to account.", {"Zaev"}),
        ("en", "He saw Theresa May in May.", {"Theresa May"}),
        ("en", "It was led by Hans-Peter Bartels and John F. Kennedy.", {"Hans-Peter Bartels", "John F. Kennedy"}),
        ("en", "They met in Korea, then in Russia, for a Korea-Russia summit.", {"Korea", "Russia"}),
        ("en", "That is the enforcement of Security Council rules.", {"Security Council"}),
        ("en", "“Nobody knows,” she said. 'Did they?'", set()),
        ("fr", "Pourquoi Trump gagne aux États-Unis", {"Trump", "États-Unis"}),
        ("fr", "« Je pense que oui », a dit quelqu'un.", set()),
        ("pt", "Ele vive hoje em Baden-Württemberg com a família.", {"Baden-Württemberg"}),
        ("id", "Anda melihat Trump di Virginia kemarin.", {"Trump", "Virginia"}),
        ("ru", "Почему Трамп едет в Пекин?", {"Трамп", "Пекин"}),
        ("uk", "Чому Трамп їде до Пекіна?", {"Трамп", "Пекіна"}),
        ("de", "Die Zahl der Todesopfer stieg nach Angaben der Behörden auf zwei Millionen Menschen.", set()),
        ("de", "Können Sie dem Verein in der Nähe mit Geld und Zeit helfen?", set()),
        ("de", "Nach dem Erdbeben fuhr er in die Stadt Palu und nach Jakarta.", {"Palu", "Jakarta"}),
        ("de", "Auf Trumps Kundgebung in West Virginia waren Tausende.", {"Trumps", "West Virginia"}),
        (
            "de",
            "Das sagte Pelosi den Vereinten Nationen in Griechenland.",
            {"Pelosi", "Vereinten Nationen", "Griechenland"},
        ),
        ("ko", "도널드 트럼프는 캘리포니아에서 폼페이오를 만났다.", {"도널드 트럼프", "캘리포니아", "폼페이오"}),
        ("ko", "미국은 평양에서 NATO의 프로그램을 논의했다.", {"미국", "평양", "NATO"}),
        ("ko", "우리는 토요일에 모두 인터넷으로 노래를 들었다고 말했다.", set()),
        ("ko", "몇몇 상원 의원은 그리고 어머니는 오래 기다렸다.", set()),
    ],
)
def test_all_names_of_a_text_are_found_and_nothing_else(language: str, text: str, names: set[str]) -> None:
    assert set(found([text], language)) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Im Juli traf er Putin. Später sprach Putin. Dann ging Putin mit dem Kanzler.", True),
        ("Er sah den Putin. Es war ein Putin. Dann ging Putin weg.", False),
    ],
)
def test_a_german_word_with_an_article_is_no_name(text: str, expected: bool) -> None:  # noqa: FBT001 -- a column
    assert ("Putin" in found([text], "de")) is expected


def test_no_syllable_speaks_for_and_against_a_name() -> None:
    assert not listed("foreign.ko") & listed("native.ko")
    assert all(len(one) == 1 for one in listed("foreign.ko") | listed("native.ko"))


def test_what_stands_before_a_name_is_taken_off_where_the_name_stands_apart_too() -> None:
    texts = [
        "They heard House Minority Leader Nancy Pelosi and Supreme Court Brett Kavanaugh.",
        "It was said that Nancy Pelosi saw Brett Kavanaugh at the Supreme Court.",
    ]
    assert set(found(texts)) == {"Nancy Pelosi", "Brett Kavanaugh", "Supreme Court"}


def test_a_word_at_the_start_counts_by_how_it_stands_elsewhere() -> None:
    texts = [
        "Tinto left early.",
        "We saw Tinto and Tinto again.",
        "Copper is cheap.",
        "They sold copper and Copper Ridge.",
    ]
    assert "Tinto" in found(texts)
    assert "Copper" not in found(texts)


def test_a_short_form_belongs_to_the_full_name_of_its_article() -> None:
    texts = ["Georgy Zinoviev, the ambassador, spoke first.", "Later Zinoviev left.", "ZINOVIEV LEAVES"]
    (concept,) = discover(texts, "en", [()] * 3)
    assert texts_of(concept) == ("Georgy Zinoviev", "Zinoviev")
    mentions = Recogniser(Termbase((concept,)), "en").find(texts)
    assert [[mention.surface for mention in row] for row in mentions] == [
        ["Georgy Zinoviev"],
        ["Zinoviev"],
        ["ZINOVIEV"],
    ]


def test_two_kims_of_one_article_stay_two() -> None:
    texts = [
        "Deputy minister Kim Hong-kyun came first.",
        "Kim said little.",
        "A letter to leader Kim Jong-un was sent.",
        "Kim did not answer.",
    ]
    concepts = discover(texts, "en", [()] * len(texts))
    assert [texts_of(one) for one in concepts] == [("Kim Hong-kyun", "Kim"), ("Kim Jong-un", "Kim")]
    rows = Recogniser(Termbase(concepts), "en").find(texts)
    assert [row[-1].concept.id for row in rows] == ["~kim hong-kyun", "~kim hong-kyun", "~kim jong-un", "~kim jong-un"]


def test_the_glossary_and_the_article_share_a_family_name() -> None:
    glossary = Termbase((discover(["Minister Kim Hong-kyun. Kim said."], "en", [()])[0],))
    texts = ["Minister Kim Hong-kyun spoke.", "Kim Yo-jong, who came later, did not.", "Kim left."]
    known = Recogniser(glossary, "en").find(texts)
    more = discover(texts, "en", known)
    rows = find_together([Recogniser(glossary, "en"), Recogniser(Termbase(more), "en")], texts)
    assert [[mention.surface for mention in row] for row in rows] == [["Kim Hong-kyun"], ["Kim Yo-jong"], ["Kim"]]
    assert rows[1][0].concept.id == rows[2][0].concept.id == "~kim yo-jong"


def test_an_unlisted_spelling_of_the_glossary_stands_beside_a_family_name_of_the_article() -> None:
    term = Term("en", "Kim Hong-kyun")
    glossary = Recogniser(Termbase((Concept("kim", "person", (term, Term("ko", "김홍균"))),)), "en")
    texts = ["Minister John Mulligan came first.", "Then Gim Honggyun met Mulligan."]
    more = discover(texts, "en", [glossary.find([text])[0] for text in texts])
    rows = find_together([glossary, Recogniser(Termbase(more), "en")], texts)
    assert [mention.surface for mention in rows[1]] == ["Gim Honggyun", "Mulligan"]


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        (
            "ru",
            ["Об этом сказал Бретт Кавано.", "Бретта Кавано ждали.", "С Бреттом Кавано говорил Вашингтон."],
            {"Бретт Кавано": {"Бретта Кавано", "Бреттом Кавано"}, "Вашингтон": set()},
        ),
        ("uk", ["Поїхали до Німеччини.", "Були в Німеччині."], {"Німеччини": {"Німеччині"}}),
        ("de", ["Er fuhr nach Mazedonien.", "Von Mazedoniens Regierung kam nichts."], {"Mazedonien": {"Mazedoniens"}}),
    ],
)
def test_cases_of_a_name_are_one_name(language: str, texts: list[str], expected: dict[str, set[str]]) -> None:
    assert {name: set(others) for name, others in found(texts, language).items()} == expected


def test_what_the_glossary_knows_is_left_to_it() -> None:
    glossary = Termbase(discover(["He met Minister Cho Tae-yul."], "en", [()]))
    texts = ["He met Minister Cho Tae-yul."]
    assert discover(texts, "en", Recogniser(glossary, "en").find(texts)) == ()


def test_a_model_is_asked_where_one_is_given() -> None:
    spacy = pytest.importorskip("spacy")
    from align.names.discover.model import Spacy

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "bell hooks"},
            {"label": "DATE", "pattern": "yesterday"},
            {"label": "ORG", "pattern": [{"LOWER": "the"}, {"LOWER": "ippnw"}]},
        ]
    )
    finder = Spacy(load=lambda _: pipeline)
    candidates = finder.find(["bell hooks left yesterday", "so did the ippnw"], "en")
    assert [(one.segment, one.surface, one.kind) for one in candidates] == [
        (0, "bell hooks", "person"),
        (1, "ippnw", "organisation"),
    ]


def test_finders_without_their_model_serve_nothing() -> None:
    from align.names.discover.model import Spacy

    assert not Spacy().serves("ko")
    assert set(FINDERS.names) >= {"capitals", "titles", "spacy"}
