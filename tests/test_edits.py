"""What events make of units: nothing is lost, and nothing happens twice or upon an older version."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.bitext import Bead, NameOutcome, Origin, Result, TranslationUnit, UnitStatus
from align.concept import Concept
from align.document import Span
from align.edits import (
    Comment,
    Edit,
    Event,
    Merge,
    Move,
    NameForm,
    Overlay,
    Pin,
    Scope,
    SetStatus,
    Side,
    Split,
    TermAdded,
    apply,
)
from align.edits.written import ArticleEvents, event_as_json, event_from_json, read, write
from align.errors import InputError

KIM = Concept("kim", "person", ())
NAME = NameOutcome(KIM, Span(0, 3), "Kim", "Kim", Result.APPLIED, target_span=Span(2, 5))
UNITS = (
    TranslationUnit(1, "Kim spoke. He left.", "O Kim falou. Ele saiu.", Bead((0,), (0,)), names=(NAME,)),
    TranslationUnit(2, "It rained.", "Choveu.", Bead((1,), (1,))),
    TranslationUnit(3, "The end.", "Fim.", Bead((2,), (2,)), status=UnitStatus.APPROVED),
)
STAMP = {"at": "2026-01-31T12:00:00Z", "by": "ana"}


def edit(text: str, *, unit: str = "1", base: int = 0, id: str = "e") -> Edit:  # noqa: A002  the event's own word
    return Edit(id=id, unit=unit, base=base, text=text, **STAMP)


def texts(overlay: Overlay) -> list[tuple[str, str, str]]:
    return [(unit.key, unit.source, unit.target) for unit in overlay.units]


def test_an_edit_keeps_the_machines_text_and_says_who_and_when() -> None:
    unit = apply(UNITS, [edit("O Kim falou; saiu.")]).units[0]
    assert unit.target == "O Kim falou; saiu."
    assert unit.origin is Origin.PERSON
    assert unit.review is not None
    assert (unit.review.machine, unit.review.version, unit.review.by, unit.review.at) == (
        "O Kim falou. Ele saiu.", 1, "ana", STAMP["at"],
    )  # fmt: skip


def test_the_machines_text_survives_a_second_edit() -> None:
    unit = apply(UNITS, [edit("a"), edit("b", base=1, id="f")]).units[0]
    assert unit.review is not None
    assert (unit.target, unit.review.machine, unit.review.version) == ("b", "O Kim falou. Ele saiu.", 2)


def test_an_event_upon_an_older_version_is_a_conflict_and_changes_nothing() -> None:
    late = edit("late", id="late")
    overlay = apply(UNITS, [edit("first"), late])
    assert overlay.conflicts == (late,)
    assert overlay.units[0].target == "first"


def test_an_event_for_no_unit_is_misplaced() -> None:
    lost = edit("x", unit="99")
    assert apply(UNITS, [lost]) == Overlay(UNITS, misplaced=(lost,))


def test_an_edit_of_what_was_approved_is_to_be_looked_at_again() -> None:
    assert apply(UNITS, [edit("O fim.", unit="3")]).units[2].status is UnitStatus.REVIEWED


def test_status_comment_and_pin() -> None:
    events: list[Event] = [
        SetStatus(id="1", unit="2", base=0, status=UnitStatus.APPROVED, **STAMP),
        Comment(id="2", unit="2", base=1, text="sure?", **STAMP),
        Pin(id="3", unit="2", base=2, pinned=True, **STAMP),
    ]
    unit = apply(UNITS, events).units[1]
    assert unit.review is not None
    assert (unit.status, unit.review.comment, unit.review.pinned) == (UnitStatus.APPROVED, "sure?", True)
    assert unit.origin is Origin.ENGINE


def test_split_and_merge_give_the_texts_back() -> None:
    split = Split(id="s", unit="1", base=0, source=10, target=12, **STAMP)
    cut = apply(UNITS, [split])
    assert texts(cut)[:2] == [("1", "Kim spoke.", "O Kim falou."), ("1/2", "He left.", "Ele saiu.")]
    merge = Merge(id="m", unit="1", base=1, next="1/2", **STAMP)
    assert texts(apply(UNITS, [split, merge])) == [(unit.key, unit.source, unit.target) for unit in UNITS]


def test_a_merged_unit_keeps_its_names_where_they_now_stand() -> None:
    events = [Merge(id="m", unit="2", base=0, next="3", **STAMP)]
    named = (UNITS[1], UNITS[0])
    units = (UNITS[1], TranslationUnit(3, named[1].source, named[1].target, named[1].bead, names=(NAME,)))
    merged = apply(units, events).units[0]
    (name,) = merged.names
    assert name.target_span is not None
    assert (name.source_span.of(merged.source), name.target_span.of(merged.target)) == ("Kim", "Kim")
    assert merged.bead.kind == "2-2"


@pytest.mark.parametrize(("side", "gap"), [("zh", ""), ("en", " ")])
def test_sentences_are_joined_as_their_language_does(side: str, gap: str) -> None:
    events = [Merge(id="m", unit="2", base=0, next="3", **STAMP)]
    assert apply(UNITS, events, source=side).units[1].source == f"It rained.{gap}The end."


def test_a_sentence_moves_to_the_next_unit_and_back() -> None:
    there = Move(id="a", unit="1", base=0, side=Side.TARGET, to="2", cut=12, **STAMP)
    moved = apply(UNITS, [there])
    assert [unit.target for unit in moved.units[:2]] == ["O Kim falou.", "Ele saiu. Choveu."]
    back = Move(id="b", unit="2", base=1, side=Side.TARGET, to="1", cut=9, **STAMP)
    assert [unit.target for unit in apply(UNITS, [there, back]).units[:2]] == ["O Kim falou. Ele saiu.", "Choveu."]


@pytest.mark.parametrize(
    "event",
    [
        Split(id="x", unit="1", base=0, source=0, target=0, **STAMP),
        Split(id="x", unit="1", base=0, source=99, target=0, **STAMP),
        Merge(id="x", unit="1", base=0, next="3", **STAMP),
        Merge(id="x", unit="3", base=0, next="4", **STAMP),
        Move(id="x", unit="1", base=0, side=Side.SOURCE, to="3", cut=1, **STAMP),
        NameForm(id="x", unit="1", base=0, concept="other", mention=0, form="K", scope=Scope.MENTION, **STAMP),
        NameForm(id="x", unit="1", base=0, concept="kim", mention=1, form="K", scope=Scope.MENTION, **STAMP),
    ],
)
def test_what_does_not_fit_is_misplaced(event: Event) -> None:
    assert apply(UNITS, [event]) == Overlay(UNITS, misplaced=(event,))


def test_another_form_for_one_mention_stands_in_its_place() -> None:
    event = NameForm(
        id="n", unit="1", base=0, concept="kim", mention=0, form="Kim Hong-kyun", scope=Scope.MENTION, **STAMP
    )
    unit = apply(UNITS, [event]).units[0]
    assert unit.target == "O Kim Hong-kyun falou. Ele saiu."
    span = unit.names[0].target_span
    assert span is not None
    assert span.of(unit.target) == "Kim Hong-kyun"


EVENTS: tuple[Event, ...] = (
    edit("“x” \u202e김"),
    SetStatus(id="1", unit="2", base=0, status=UnitStatus.REJECTED, **STAMP),
    Comment(id="1", unit="2", base=0, text="", **STAMP),
    Pin(id="1", unit="2", base=0, pinned=False, **STAMP),
    Split(id="1", unit="2", base=0, source=None, target=3, **STAMP),
    Merge(id="1", unit="2", base=0, next="3", **STAMP),
    Move(id="1", unit="2", base=0, side=Side.SOURCE, to="1", cut=2, **STAMP),
    NameForm(id="1", unit="2", base=0, concept="kim", mention=0, form="K", scope=Scope.BATCH, **STAMP),
    TermAdded(id="1", unit="2", base=0, source="Kyiv", target="Kiev", concept_kind="place", **STAMP),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_events_come_back_from_json(event: Event) -> None:
    assert event_from_json(json.loads(json.dumps(event_as_json(event)))) == event


def test_a_review_comes_back_from_its_file(tmp_path: Path) -> None:
    articles = (ArticleEvents("a", "0123", EVENTS),)
    path = tmp_path / "a.review.json"
    path.write_text(write(articles), encoding="utf-8")
    assert read(path) == articles


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ("[]", "not a review"),
        ("{", "not JSON"),
        ('{"format": "align-review", "version": 2}', "another version"),
        ('{"format": "align-review", "version": 1, "articles": {}}', "'articles' is no list"),
        ('{"format": "align-review", "version": 1, "articles": [{"article": 1}]}', "article cannot be 1"),
    ],
)
def test_what_is_no_review_is_refused(tmp_path: Path, plain: str, message: str) -> None:
    path = tmp_path / "a.review.json"
    path.write_text(plain, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read(path)
    assert caught.value.where == str(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "boast"}, "unknown kind"),
        ({"base": True}, "edit.base cannot be True"),
        ({"base": "0"}, "edit.base cannot be '0'"),
        ({"text": None}, "edit.text cannot be None"),
        ({"id": ...}, "without 'id'"),
    ],
)
def test_what_is_no_event_is_refused(change: dict[str, object], message: str) -> None:
    plain = event_as_json(edit("x")) | change
    with pytest.raises(InputError, match=message):
        event_from_json({key: value for key, value in plain.items() if value is not ...})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "1/2", "2/2"]), st.integers(0, 3), st.integers(0, 7), st.integers(0, 25)
        ),
        max_size=12,
    )
)
def test_no_word_is_lost_by_splitting_merging_and_moving(steps: list[tuple[str, int, int, int]]) -> None:
    """Whatever a person does to the borders, each side says the same."""
    events: list[Event] = []
    for number, (unit, base, kind, at) in enumerate(steps):
        common = {"id": str(number), "unit": unit, "base": base, **STAMP}
        other = ["1", "1/2", "2", "2/2", "3"][at % 5]
        if kind < 3:
            events.append(Split(source=at, target=at // 2, **common))  # type: ignore[arg-type]
        elif kind < 5:
            events.append(Merge(next=other, **common))  # type: ignore[arg-type]
        else:
            events.append(Move(side=list(Side)[at % 2], to=other, cut=at, **common))  # type: ignore[arg-type]
    units = apply(UNITS, events).units
    for side in Side:
        before = "".join(getattr(unit, side) for unit in UNITS)
        after = "".join(getattr(unit, side) for unit in units)
        assert after.replace(" ", "") == before.replace(" ", "")
    assert len({unit.key for unit in units}) == len(units)


def test_a_name_is_followed_through_edits_splits_and_moves() -> None:
    typed = edit("Sim, o Kim falou. Ele saiu.")
    form = NameForm(
        id="n", unit="1", base=1, concept="kim", mention=0, form="Kim Hong-kyun", scope=Scope.MENTION, **STAMP
    )
    chosen = apply(UNITS, [typed, form]).units[0]
    assert chosen.target == "Sim, o Kim Hong-kyun falou. Ele saiu."
    cut = Split(id="s", unit="1", base=0, source=0, target=0, **STAMP)
    assert apply(UNITS, [cut]).misplaced == (cut,)
    moved = Move(id="v", unit="1", base=0, side=Side.SOURCE, to="2", cut=0, **STAMP)
    units = apply(UNITS, [moved]).units
    assert units[0].names == ()
    assert [(name.source_span, name.result) for name in units[1].names] == [(Span(0, 3), Result.MISSED)]


def test_a_form_for_the_article_is_a_change_of_each_segment_that_it_changes() -> None:
    other = TranslationUnit(4, "Kim left.", "O Kim saiu.", Bead((3,), (3,)), names=(NAME,))
    chosen = NameForm(
        id="n", unit="1", base=0, concept="kim", mention=0, form="Quim", scope=Scope.ARTICLE, **STAMP
    )  # fmt: skip
    units = apply((*UNITS, other), [chosen]).units
    assert [(unit.target, unit.review.version) for unit in (units[0], units[3]) if unit.review] == [
        ("O Quim falou. Ele saiu.", 1), ("O Quim saiu.", 1),
    ]  # fmt: skip


def test_a_unit_can_be_split_more_than_once() -> None:
    first = Split(id="s", unit="1", base=0, source=11, target=13, **STAMP)
    second = Split(id="t", unit="1", base=1, source=3, target=5, **STAMP)
    assert [unit.key for unit in apply(UNITS, [first, second]).units] == ["1", "1/3", "1/2", "2", "3"]


@pytest.mark.parametrize(
    ("seen", "now", "fits"),
    [
        (None, "Olá.", True),
        ("Olá.", "Olá.", True),
        ("Oi.", "Olá.", False),
        # A page shows what HTML cannot hold otherwise.
        ("a\nb\ufffd\n", "a\r\nb\0\r", True),
    ],
)
def test_what_was_judged_upon_another_text_is_in_conflict(seen: str | None, now: str, fits: bool) -> None:  # noqa: FBT001
    units = [TranslationUnit(1, "Hello.", now, Bead((0,), (0,)))]
    event = SetStatus(id="e", unit="1", base=0, status=UnitStatus.APPROVED, seen=seen, **STAMP)
    laid = apply(units, [event])
    assert (laid.units[0].status is UnitStatus.APPROVED, laid.conflicts) == (fits, () if fits else (event,))
