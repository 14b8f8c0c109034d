"""What single kinds of evidence say of beads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from align.aligners.anchors import Rare, cognates
from align.aligners.corridor import Corridor
from align.aligners.form import Form
from align.aligners.length import Length
from align.aligners.lexical import learn
from align.aligners.likeness import Likeness
from align.aligners.seam import Edges, Side
from align.aligners.words import Words, words_of
from align.bitext import Bead

if TYPE_CHECKING:
    from align.aligners.kinds import Kind
    from align.aligners.seam import Score


def features(score: Score, kind: Kind, row: int, column: int) -> list[float]:
    return [float(values[0]) for values in score.features(Edges(kind, np.array([row]), np.array([column])))]


def test_what_one_side_has_alone_does_not_count_in_the_ratio_of_lengths() -> None:
    source, target = ("Eins und zwei.", "Drei und vier."), ("One and two and more.", "Three and four of them.")
    beads = [Bead((0,), (0,)), Bead((1,), (1,))]
    before = Length(Side(source), Side(target), beads)
    after = Length(Side((*source, "Alone " * 50)), Side(target), [*beads, Bead((2,), ())])
    assert features(before, (1, 1), 1, 1) == features(after, (1, 1), 1, 1)
    assert features(Length(Side(source), Side(target)), (1, 1), 1, 1) == features(before, (1, 1), 1, 1)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Eins und zwei, drei.", "One and two, a three."),
        ("他们昨天去了北京。", "They went to Beijing yesterday."),
        ("그들은 어제 서울로 갔다.", "They went to Seoul yesterday."),
    ],
)
def test_a_text_beside_a_translation_of_a_quarter_is_compared_as_beside_one_of_all(source: str, target: str) -> None:
    for sizes in ((8, 8), (8, 2), (2, 8)):
        length = Length(Side((source,) * sizes[0]), Side((target,) * sizes[1]))
        assert features(length, (1, 1), 0, 0)[1] == pytest.approx(0, abs=0.1)


def test_a_rare_word_beyond_a_cut_speaks_for_the_joined_bead() -> None:
    # Of many segments, so that words of these are rare; Makalu is told of in the other segment of each side.
    cut = [("ein", "haus"), ("der", "makalu", "fern")], [("loin", "le", "makalu"), ("une", "maison")]
    words = [Words.of([*map(list, side), *([["und"]] * 60)]) for side in cut]
    everywhere = Corridor.of(np.zeros(63, dtype=np.int64), np.full(63, 63), 62)
    rare = Rare(words[0], words[1], cognates(words[0], words[1]), everywhere)
    apart = features(rare, (1, 1), 0, 0)[0] + features(rare, (1, 1), 1, 1)[0]
    assert features(rare, (2, 2), 0, 0)[0] > apart == 0.0


def test_marks_and_words_of_a_tenth_of_the_segments_are_not_rare() -> None:
    words = Words.of(words_of(f"Often {number}; said ({'Makalu' if number == 7 else ''})") for number in range(100))
    rarity = dict(zip(words.vocabulary, words.rarity.tolist(), strict=True))
    assert rarity["often"] == rarity[";"] == rarity["("] == 0.0
    assert rarity["makalu"] > 1


def test_a_bead_that_is_as_good_as_impossible_teaches_nothing() -> None:
    words = Words.of([["eins", "zwei"], ["drei"]])
    beads = [Bead((0,), (0,), 0.0), Bead((1,), (1,))]
    table, _ = learn(words, words, beads, cognates(words, words))
    assert table.find(np.array([0, 2]), np.array([0, 2])).tolist() == [0, 0.5]


def test_sides_that_end_within_a_sentence_and_behind_one_do_not_belong_together() -> None:
    form = Form(Side(("Er kam;", "dann ging er.")), Side(("Il vint;", "puis il partit.")))
    at = form.names.index("end")
    assert features(form, (1, 1), 0, 0)[at] == features(form, (2, 2), 0, 0)[at] == 0
    assert features(form, (2, 1), 0, 0)[at] == features(form, (1, 2), 0, 0)[at] == 1
    at = form.names.index("begin")
    assert [features(form, (1, 1), row, column)[at] for row, column in ((0, 0), (0, 1), (1, 1))] == [0, 1, 0]


def test_what_goes_with_length_says_nothing_of_meaning() -> None:
    # The first two places of a vector are the meaning, the third is the logarithm of the length.
    texts = ["Ja.", "Ein Haus am See.", "Ja, so ist es.", "Der Bauer ging am Morgen auf das Feld hinaus."]
    meanings = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])
    sizes = np.array([[np.log1p(len(text))] for text in texts])
    vectors = np.hstack([meanings, 10 * sizes]).astype(np.float32)
    side = Side(tuple(texts))
    everywhere = Corridor.of(np.zeros(5, dtype=np.int64), np.full(5, 5), 4)
    alike = Likeness("embedding", side, side, (vectors, vectors), everywhere)
    assert features(alike, (1, 1), 0, 0)[0] > 0.9
    assert features(alike, (1, 1), 1, 3)[0] < 0 > features(alike, (1, 1), 0, 2)[0]
