"""The page and the store lay the same events over the same units: they must never disagree about what a person did."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import browser
import pytest
import review_sample as sample

from align.bitext import Bitext, UnitStatus
from align.checks import flags_of
from align.edits import (
    Comment,
    Edit,
    Merge,
    Move,
    NameForm,
    Pin,
    Scope,
    SetStatus,
    Side,
    Split,
    TermAdded,
    apply,
)
from align.edits.written import event_as_json
from align.review import page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from align.bitext import TranslationUnit
    from align.edits import Event

pytestmark = browser.NEEDED

DUMP = """JSON.stringify(keysInOrder().map((key) => {
  const state = stateOf(key);
  const points = (side, span) => span && span.map((end) => toPoints(state[side], end));
  return [key, state.source, state.target, state.status, state.version, state.comment, state.pinned,
    state.names.map((name) => [name.concept, name.form, name.result, points("source", name.source),
      points("target", name.target)])];
}))"""
SHOWN = (
    """JSON.stringify(units.map((row) => [".source", ".target"].map((side) => row.querySelector(side).textContent)))"""
)
LAID = "JSON.stringify({events}.map((event) => apply(event)))"


def dumped(unit: TranslationUnit) -> list[Any]:
    review = unit.review
    return [
        unit.key, unit.source, unit.target, unit.status.value, review.version if review else 0,
        review.comment if review else "", bool(review and review.pinned),
        [[name.concept.id, name.form, name.result.value, [name.source_span.start, name.source_span.end],
          name.target_span and [name.target_span.start, name.target_span.end]] for name in unit.names],
    ]  # fmt: skip


def retyped(text: str, chance: random.Random) -> str:
    """Change a text somewhere, as a person does: a word goes, another comes."""
    start = chance.randint(0, len(text))
    return text[:start] + chance.choice(["", "x", " \U0001f600 ", "Kyiv"]) + text[start + chance.randint(0, 8) :]


def drawn(units: Sequence[TranslationUnit], number: int, chance: random.Random) -> Event:
    """Draw an event that mostly fits; some are upon an older version, some name a place outside."""
    at = chance.randrange(len(units))
    unit = units[at]
    stamp = {
        "id": f"e{number}", "at": "2026-01-31T12:00:00Z", "by": "ana", "unit": unit.key,
        "base": (unit.review.version if unit.review else 0) - (chance.random() < 0.05),
        "seen": chance.choice([None, None, unit.target, unit.target, unit.target, f"{unit.target}."]),
    }  # fmt: skip
    kind = chance.choice([Edit, Edit, SetStatus, Comment, Pin, Split, Split, Merge, Move, Move, NameForm, TermAdded])
    neighbour = units[min(max(at + chance.choice([-1, 1]), 0), len(units) - 1)].key
    side = chance.choice(list(Side))
    name = chance.choice(unit.names) if unit.names else None
    fields: dict[type, dict[str, Any]] = {
        Edit: {"text": retyped(unit.target, chance)},
        SetStatus: {"status": chance.choice(list(UnitStatus))},
        Comment: {"text": "why?"},
        Pin: {"pinned": chance.random() < 0.5},
        Split: {
            "source": chance.choice([None, chance.randint(0, len(unit.source) + 1)]),
            "target": chance.choice([None, chance.randint(0, len(unit.target) + 1)]),
        },
        Merge: {"next": units[min(at + 1, len(units) - 1)].key},
        Move: {"side": side, "to": neighbour, "cut": chance.randint(0, len(getattr(unit, side)) + 1)},
        NameForm: {
            "concept": name.concept.id if name else "kyiv",
            "mention": unit.names.index(name) if name else 0,
            "form": chance.choice(["Quieve", "Kim", "\U0001f600"]),
            "scope": chance.choice(list(Scope)),
        },
        TermAdded: {"source": "a", "target": "b", "concept_kind": "person"},
    }
    return kind(**stamp, **fields[kind])  # type: ignore[no-any-return]


def laid(bitext: Bitext, rounds: int, chance: random.Random) -> tuple[list[Event], tuple[TranslationUnit, ...]]:
    """Draw events one upon the other, and give them with what they come to."""
    tags = {"source": bitext.source_language, "target": bitext.target_language}
    events: list[Event] = []
    units: tuple[TranslationUnit, ...] = bitext.units
    for number in range(rounds):
        events.append(drawn(units, number, chance))
        units = apply(bitext.units, events, **tags).units
    return events, units


@pytest.mark.parametrize("target", ["pt", "ja"])
def test_the_page_makes_of_events_what_the_store_makes_of_them(tab: browser.Page, tmp_path: Path, target: str) -> None:
    units = list(sample.article().units)
    units[1] = replace(units[1], source=f"{units[1].source} \U0001f600 a\u0301", target=f"{units[1].target} \U0001f600")
    bitext = Bitext("en", target, tuple(units), sample.SIGNATURE)
    path = tmp_path / "a.review.html"
    path.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    chance = random.Random(7)
    for _ in range(12):
        events, expected = laid(bitext, 30, chance)
        tab.open(path)
        tab.run(LAID.format(events=json.dumps([event_as_json(event) for event in events])))
        assert json.loads(tab.run(DUMP)) == [dumped(unit) for unit in expected]
        assert json.loads(tab.run(SHOWN)) == [[unit.source, unit.target] for unit in expected]
    assert not tab.complaints


TEXTS = (
    ("He paid 1,950.50 euros in 2024.", "Pagou 1.950,50 euros."),
    ("He paid in 2024, and in 2024.", "Pagou em 2024."),
    ("At 10:30 he left for ٢٠٢٤.", "Às 10:30 saiu para 2024 e 007."),
    ("The minister said that he would not come to the meeting.", "O ministro."),
    ("It was said.", ""),
    ("this is a sentence of small words", "this is a sentence of small words"),
    ("Radio Moscow International", "Radio Moscow International"),
    ("He went on and on.", "Ele foi, foi, foi, e depois depois parou."),
    ("A very very short one", "sim e não sim e não sim e não"),
    ("It is a short sentence of more than forty letters.", "x" * 200),
    ("Dear {{ name }}, {{ name }}: %s%d {0} ${x}", "Caro {{name}}: %s {1} $ {x} ${x}"),
    ("100% sure, 5%s %1$s {% raw %} {é_1}", "100% {% cru %} {é_1} %1$s %s"),
    ("ǅ _ ÅÄÖ \U0001d7d9\U0001d7da", "12"),
)


def test_the_page_checks_as_the_checks_do(tab: browser.Page, tmp_path: Path) -> None:
    plain = replace(sample.article().units[5], names=(), flags=(), links=())
    units = tuple(replace(plain, number=n, source=s, target=t) for n, (s, t) in enumerate(TEXTS, 1))
    bitext = Bitext("en", "pt", units, sample.SIGNATURE)
    path = tmp_path / "a.review.html"
    path.write_bytes(page.render(bitext, sample.report_of(bitext), article="a"))
    tab.open(path)
    found = json.loads(
        tab.run(
            "JSON.stringify(keysInOrder().map((key) => findings(stateOf(key)).map((one) => [one.code, one.message])))"
        )
    )
    assert found == [[[flag.code, flag.message] for flag in flags_of(unit, "en", "pt")] for unit in units]
