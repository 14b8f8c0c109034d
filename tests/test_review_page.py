from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import review_sample as sample
from hypothesis import given, settings
from hypothesis import strategies as st
from review_html import assert_sound, cells, marked, one, read, text_of

from align.bitext import Bead, Bitext, Flag, NameOutcome, Origin, Result, Step, TranslationUnit
from align.document import Link, Role, Span
from align.report import UnitFlag
from align.review import links, names, page
from align.review.runs import cut
from align.review.words import sureness

HOSTILE = (
    "</script><script>globalThis.caught = true</script>",
    "<!--<script>",
    '<img src=x onerror="globalThis.caught = true"> & \' " &amp; &#60;',
    "{{ 7 * 7 }} {% raw %} ${x}",
    "a\u202eb\u2066c \u05d0\u05d1 d",
    "  two  spaces,\ttab\nand a new line ",
    "\U0001f600 e\u0301 김홍균 \u200d\u00a0",
    "]]> <![CDATA[ x",
)


def simple(source: str, target: str, **changes: object) -> TranslationUnit:
    return replace(TranslationUnit(1, source, target, Bead((0,), (0,))), **changes)  # type: ignore[arg-type]


def rendered(*units: TranslationUnit, source: str = "en", target: str = "pt") -> bytes:
    numbered = tuple(replace(unit, number=number) for number, unit in enumerate(units, 1))
    bitext = Bitext(source, target, numbered, sample.SIGNATURE)
    return page.render(bitext, sample.report_of(bitext))


@pytest.fixture(scope="module")
def article() -> bytes:
    bitext = sample.article()
    return page.render(bitext, sample.report_of(bitext))


def test_the_page_is_sound_and_loads_nothing(article: bytes) -> None:
    assert_sound(article)


def test_each_cell_holds_its_text_and_nothing_else(article: bytes) -> None:
    tree = read(article)
    units = sample.article().units
    assert [text_of(cell) for cell in cells(tree, "source")] == [unit.source for unit in units]
    assert [text_of(cell) for cell in cells(tree, "target")] == [unit.target for unit in units]


def test_what_is_marked_is_what_the_spans_say(article: bytes) -> None:
    tree = read(article)
    for unit, source, target in zip(sample.article().units, cells(tree, "source"), cells(tree, "target"), strict=True):
        for number, outcome in enumerate(unit.names):
            assert marked(source, number) == outcome.source_span.of(unit.source)
            assert marked(target, number) == (outcome.target_span.of(unit.target) if outcome.target_span else "")


def test_a_name_has_one_colour_on_both_sides_and_no_other_name_has_it(article: bytes) -> None:
    hues: dict[str, set[str]] = {}
    for mark in read(article).iter("mark"):
        hues.setdefault(mark.get("data-concept", ""), set()).add(mark.get("class", ""))
    assert all(len(hue) == 1 for hue in hues.values())
    assert len(set.union(*hues.values())) == len(hues) == names.HUES


def test_where_colours_run_out_names_of_one_segment_still_differ() -> None:
    concepts = [sample.concept(f"c{number}", "person", f"en N{number}", f"pt N{number}") for number in range(24)]
    units = []
    for number in range(0, 24, 3):
        together = [*concepts[number : number + 3], concepts[0]]
        outcomes = tuple(
            NameOutcome(concept, Span(0, 1), "N", "N", Result.APPLIED, target_span=Span(0, 1)) for concept in together
        )
        units.append(simple("N", "N", names=outcomes))
    found = names.collect(Bitext("en", "pt", tuple(units), sample.SIGNATURE))
    for unit in units:
        ids = {outcome.concept.id for outcome in unit.names}
        assert len({found[each].hue for each in ids}) == len(ids)


def test_each_mention_is_one_stop_of_the_tab_key(article: bytes) -> None:
    tree = read(article)
    for unit in sample.article().units:
        row = one(tree, f"//*[@id='u{unit.number}']")
        stops = [mark.get("data-mention") for mark in row.iter("mark") if mark.get("tabindex") == "0"]
        assert sorted(stops) == [str(number) for number in range(len(unit.names))]


def test_a_missed_name_is_said_in_words(article: bytes) -> None:
    tree = read(article)
    assert text_of(one(tree, "//*[@id='u3']//*[@data-code='name-missed']")) == sample.MISSING.message
    head = text_of(one(tree, "//dl[@class='facts']"))
    assert "1 missing" in head
    assert "10 as agreed" in head


@pytest.mark.parametrize(("confidence", "said"), [(0.999, "99 %"), (0.8216, "82 %"), (1.0, ""), (0.0, "")])
def test_sureness_claims_no_more_than_there_is(confidence: float, said: str) -> None:
    assert sureness(confidence) == said


