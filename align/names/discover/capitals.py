"""Find names in scripts with letter case, by their capitals and by the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from align.document import Span
from align.languages import base
from align.names.discover.parting import begun, parts, runs
from align.names.discover.reading import Reading
from align.names.discover.seam import Candidate
from align.names.discover.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.names.discover.tokens import Token

UNCASED = frozenset(["ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"])
# These write headlines with a capital for most words.
_TITLE_CASE = frozenset({"en", "id", "ms", "tl"})
# Where more of the long words than this have a capital, it is a headline, and a capital says nothing.
_HEADLINE_SHARE = 0.7
_LONG_WORD = 4
_FEW_WORDS = 4


class Capitals:
    """Runs of words in capitals, trimmed of titles and days, each with the best of its cues."""

    name: ClassVar[str] = "capitals"

    def serves(self, language: str) -> bool:
        """Tell whether the language's script has capitals."""
        return base(language) not in UNCASED

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the candidates; a word that any sentence raises at its start counts by how it stands elsewhere."""
        sentences = [tokens(text, language) for text in texts]
        tag = base(language)
        told = [not is_headline(text, words, tag) for text, words in zip(texts, sentences, strict=True)]
        reading = Reading(sentences, told, tag)
        return [
            candidate
            for number, (text, words) in enumerate(zip(texts, sentences, strict=True))
            if told[number]
            for candidate in _candidates(reading, number, text, words)
        ]


def is_headline(text: str, words: Sequence[Token], language: str) -> bool:
    """Tell whether most long words have a capital; what ends in a stop is a sentence, however many names it has."""
    is_sentence = language not in _TITLE_CASE or text.rstrip("\"'”’») ").endswith((".", "!", "…"))
    if is_sentence and not text.isupper():
        return False
    long = [word for word in words if len(word.text) >= _LONG_WORD]
    return len(words) >= _FEW_WORDS and sum(word.is_raised for word in long) > _HEADLINE_SHARE * len(long)


def _candidates(reading: Reading, number: int, text: str, words: Sequence[Token]) -> Iterator[Candidate]:
    places = {word.start: place for place, word in enumerate(words)}
    for run in runs(words, reading.language):
        if all(word.is_acronym for word in run) and len(run) > 1:
            continue  # a line in capitals
        for stretch, titled in parts(begun(run, reading), reading.language):
            for part, is_headed in reading.proper(stretch, words[: places[stretch[0].start]]):
                first, last = places[part[0].start], places[part[-1].start]
                before = words[first - 1] if first else None
                after = words[last + 1] if last + 1 < len(words) else None
                judged = reading.judge(part, before, after, is_titled=titled, is_headed=is_headed)
                if judged:
                    span = Span(part[0].start, part[-1].end)
                    yield Candidate(number, span, span.of(text), *judged)
