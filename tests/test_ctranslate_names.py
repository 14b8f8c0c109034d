"""Names, long sentences and loops through a converted model, on the miniature."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from miniature import ES_EN, argos, demanding, examples
from miniature_language import name

from align.document import Span
from align.engines.ctranslate import translator
from align.engines.ctranslate.decoder import Row
from align.engines.ctranslate.force import Forced, demands, next_name
from align.hypothesis import Constraint, Sentence

if TYPE_CHECKING:
    import pytest

    from align.hypothesis import Hypothesis

ENGINE = argos()


def translate(*sentences: Sentence | str) -> list[Hypothesis]:
    return ENGINE.translate(ES_EN, [Sentence(one) if isinstance(one, str) else one for one in sentences])


def test_a_form_takes_the_place_of_the_name_and_leaves_the_rest() -> None:
    drawn, random = examples(60), Random(1)
    forms = [name(random) for _ in drawn]
    plain = translate(*(one.source for one in drawn))
    forced = translate(*(demanding(one, form) for one, form in zip(drawn, forms, strict=True)))
    honoured = right = 0
    for one, form, before, after in zip(drawn, forms, plain, forced, strict=True):
        if before.text != one.target:
            continue
        (span,) = after.honoured
        honoured += span is not None
        right += after.text == one.target.replace(one.names[0][1], form, 1)
    exact = sum(before.text == one.target for one, before in zip(drawn, plain, strict=True))
    assert exact > 40
    assert honoured >= 0.97 * exact
    assert right >= 0.95 * exact


def test_several_names_of_a_sentence_get_their_forms() -> None:
    text = "Según Kumin, la senadora Rodes visitó el puente nuevo en Kiev."
    wanted = {"Kumin": "Kim Hong-kyun", "Rodes": "Łódź-김", "Kiev": "Kyiv"}
    constraints = tuple(
        Constraint(Span(text.index(surface), text.index(surface) + len(surface)), form)
        for surface, form in wanted.items()
    )
    (hypothesis,) = translate(Sentence(text, constraints))
    assert hypothesis.text == "According to Kim Hong-kyun, the senator Łódź-김 visited the new bridge in Kyiv."
    assert [span and span.of(hypothesis.text) for span in hypothesis.honoured] == list(wanted.values())
    links = {(k.source.of(text), k.target.of(hypothesis.text)) for k in hypothesis.links}
    assert set(wanted.items()) | {("puente", "bridge"), ("nuevo", "new")} <= links


def test_a_prefix_makes_the_model_go_on_from_the_form() -> None:
    translator = ENGINE._translator(ES_EN)
    text = "La senadora visitó el puente en Kiev el lunes."
    codec = translator._codec
    pieces = codec.cut(text)
    due = demands(text, pieces, [(0, Constraint(Span(32, 36), "Kyiv"))])
    (decoded,) = translator._decoder.decode([Row(pieces.tokens)], translator._way)
    forced = next_name(codec, Forced(due=due), decoded, {id(due[0])})
    assert forced is not None
    assert codec.write(forced.prefix)[0] == "The senator visited the bridge in Kyiv"
    assert forced.due == ()
    (again,) = translator._decoder.decode([Row(pieces.tokens, forced.prefix)], translator._way)
    assert again.tokens[: len(forced.prefix)] == forced.prefix
    assert len(again.tokens) > len(forced.prefix)


def test_what_has_no_words_is_copied() -> None:
    (hypothesis,) = translate("12,5 % — 2018?")
    assert hypothesis.text == "12,5 % — 2018?"


def test_a_long_segment_is_cut_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The miniature knows sentences of some 40 pieces only, so parts are as short here."""
    most = 40
    many = examples(80)
    codec = ENGINE._translator(ES_EN)._codec
    drawn = [
        one
        for one, plain in zip(many, translate(*(one.source for one in many)), strict=True)
        if plain.text == one.target and most / 2 < len(codec.cut(one.source).tokens) < most
    ]
    assert len(drawn) > 10
    source, target = (" ".join(getattr(one, side) for one in drawn) for side in ("source", "target"))
    name_, form = drawn[-1].names[0][0], "Qumyn-Łódź"
    start = source.rindex(name_)
    monkeypatch.setattr(translator, "MOST_PIECES", most)
    (hypothesis,) = translate(Sentence(source, (Constraint(Span(start, start + len(name_)), form),)))
    before, found, after = target.rpartition(drawn[-1].names[0][1])
    assert found
    assert hypothesis.text == before + form + after
    assert hypothesis.honoured == (Span(len(before), len(before) + len(form)),)
    assert hypothesis.remarks == ()
    copied = [k for k in hypothesis.links if k.source.of(source) in target.split()]
    assert len(copied) > 10
    assert sum(k.source.of(source) == k.target.of(hypothesis.text) for k in copied) >= 0.95 * len(copied)


def test_a_loop_is_tried_again_in_other_ways_and_else_remarked(monkeypatch: pytest.MonkeyPatch) -> None:
    mended, lost = "visitó visitó", "en en"
    with monkeypatch.context() as patch:
        patch.setattr(translator, "_AGAINST_LOOPS", ())
        assert all(h.remarks for h in translate(mended, lost))
    assert [h.remarks for h in translate(mended)] == [()]
    assert "loop" in translate(lost)[0].remarks