def test_the_head_says_languages_sureness_counts_and_what_made_it(article: bytes) -> None:
    tree = read(article)
    facts = " ".join(text_of(one(tree, "//dl[@class='facts']")).split())
    assert "English → Portuguese 99 % sure" in facts
    assert "Segments11" in facts
    assert text_of(one(tree, "//*[@class='signature']")) == str(sample.SIGNATURE)
    assert [a.get("href") for a in tree.xpath("//nav[@class='trail']//a")] == [
        "index.html", "seoul.pt.tmx", "seoul.pt.txt",
    ]  # fmt: skip


def test_flags_of_the_whole_article_stand_in_the_head() -> None:
    bitext = sample.article()
    report = sample.report_of(bitext)
    doubt = UnitFlag(0, Flag("language-thin", "Spanish is nearly as likely"))
    tree = read(page.render(bitext, replace(report, flags=(doubt, *report.flags))))
    assert text_of(one(tree, "//header//*[@data-code='language-thin']")) == doubt.flag.message


def test_a_foreign_passage_carries_its_own_language(article: bytes) -> None:
    row = one(read(article), "//*[@id='u8']")
    assert [cell.get("lang") for side in ("source", "target") for cell in cells(row, side)[7:8]] == ["es", "es"]
    assert "In Spanish" in text_of(row)


def test_every_word_of_the_glossary_is_at_hand_for_the_card(article: bytes) -> None:
    tree = read(article)
    for mark in tree.iter("mark"):
        entry = one(tree, f"//li[@id='name-{mark.get('data-concept')}']")
        assert len(entry.xpath(".//dl[@class='forms']")) == 1
    kim = one(tree, "//section[@class='glossary']//li[.//h3/bdi='Kim Hong-kyun']")
    languages = [text_of(each) for each in kim.xpath(".//dt")]
    assert languages == ["Portuguese", "English", "Spanish", "Korean"]
    assert "(deprecated)" in text_of(kim)


def test_a_spelling_that_two_forms_of_a_name_allow_is_listed_once() -> None:
    concept = sample.concept("kyiv", "place", "en Kyiv", "en. Kyiv", "en? Kiev", "pt Kyiv")
    assert [(tag, [term.text for term in terms]) for tag, terms in names.by_language(concept, ("pt",))] == [
        ("pt", ["Kyiv"]), ("en", ["Kyiv", "Kiev"]),
    ]  # fmt: skip


def test_an_article_in_the_target_language_has_one_column_and_its_names_are_judged() -> None:
    bitext = sample.monolingual()
    written = page.render(bitext, sample.report_of(bitext))
    assert_sound(written)
    tree = read(written)
    assert [text_of(cell) for cell in cells(tree, "source")] == [bitext.units[0].source]
    assert cells(tree, "target") == []
    assert [marked(cells(tree, "source")[0], number) for number in range(3)] == [
        "Putin", "Kiev", "Ministério das Relações Exteriores",
    ]  # fmt: skip
    assert "1 not as agreed" in text_of(one(tree, "//dl[@class='facts']"))
    # No engine took part, so no sentence may speak of one.
    steps = json.loads(text_of(one(tree, "//script[@id='sentences']")))["steps"]
    assert set(steps.values()) == {""}


@pytest.mark.parametrize(
    ("source", "target", "directions"),
    [("ar", "en", ("rtl", "auto")), ("en", "he", ("auto", "rtl")), ("ja", "zh", ("auto", "auto"))],
)
def test_each_side_has_its_language_and_direction(source: str, target: str, directions: tuple[str, str]) -> None:
    tree = read(rendered(simple("BBC: قال", "文章"), source=source, target=target))
    (one_side,), (other,) = cells(tree, "source"), cells(tree, "target")
    assert (one_side.get("lang"), other.get("lang")) == (source, target)
    assert (one_side.get("dir"), other.get("dir")) == directions


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_ever_markup(text: str) -> None:
    concept = sample.concept(text, "person", f"en {text}", f"pt {text}")
    outcome = NameOutcome(concept, Span(0, len(text)), text, text, Result.APPLIED, Step.CONSTRAINT, Span(0, len(text)))
    unit = simple(text, text, names=(outcome,), flags=(Flag("x", text),), links=(Link(Span(0, 1), Span(0, 1)),))
    bitext = Bitext("en", "pt", (unit,), sample.SIGNATURE)
    report = replace(sample.report_of(bitext), title=text, path=text, outputs={"tmx": text, "html": "x.html"})
    written = page.render(bitext, report)
    assert_sound(written)
    tree = read(written)
    assert text_of(cells(tree, "source")[0]) == text_of(cells(tree, "target")[0]) == text
    assert marked(cells(tree, "target")[0], 0) == text
    assert text_of(one(tree, "//h1")) == text
    assert len(tree.xpath("//script")) == 4
    assert not tree.xpath("//img")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1), st.data())
