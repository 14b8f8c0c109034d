"""Find names in scripts with letter case, by their capitals and by the words around them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from align.document import Span
from align.languages import base
from align.names.discover import cues
from align.names.discover.seam import OTHER, Candidate, Cue
from align.names.discover.tokens import joins, tokens
from align.names.offices import TITLES
from align.names.words import CALENDAR, STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.names.discover.tokens import Token

UNCASED = frozenset(["ar", "fa", "he", "hi", "ja", "ko", "th", "ur", "zh"])
# These write every noun with a capital, so that one alone says nothing.
_CAPITAL_NOUNS = frozenset({"de"})
# Where more of the long words than this have a capital, it is a headline, and a capital says nothing.
_HEADLINE_SHARE = 0.7
_LONG_WORD = 4
_FEW_WORDS = 4
# A single word with no other cue is a name when it stands in capitals inside sentences this often, and never small.
_OFTEN = 2
_LONGEST_ACRONYM = 6
_LONGEST_PERSON = 4
# Korean family names are short, and stand before a given name of two syllables.
_FAMILY_AND_GIVEN, _LONGEST_FAMILY = 2, 7
_ALL_CALENDAR = CALENDAR | cues.MORE_CALENDAR


class Capitals:
    """Runs of words in capitals, trimmed of titles and days, each with the best of its cues."""

    name: ClassVar[str] = "capitals"

    def serves(self, language: str) -> bool:
        """Tell whether the language's script has capitals."""
        return base(language) not in UNCASED

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the candidates; a word that any sentence raises at its start counts by how it stands elsewhere."""
        sentences = [tuple(tokens(text, language)) for text in texts]
        told = [not is_headline(text, words) for text, words in zip(texts, sentences, strict=True)]
        reading = _Reading(sentences, told, base(language))
        return [
            candidate
            for number, (text, words) in enumerate(zip(texts, sentences, strict=True))
            if told[number]
            for candidate in reading.candidates(number, text, words)
        ]


def is_headline(text: str, words: Sequence[Token]) -> bool:
    """Tell whether most long words have a capital; what ends in a stop is a sentence, however many names it has."""
    if text.rstrip("\"'”’») ").endswith((".", "!", "…")) and not text.isupper():
        return False
    long = [word for word in words if len(word.text) >= _LONG_WORD]
    return len(words) >= _FEW_WORDS and sum(word.is_raised for word in long) > _HEADLINE_SHARE * len(long)


def runs(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Give the runs of words in capitals, joined by the small words that names have inside."""
    run: list[Token] = []
    small: list[Token] = []
    for word in words:
        before = (small or run)[-1:]
        if before and not joins(before[0], word):
            yield from [run] if run else []
            run, small = [], []
        if word.is_raised:
            run += [*small, word]
            small = []
        elif run and word.folded in cues.OF | cues.VON:
            small.append(word)
        else:
            yield from [run] if run else []
            run, small = [], []
    if run:
        yield run


