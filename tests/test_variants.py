"""Spelling variants: one name however it is romanised, never two people."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from align.names.variants import Likeness, compare, keys, spellings
from align.names.variants.kana import romaji
from align.names.variants.part import family_keys
from align.names.variants.tokens import plain, take_apart

GLOSSARIES = Path(__file__).parents[1] / "glossaries"
# Letters of several scripts, with what names have between them.
NAMES = st.text(st.sampled_from("abcdeghijkmnouvyzéřłКимПутнъ김정은محدキンἀ金 -'.·"), max_size=18)


@pytest.mark.parametrize(
    "other",
    ["김홍균", "Gim Honggyun", "Kim Hong Gyun", "KIM Hong-Kyun", "Hong-kyun Kim", "Ким Хон Гюн", "Kim Honggyun"],
)
def test_one_korean_in_every_romanisation(other: str) -> None:
    assert compare("Kim Hong-kyun", other).likeness is Likeness.SAME
    assert compare("김홍균", other).likeness is Likeness.SAME
    assert keys("Kim Hong-kyun") & keys(other)


@pytest.mark.parametrize("other", ["Kim Hong-gul", "Kim Jong-un", "Kim Hong", "Park Hong-kyun", "김홍걸", "Ким Чен Ын"])
def test_another_korean_is_never_the_same(other: str) -> None:
    assert compare("Kim Hong-kyun", other).likeness is Likeness.DIFFERENT
    assert compare("김홍균", other).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("김정은", "Kim Jong-un"),
        ("김정은", "Ким Чен Ын"),
        ("Lee Young-hee", "Yi Yeonghui"),
        ("이영희", "Rhee Young Hee"),
        ("Park Geun-hye", "Pak Kŭnhye"),
        ("최선희", "Choe Son Hui"),
        ("Woo Won-shik", "우원식"),
        ("리용호", "Ri Yong-ho"),
        ("Vladimir Putin", "Vladimir Poutine"),
        ("Vladimir Poutine", "Vlagyimir Putyin"),
        ("Vladimir Putin", "Wladimir Wladimirowitsch Putin"),
        ("Vladimir Putin", "PUTIN, Vladimir"),
        ("Владимир Путин", "Vlagyimir Putyin"),
        ("블라디미르 푸틴", "Владимир Путин"),
        ("Vladimir Poutine", "Vladimiras Putinas"),
        ("Wladimir Putin", "Vladimirs Putins"),
        ("Vladimir V. Putin", "Wladimir Wladimirowitsch Putin"),
        ("Presidente Vladimir Putin", "Vladimir Vladimirovich Putin"),
        ("Prabowo Soebianto", "Prabowo Subianto"),
        ("Luhut Binsar Pandjaitan", "Luhut Panjaitan"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Sergei Shoigu", "Sergueï Choïgou"),
        ("Siergiej Szojgu", "Sergej Schoigu"),
        ("Alexei Navalny", "Aleksey Navalnyj"),
        ("Volodymyr Zelenskyy", "Wolodymyr Selenskyj"),
        ("Володимир Зеленський", "Volodymyr Zelenski"),
        ("Volodymyr Zelensky", "Vladimir Zelensky"),
        ("Володимир Зеленський", "Владимир Зеленский"),
        ("블라디미르 젤렌스키", "Volodymyr Zelenskyy"),
        ("Alexander Lukaschenko", "Aliaksandr Lukashenka"),
        ("Mikhail Podolyak", "Mijaílo Podoliak"),
        ("Sergueï Kislitsya", "Serhii Kyslytsia"),
        ("Petro Oleksiyovych Poroshenko", "Pyotr Alekseyevich Poroshenko"),
        ("Nikita Khrushchev", "Nikita Chruschtschow"),
        ("Nikita Khrushchev", "Nikita Jruschov"),
        ("Mohammed bin Salman", "Mohamad Ben Salman"),
        ("Bashar al-Assad", "Bachar el-Assad"),
        ("بشار الأسد", "Bashar al-Assad"),
        ("أوباما", "Obama"),
        ("إيران", "Iran"),
        ("Muammar Gaddafi", "Moammar Kadhafi"),
        ("Αλέξης Τσίπρας", "Alexis Tsipras"),
        ("Мишель Дено", "Michel Denault"),
        ("Ян Ломницкий", "Jan Łomnicki"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Xi Jinping", "Си Цзиньпин"),
        ("Zhou Enlai", "Chou En-lai"),
        ("Fumio Kishida", "Kisida Humio"),
        ("Shinzo Abe", "Shinzō Abe"),
        ("ドナルド・トランプ", "Donald Trump"),
        ("アレクセイ", "Aleksei"),
        ("フロズニー", "Hrozný"),
        ("George Washington", "조지 워싱턴"),
        ("Luiz Inácio Lula da Silva", "루이스 이나시우 룰라 다 시우바"),
        ("Cristiano Pereira de Souza", "크리스티아누 페헤이라 지 소자"),
        ("Chris Atkinson", "크리스 앳킨슨"),
        ("Guillermo Moscoso", "기예르모 모스코소"),
        ("Jean-Paul Penin", "장폴 페냉"),
        ("Bashar al-Assad", "바샤르 알아사드"),
        ("Friedrich III of Germany", "프리드리히 3세"),
        ("Wang Fuzhi", "왕부지"),
        ("Liu Xi", "유희"),
        ("Fan Li", "범려"),
        ("Emperor Wu of Jin", "진 무제"),
        ("Emperor Huizong of Song", "북송 휘종"),
        ("Choe Ryong-hae", "최용해"),
        ("Kim Won-yong", "김원룡"),
        ("Hong Kil-whan", "홍길환"),
        ("Pope Benedict XVI", "베네딕토 16세"),
        ("John VI", "교황 요한 6세"),
        ("Pope Francis", "프란치스코 교황"),
        ("Prince Vincent of Denmark", "덴마크 왕자 빈센트"),
        ("Friedrich III of Germany", "독일의 프리드리히 3세"),
        ("Emperor Kameyama", "가메야마 천황"),
        ("Rashid ad-Din Sinan", "라시드 앗딘 시난"),
        ("Jamie Bell", "제이미 벨"),
        ("Ngô Bảo Châu", "응오바오쩌우"),
        ("Nini Ou-yang", "어우양니니"),
        ("Otto von Gierke", "오토 프리드리히 폰 기르케"),
        ("Xi Jinping", "습근평"),
        ("Queen Heonjeong", "헌정왕후"),
        ("Emperor Yizong of Tang", "당 의종"),
        ("Poppy Delevingne", "파피 델레바인"),
        ("Murilo Rosa", "무릴루 호자"),
        ("Xi Jinping", "시진핑"),
        ("Deng Xiaoping", "덩샤오핑"),
        ("Lü Bu", "뤼부"),
        ("Anthony Blinken", "Antony J. Blinken"),
        ("Benyamin Nétanyahou", "Binyamin Netanyahu"),
        ("Isaac Herzog", "Herzog, Yitzhak"),
        ("George Papandreou", "Giorgos Papandreou"),
        ("J", "제이"),
        ("RM", "알엠"),
        ("J. K. Rowling", "J. K. 롤링"),
        ("J. J. Abrams", "제이 제이 에이브럼스"),
        ("George W. Bush", "조지 W. 부시"),
        ("Mel B", "멜 비"),
        ("Robert Downey Jr.", "로버트 다우니 주니어"),
        ("Sammy Davis, Jr.", "새미 데이비스 주니어"),
        ("Jürgen Klinsmann", "위르겐 클린스만"),
        ("Karl Marx", "카를 마르크스"),
        ("Wolfgang Schäuble", "볼프강 쇼이블레"),
        ("Lech Wałęsa", "레흐 바웬사"),
        ("Andrzej Wajda", "안제이 바이다"),
        ("Dag Hammarskjöld", "다그 함마르셸드"),
        ("Stefan Löfven", "스테판 뢰벤"),
        ("Johan Cruijff", "요한 크라위프"),
        ("Arjen Robben", "아르연 로번"),
        ("William Faulkner", "윌리엄 포크너"),
        ("Kikkawa Motoharu", "깃카와 모토하루"),
        ("Lee Kunhee", "이건희"),
        ("Chung Sye-kyun", "정세균"),
        ("Zhuge Liang", "제갈량"),
        ("Sima Yi", "사마의"),
    ],
)
def test_one_name_in_two_conventions(one: str, other: str) -> None:
    assert compare(one, other).likeness is Likeness.SAME
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("V. Putin", "Vladimir Putin"),  # or Viktor
        ("Pavlo Zelensky", "Paul Zelensky"),  # translated
        ("Catherine", "Katharine"),
        ("Thomas Neal", "Thomas Neil"),
        ("Volodymyr", "Vladimir"),  # and no family name
        ("Bush, George H. W.", "조지 W. 부시"),
        ("George W. Bush", "George H. W. Bush"),  # the son, or the father
        ("Ivanov", "Ivanova"),  # a wife, or an ending
        ("Kim Jong-un", "Kim Jeong-eun"),  # 종은 and 정은 are two names
        ("Kim Hong-kyun", "Kim Hong-gyeon"),  # so are 홍균 and 홍견
        ("Lee Jong-min", "Lee Jeong-min"),
        ("Mark Smith", "Marc Smyth"),
        ("Takeshi Watanabe", "와타나베 타카시"),  # Takashi
        ("프랜시스 크릭", "Princess Marina of Greece and Denmark"),  # of whom a part sounds so
        ("Matsudaira Nobumasu", "마쓰다이라 노부미치"),
        ("Wang Men", "왕맹"),
        ("Wang Men", "Wang Meng"),  # Koreans may be so spelled, Chinese are two
        ("Liu Yan", "유연"),  # one of seven ways to read yan, and to write 연
    ],
)
def test_a_person_decides(one: str, other: str) -> None:
    assert compare(one, other).likeness is Likeness.LIKELY
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-il", "Kim Jong-un"),
        ("George W. Bush", "조지 H. 부시"),
        ("김정일", "김정은"),
        ("김정일", "Kim Jong-un"),
        ("George Bush", "Barbara Bush"),
        ("Sergei Ivanov", "Nikolai Ivanov"),
        ("Sally Kirkland", "크리스 커클랜드"),
        ("에리크 요한손", "Rick Hanson"),
        ("King Alfred Smith", "Pak Alfred Smith"),
        ("John F. Kennedy", "John William Kennedy"),
        ("Carlos Santos", "Carlo Santo"),
        ("Wang Min", "Wang Ming"),
        ("Elizabeth II", "Elizabeth I"),
        ("Friedrich III", "프리드리히 2세"),
        ("Xi Jinping", "왕부지"),
        ("Kim Jimin", "김 기민"),
        ("Han Ji-min", "한기민"),  # 기 is one reading of ji in Chinese, not in Korean
        ("Juan Perez", "Jose Perez"),
        ("Владимир Путин", "Дмитрий Медведев"),
        ("岸田", "Kishida"),  # readings of Chinese characters are not guessed
        ("", "Kim"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert compare(one, other).likeness is Likeness.DIFFERENT


def test_a_text_that_is_no_name_costs_nothing() -> None:
    text = "kimjong" * 2000
    assert compare(text, text).likeness is Likeness.SAME
    assert compare(text, "Kim Jong-un").likeness is Likeness.DIFFERENT
    assert compare("Kim " + "gi" * 40, "Kim Jong-un").likeness is Likeness.DIFFERENT
    assert spellings("Kim " + "gi" * 40, language="en", target="ko") == ()


def test_parts_of_places_and_organisations_are_other_things() -> None:
    assert compare("Odesa Port", "Odesa Port Authority", kind="organisation").likeness is Likeness.DIFFERENT
    assert compare("Zaporizhzhia", "Запоріжжя", kind="place").likeness is not Likeness.DIFFERENT
    assert compare("Kazakhstan", "카자흐스탄", kind="place").likeness is Likeness.SAME


def test_no_two_people_of_the_glossaries_are_one() -> None:
    people: dict[str, set[str]] = {}
    for file in GLOSSARIES.glob("people-*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["form"] == "full":
                    cells = [row[language].split("|") for language in ("en", "ko")]
                    people.setdefault(row["concept"], set()).update(cell[0].strip() for cell in cells if cell[0])
    assert len(people) > 100
    for one, other in combinations(sorted(people), 2):
        for left in people[one]:
            assert not any(compare(left, right).likeness is Likeness.SAME for right in people[other]), (left, other)


@given(NAMES, NAMES)
def test_comparing_is_symmetric_and_needs_a_common_key(one: str, other: str) -> None:
    found = compare(one, other)
    assert found == compare(other, one)
    assert 0 <= found.score <= 100
    shared = family_keys(one) & family_keys(other) if found.likeness is Likeness.PART else keys(one) & keys(other)
    assert found.likeness is Likeness.DIFFERENT or shared


@given(NAMES)
def test_a_name_is_the_same_in_other_case_hyphens_and_spaces(name: str) -> None:
    assume(take_apart(name).tokens)
    assert compare(name, name).likeness is Likeness.SAME
    for other in (name.upper().lower(), f" {name}  ", name.replace("-", "‑"), name.replace(" ", "\u00a0")):
        assert compare(name.lower(), other.lower()).likeness is Likeness.SAME


@given(st.text(max_size=20))
def test_folding_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    apart = take_apart(text)
    if apart.script == "latin":
        assert take_apart(" ".join(apart.tokens)).tokens == apart.tokens


@pytest.mark.parametrize(
    ("name", "language", "target", "expected"),
    [
        ("Владимир Путин", "ru", "en", {"Vladimir Putin"}),
        ("Владимир Путин", "ru", "fr", {"Vladimir Poutine"}),
        ("Сергей Шойгу", "ru", "de", {"Sergej Schoigu", "Sergej Schojgu"}),
        ("Никита Хрущёв", "ru", "de", {"Nikita Chruschtschow"}),
        ("Володимир Зеленський", "uk", "de", {"Wolodymyr Selenskyj"}),
        ("김홍균", "ko", "en", {"Kim Hong-kyun", "Kim Hong-gyun", "Gim Honggyun"}),
        ("Kim Hong-kyun", "en", "ru", {"Ким Хон Гюн"}),
        ("Kim Hong-kyun", "en", "ko", {"김홍균"}),
        ("Mao Zedong", "en", "en", {"Mao Zedong", "Mao Tse-tung"}),
        ("محمد", "ar", "en", {"Mohammed", "Muhammad"}),
        ("Angela Merkel", "de", "pt", {"Angela Merkel"}),
    ],
)
def test_spellings_of_other_conventions(name: str, language: str, target: str, expected: set[str]) -> None:
    found = spellings(name, language=language, target=target)
    assert expected <= set(found)
    assert len(found) == len(set(found)) <= 64


def test_nothing_is_guessed_for_chinese_characters() -> None:
    assert spellings("習近平", language="zh", target="en") == ()


def test_kana() -> None:
    assert [romaji(name) for name in ("シャフィ", "とうきょう", "ヴォルフ", "ティム", "ウィル")] == [
        "shafi",
        "toukyou",
        "vorufu",
        "timu",
        "wiru",
    ]
