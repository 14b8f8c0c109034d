from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import review_sample as sample
from review_html import assert_sound, one, read, text_of

from align.bitext import Flag, Result
from align.report import ArticleReport, ArticleState, NameReport, Spelling, UnitFlag
from align.review import index

if TYPE_CHECKING:
    from align.report import BatchReport


@pytest.fixture(scope="module")
def written() -> bytes:
    return index.render(sample.batch())


def names_in_order(report: BatchReport) -> list[tuple[str, bool]]:
    tree = read(index.render(report))
    rows = tree.xpath("//section[@id='names']//tr[@data-row]")
    return [(text_of(row.xpath(".//bdi")[0]), "differing" in row.get("class", "")) for row in rows]


def test_the_index_is_sound_and_loads_nothing(written: bytes) -> None:
    assert_sound(written)


def test_it_says_how_the_batch_went(written: bytes) -> None:
    facts = " ".join(text_of(one(read(written), "//dl[@class='facts']")).split())
    assert "Articles6 2 failed" in facts
    assert "32 as agreed 3 inflected 3 repaired 3 missing 1 not as agreed" in facts


def test_a_failed_article_gives_its_reason_and_the_command(written: bytes) -> None:
    row = one(read(written), "//section[@id='failed']//tr[td/bdi='articles/jakarta.txt']")
    assert "no model for id-pt" in text_of(row)
    assert text_of(one(row, ".//code")) == "align models install id-en en-pt"


def test_each_article_leads_to_its_files(written: bytes) -> None:
    row = one(read(written), "//tr[.//*[@class='path']='articles/seoul-1.html']")
    assert [a.get("href") for a in row.xpath("./td[@class='files']/a")] == [
        "seoul-1.pt.html", "seoul-1.pt.tmx", "seoul-1.pt.txt",
    ]  # fmt: skip
    assert "English 99 % sure" in text_of(row)
    assert "not translated" not in text_of(row)
    checked = one(read(written), "//tr[.//*[@class='path']='articles/brasilia.txt']")
    assert "names checked, not translated" in text_of(checked)


def test_the_translation_memories_of_the_batch_are_linked(written: bytes) -> None:
    assert [a.get("href") for a in read(written).xpath("//header//a")] == ["en-pt.tmx"]


def test_names_that_differ_come_first(written: bytes) -> None:
    assert names_in_order(sample.batch()) == [
        ("Kim Hong-kyun", True), ("Kyiv", True), ("Seul", False), ("Vladimir Putin", False),
    ]  # fmt: skip
    kim = one(read(written), "//section[@id='names']//tr[.//bdi='Kim Hong-Kyun']")
    assert {text_of(each) for each in kim.xpath(".//*[@class='spelling']/bdi")} == {
        "Kim Hong-kyun", "Kim Hong-Kyun", "Kim", "김홍균",
    }  # fmt: skip
    assert "× 3 in 3 articles" in text_of(kim)


@pytest.mark.parametrize(
    ("surfaces", "differs"),
    [
        (("Vladimir Putin", "Putin"), False),
        (("Vladimir Putin", "VLADIMIR PUTIN"), False),
        (("VLADIMIR PUTIN",), False),
        (("Vladimir Putin", "VLADIMIR POUTINE"), True),
        (("Kim Hong-kyun", "Kim Hong-Kyun"), True),
        (("Kim Hong-kyun", "Kim Hong Gyun"), True),
        (("Kim", "Kim Hong-kyun"), False),
    ],
)
def test_a_short_form_or_a_headline_is_no_other_spelling(surfaces: tuple[str, ...], differs: bool) -> None:  # noqa: FBT001
    concept = sample.PUTIN if "P" in surfaces[0] else sample.KIM
    spellings = tuple(Spelling("en", surface, 1, ("a.txt",)) for surface in surfaces)
    report = replace(sample.batch(), names=(NameReport(concept, ("x",), spellings, {Result.APPLIED: 1}),))
    assert names_in_order(report) == [("x", differs)]


def test_a_title_is_not_spelled_otherwise_by_a_capital() -> None:
    minister = sample.concept("minister", "title", "en foreign minister")
    spellings = (Spelling("en", "Foreign Minister", 1, ("a.txt",)), Spelling("en", "foreign minister", 2, ("a.txt",)))
    report = replace(sample.batch(), names=(NameReport(minister, ("ministro",), spellings, {Result.APPLIED: 3}),))
    assert names_in_order(report) == [("ministro", False)]


def test_the_fullest_agreed_form_leads_and_a_headline_is_no_form() -> None:
    name = NameReport(sample.KIM, ("Kim", "KIM HONG-KYUN", "Kim Hong-kyun"), (), {Result.APPLIED: 3})
    tree = read(index.render(replace(sample.batch(), names=(name,))))
    assert [text_of(each) for each in tree.xpath("//section[@id='names']//td[1]/bdi")] == ["Kim Hong-kyun", "Kim"]


def test_a_flag_leads_to_its_segment(written: bytes) -> None:
    tree = read(written)
    links = [a.get("href") for a in tree.xpath("//section[@id='flags']//a")]
    assert links[:3] == ["seoul-1.pt.html#u3", "seoul-1.pt.html#u8", "seoul-2.pt.html#u3"]
    assert one(tree, "//tr[.//*[@class='path']='articles/seoul-1.html']//a[@href='#f1']").text == "2"


def test_a_flag_of_a_whole_article_leads_to_its_page() -> None:
    report = sample.batch(1)
    doubted = replace(report.articles[0], flags=(UnitFlag(0, Flag("language-thin", "nearly Spanish")),))
    tree = read(index.render(replace(report, articles=(doubted,))))
    assert one(tree, "//section[@id='flags']//a").get("href") == "seoul-1.pt.html"


@pytest.mark.parametrize("text", ["</script><b>", "\"'><img src=x onerror=y>", "{{ 7 * 7 }}", "a\u202eb"])
def test_no_text_is_ever_markup(text: str) -> None:
    failed = ArticleReport(text, ArticleState.FAILED, error=text, advice=text)
    report = sample.batch(1)
    done = replace(report.articles[0], title=text, path=text, flags=(UnitFlag(1, Flag("x", text)),))
    name = NameReport(
        sample.concept(text, text, f"en {text}"), (text,),
        (Spelling("en", text, 1, (text,)), Spelling("en", "other", 1, (text,))), {Result.MISSED: 2},
    )  # fmt: skip
    written = index.render(replace(report, articles=(done, failed), names=(name,)))
    assert_sound(written)
    tree = read(written)
    assert not tree.xpath("//img")
    assert text_of(one(tree, "//code")) == text
    assert text_of(one(tree, "//section[@id='flags']//a")) == text


def test_a_batch_of_which_nothing_came_through_is_an_index_all_the_same() -> None:
    report = sample.batch(1)
    failed = tuple(article for article in report.articles if article.state is ArticleState.FAILED)
    assert_sound(index.render(replace(report, articles=failed, names=(), outputs={})))
    assert_sound(index.render(replace(report, articles=(), names=(), outputs={})))


def test_five_hundred_articles_stay_light() -> None:
    report = sample.batch(500)
    written = index.render(report)
    assert_sound(written)
    assert len(written) < 1_000_000
    kim = one(read(written), "//section[@id='names']//tr[.//bdi='Kim Hong-Kyun']")
    assert "and 480 more" in text_of(kim)
