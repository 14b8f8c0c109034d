from __future__ import annotations

import pytest

from align.errors import InputError
from align.formats.decoding import LARGEST_FILE, decode

NEWS = {
    "pt": "O presidente afirmou que a Coreia do Sul cometeria um “grave erro” – não há dúvida –, informou a agência.",
    "fr": "Le président a déclaré que l’accord « n’exclut pas » une coopération militaire à l’égard de la Corée.",
    "es": "El ministro señaló que la situación política en Corea es «muy difícil», según la agencia española.",
    "de": "Die Außenministerin erklärte, „die Lage ist ernst“, und kündigte Gespräche über Änderungen an.",
    "pl": "Prezydent Łukaszenka powiedział, że żądania są niemożliwe do spełnienia, a źródła to potwierdziły.",
    "cs": "Prezident řekl, že příští týden přijede do Moskvy a setká se s ministrem zahraničí.",
    "tr": "Cumhurbaşkanı, Güney Kore'nin büyük bir hata yapacağını söyledi. Görüşmeler İstanbul'da sürüyor.",
    "ru": "Президент России заявил, что Южная Корея совершит ошибку, если поставит оружие Украине.",
    "el": "Ο πρόεδρος δήλωσε ότι η Νότια Κορέα θα κάνει ένα μεγάλο λάθος αν δώσει όπλα στην Ουκρανία.",
    "ko": "한국 외교부는 금요일 러시아 대사를 초치하여 북한과의 군사 협력을 즉각 중단할 것을 강력히 촉구했다.",
    "ja": "韓国外務省は金曜日、ロシア大使を呼び、北朝鮮との軍事協力を直ちに停止するよう求めた。",
    "zh": "韩国外交部周五召见俄罗斯大使，强烈要求立即停止与朝鲜的军事合作。",
    "ar": "قال الرئيس الروسي إن كوريا الجنوبية سترتكب خطأ كبيرا إذا زودت أوكرانيا بالأسلحة.",
}
CASES = [
    ("pt", "cp1252"), ("fr", "cp1252"), ("es", "cp1252"), ("de", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859_2"),
    ("cs", "cp1250"), ("cs", "iso8859_2"), ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8_r"), ("el", "cp1253"),
    ("ko", "cp949"), ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("zh", "gb18030"), ("ar", "cp1256"),
    *((language, charset) for language in NEWS for charset in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
]  # fmt: skip


@pytest.mark.parametrize(("language", "charset"), CASES)
def test_news_is_decoded_without_a_declaration(language: str, charset: str) -> None:
    assert decode(NEWS[language].encode(charset), path="a.txt").text == NEWS[language]


@pytest.mark.parametrize(("language", "charset"), CASES)
def test_a_right_declaration_is_believed(language: str, charset: str) -> None:
    assert decode(NEWS[language].encode(charset), path="a.txt", declared=charset).text == NEWS[language]


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_zeros(charset: str) -> None:
    assert decode(NEWS["pt"].encode(charset), path="a.txt").text == NEWS["pt"]


@pytest.mark.parametrize("declared", ["utf-16", "koi8-r", "no-such-charset", "rot13", "base64", "utf-7", "\0", ""])
def test_a_wrong_declaration_does_not_spoil_utf8(declared: str) -> None:
    assert decode(NEWS["pt"].encode(), path="a.txt", declared=declared).text == NEWS["pt"]


def test_pairs_written_in_halves_are_joined_and_a_single_half_is_refused() -> None:
    halves = "So \ud83d\ude00!".encode("utf-8", "surrogatepass")
    assert decode(halves, path="a.txt").text == "So 😀!"
    with pytest.raises(InputError, match="byte 0xED in line 1"):
        decode("So \ud83d!".encode("utf-8", "surrogatepass"), path="a.txt")


def test_latin1_means_windows_1252_as_in_browsers() -> None:
    assert decode(NEWS["pt"].encode("cp1252"), path="a.txt", declared="ISO-8859-1").text == NEWS["pt"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7 and more", "a PDF file"),
        (b"PK\x03\x04 and more", "a ZIP archive or office document"),
        (b"{\\rtf1 and more", "an RTF document"),
        (b"The minister\0 said", "1 NUL bytes"),
        (b"The minister\1\2\3 said", "3 control characters"),
        (b"The minister said \xff\xff\xff that.", "byte 0xFF in line 1"),
        (b"\xff" * 50, "byte 0xFF in line 1"),
        (b"one\ntwo \x81\xfe\xff\x8f\x90\n", "in line 2"),
        (b"\xff\xfeA", "UTF-16-LE"),
        (b"\xff\xfe\x00\xd8A\x00", "UTF-16-LE"),
    ],
)
def test_an_error_says_what_was_seen_and_what_to_do(raw: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        decode(raw, path="a.txt")
    assert caught.value.where == "a.txt"
    assert caught.value.advice


def test_a_file_beyond_all_reason_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 64 MB"):
        decode(bytes(LARGEST_FILE + 1), path="a.txt")
