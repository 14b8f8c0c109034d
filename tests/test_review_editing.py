"""Work on the page, in a real browser and by keys alone: what is done, taken back, kept and exported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import browser
import pytest
import review_sample as sample
from review_session import current, exported, kept, press, retype, select, status, text, to

from align.bitext import Bitext, Match, UnitStatus
from align.edits import apply, fingerprint
from align.edits.written import read
from align.review import index, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = browser.NEEDED

SIXTH = "Uma política em revisão"


@pytest.fixture
def article(tab: browser.Page, tmp_path: Path) -> Iterator[Path]:
    """Open an article that nobody has touched; no console error may show while a test works on it."""
    bitext = sample.article()
    path = tmp_path / "a.review.html"
    path.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    tab.complaints.clear()
    tab.open(path)
    yield path
    assert not tab.complaints


def test_a_segment_is_edited_in_place_and_the_edit_taken_back_and_forth(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 6)
    press(tab, "F2")
    assert tab.run("document.activeElement.value") == SIXTH
    tab.type(" séria")
    press(tab, "Escape")
    assert text(tab, 6) == f"{SIXTH} séria"
    press(tab, "Ctrl+Z")
    assert text(tab, 6) == SIXTH
    press(tab, "Ctrl+Shift+Z")
    assert text(tab, 6) == f"{SIXTH} séria"
    assert [event["text"] for event in kept(tab)] == [f"{SIXTH} séria", SIXTH, f"{SIXTH} séria"]


def test_what_is_typed_is_kept_while_one_types_and_is_there_after_a_reload(tab: browser.Page, article: Path) -> None:
    to(tab, 6)
    press(tab, "F2")
    tab.type("!")
    tab.until("keptAt(shelf).length === 1")
    tab.type("!")
    tab.until("keptAt(shelf)[0].event.text.endsWith('!!')")
    assert len(kept(tab)) == 1
    tab.open(article)
    assert text(tab, 6) == f"{SIXTH}!!"
    assert tab.run("byId('saved').textContent") == "1 change kept in this browser"


def test_approving_goes_on_to_the_next_that_is_not_reviewed(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 9)
    press(tab, "Ctrl+Enter")
    assert (status(tab, 9), current(tab)) == ("Approved", "u11")
    press(tab, "Ctrl+Shift+Enter")
    assert (status(tab, 11), current(tab)) == ("Reviewed", "u1")
    press(tab, "Alt+Shift+X")
    assert status(tab, 1) == "Rejected"
    tab.until("byId('progressed').textContent === '4 of 11 reviewed'")
    press(tab, "Ctrl+Z")
    assert status(tab, 1) == ""
    retype(tab, 9, "Outra coisa.")
    assert status(tab, 9) == "Reviewed"


def test_the_first_key_goes_to_what_is_to_be_done_and_judges_nothing_unseen(tab: browser.Page, article: Path) -> None:
    assert article
    press(tab, "Ctrl+Enter")
    assert (current(tab), kept(tab)) == ("u1", [])
    press(tab, "Ctrl+Enter")
    assert (status(tab, 1), current(tab)) == ("Approved", "u2")
    tab.open(article)
    press(tab, "F2")
    assert tab.run("session.key") == "2"


def test_an_approval_is_taken_back_from_the_editor_that_it_went_on_to(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 6)
    press(tab, "F2")
    press(tab, "Ctrl+Enter")
    assert (status(tab, 6), tab.run("session.key")) == ("Approved", "7")
    press(tab, "Ctrl+Z")
    assert (status(tab, 6), current(tab)) == ("", "u6")
    press(tab, "F2")
    tab.type("!")
    press(tab, "Ctrl+Z")
    assert len(kept(tab)) == 2


def test_a_match_of_the_memory_is_taken_by_key_and_by_button(tab: browser.Page, article: Path) -> None:
    units = list(sample.article().units)
    units[5] = replace(units[5], matches=tuple(Match(one, f"{one} pt", 0.8) for one in ("A policy", "Some policy")))
    bitext = replace(sample.article(), units=tuple(units))
    article.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    tab.open(article)
    to(tab, 6)
    press(tab, "Alt+Shift+U")
    press(tab, "Escape")
    assert text(tab, 6) == "A policy pt"
    tab.run("document.querySelector('#u6 .matches summary').click()")
    tab.run("[...document.querySelectorAll('#u6 [data-use]')].at(-1).click()")
    press(tab, "Escape")
    assert text(tab, 6) == "Some policy pt"


def test_an_export_asks_for_a_name_and_gives_it_to_all_that_was_done_before(
    tab: browser.Page, article: Path, tmp_path: Path
) -> None:
    retype(tab, 6, "Outra.")
    press(tab, "Alt+Shift+E")
    assert tab.run("document.activeElement.id") == "export-name"
    tab.type("Ana <ana@example.org>")
    (one,) = read(exported(tab, tmp_path))
    assert [event.by for event in one.events] == ["Ana <ana@example.org>"]
    assert tab.run("byId('who').textContent") == "As Ana <ana@example.org>"
    tab.open(article)
    retype(tab, 9, "Outra ainda.")
    press(tab, "Alt+Shift+E")
    assert tab.run("document.activeElement.id") == "export-this"
    press(tab, "Escape")
    press(tab, "Alt+Shift+N")
    tab.run("byId('reviewer').select()")
    tab.type("Bia")
    press(tab, "Enter")
    retype(tab, 11, "E mais uma.")
    assert [event["by"] for event in kept(tab)] == ["", "Ana <ana@example.org>", "Bia"]
    tab.run("callReviewer('')")


def test_an_approval_of_another_machines_text_shows_both(tab: browser.Page, article: Path) -> None:
    to(tab, 6)
    press(tab, "Ctrl+Enter")
    assert [event["seen"] for event in kept(tab)] == [SIXTH]
    units = list(sample.article().units)
    units[5] = replace(units[5], target="Uma apólice em revista")
    bitext = replace(sample.article(), units=tuple(units))
    article.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    tab.open(article)
    assert (text(tab, 6), status(tab, 6)) == ("Uma apólice em revista", "")
    tab.run("[...document.querySelectorAll('#u6 .conflict button')].at(-1).click()")
    assert (text(tab, 6), status(tab, 6)) == (SIXTH, "Approved")


def test_the_export_is_a_review_that_the_store_reads(tab: browser.Page, article: Path, tmp_path: Path) -> None:
    retype(tab, 6, "Uma política «</script>» \U0001f600")
    press(tab, "Ctrl+Enter")
    press(tab, "Alt+Shift+E")
    (one,) = read(exported(tab, tmp_path))
    assert (one.article, one.source) == ("a", fingerprint(sample.article()))
    units = apply(sample.article().units, one.events).units
    assert (units[5].target, units[5].status) == ("Uma política «</script>» \U0001f600", UnitStatus.APPROVED)
    assert article


def test_a_page_made_anew_does_not_get_what_it_shows_already(tab: browser.Page, article: Path, tmp_path: Path) -> None:
    retype(tab, 6, "Outra.")
    press(tab, "Alt+Shift+E")
    (one,) = read(exported(tab, tmp_path))
    bitext = sample.article()
    remade = replace(bitext, units=apply(bitext.units, one.events).units)
    written = page.render(remade, sample.report_of(remade), article="a", source=fingerprint(bitext))
    article.write_bytes(written)
    tab.open(article)
    assert text(tab, 6) == "Outra."
    assert tab.run("stateOf('6').version") == 1
    assert kept(tab) == []
    tab.run("toggleChanges()")
    assert tab.run("document.querySelector('#u6 .changes del').textContent") == SIXTH


def test_a_right_to_left_text_is_edited_from_the_right(tab: browser.Page, article: Path) -> None:
    units = (replace(sample.article().units[5], number=1, target="الحكومة تراجع سياستها."),)
    bitext = Bitext("en", "ar", units, sample.SIGNATURE)
    article.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    tab.open(article)
    to(tab, 1)
    press(tab, "F2")
    editor = tab.run("[document.activeElement.dir, document.activeElement.lang, document.activeElement.id]")
    assert editor == ["rtl", "ar", "editor"]
    tab.type(" \u202eBBC")
    press(tab, "Escape")
    assert text(tab, 1) == "الحكومة تراجع سياستها. \u202eBBC"


def shown(tab: browser.Page) -> list[tuple[str, str]]:
    return [
        tuple(pair)
        for pair in tab.run("units.map((row) => [row.dataset.unit, row.querySelector('.target').textContent])")
    ]


def test_a_segment_is_split_where_the_sliders_stand_and_joined_again(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 5)
    press(tab, "Alt+Shift+S")
    assert tab.run("document.activeElement.id") == "cut-source"
    for keys in ("Home", "ArrowRight", "Tab"):
        press(tab, keys)
    tab.run("byId('cut-target').focus()")
    for keys in ("Home", "ArrowRight", "ArrowRight"):
        press(tab, keys)
    parts = "['source', 'target'].flatMap((side) => [1, 2].map((part) => byId(`part-${side}-${part}`).textContent))"
    assert tab.run(parts)[:1] == ["Putin"]
    press(tab, "Enter")
    assert shown(tab)[4:6] == [("5", "Putin advertiu"), ("5/2", "que armar Kyiv seria “um erro muito grande”.")]
    assert tab.run("document.querySelector('#u6 .target .name').textContent") == "Kyiv"
    assert tab.run("document.querySelector('#u12 .number').textContent") == "12"
    press(tab, "Ctrl+Z")
    assert shown(tab)[4:6] == [(str(unit.number), unit.target) for unit in sample.article().units[4:6]]
    press(tab, "Alt+Shift+J")
    assert shown(tab)[4][1].endswith("grande”. Uma política em revisão")
    tab.until("byId('progressed').textContent === '1 of 10 reviewed'")
    press(tab, "Ctrl+Z")
    assert shown(tab)[4:6] == [("5", sample.article().units[4].target), ("5/2", SIXTH)]


def test_a_sentence_moves_to_the_neighbour_from_the_cursor_on(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 4)
    press(tab, "F2")
    tab.run("editor.setSelectionRange(editor.value.indexOf('e não'), editor.value.indexOf('e não'))")
    press(tab, "Alt+Shift+ArrowRight")
    assert text(tab, 5).startswith("e não exclui a “cooperação técnico-militar” entre os dois. Putin advertiu")
    press(tab, "Ctrl+Z")
    assert [text(tab, 4), text(tab, 5)] == [unit.target for unit in sample.article().units[3:5]]
    assert [event["kind"] for event in kept(tab)] == ["move", "move"]


def test_a_pairing_is_pinned_and_a_comment_left(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 6)
    press(tab, "Alt+Shift+P")
    assert status(tab, 6) == "Pinned"
    press(tab, "Alt+Shift+M")
    tab.type("Is this <b>the</b> title?")
    press(tab, "Ctrl+Enter")
    assert status(tab, 6) == "Pinned"
    assert tab.run("document.querySelector('#u6 .comment').textContent") == "Is this <b>the</b> title?"
    assert [event["kind"] for event in kept(tab)] == ["pin", "comment"]


def test_another_form_of_a_name_is_chosen_for_the_whole_batch(tab: browser.Page, article: Path) -> None:
    assert article
    tab.run("document.querySelector('#u2 .target .name').focus()")
    press(tab, "Enter")
    assert tab.run("document.activeElement.value") == "Seul"
    tab.run("card.querySelector('[name=other]').focus()")
    tab.type("Seoul")
    tab.run("[...card.querySelectorAll('.scopes button')].at(-1).focus()")
    press(tab, "Enter")
    assert ["Seoul" in text(tab, number) for number in (1, 2, 7, 11)] == [True] * 4
    (event,) = kept(tab)
    assert (event["kind"], event["concept"], event["form"], event["scope"]) == ("name", "seoul", "Seoul", "batch")
    press(tab, "Ctrl+Z")
    assert [text(tab, unit.number) for unit in sample.article().units] == [u.target for u in sample.article().units]


def test_a_missing_name_is_written_in_and_the_flag_goes_as_one_types(tab: browser.Page, article: Path) -> None:
    assert article
    flagged = "[...document.querySelectorAll('#u3 .flags li')].map((line) => line.dataset.code)"
    assert tab.run(flagged) == ["name-missed"]
    retype(tab, 3, "O vice-ministro Kim Hong-kyun disse-lhe que a Rússia deve agir.")
    assert tab.run(flagged) == []
    assert tab.run("document.querySelector('#u3 .target .name').textContent") == "Kim Hong-kyun"
    retype(tab, 3, "Em 1987, o vice-ministro.")
    assert tab.run(flagged) == ["name-missed", "number", "length"]
    press(tab, "F2")
    tab.run("editor.setSelectionRange(editor.value.length - 1, editor.value.length - 1)")
    press(tab, "Alt+Shift+W")
    assert tab.run("editor.value") == "Em 1987, o vice-ministro Kim Hong-kyun."
    press(tab, "Alt+Shift+W")
    assert tab.run("byId('said').textContent") == "No name is missing here"


def test_what_is_selected_on_both_sides_goes_into_the_glossary(tab: browser.Page, article: Path) -> None:
    assert article
    to(tab, 7)
    select(tab, 7, source=(0, 25), target=(2, 33))
    press(tab, "Alt+Shift+G")
    fields = "['term-source', 'term-target'].map((id) => byId(id).value)"
    assert tab.run(fields) == ["National security adviser", "conselheiro de segurança nacion"]
    tab.run("byId('term-target').focus(); byId('term-target').select()")
    tab.type("conselheiro de segurança nacional")
    press(tab, "Enter")
    (event,) = kept(tab)
    assert (event["kind"], event["source"], event["concept_kind"]) == ("term", "National security adviser", "person")
    assert event["target"] == "conselheiro de segurança nacional"


def test_search_and_replace_shows_each_place_and_is_taken_back_as_one(tab: browser.Page, article: Path) -> None:
    assert article
    before = shown(tab)
    press(tab, "Alt+Shift+H")
    tab.type("seul")
    tab.run("byId('replace-by').focus()")
    tab.type("SEUL </li>")
    assert (
        tab.run("[...document.querySelectorAll('#replace-places ins')].map((one) => one.textContent)")
        == ["SEUL </li>"] * 4
    )
    tab.run("document.querySelector('#replace-places input').click()")
    tab.run("byId('replace-words').click()")
    tab.run("document.querySelector('#replace-places input').click()")
    assert tab.run("byId('replace-now').textContent") == "Replace 3"
    tab.run("byId('replace-now').focus()")
    press(tab, "Enter")
    assert [key for (key, now), (_, then) in zip(shown(tab), before, strict=True) if now != then] == ["2", "7", "11"]
    press(tab, "Ctrl+Z")
    assert shown(tab) == before


def test_the_machines_text_and_the_source_are_put_back_by_keys(tab: browser.Page, article: Path) -> None:
    assert article
    retype(tab, 6, "Outra.")
    press(tab, "Alt+Shift+C")
    assert tab.run("editor.value") == sample.article().units[5].source
    press(tab, "Ctrl+Z")
    tab.until("editor.value === 'Outra.'")
    press(tab, "Alt+Shift+O")
    press(tab, "Escape")
    assert text(tab, 6) == SIXTH


def test_the_sheet_lists_every_key_and_every_command_has_one(tab: browser.Page, article: Path) -> None:
    assert article
    press(tab, "?")
    assert tab.run("byId('sheet').open")
    assert tab.run("document.querySelectorAll('#sheet-keys dt').length === Object.keys(commands).length")
    assert tab.run("[...document.querySelectorAll('[data-command]')].every((each) => each.dataset.command in commands)")
    assert tab.run("new Set(Object.values(commands).map(({keys}) => keys)).size === Object.keys(commands).length")
    press(tab, "Escape")
    to(tab, 6)
    press(tab, "F2")
    tab.type("?")
    press(tab, "?")
    assert not tab.run("byId('sheet').open")


def test_two_tabs_see_each_other_and_a_conflict_shows_both(tab: browser.Page, article: Path) -> None:
    other = tab.wire.tab()
    other.open(article)
    retype(tab, 6, "De um lado.")
    other.until("stateOf('6').target === 'De um lado.'")
    retype(tab, 9, "Meu texto.")
    # As if the other tab's person had typed in the same moment, before it heard of this one.
    late = kept(tab)[-1] | {"id": "late", "text": "Texto dos outros."}
    other.run(f"store({json.dumps(late)})")
    tab.until("document.querySelector('#u9 .conflict')")
    assert text(tab, 9) == "Meu texto."
    choices = "[...document.querySelectorAll('#u9 .conflict button')]"
    assert tab.run(f"{choices}.map((each) => each.textContent)") == ["Keep this", "Take this"]
    tab.run(f"{choices}[1].click()")
    assert text(tab, 9) == "Texto dos outros."
    assert not tab.run("document.querySelector('.conflict')")
    tab.open(article)
    assert text(tab, 9) == "Texto dos outros."
    other.call("Page.close")


def test_a_browser_that_keeps_nothing_says_so_and_exports_all_the_same(
    tab: browser.Page, article: Path, tmp_path: Path
) -> None:
    assert article
    tab.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    retype(tab, 6, "Outra.")
    assert "cannot keep changes" in tab.run("byId('saved').textContent")
    press(tab, "Alt+Shift+E")
    (one,) = read(exported(tab, tmp_path))
    assert [event.kind for event in one.events] == ["edit"]
    tab.run("kept.clear()")


@pytest.mark.parametrize(
    "hostile",
    ["</script><script>caught = 1</script>", "<img src=x onerror=caught=1>", "javascript:caught=1", "\u202egnp.exe"],
)
def test_hostile_text_stays_text_wherever_it_goes(tab: browser.Page, article: Path, hostile: str) -> None:
    assert article
    retype(tab, 5, f"Putin {hostile} Kyiv")
    to(tab, 5)
    tab.run(f"act([{{unit: '5', kind: 'comment', text: {hostile!r}}}], 'x')")
    press(tab, "Alt+Shift+D")
    press(tab, "Alt+Shift+S")
    press(tab, "Escape")
    press(tab, "Alt+Shift+H")
    tab.type("putin")
    press(tab, "Escape")
    tab.run("contest('5', {...stateOf('5'), target: stateOf('5').comment})")
    assert tab.run("document.querySelector('#u5 .comment').textContent") == hostile
    assert hostile in text(tab, 5)
    assert (
        tab.run("typeof caught + document.querySelectorAll('main img, main script, main a:not(.number)').length")
        == "undefined0"
    )


def test_the_index_exports_what_the_browser_keeps_of_all_articles(
    tab: browser.Page, article: Path, tmp_path: Path
) -> None:
    retype(tab, 6, "Outra.")
    (article.parent / "index.html").write_bytes(index.render(sample.batch()))
    tab.open(article.parent / "index.html")
    assert tab.run("document.querySelector('#kept').textContent") == "1 change in 1 article kept in this browser"
    tab.run("globalThis.byId = (id) => document.getElementById(id === 'export-this' ? 'export-all' : id)")
    tab.run("document.querySelector('.reviewer').focus()")
    tab.type("Ana")
    (one,) = read(exported(tab, tmp_path))
    assert (one.article, [(event.kind, event.by) for event in one.events]) == ("a", [("edit", "Ana")])
    tab.run("callReviewer('')")