def test_runs_lose_nothing_whatever_the_spans(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.one_of(st.none(), st.tuples(ends, ends)), max_size=5))
    spans = [pair and Span(min(pair), max(pair)) for pair in drawn]
    runs = cut(text, spans)
    assert "".join(run.text for run in runs) == text
    for number, span in enumerate(spans):
        covered = "".join(run.text for run in runs if number in run.marks)
        assert covered == (span.of(text) if span else "")
    assert all(run.text for run in runs)


def test_the_narrower_of_two_names_in_one_place_gives_the_mark() -> None:
    wide, narrow, overlapping = Span(0, 9), Span(4, 9), Span(7, 12)
    runs = cut("Kim Hong kyun", [wide, narrow, overlapping])
    assert [(run.text, run.marks) for run in runs] == [
        ("Kim ", (0,)), ("Hon", (1, 0)), ("g ", (1, 2, 0)), ("kyu", (2,)), ("n", ()),
    ]  # fmt: skip


def test_word_links_count_as_a_browser_counts_and_faint_ones_are_left_out() -> None:
    linked = (Link(Span(2, 4), Span(0, 2), 0.9), Link(Span(0, 1), Span(3, 4), 0.01), Link(Span(4, 5), Span(4, 4)))
    tree = read(rendered(simple("\U0001f600 ab\U0001f600", "ab \U0001f600", links=linked)))
    found = json.loads(text_of(one(tree, "//script[@id='links']")))
    assert found == {"1": [3, 5, 0, 2, 5, 7, 5, 5]}


def test_values_for_the_script_cannot_end_their_element() -> None:
    value = {"</script><!--": ["<", "\u2028", '"']}
    written = links.data(value)
    assert "<" not in written
    assert json.loads(written) == value


def test_what_no_file_can_hold_becomes_a_replacement_character() -> None:
    written = rendered(simple("a\0b\ud800c", "d"))
    assert text_of(cells(read(written), "source")[0]) == "a\ufffdb\ufffdc"
    assert written.decode()


def test_an_article_without_units_is_a_page_all_the_same() -> None:
    bitext = Bitext("en", "pt", (), sample.SIGNATURE)
    report = replace(sample.report_of(bitext), results=Counter(), title="")
    assert_sound(page.render(bitext, report))


def test_addresses_of_files_are_relative_to_the_page_and_escaped() -> None:
    bitext = sample.article()
    outputs = {"html": "pages/a b.html", "tmx": "tmx/a #1?.tmx", "document": "pages/javascript:x.txt"}
    tree = read(page.render(bitext, replace(sample.report_of(bitext), outputs=outputs), index="../index.html"))
    assert [a.get("href") for a in tree.xpath("//nav[@class='trail']//a")] == [
        "../index.html", "../tmx/a%20%231%3F.tmx", "javascript%3Ax.txt",
    ]  # fmt: skip


def test_only_what_is_out_of_the_ordinary_is_remarked() -> None:
    plain = simple("a", "b", route=("en", "pt"))
    odd = simple("a", "b", origin=Origin.MEMORY, route=("de", "en", "pt"), bead=Bead((0, 1), (0,)), role=Role.QUOTE)
    tree = read(rendered(plain, odd))
    assert not one(tree, "//*[@id='u1']").xpath(".//*[@class='remarks']")
    remark = one(tree, "//*[@id='u2']//*[@class='remarks']")
    assert text_of(remark) == "From the translation memory · By way of English · 2 to 1 segments"


def test_the_same_article_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, review_sample as s; from align.review import index, page; b = s.article();"
        "print(hashlib.sha256(page.render(b, s.report_of(b)) + index.render(s.batch())).hexdigest())"
    )
    here = Path(__file__).parent
    prints = set()
    for seed in ("1", "2"):
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}"}
        run = subprocess.run([sys.executable, "-c", program], env=surroundings, capture_output=True, check=True)
        prints.add(run.stdout)
    assert len(prints) == 1


def test_colours_are_readable_in_light_and_dark() -> None:
    """Hold the colours of the style against WCAG 2.2 AA: 4.5 for text, 3 for what is not text."""
    style = (Path(page.__file__).parent / "style.css").read_text("utf-8")
    themes: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for name, colour in re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6});", style):
        themes["dark" if name in themes["light"] else "light"].setdefault(name, colour)
    hues = re.findall(r"\.hue-(\d) \{ --hue: (#[0-9a-f]{6}); \}", style)
    assert len(hues) == 2 * names.HUES
    for theme, colours in themes.items():
        for name in ("ink", "quiet", "accent", "warn", "alarm", "good"):
            for ground in ("paper", "shade"):
                assert _contrast(colours[name], colours[ground]) >= 4.5, (theme, name, ground)
        assert _contrast(colours["found-ink"], colours["found"]) >= 4.5, theme
        assert _contrast(colours["edge"], colours["paper"]) >= 3, theme
        half = hues[: names.HUES] if theme == "light" else hues[names.HUES :]
        assert [number for number, hue in half if _contrast(hue, colours["paper"]) < 3] == []


def _contrast(one_colour: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one_colour), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
