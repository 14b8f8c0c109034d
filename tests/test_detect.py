"""Languages: told where the evidence is strong, refused where it is not, foreign stretches marked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from corpora import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from align.detect import detect, mark_foreign, rank
from align.detect.scripts import candidates, letters_by_script
from align.document import Document, Paragraph, Span
from align.errors import InputError
from align.segment import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.document import Target

NTREX = DATA / "ntrex"

TEXTS = {
    "ar": "استدعت كوريا الجنوبية السفير الروسي في سيول يوم الجمعة بعد توقيع اتفاق دفاعي مع الشمال.",
    "de": "Südkorea hat am Freitag den russischen Botschafter einbestellt, nachdem ein Abkommen unterzeichnet wurde.",
    "el": "Η Νότια Κορέα κάλεσε τον Ρώσο πρέσβη στη Σεούλ.",
    "en": "South Korea summoned the Russian ambassador on Friday after the two countries signed an agreement.",
    "es": "Corea del Sur convocó el viernes al embajador ruso después de que los dos países firmaran un acuerdo.",
    "fa": "کره جنوبی روز جمعه سفیر روسیه را پس از امضای توافق دفاعی احضار کرد و گفت که این کار پذیرفتنی نیست.",
    "fr": "La Corée du Sud a convoqué vendredi l'ambassadeur de Russie après la signature d'un accord de défense.",
    "he": "דרום קוריאה זימנה את השגריר הרוסי בסיאול.",
    "hi": "दक्षिण कोरिया ने शुक्रवार को रूस के राजदूत को तलब किया और कहा कि यह समझौता स्वीकार नहीं है।",
    "id": "Korea Selatan memanggil duta besar Rusia pada hari Jumat karena kedua negara menandatangani perjanjian.",
    "ja": "韓国外務省は金曜日、ロシア大使を呼び出して抗議した。",
    "ko": "한국 정부는 금요일 러시아 대사를 초치했다.",
    "pt": "A Coreia do Sul convocou na sexta-feira o embaixador russo depois que os dois países assinaram um acordo.",
    "ru": "Южная Корея вызвала в пятницу российского посла после того, как страны подписали соглашение.",
    "sr": "Јужна Кореја је у петак позвала руског амбасадора након што су две земље потписале споразум.",
    "th": "เกาหลีใต้เรียกเอกอัครราชทูตรัสเซียเข้าพบ",
    "uk": "Південна Корея викликала в п'ятницю російського посла після того, як країни підписали угоду.",
    "zh": "韩国外交部星期五召见了俄罗斯大使。",
}


class Unwritten:
    """A skeleton that is never written."""

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        raise NotImplementedError


def document(*texts: str) -> Document:
    paragraphs, at = [], 0
    for text in texts:
        paragraphs.append(Paragraph(Span(at, at + len(text))))
        at += len(text) + 1
    return Document("news.txt", "\n".join(texts), tuple(paragraphs), Unwritten(), "plaintext")


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_news_is_told(language: str) -> None:
    detected = detect([TEXTS[language]])
    assert detected.language == language
    assert detected.paragraphs == (language,)
    assert rank(TEXTS[language])[0].language == language


def test_the_ranking_is_best_first_and_the_same_every_time() -> None:
    ranking = rank(TEXTS["es"])
    assert ranking == rank(TEXTS["es"])
    assert [one.confidence for one in ranking] == sorted((one.confidence for one in ranking), reverse=True)
    assert all(0 <= one.confidence <= 1 for one in ranking)


@pytest.mark.parametrize("text", ["", " \n", "12345 67.8 %", "Putin", "OK", "???", "😀😀😀"])
def test_too_little_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="too little text") as caught:
        detect(document(text))
    assert caught.value.where == "news.txt"
    assert "--source" in caught.value.advice


def test_names_alone_are_refused_and_the_candidates_named() -> None:
    with pytest.raises(InputError, match=r"not sure: '\w+' 0\.\d\d, '\w+'") as caught:
        detect(["Kim Hong-kyun, Georgy Zinoviev, Chang Ho-jin"])
    assert "--source" in caught.value.advice


@pytest.mark.parametrize(("one", "other", "times"), [("en", "pt", 1), ("en", "ko", 2), ("ru", "es", 1)])
def test_a_mixture_is_refused(one: str, other: str, times: int) -> None:
    with pytest.raises(InputError, match="mixes languages"):
        detect([TEXTS[one], *[TEXTS[other]] * times] * 2)


def test_a_language_outside_of_the_given_ones_is_not_forced_into_them() -> None:
    with pytest.raises(InputError, match=r"looks like Spanish \(es\), which is not among en, pt"):
        detect([TEXTS["es"]], among=("en", "pt"))


@pytest.mark.parametrize(
    ("among", "expected"), [(("en", "pt"), "pt"), (("en", "pt-BR"), "pt-BR"), (("es", "pt"), "pt")]
)
def test_the_answer_is_one_of_the_given_tags(among: tuple[str, ...], expected: str) -> None:
    assert detect([TEXTS["pt"]], among=among).language == expected


def test_a_single_tag_is_the_persons_word_but_a_doubt_is_told() -> None:
    assert detect(["Putin"], among=("pt-BR",)).language == "pt-BR"
    assert detect([TEXTS["pt"]], among=("pt-BR",)).doubts == ()
    detected = detect([TEXTS["es"]], among=("pt",))
    assert detected.language == "pt"
    assert [flag.code for flag in detected.doubts] == ["language-disagreement"]
    assert "Spanish" in detected.doubts[0].message


def test_foreign_paragraphs_do_not_decide_and_are_marked() -> None:
    texts = [TEXTS["en"], "He said so.", TEXTS["pt"], TEXTS["en"], TEXTS["ko"], TEXTS["en"]]
    assert detect(texts).paragraphs == ("en", "en", "pt", "en", "ko", "en")


def test_a_language_that_no_detector_knows_is_taken_as_said() -> None:
    detected = detect(["Lang may yer lum reek.", TEXTS["en"]], among=["sco"])
    assert detected.paragraphs == ("sco", "sco")


@pytest.mark.parametrize(
    "text", ["Vladimir Putin, Kim Jong Un, Georgy Zinoviev, Sergei Lavrov", "Le Monde", "1950-1953"]
)
def test_names_and_figures_are_not_called_foreign(text: str) -> None:
    assert set(detect([TEXTS["en"], text, TEXTS["en"]]).paragraphs) == {"en"}


def test_a_whole_foreign_segment_inside_a_paragraph_is_marked() -> None:
    text = f"{TEXTS['en']} {TEXTS['es']} {TEXTS['ko']} He left."
    article = document(TEXTS["en"], text, TEXTS["en"], TEXTS["en"])
    detected = detect(article)
    assert detected.paragraphs == ("en",) * 4
    marked = mark_foreign(cut(_in(article, "en")), detected)
    assert [segment.language for segment in marked.segments] == ["en", "en", "es", "ko", "en", "en", "en"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Київ і Львів", ("uk",)),
        ("Это было", ("ru", "be")),
        ("漢字かな", ("ja",)),
        ("汉字", ("zh",)),
        ("한국 정부와 English", ("ko",)),
        ("", ()),
    ],
)
def test_scripts_and_letters_leave_few_languages(text: str, expected: tuple[str, ...]) -> None:
    assert candidates(text, letters_by_script(text)) == expected


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(deadline=None, max_examples=50)
def test_any_text_ends_in_an_answer_or_a_refusal(texts: list[str]) -> None:
    try:
        detected = detect(texts)
    except InputError as error:
        assert error.advice  # noqa: PT017 - either end is right
    else:
        assert len(detected.paragraphs) == len(texts)


def test_importing_the_detector_loads_no_library() -> None:
    code = "import sys, align.detect; print(sorted({'langdetect', 'py3langid', 'numpy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.measuring
@pytest.mark.skipif(not NTREX.is_dir(), reason="the measuring corpora are not here")
@pytest.mark.parametrize(
    ("code", "tag"), [("ind", "id"), ("por-BR", "pt"), ("spa", "es"), ("jpn", "ja"), ("ukr", "uk")]
)
def test_articles_of_ntrex_are_told(code: str, tag: str) -> None:
    names = (NTREX / "documents.txt").read_text(encoding="utf-8").split()
    lines = (NTREX / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    articles = [[line for name, line in zip(names, lines, strict=True) if name == one] for one in sorted(set(names))]
    assert {language for article in articles for language in detect(article).paragraphs} == {tag}


def _in(article: Document, language: str) -> Document:
    return Document(article.path, article.text, article.paragraphs, article.skeleton, article.format, language)


def test_names_of_another_language_do_not_outweigh_the_text_around_them() -> None:
    lines = [
        "MOSCOW, March 2 — Sergey Lavrov and Sergei Lavrov are the same man: Russia's foreign minister.",
        "Kim Jong-un’s sister, Kim Yo-jong, didn’t comment. Kim Jong Un was in Pyongyang…",
    ]
    assert detect(lines).language == "en"
