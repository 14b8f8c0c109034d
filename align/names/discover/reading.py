"""Read one article: what each word with a capital is there, and which stretches of them are names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from align.names.discover import cues
from align.names.discover.nouns import CAPITAL_NOUNS, Nouns, is_noun
from align.names.discover.seam import OTHER, Cue
from align.names.offices import TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.names.discover.tokens import Token

    Judged: TypeAlias = tuple[str, Cue] | None

_HEADS = cues.BODIES | cues.GROUNDS
_LONGEST_ACRONYM = 6
_LONGEST_PERSON = 4
# Korean family names are short, and stand before a given name of two syllables.
_FAMILY_AND_GIVEN, _LONGEST_FAMILY = 2, 7


class Reading:
    """How often each word stands small, and in capitals inside sentences."""

    def __init__(self, sentences: Sequence[Sequence[Token]], told: Sequence[bool], language: str) -> None:
        self.language = language
        self._where = cues.WHERE.get(language, frozenset())
        self._nouns = Nouns(sentences) if language in CAPITAL_NOUNS else None
        self._small: set[str] = set()
        self._raised: Counter[str] = Counter()
        for words, is_told in zip(sentences, told, strict=True):
            for word in words:
                if not word.is_raised:
                    self._small.add(word.folded)
                elif not word.is_initial and is_told:
                    self._raised[word.folded] += 1

    def is_common(self, word: Token) -> bool:
        """Tell a word that has no capital of its own in this article."""
        if self._nouns is not None and is_noun(word.folded):
            return True
        return word.folded in self._small and word.folded not in self._raised

    def proper(self, part: list[Token], before: Sequence[Token]) -> list[tuple[list[Token], bool]]:
        """Give the stretches of a run that are no common nouns, and whether a noun leads to it (`Stadt Palu`)."""
        if _is_field(before[-2:]):
            return []
        if self._nouns is None or part[0].folded in cues.BODIES:
            return [(part, False)]
        return self._nouns.parts(part, before[-1] if before else None)

    def judge(
        self, part: Sequence[Token], before: Token | None, after: Token | None, *, is_titled: bool, is_headed: bool
    ) -> Judged:
        """Give the kind of name that a stretch is and what speaks for it; None for no name."""
        if len(part) == 1:
            return self._judge_one(part[0], before, after, is_titled=is_titled, is_headed=is_headed)
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
        self, word: Token, before: Token | None, after: Token | None, *, is_titled: bool, is_headed: bool
    ) -> Judged:
        if word.is_acronym:
            is_body = len(word.text) <= _LONGEST_ACRONYM and not word.is_initial
            return ("organisation", Cue.REPEATED) if is_body else None
        if self._is_no_name([word]) or word.folded in _HEADS:
            return None
        if is_titled:
            return "person", Cue.TITLE
        return (
            self._judge_untitled(word, before, after) if is_headed or self._stands_alone(word, before, after) else None
        )

    def _judge_untitled(self, word: Token, before: Token | None, after: Token | None) -> Judged:
        if not self._is_always_raised(word):
            return None
        if before is not None and before.folded in self._where:
            return "place", Cue.PLACE
        # Capitals of countries speak too, so that speaking tells no kind.
        return OTHER, Cue.SPEECH if _speaks(before, after) else Cue.REPEATED

    def _stands_alone(self, word: Token, before: Token | None, after: Token | None) -> bool:
        """Tell a word that is neither half of a name (`mar Negro`) nor a common noun."""
        if before is not None and before.folded in cues.GROUNDS:
            return False
        return self._nouns is None or self._nouns.is_name(word, before, after)

    def _is_always_raised(self, word: Token) -> bool:
        """Tell whether a word stands nowhere in small letters, and somewhere in a capital of its own."""
        return word.folded not in self._small and (word.folded in self._raised or not word.is_initial)

    def _is_no_name(self, part: Sequence[Token]) -> bool:
        """Tell `North Korean`, `U.S.`, `South Korea-Russia`, `Cold War-era`; no part of it begins a given name."""
        if all(len(word.text) == 1 for word in part):
            return True
        compounds = [word for word in part if "-" in word.text]
        if compounds and not _is_person_shaped(part) and any(map(self._is_pair, compounds)):
            return True
        return self.language == "en" and part[-1].folded.endswith(cues.PEOPLES)

    def _is_pair(self, word: Token) -> bool:
        """Tell two names (`Korea-Russia`), or one with another word (`War-era`), from a double one (`Hans-Peter`)."""
        halves = word.text.split("-")
        if not all(half[:1].isupper() for half in halves):
            return True
        return all(half.lower() in self._raised for half in halves)


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
