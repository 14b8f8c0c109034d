"""Segments: where a language ends a sentence, and that no character is lost whatever the text."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.document import Document, Paragraph, Span
from align.errors import InputError
from align.segment import WINDOW, Segmenter, bundled, cut, cut_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.document import Target

# Language, text; " | " stands where one segment ends and the next begins.
ROWS = [
    # Datelines stay with their sentence.
    ("en", "JAKARTA - South Korea urged Russia to stop. | It said so on Friday."),
    ("en", "(Seoul) – South Korea summoned the Russian ambassador. | He came."),
    ("en", "SEOUL, June 21 (Yonhap) -- South Korea called in the envoy. | He came."),
    ("en", "SEOUL, Jan. 5 (Yonhap) -- South Korea called in the envoy. | He came."),
    ("en", "WASHINGTON (AP) — The president spoke. | He left."),
    ("pt", "LISBOA, 21 jun 2024 (Lusa) – O ministro falou. | Depois saiu."),
    ("es", "MADRID, 21 jun. (EFE).- El presidente habló. | Se fue."),
    ("fr", "SÉOUL, 21 juin (AFP) - Le ministre a parlé. | Il est parti."),
    ("de", "Seoul (dpa) - Der Minister sprach. | Dann ging er."),
    ("id", "JAKARTA, KOMPAS.com - Presiden tiba. | Ia pergi."),
    ("ru", "МОСКВА, 21 июня. /ТАСС/. Президент прибыл. | Он уехал."),
    ("ru", "МОСКВА, 21 июн — РИА Новости. Президент прибыл. | Он уехал."),
    ("uk", "КИЇВ. 21 червня. УНН. Президент прибув. | Він поїхав."),
    ("ko", "(서울=연합뉴스) 김효정 기자 = 정부가 대사를 초치했다. | 대사는 왔다."),
    # Titles, abbreviations and initials.
    ("en", "Mr. Putin met Gen. Shoigu, Sen. Kaine and Lt. Col. Brown. | They talked."),
    ("en", "J. K. Rowling, George W. Bush and John F. Kennedy are names. | So is Ban."),
    ("en", "He lives in the U.S. | He likes it. | The U.S. Senate voted at 9 a.m. Monday."),
    ("en", "He joined Apple Inc. | The firm grew. | Samsung Electronics Co. Ltd. fell."),
    ("en", "On Nov. 5, see No. 5, e.g. Part A, i.e. that. | It was Plan B. | The plan failed."),
    ("pt", "O Sr. Silva e a Exma. Sra. Dra. Ana chegaram. | O Exmo. Sr. Presidente falou, p. ex. Lula."),
    ("pt", "O art. 38 da lei nº. 8.880 e o art. 5.º da lei n.º 8.080 valem. | Foi assim."),
    ("es", "El Sr. Gómez y la Sra. López viven en EE. UU. desde 1990. | El art. 4 de la ley núm. 5 rige."),
    ("fr", "M. Macron, Mme. Dupont et M. J.-P. Martin sont là. | Ils parlent."),
    ("de", "Das ist z. B. gut. | Am 21. Juni kam Dr. Müller im 2. Weltkrieg mit Art. 4 Abs. 2 an. | Gut."),
    ("id", "Drs. H. Ahmad, S.H., M.H. hadir di Jl. Sudirman No. 5. | Prof. Dr. Ir. Budi, M.Si. berkata."),
    ("ru", "В. В. Путин, А. С. Пушкин и др. были, т. е. жили в 2024 г. на ул. Ленина. | Это так."),
    ("ru", "Дома, сады и т. д. | Он уехал."),
    ("uk", "Це т. зв. план на 2024 р. для вул. Грушевського. | Кінець."),
    ("it", "Il dott. Bianchi e il Sig. Rossi sono qui. | Fine."),
    ("tr", "Bu 3. Dünya Savaşı. | Dr. Ali geldi."),
    # Numbers, ellipsis, colons, addresses, wrapped lines.
    ("en", "The talks lasted 3.5 hours in 1950-1953. | In 2024 they did not."),
    ("en", "It went on... and on. | Then it ended."),
    ("en", 'He said: "We will not." | Then he left.'),
    ("en", "See www.example.com/a?b=C. | Yahoo! was there."),
    ("en", "Vladimir\nPutin said so. | He left."),
    ("ko", "2024. 6. 21. 발표했다. | 1.5배 늘었다."),
    # Quotation marks close after the full stop.
    ("en", "He called it a “serious mistake.” | Moscow disagreed."),
    ("en", "“Are you there?” he asked. | “Yes!” | She left."),
    ("pt", "«Não vamos.» | Depois saiu."),
    ("fr", "« C'est non. » | Il est parti."),
    ("en", "He said: « Chaque navire arrive. | Nous partons ? » | It was French."),
    ("de", "Er sagte: „Das geht nicht.“ | Dann ging er."),
    ("ru", "«Это ошибка!» — заявил он. | «Да». | Конец."),
    ("ko", '"용납할 수 없다." 라고 말했다. | 그렇다.'),
    # Scripts with signs of their own.
    ("ja", "外務省は「強く要求する。」と述べた。| 次の文。| 本当か？！| はい。"),
    ("zh", "他说：“停止合作。”| 真的吗？| 是的！"),
    ("ar", "هل ذهب؟ | نعم. | قال د. أحمد ذلك."),
    ("ur", "یہ ہے۔ | وہ گیا۔ | کیا؟ | ہاں۔"),
    ("hi", "यह पहला वाक्य है। | यह दूसरा है। | क्या? | हाँ।"),
    ("he", "הוא אמר כך. | מה? | כן!"),
    ("th", "ประโยคแรก ประโยคสอง Mr. X. Next"),
]
SCRIPTS = "aB1 .,!?…:;-—\"'“”«»()\n\t\u00a0\u2028\u200f\u0000\ud800é😀김다。」とはгУ.т؟ہ۔कি।ไทยאבΑω0}<{"
texts = st.text(alphabet=SCRIPTS, max_size=300) | st.text(max_size=100)
languages = st.sampled_from(["en", "pt", "es", "fr", "de", "id", "ru", "uk", "ko", "ja", "ar", "hi", "th", "he", "xx"])


class Unwritten:
    """A skeleton that is never written."""

    def write(self, document: Document, targets: Sequence[Target], *, language: str = "") -> bytes:
        raise NotImplementedError


def document(text: str, *paragraphs: Span, language: str = "en") -> Document:
    return Document("a.txt", text, tuple(map(Paragraph, paragraphs)), Unwritten(), "plaintext", language)


@pytest.mark.parametrize(("language", "marked"), ROWS)
def test_sentences_end_where_the_language_ends_them(language: str, marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    text = marked.replace(" | ", " ").replace("| ", "")
    assert [span.of(text) for span in cut_text(text, language)] == expected


def test_thai_is_cut_at_lines_and_wide_spaces_only() -> None:
    text = "ประโยคแรก ประโยคสอง\nบรรทัดใหม่  ช่องว่าง"
    assert [span.of(text) for span in cut_text(text, "th")] == ["ประโยคแรก ประโยคสอง", "บรรทัดใหม่", "ช่องว่าง"]


@given(texts, languages)
@settings(deadline=None)
def test_segments_and_what_lies_between_give_the_text_back(text: str, language: str) -> None:
    end = 0
    for span in cut_text(text, language):
        assert text[end : span.start].strip() == ""
        assert span.of(text).strip() == span.of(text) != ""
        end = span.end
    assert text[end:].strip() == ""


@given(texts, languages)
@settings(deadline=None)
def test_the_fast_matcher_cuts_as_choppa_does(text: str, language: str) -> None:
    from choppa import SrxTextIterator

    rules = bundled()._rules
    slow = SrxTextIterator(rules.document, rules.key(language), text)
    assert list(rules.pieces(text, language)) == list(slow)


def test_a_segment_stays_inside_its_paragraph_and_has_the_documents_language() -> None:
    text = "No stop here\n\nOne. Two."
    segments = cut(document(text, Span(0, 12), Span(14, 23), language="pt")).segments
    assert [(s.text, s.paragraph, s.language) for s in segments] == [
        ("No stop here", 0, "pt"),
        ("One.", 1, "pt"),
        ("Two.", 1, "pt"),
    ]


@pytest.mark.parametrize("text", ["a" * 25_000, "a'" * 15_000, "word " * 6_000, ". " * 15_000, "\n" * 30_000])
def test_a_paragraph_without_an_end_costs_bounded_work_and_loses_nothing(text: str) -> None:
    spans = cut_text(text, "es")
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(len(span) <= WINDOW for span in spans)


def test_a_long_paragraph_is_cut_at_its_sentences() -> None:
    text = "This is a sentence of some length. " * 1_000
    assert {span.of(text) for span in cut_text(text, "en")} == {"This is a sentence of some length."}


SRX = """<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="yes"/><body><languagerules><languagerule languagerulename="Mine">
<rule break="yes"><beforebreak>{}</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules><maprules><languagemap languagepattern="EN.*" languagerulename="Mine"/></maprules>
</body></srx>"""


def test_a_users_rules_replace_ours(tmp_path: Path) -> None:
    rules = tmp_path / "mine.srx"
    rules.write_text(SRX.format(";"), encoding="utf-8")
    text = "One. Two; three."
    segmenter = Segmenter(rules=rules)
    assert [span.of(text) for span in segmenter.cut_text(text, "en-GB")] == ["One. Two;", "three."]
    assert segmenter.name != Segmenter().name


@pytest.mark.parametrize(
    ("content", "language", "message"),
    [
        (SRX.format(";"), "pt", "none for 'pt'"),
        (SRX.format("("), "en", "no regular expression"),
        ("<srx", "en", "not an SRX 2.0 file"),
        ("<html/>", "en", "not an SRX 2.0 file"),
        (None, "en", "cannot be read"),
    ],
)
def test_rules_that_cannot_be_used_are_named(tmp_path: Path, content: str | None, language: str, message: str) -> None:
    rules = tmp_path / "mine.srx"
    if content is not None:
        rules.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        Segmenter(rules=rules).cut_text("One; two.", language)
    assert caught.value.where == str(rules)


def test_the_signature_tells_library_version_and_rules() -> None:
    name, _, content = Segmenter().name.partition("+")
    assert name.startswith("choppa-srx-")
    assert len(content) == 8


def test_the_rules_are_loaded_without_the_library_for_schemas() -> None:
    code = "import sys, align.rules; print(sorted({'xmlschema', 'elementpath'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_module_that_is_put_off_is_there_when_it_is_used() -> None:
    code = (
        "import sys\nfrom align.rules.deferred import put_off\n"
        "with put_off('colorsys'):\n    import colorsys\n"
        "assert 'colorsys' not in sys.modules\nprint(colorsys.rgb_to_hsv(1, 1, 1))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "(0.0, 0.0, 1)"


def test_importing_the_segmenter_loads_no_library() -> None:
    code = "import sys, align.segment; print(sorted({'choppa', 'regex', 'xmlschema', 'lxml'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
