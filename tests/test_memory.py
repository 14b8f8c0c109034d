"""A memory gives the same sentence as it is, and misses no like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from align.bitext import UnitStatus
from align.errors import InputError
from align.memory.files import take_in
from align.memory.recall import Recall
from align.memory.shelf import Entry, Shelf
from align.memory.similar import LEAST, Likeness, pieces, tokens
from align.names.extend import Choice, extended
from align.store import Store

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "the", "said", "."]), min_size=1, max_size=14).map(" ".join)


@given(st.lists(WORDS, max_size=30), WORDS)
def test_no_similar_sentence_is_missed(memory: list[str], asked: str) -> None:
    """The index looks at few sources, and finds what looking at all would find."""
    scores = sorted(
        (
            score
            for one in set(memory) - {asked}
            if (score := Levenshtein.normalized_similarity(tokens(one), tokens(asked))) >= LEAST - 1e-9
        ),
        reverse=True,
    )
    found = Likeness((one, one.upper()) for one in memory).like(asked)
    assert [match.score for match in found] == pytest.approx(scores[:3])
    assert all(match.target == match.source.upper() for match in found)


@pytest.mark.parametrize("text", ["O Kim falou, e “saiu”.", "会議は金曜日。", " a  b\n", "ไทย ok", ""])
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_words_of_scripts_without_spaces_are_letters() -> None:
    (match,) = Likeness([("会議は金曜日にソウルで開かれた。", "x")]).like("会議は土曜日にソウルで開かれた。")
    assert match.score == pytest.approx(15 / 16)


def test_the_project_rules_over_files_and_a_later_file_over_an_earlier(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        shelf = Shelf(store.connection)
        with store.lasting():
            shelf.put([Entry("en-pt", "a", "first"), Entry("en-pt", "b", "first")], origin="one")
            shelf.put([Entry("en-pt", "a", "second"), Entry("fr-pt", "b", "other")], origin="two")
            shelf.put([Entry("en-pt", "c", "early"), Entry("en-pt", "c", "late")], article="x", version="1")
            shelf.put([Entry("en-pt", "b", "own")], article="y", version="1")
        recall = Recall(store, ["one", "two"], "pt")
        assert {one: basis.target for one, basis in recall.same("en-GB", ["a", "b", "c", "d"]).items()} == {
            "a": "second", "b": "own", "c": "late",
        }  # fmt: skip
        assert Recall(store, [], "pt").same("en", ["a"]) == {}
        with store.lasting():
            shelf.put([], article="y", version="1")
        assert recall.same("en", ["b"])["b"].target == "first"


def test_a_store_without_a_memory_is_known_to_have_none(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        recall = Recall(store, [], "pt")
        assert recall.is_empty
        assert (recall.same("en", ["a"]), recall.like("en", "a")) == ({}, ())


def tmx_of(path: Path, *units: str) -> Path:
    header = (
        '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
        'datatype="plaintext"/>'
    )
    body = "".join(f"<tu>{unit}</tu>" for unit in units)
    path.write_text(f'<tmx version="1.4">{header}<body>{body}</body></tmx>', encoding="utf-8")
    return path


def tuv(tag: str, text: str) -> str:
    return f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>'


def test_a_file_is_taken_in_once_with_the_status_that_align_wrote(tmp_path: Path) -> None:
    def marked(status: str) -> str:
        return f'<prop type="x-status">{status}</prop>'

    path = tmx_of(
        tmp_path / "m.tmx",
        tuv("en", "one") + tuv("pt", "um"),
        marked("draft") + tuv("en", "two") + tuv("pt", "dois"),
        marked("rejected") + tuv("en", "three") + tuv("pt", "treis"),
        tuv("fr", "quatre") + tuv("pt-BR", "quatro"),
    )
    with Store(tmp_path) as store:
        origin = take_in(store, path, source="", target="pt")
        assert take_in(store, path, source="", target="pt") == origin
        found = Recall(store, [origin], "pt").same("en", ["one", "two", "three"])
        assert {one: basis.status for one, basis in found.items()} == {
            "one": UnitStatus.REVIEWED, "two": UnitStatus.DRAFT,
        }  # fmt: skip
        assert Recall(store, [origin], "pt").same("fr", ["quatre"])["quatre"].target == "quatro"
        with pytest.raises(InputError, match="nothing from German to Portuguese; it holds en-pt, fr-pt-BR"):
            take_in(store, path, source="de", target="pt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "concept,kind,form,en,pt\n,place,,Kyiv,Kiev\n"),
        ("en,pt\nKyiv | Kiev,Kiev\n", "en,pt\nKyiv | Kiev,Kiev\n"),
        ("en,pt\nKyiv,Quieve\nSeoul,Seul", "en,pt\nKyiv,Kiev | Quieve\nSeoul,Seul"),
        ("pt;en\n\n'x;'x", "pt;en;kind\n\n'x;'x\nKiev;Kyiv;place\n"),
        (
            'en,pt,note\r\nSeoul,Seul,"two\r\nlines"\r\n',
            'en,pt,note,kind\r\nSeoul,Seul,"two\r\nlines"\r\nKyiv,Kiev,,place\r\n',
        ),
    ],
)
def test_a_glossary_is_extended_and_nothing_else_in_it_moves(before: str, after: str) -> None:
    choice = Choice("en", "pt", "Kiev", "Kyiv", "place")
    assert extended(before, [choice]) == after
    assert extended(after, [choice]) == after


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert extended("en,pt\n", [Choice("en", "pt", "a | b", "x"), Choice("en", "pt", "…", "x")]) == "en,pt\n"


def test_a_mind_may_be_changed() -> None:
    first = Choice("en", "pt", "Quieve", concept="kyiv", instead="Kyiv")
    back = Choice("en", "pt", "Kyiv", concept="kyiv", instead="Quieve")
    text = extended("", [first])
    assert text == "concept,kind,form,en,pt,pt:deprecated\nkyiv,,,,Quieve,Kyiv\n"
    assert extended(text, [back]) == "concept,kind,form,en,pt,pt:deprecated\nkyiv,,,,Kyiv,Quieve\n"
