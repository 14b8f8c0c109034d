"""What every engine promises; each inherits these tests and says how it is made."""

from __future__ import annotations

import json
import math
import os
import pkgutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from test_layers import HEAVY

from align.document import Span
from align.errors import ModelMissingError
from align.hypothesis import Constraint, Sentence
from align.languages import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines import Engine
    from align.hypothesis import Hypothesis

# Tags for private use (RFC 5646, 2.2.1): no engine has them.
NOBODYS = Pair("qaa", "qab")
HOSTILE = {
    "marks of many formats": r"] [ ^a<b>$ / \ @ # * + ~ { } | & <b>x</b> %s ${y} \n *@#",
    "brackets": "[" * 40 + "word" + "]" * 40,
    "back slashes": "\\" * 33,
    "a word with a star": "The *starred word and **two** of them.",
    "NUL and controls": "The\0 minister\x01 said\x1b[0m \x7f so.",
    "line ends": "The minister\nsaid\r\nso\u2028and\u2029left\x85.",
    "bidi marks and emoji": "The \u202eminister\u202c \u200f👩\u200d👩\u200d👧 said.",
    "other scripts": "金宏均 김홍균 ผู้ว่าการ Київ مصر",
    "half a surrogate pair": "The \ud800 minister",
    "one long word": "minister" * 200,
    "no words": "… — ?! 12,5 % …",
}
_ALONE = """
import json, pkgutil, sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
engine = pkgutil.resolve_name(sys.argv[1])()
from align.languages import Pair
pair = Pair.parse(sys.argv[2])
assert pair in engine.pairs()
engine.placeholder(pair)
modules = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"fingerprint": engine.fingerprint(pair), "modules": modules, "started": started}))
"""


@cache
def made(maker: str) -> Engine:
    """Make one engine for all tests of a class, since a model takes a while to load."""
    engine: Engine = pkgutil.resolve_name(maker)()
    return engine


def whole(hypothesis: Hypothesis) -> str:
    """Write it out, since two scores that are nan do not compare equal."""
    return repr(hypothesis)


def check(hypothesis: Hypothesis, sentence: Sentence, pair: Pair) -> None:
    """Hold one hypothesis to all that the seam says of it."""
    assert (hypothesis.route[0], hypothesis.route[-1]) == (pair.source, pair.target)
    assert math.isnan(hypothesis.score) or -math.inf < hypothesis.score <= 0
    for link in hypothesis.links:
        assert 0 <= link.source.start < link.source.end <= len(sentence.text)
        assert 0 <= link.target.start < link.target.end <= len(hypothesis.text)
        assert 0 < link.weight <= 1
    for constraint, span in zip(sentence.constraints, hypothesis.honoured, strict=True):
        assert span is None or span.of(hypothesis.text) == constraint.form


class EngineContract:
    """Inherit, say how the engine is made, and give a pair with sentences of its source language.

    `maker` is what `pkgutil.resolve_name` resolves to a callable without arguments; a fresh process calls it, too.
    The first word of `named` is a name, and `form` is what it shall become.
    """

    maker: ClassVar[str]
    pair: ClassVar[Pair]
    texts: ClassVar[Sequence[str]]
    named: ClassVar[str]
    form: ClassVar[str]

    @pytest.fixture
    def engine(self) -> Engine:
        return made(self.maker)

    def translate(self, engine: Engine, *texts: str) -> list[Hypothesis]:
        return engine.translate(self.pair, [Sentence(text) for text in texts])

    def test_length_and_order_are_kept(self, engine: Engine) -> None:
        forward = self.translate(engine, *self.texts, *self.texts)
        backward = self.translate(engine, *reversed(self.texts))
        assert [h.text for h in forward] == [h.text for h in backward][::-1] * 2
        assert len({h.text for h in backward}) == len(self.texts), "sentences that come out alike prove no order"

    def test_something_is_translated(self, engine: Engine) -> None:
        for text, hypothesis in zip(self.texts, self.translate(engine, *self.texts), strict=True):
            assert hypothesis.text.strip()
            assert hypothesis.text != text
            check(hypothesis, Sentence(text), self.pair)

    def test_no_sentences_give_no_hypotheses(self, engine: Engine) -> None:
        assert engine.translate(self.pair, []) == []

    def test_blank_sentences_stay_blank_and_in_their_place(self, engine: Engine) -> None:
        blanks = ["", " ", "\n", "\t \u3000"]
        mixed = self.translate(engine, *(text for blank in blanks for text in (blank, self.texts[0])))
        assert [h.text.strip() for h in mixed[::2]] == [""] * len(blanks)
        assert {h.text for h in mixed[1::2]} == {self.translate(engine, self.texts[0])[0].text}
        for blank, hypothesis in zip(blanks, mixed[::2], strict=True):
            check(hypothesis, Sentence(blank), self.pair)

    def test_an_unknown_pair_is_refused(self, engine: Engine) -> None:
        assert NOBODYS not in engine.pairs()
        with pytest.raises(ModelMissingError):
            engine.translate(NOBODYS, [Sentence(self.texts[0])])
        with pytest.raises(ModelMissingError):
            engine.fingerprint(NOBODYS)

    def test_two_runs_are_equal(self, engine: Engine) -> None:
        fresh = pkgutil.resolve_name(self.maker)()
        runs = [self.translate(one, *self.texts) for one in (engine, engine, fresh)]
        assert len({tuple(map(whole, run)) for run in runs}) == 1

    def test_a_hypothesis_is_independent_of_its_company(self, engine: Engine) -> None:
        together = self.translate(engine, *self.texts)
        alone = [self.translate(engine, text)[0] for text in self.texts]
        assert list(map(whole, together)) == list(map(whole, alone))

    def test_a_constraint_is_honoured_or_not_claimed(self, engine: Engine) -> None:
        name = Span(0, self.named.index(" "))
        demanded = Sentence(self.named, (Constraint(name, self.form),))
        twice = Sentence(
            f"{self.named} {self.named}",
            (Constraint(name, self.form), Constraint(name.shift(len(self.named) + 1), self.form)),
        )
        sentences = [demanded, Sentence(self.named), twice]
        for sentence, hypothesis in zip(sentences, engine.translate(self.pair, sentences), strict=True):
            check(hypothesis, sentence, self.pair)

    @pytest.mark.parametrize("kind", HOSTILE)
    def test_hostile_text_gives_a_hypothesis_and_harms_no_neighbour(self, engine: Engine, kind: str) -> None:
        before, hostile, after = self.translate(engine, self.texts[0], HOSTILE[kind], self.texts[1])
        check(hostile, Sentence(HOSTILE[kind]), self.pair)
        assert [whole(before), whole(after)] == list(map(whole, self.translate(engine, *self.texts[:2])))

    def test_looking_around_is_cheap_and_the_fingerprint_is_the_same_elsewhere(self, engine: Engine) -> None:
        """No model library is imported and no program started, in a process of its own."""
        paths = os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)])
        done = subprocess.run(
            [sys.executable, "-c", _ALONE, self.maker, str(self.pair)],
            env=os.environ | {"PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        )
        seen = json.loads(done.stdout)
        assert not set(seen["modules"]) & HEAVY
        assert seen["started"] == []
        assert seen["fingerprint"] == engine.fingerprint(self.pair)

    def test_the_placeholder_has_one_place_for_a_number(self, engine: Engine) -> None:
        kind = engine.placeholder(self.pair)
        assert kind.count("{}") == 1
        assert "7" in kind.format(7)
