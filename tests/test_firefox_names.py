"""Agreed forms come out exactly, and what the vocabulary does not know is not lost."""

from __future__ import annotations

import pytest
from firefox_reference import bound, translate
from hypothesis import given, settings
from hypothesis import strategies as st

from align import marks
from align.document import Span
from align.hypothesis import Sentence

CASES = [
    ("Alexander Łukaszenka met Kim Jong Un in Kiev.",
     [("Alexander Łukaszenka", "Aleksandr Lukachenko"), ("Kim Jong Un", "Kim Jong-un"), ("Kiev", "Kyiv")]),
    ("The deputy minister, Kim Hong-kyun, will travel to Moscow.", [("Kim Hong-kyun", "Kim Hong-gyun")]),
    ("Kim Hong-kyun's visit was announced on Tuesday.", [("Kim Hong-kyun", "Kim Hong-gyun")]),
    ("The minister (Kim Hong-kyun) declined to comment.", [("Kim Hong-kyun", "Kim Hong-gyun")]),
    ('The film "Parasite" won four awards.', [("Parasite", "Parasita")]),
    ("The treaty was signed by Volodymyr Zelensky.", [("Volodymyr Zelensky", "Volodymyr Zelenskyy")]),
    ("VOLODYMYR ZELENSKY SPOKE ON MONDAY.", [("VOLODYMYR ZELENSKY", "Volodymyr Zelenskyy")]),
    ("Putin met Trump, and Putin later called Trump a friend.",
     [("Putin", "Pútin"), ("Trump", "Tramp"), ("Putin", "Pútin"), ("Trump", "Tramp")]),
    ("The Democratic People's Republic of Korea fired a missile.", [("Democratic People's Republic of Korea", "RPDC")]),
    ("The UN Security Council met, but the UN said nothing.",
     [("UN Security Council", "Conselho de Segurança da ONU"), ("UN", "ONU")]),
    ("Kim Hong-kyun spoke in Seoul.", [("Kim Hong-kyun", "김홍균"), ("Seoul", "Seul")]),
    ("The party of Lech Kaczynski won.", [("Lech Kaczynski", "Lech Kaczyński")]),
    ("The company Acme said so.", [("Acme", "“Acme”")]),
    ("The Kim-Trump summit was held.", [("Kim", "Quim"), ("Trump", "Tramp")]),
    ("The regiment of Lenin marched.", [("Lenin", ".*(a|b)+$")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "forms"), CASES, ids=[text[:24] for text, _ in CASES])
def test_each_form_stands_in_the_target_exactly(text: str, forms: list[tuple[str, str]]) -> None:
    (hypothesis,) = translate(bound(text, *forms))
    spans = [span for span in hypothesis.honoured if span is not None]
    assert [span.of(hypothesis.text) for span in spans] == [form for _, form in forms]
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[:i])
    for _, form in forms:
        assert hypothesis.text.count(form) == sum(form in other for _, other in forms)
    assert "⁇" not in hypothesis.text
    assert "  " not in hypothesis.text


def test_the_form_joins_the_sentence_as_a_word_does() -> None:
    found = [
        h.text
        for h in translate(
            bound("The minister (Kim Hong-kyun) declined.", ("Kim Hong-kyun", "Kim Hong-gyun")),
            bound("In Kiev, nothing happened.", ("Kiev", "Kyiv")),
            bound("Kim Hong-kyun left.", ("Kim Hong-kyun", "Kim Hong-gyun")),
        )
    ]
    assert "(Kim Hong-gyun)" in found[0]
    assert "Kyiv," in found[1]
    assert found[2].startswith("Kim Hong-gyun ")


def test_articles_before_a_name_stay_the_models_own() -> None:
    (hypothesis,) = translate(bound("The leader of North Korea spoke.", ("North Korea", "RPDC")))
    assert "da RPDC" in hypothesis.text


def test_the_name_is_linked_to_its_form() -> None:
    sentence = bound("Yesterday Kim Hong-kyun arrived in Kiev.", ("Kim Hong-kyun", "Kim Hong-gyun"), ("Kiev", "Kyiv"))
    (hypothesis,) = translate(sentence)
    pairs = {(k.source.of(sentence.text), k.target.of(hypothesis.text)) for k in hypothesis.links}
    assert {("Kim Hong-kyun", "Kim Hong-gyun"), ("Kiev", "Kyiv"), ("Yesterday", "Ontem")} <= pairs


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Alexander Łukaszenka arrived in Minsk.", ["Łukaszenka"]),
        ("The foreign minister met 김홍균 in Seoul.", ["김홍균"]),
        ("The bill was €50 in total.", ["€"]),
        ("I love it 😀 very much.", ["😀"]),
        ("Write to press@example.org or see https://example.org/news?id=7.",
         ["press@example.org", "https://example.org/news?id=7"]),
        ("He said: “We will see.”", ["“", "”"]),
        ("The ‘old’ house was sold.", ["‘", "’"]),
        ("He left — nobody knows why.", ["—"]),
        ("He left—nobody knows why.", ["—"]),
        ("• The first point", ["•"]),
        ("SEOUL - The talks – held in May – failed.", ["SEOUL -", "– realizadas em maio –"]),
        ("Путин and 習近平 met in Beijing.", ["Путин", "習近平"]),
    ],
)  # fmt: skip
def test_what_the_vocabulary_lacks_comes_out_as_it_was(text: str, kept: list[str]) -> None:
    (hypothesis,) = translate(text)
    for stretch in kept:
        assert hypothesis.text.count(stretch) == 1
    assert hypothesis.honoured == ()
    assert "⁇" not in hypothesis.text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The talks—held in Seoul—ended without agreement.", ["negociações — realizadas", "Seul — terminaram"]),
        ("The deal (signed in Kyiv)—a first—was praised.", ["Kiev) — ", " — foi"]),
        ("“We tried”—so said the minister—“but failed.”", ["tentamos” — ", " — “mas"]),
        ("The talks ended in 2024—and nobody was surprised.", ["2024 — e"]),
    ],
)
def test_a_long_dash_without_spaces_parts_what_it_parted(text: str, kept: list[str]) -> None:
    (hypothesis,) = translate(marks.plain(text))
    restored = marks.restore(text, hypothesis)
    for stretch in kept:
        assert stretch in restored.text
    assert restored.text.count("—") == text.count("—")
    for link in restored.links:
        assert link.target.end <= len(restored.text)