class _Reading:
    """One article: how often each word stands small, and in capitals inside sentences."""

    def __init__(self, sentences: Sequence[Sequence[Token]], told: Sequence[bool], language: str) -> None:
        self._language = language
        self._where = cues.WHERE.get(language, frozenset())
        self._small: Counter[str] = Counter()
        self._raised: Counter[str] = Counter()
        for words, is_told in zip(sentences, told, strict=True):
            for word in words:
                if not word.is_raised:
                    self._small[word.folded] += 1
                elif not word.is_initial and is_told:
                    self._raised[word.folded] += 1

    def candidates(self, number: int, text: str, words: Sequence[Token]) -> Iterator[Candidate]:
        places = {word.start: place for place, word in enumerate(words)}
        for run in runs(words):
            if all(word.is_acronym for word in run) and len(run) > 1:
                continue  # a line in capitals
            for part, titled in self._parts(self._begun(run)):
                first, last = places[part[0].start], places[part[-1].start]
                if _is_field(words[max(0, first - 2) : first]):
                    continue
                before = words[first - 1] if first else None
                after = words[last + 1] if last + 1 < len(words) else None
                judged = self._judge(part, before, after, is_titled=titled)
                if judged:
                    span = Span(part[0].start, part[-1].end)
                    yield Candidate(number, span, span.of(text), *judged)

    def _begun(self, run: list[Token]) -> list[Token]:
        """Leave out the first word of a sentence unless it is known to have its capital in its own right."""
        first = run[0]
        if not first.is_initial:
            return run
        is_common = first.folded in STARTERS or (self._small[first.folded] and not self._raised[first.folded])
        return _from_capital(run[1:]) if is_common else run

    def _parts(self, run: list[Token]) -> Iterator[tuple[list[Token], bool]]:
        """Cut a run at days and titles; a person's name stands behind the title."""
        part: list[Token] = []
        titled = False
        is_body = any(word.folded in cues.BODIES for word in run)
        for word in run:
            is_title = word.folded in TITLES and not is_body
            if is_title or word.folded in _ALL_CALENDAR or word.folded in cues.NEVER:
                yield from self._whole(part, titled=titled and not is_title)
                part, titled = [], is_title
            else:
                part.append(word)
        yield from self._whole(part, titled=titled)

    def _whole(self, part: list[Token], *, titled: bool) -> Iterator[tuple[list[Token], bool]]:
        """Give a stretch between titles as one name, or as several where small words part them (`Kim of Seoul`)."""
        is_titled = titled and bool(part) and part[0].is_raised
        is_one = any(word.folded in cues.BODIES | cues.GROUNDS for word in part)
        name: list[Token] = []
        for word in part:
            if not is_one and not word.is_raised and word.folded not in cues.VON:
                yield from _trimmed(name, is_titled)
                name, is_titled = [], False
            else:
                name.append(word)
        yield from _trimmed(name, is_titled)

    def _judge(
        self, part: Sequence[Token], before: Token | None, after: Token | None, *, is_titled: bool
    ) -> tuple[str, Cue] | None:
        if len(part) == 1:
            return self._judge_one(part[0], before, after, is_titled=is_titled)
        words = {word.folded for word in part}
        if words & cues.BODIES:
            return "organisation", Cue.HEAD
        if self._is_no_name(part):
            return None
        if words & cues.GROUNDS:
            return "place", Cue.HEAD
        return self._judge_several(part, before, after, is_titled=is_titled)

    def _judge_several(
        self, part: Sequence[Token], before: Token | None, after: Token | None, *, is_titled: bool
    ) -> tuple[str, Cue]:
        if is_titled or _is_introduced(part, before, after):
            return ("person", Cue.TITLE) if len(part) <= _LONGEST_PERSON else (OTHER, Cue.SHAPE)
        if _is_person_shaped(part) or _speaks(before, after):
            return "person", Cue.SPEECH
        if before is not None and before.folded in self._where:
            return "place", Cue.PLACE
        return OTHER, Cue.SHAPE

    def _judge_one(
        self, word: Token, before: Token | None, after: Token | None, *, is_titled: bool
    ) -> tuple[str, Cue] | None:
        if word.is_acronym:
            is_body = len(word.text) <= _LONGEST_ACRONYM and not word.is_initial
            return ("organisation", Cue.REPEATED) if is_body else None
        if self._is_no_name([word]) or word.folded in cues.BODIES | cues.GROUNDS:
            return None
        if is_titled:
            return "person", Cue.TITLE
        # `mar Negro`: half of a name.
        is_half = before is not None and before.folded in cues.GROUNDS
        if self._language in _CAPITAL_NOUNS or is_half or not self._is_always_raised(word):
            return None
        return self._judge_untitled(word, before, after)

    def _judge_untitled(self, word: Token, before: Token | None, after: Token | None) -> tuple[str, Cue] | None:
        if before is not None and before.folded in self._where:
            return "place", Cue.PLACE
        # Capitals of countries speak too, so that speaking tells no kind.
        if _speaks(before, after):
            return OTHER, Cue.SPEECH
        return (OTHER, Cue.REPEATED) if self._raised[word.folded] >= _OFTEN else None

    def _is_always_raised(self, word: Token) -> bool:
        """Tell whether a word stands nowhere in small letters, and somewhere in a capital of its own."""
        return not self._small[word.folded] and bool(self._raised[word.folded] or not word.is_initial)

    def _is_no_name(self, part: Sequence[Token]) -> bool:
        """Tell `North Korean`, `U.S.`, and `South Korea-Russia`, `Cold War-era`; no part of it begins a given name."""
        if all(len(word.text) == 1 for word in part):
            return True
        is_compound = any("-" in word.text for word in part) and not _is_person_shaped(part)
        return is_compound or self._is_people(part[-1])

    def _is_people(self, word: Token) -> bool:
        """Tell adjectives of nations, which English writes in capitals."""
        return self._language == "en" and word.folded.endswith(cues.PEOPLES)


def _from_capital(part: list[Token]) -> list[Token]:
    while part and not part[0].is_raised:
        part = part[1:]
    return part


def _trimmed(part: list[Token], is_titled: bool) -> Iterator[tuple[list[Token], bool]]:  # noqa: FBT001 -- goes with the part
    part = _from_capital(part)
    while part and not part[-1].is_raised:
        part = part[:-1]
    if part:
        yield part, is_titled


def _is_field(before: Sequence[Token]) -> bool:
    """Tell what an office is for: `ministro das Relações Exteriores`."""
    return len(before) > 1 and before[1].folded in cues.OF and before[0].folded in TITLES


def _is_introduced(part: Sequence[Token], before: Token | None, after: Token | None) -> bool:
    """Tell whether a title stands right before a name, or a comma and who it is right behind."""
    if before is not None and part[0].gap in {" ", ", "} and before.folded in TITLES:
        return True
    return after is not None and after.gap == ", " and after.folded in cues.APPOSITION


def _speaks(before: Token | None, after: Token | None) -> bool:
    is_after = after is not None and after.gap == " " and after.folded in cues.SPEECH
    return is_after or (before is not None and before.folded in cues.SPEECH)


def _is_person_shaped(part: Sequence[Token]) -> bool:
    """Tell names with an initial (`Donald J. Trump`) and Korean ones (`Kim Hong-kyun`)."""
    if any(len(word.text) == 1 for word in part[:-1]):
        return True
    hyphened = part[-1].text.partition("-")
    is_given = hyphened[2].isalpha() and hyphened[2].lower() not in cues.COMPOUNDS
    return len(part) == _FAMILY_AND_GIVEN and is_given and len(part[0].text) <= _LONGEST_FAMILY
