"""Paragraphs that one side has alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.aligners.alone import paragraphs_alone
from align.aligners.embeddings import Remembered
from align.bitext import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def alone(first: int, count: int, score: float = 0.9) -> list[Bead]:
    return [Bead((number,), (), score) for number in range(first, first + count)]


def test_only_a_long_and_sure_run_of_one_side_is_a_paragraph_alone() -> None:
    pair = Bead((9,), (0,))
    assert paragraphs_alone([*alone(0, 5), pair]) == alone(0, 5)
    assert paragraphs_alone([*alone(0, 3), pair]) == []
    assert paragraphs_alone([*alone(0, 4), *alone(4, 1, 0.2), pair]) == []
    assert paragraphs_alone([*alone(0, 2), Bead((), (0,)), Bead((), (1,)), pair]) == []


def test_an_encoder_is_asked_for_each_text_once() -> None:
    asked: list[str] = []

    class Encoder:
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            asked.extend(texts)
            return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    remembered = Remembered(Encoder())
    remembered.encode(["one", "three", "one"])
    assert remembered.encode(["three", "four"]).tolist() == [[5, 1], [4, 1]]
    assert asked == ["one", "three", "four"]