def test_a_form_wins_over_the_copy_of_an_unknown_word() -> None:
    (hypothesis,) = translate(bound("We spoke with Łukaszenka.", ("Łukaszenka", "Lukachenko")))
    assert hypothesis.text.count("Lukachenko") == 1
    assert "Łukaszenka" not in hypothesis.text


@pytest.mark.parametrize(
    "text", ["", " ", "***", "1,234.5", "https://example.org/a", "— – —", "김홍균", "\u202e", "?!"]
)
def test_what_has_no_words_is_not_translated(text: str) -> None:
    (hypothesis,) = translate(text)
    assert hypothesis.text.strip() == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "x\0y is here",
        "\ufeffThe house",
        "A \ud800 lone surrogate",
        "\u202eright to left\u202c and back",
        "one\u2028two\nthree\r\nfour",
        "a\u0301\u0301\u0301 combining marks",
        "👨‍👩‍👧‍👦 family",
        "▁ a piece mark ▁▁",
        "</s> <unk> <s>",
    ],
)
def test_hostile_texts_end_in_a_text(text: str) -> None:
    (hypothesis,) = translate(text)
    assert hypothesis.text
    assert "⁇" not in hypothesis.text
    assert "\0" not in hypothesis.text
    for link in hypothesis.links:
        assert link.source.end <= len(text)


def test_a_word_of_twenty_thousand_letters_comes_through() -> None:
    (hypothesis,) = translate("ab" * 10_000)
    assert len(hypothesis.text) > 1_000


def test_a_long_sentence_is_translated_to_its_end() -> None:
    clauses = [f"in {year} the price of bread in Kiev rose by {year % 9 + 2} percent," for year in range(1960, 2000)]
    text = "The report says that " + " ".join(clauses) + " and the last word is elephant."
    sentence = bound(text, *[("Kiev", "Kyiv")] * 40)
    (hypothesis,) = translate(sentence)
    assert hypothesis.text.endswith("elefante.")
    assert all(str(year) in hypothesis.text for year in range(1960, 2000))
    assert sum(span is not None and span.of(hypothesis.text) == "Kyiv" for span in hypothesis.honoured) >= 38
    places = [span.start for span in hypothesis.honoured if span is not None]
    assert places == sorted(places)
    assert "truncated" not in hypothesis.remarks
    for link in hypothesis.links:
        assert link.source.of(text).strip() == link.source.of(text) != ""


WORDS = st.sampled_from([
    "the", "minister", "Kim", "Łukasz", "김", "“yes”", "€5", "😀", "(a)", "\0", "\u200f", "a@b.co", "...", "Ⅷ", "ﬁ",
    "1,000", "Jong-un", "’s", "\n", "ça", "🇧🇷", "½", "　", "\ud800",
])  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, max_size=12), st.data())
def test_spans_lie_in_the_texts_whatever_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    name = data.draw(st.sampled_from(words)) if words else ""
    sentence = bound(text, (name, "Fórmula Única")) if name.strip() else Sentence(text)
    (hypothesis,) = translate(sentence)
    for link in hypothesis.links:
        assert link.source.end <= len(text)
        assert len(link.target)
    for span in hypothesis.honoured:
        assert span is None or span.of(hypothesis.text) == "Fórmula Única"
    whole = Span(0, len(hypothesis.text))
    assert all(whole.covers(link.target) for link in hypothesis.links)
    assert "⁇" not in hypothesis.text


def test_links_cover_whole_words() -> None:
    text = "The minister's 3.5-percent plan, announced in Porto Alegre, failed."
    (hypothesis,) = translate(text)
    for link in hypothesis.links:
        for span, whole in ((link.source, text), (link.target, hypothesis.text)):
            assert not whole[span.start - 1 : span.start].isalnum()
            assert not whole[span.end : span.end + 1].isalnum()
    pairs = {(k.source.of(text), k.target.of(hypothesis.text)) for k in hypothesis.links}
    assert {("Porto", "Porto"), ("Alegre", "Alegre")} <= pairs
