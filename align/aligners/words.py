"""The words of a side, as numbers: what the scores by words, cognates and translations work on."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from align.names.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from align.aligners.corridor import Numbers, Reals

# Scripts written without spaces: each two characters side by side stand for a word.
DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+|[^\w\s.,'*_]")
# Letters of a stem: of 4, 5 and whole words, 4 gave the best F1 on the development texts.
_STEM = 4
# Words of more segments than this share are everywhere.
_COMMON = 0.1
# Marks that say the same in the scripts that have them.
_MARKS = str.maketrans("¿¡«»“”„‹›‘‚？！：；，。（）「」『』、؟؛،", '?!"""""""""?!:;,.()"""",?;,')


def words_of(text: str) -> list[str]:
    """Cut into folded words and numbers; dense scripts into pairs of characters."""
    words: list[str] = []
    for match in _WORD.finditer(fold(text).translate(_MARKS)):
        word = match.group()
        if not word.isascii() and DENSE.search(word):
            words += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return words


def stem(word: str) -> str:
    """Cut a word short, so that its inflected forms are one."""
    return word[:_STEM]


@dataclass(frozen=True)
class Words:
    """The words of all segments in one row: `ids` into `vocabulary`; segment k has `ids[first[k]:first[k + 1]]`."""

    vocabulary: tuple[str, ...]
    ids: Numbers
    first: Numbers

    @classmethod
    def of(cls, segments: Iterable[Sequence[str]]) -> Words:
        """Give each word the number of its first appearance; segments are taken one by one, and none is kept."""
        numbers: dict[str, int] = {}
        ids = array("q")
        first = array("q", [0])
        for words in segments:
            ids.extend(numbers.setdefault(word, len(numbers)) for word in words)
            first.append(len(ids))
        return cls(tuple(numbers), np.array(ids, dtype=np.int64), np.array(first, dtype=np.int64))

    def among(self, kept: NDArray[np.bool_]) -> Words:
        """Leave out of the segments the words of the vocabulary that are not kept; the vocabulary stays."""
        stays = kept[self.ids]
        until = np.concatenate([[0], np.cumsum(stays)])
        return Words(self.vocabulary, self.ids[stays], until[self.first])

    @cached_property
    def counts(self) -> Numbers:
        """Count each word of the vocabulary."""
        return np.bincount(self.ids, minlength=len(self.vocabulary))

    @cached_property
    def share(self) -> Reals:
        """Give the share of each word in the text."""
        # Half a count more for each word, so that a word seen once is not foreseen too surely.
        return np.asarray((self.counts + 0.5) / (len(self.ids) + 0.5 * len(self.vocabulary)), dtype=np.float64)

    @cached_property
    def rarity(self) -> Reals:
        """Give the logarithm of how rarely segments have each word, 0 for marks and for what a tenth of them has."""
        segments = len(self.first) - 1
        places = np.repeat(np.arange(segments), np.diff(self.first)) * len(self.vocabulary) + self.ids
        spread = np.bincount(np.unique(places) % len(self.vocabulary), minlength=len(self.vocabulary))
        is_word = np.array([word[0].isalnum() for word in self.vocabulary], dtype=bool)
        return np.where(is_word, np.maximum(0.0, np.log(_COMMON * (segments + 1) / (spread + 0.5))), 0.0)
