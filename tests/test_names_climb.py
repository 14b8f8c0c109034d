"""Every mention ends as applied, inflected, repaired or missed, and climbs no further than it must."""

from __future__ import annotations

from names_engine import ROUTE, copies, obeys, outcomes, plain, replacing, run

from align.bitext import Result
from align.document import Link, Span
from align.hypothesis import Hypothesis, Sentence
from align.names.apply import Rendered


def test_only_what_fails_is_constrained() -> None:
    (one, two), engine = run("Putin left the US for New York.", "It rained.", write=obeys)
    assert one.hypothesis.text == "Putin left the EUA for Nova York."
    assert outcomes(one) == [
        ("Putin", "applied", "plain"),
        ("US", "applied", "constraint"),
        ("New York", "applied", "constraint"),
    ]
    assert [[sentence.constraints != () for sentence in call] for call in engine.calls] == [[False, False], [True]]
    assert (two.hypothesis.text, two.names, two.flags) == ("It rained.", (), ())
    assert not one.flags
    assert one.hypothesis.score == -0.5


def test_a_sentence_without_names_passes_untouched() -> None:
    hypothesis = Hypothesis("Choveu.", -0.25, ROUTE, (Link(Span(0, 2), Span(0, 6), 0.5),), remarks=("truncated",))
    (one,), engine = run("It rained.", write=lambda _: hypothesis)
    assert one == Rendered(hypothesis, (), ())
    assert engine.calls == [[Sentence("It rained.")]]


def test_constraints_carry_the_forms_of_other_languages() -> None:
    _, engine = run("Putin left the US.", write=obeys)
    (sentence,) = engine.calls[1]
    assert [constraint.form for constraint in sentence.constraints] == ["EUA"]
    assert dict(sentence.constraints[0].pivots) == {"ru": "США", "ko": "미국", "de": "USA"}


def test_the_attempt_with_the_fewest_missed_names_is_taken() -> None:
    def write(sentence: Sentence) -> Hypothesis:
        return plain(sentence.text.replace("XN0", "") if "XN" in sentence.text else "Putin foi embora.")

    (one,), _ = run("Putin left Kyiv and Moscow.", write=write)
    assert [result for _, result, _ in outcomes(one)] == ["applied", "missed", "applied"]
    assert one.hypothesis.text == "Putin left  and Moscou."


def test_every_mention_is_counted() -> None:
    (one,), _ = run("Putin said Putin saw Kyiv.", write=replacing(("Putin said Putin", "Putin said he"), (r"XN\d", "")))
    assert [name.result for name in one.names].count(Result.MISSED) == 1
    (one,), _ = run("Putin said Putin saw Kyiv.", write=replacing(("Putin said Putin", "Putin said he")))
    assert one.hypothesis.text == "Putin said Putin saw Kyiv."


def test_a_short_name_is_not_sought_inside_a_long_one() -> None:
    (one,), _ = run("Vladimir Putin is Putin.", write=replacing(("is Putin", "is he"), ("XN", "X")))
    assert [result for _, result, _ in outcomes(one)] == ["applied", "missed"]


def test_a_title_never_gets_a_placeholder() -> None:
    (one,), engine = run("The secretary-general slept.", write=replacing(("The secretary-general", "A chefe")))
    assert not any("XN" in sentence.text for call in engine.calls for sentence in call)
    assert outcomes(one) == [("secretary-general", "missed", "none")]


def test_regex_characters_in_a_name_are_letters_like_others() -> None:
    (one,), _ = run("We met C++ (Group) [a-z]* today.", write=copies)
    assert one.hypothesis.text == "We met Grupo C++ (\\d) today."


def test_one_call_a_step_for_all_sentences() -> None:
    texts = [f"Putin left New York {n} times." for n in range(20)]
    rendered, engine = run(*texts, write=replacing(("New York", "NYC"), ("XN", "X")))
    assert len(engine.calls) <= 5
    assert [one.hypothesis.text for one in rendered] == [text.replace("New York", "Nova York") for text in texts]
