"""Tell a family name of the glossary from the same word in somebody else's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from align.concept import FULL, PERSON
from align.names.discover.nouns import CAPITAL_NOUNS
from align.names.everyday import is_month
from align.names.fold import fold, key
from align.names.offices import TITLES
from align.names.quoted import is_in_title
from align.names.words import CALENDAR, OTHERS, OUTLETS, PREFIXES, STARTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Term
    from align.document import Span
    from align.names.referents import Hit

_BEFORE = re.compile(r"([^\s,.:;!?()\[\]\"“”«»…/]+\.?)\s$")
_AFTER = re.compile(r"\s([^\s,.:;!?()\[\]\"“”«»…/]+)")
_HYPHENATED = re.compile(r"-(\w+)")
_PREFIX = re.compile(r"(\w+)-$")
# An article that is written onto a small word: `L'ambassadeur`.
_ELIDED = re.compile(r"^[LD]'(?=[a-zà-ÿ])")
# Korean and Chinese given names: `Hong-gul`, `HONG-GUL`.
_GIVEN_NAME = re.compile(r"(?:[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z]+-[A-Z]+)(?:'s)?")
_OPENING = "\"'“”«»„‘([—- "
# Only this much text before a name can be the word before it.
_REACH = 40
# Headlines that capitalise most words say nothing by a capital; the shares of words of four letters and more.
_TITLE_CASE_SHARE = 0.7
_LONG_WORD = 4
_FEW_WORDS = 3
# Each token this similar: another spelling of the same given name (design.md).
_SAME_NAME = 75


@dataclass(frozen=True, slots=True)
class _Bearer:
    """What is known of the full names of a concept, folded."""

    given: frozenset[str]
    family_first: bool


class Surroundings:
    """Judge hits by the words around them."""

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._language = language
        self._concepts = {concept.id: concept for concept in concepts if concept.kind == PERSON}
        self._people: dict[str, _Bearer] = {}

    def learn(self, concept: Concept) -> None:
        """Know a person of the glossary by more forms from now on."""
        self._concepts[concept.id] = concept
        self._people.pop(concept.id, None)

    @cached_property
    def _given(self) -> frozenset[str]:
        """Give the given names of all people of the glossary."""
        return frozenset(name for one in self._concepts for name in self._bearer(one).given)

    def _bearer(self, concept: str) -> _Bearer:
        if concept not in self._people:
            self._people[concept] = _bearer(self._concepts[concept])
        return self._people[concept]

    def judge(self, text: str, hits: Sequence[Hit]) -> list[Hit]:
        """Drop places inside other names, and make strangers of family names that are somebody else's.

        `text` is straightened; a hit without candidates stands for a stranger.
        """
        setting = _Setting(text, hits)
        judged: list[Hit] = []
        for hit in hits:
            if not hit.candidates:
                judged.append(hit)
                continue
            if all(concept.kind == "place" for concept, _ in hit.candidates) and setting.is_outlet(hit.span):
                continue
            if any(concept.is_unquoted for concept, _ in hit.candidates) and is_in_title(text, hit.span):
                continue
            kept = tuple(pair for pair in hit.candidates if self._fits(setting, hit.span, pair))
            judged.append(hit if kept == hit.candidates else replace(hit, candidates=kept, is_weak=self._is_weak(hit)))
        return judged

    def _is_weak(self, hit: Hit) -> bool:
        """Tell whether a stranger leaves the family name to the one who bears it: not so where many share names."""
        return len(hit.candidates) == 1 and not self._bearer(hit.candidates[0][0].id).family_first

    def _fits(self, setting: _Setting, span: Span, candidate: tuple[Concept, Term]) -> bool:
        concept, term = candidate
        # Whoever is not in this glossary was judged by the surroundings of his own.
        if term.form == FULL or concept.id not in self._concepts:
            return True
        if self._language == "en" and is_month(setting.text, span):
            return False
        bearer = self._bearer(concept.id)
        if setting.is_hyphenated(span):
            return False
        if bearer.family_first and self._is_followed(setting, span, bearer):
            return False
        return not self._is_preceded(setting, span, bearer)

    def _is_preceded(self, setting: _Setting, span: Span, bearer: _Bearer) -> bool:
        """Tell whether a given name that is not the bearer's stands before the family name, or "the other"."""
        found = _BEFORE.search(setting.text, max(0, span.start - _REACH), span.start)
        if not found or found.end(1) in setting.ends:
            return False
        word = _ELIDED.sub("", found[1].lstrip(_OPENING))
        folded = fold(word)
        if folded in OTHERS:
            return True
        if not setting.may_be_name(word) or folded in bearer.given or _is_like(folded, bearer.given):
            return False
        if folded in self._given:
            return True
        if self._language in CAPITAL_NOUNS or setting.is_headline:
            return False
        return folded not in STARTERS or not setting.begins_sentence(found.start(1))

    def _is_followed(self, setting: _Setting, span: Span, bearer: _Bearer) -> bool:
        """Tell whether a given name that is not the bearer's stands after the family name."""
        found = _AFTER.match(setting.text, span.end)
        if not found or not found[1][0].isupper() or found.start(1) in setting.starts:
            return False
        folded = fold(found[1].removesuffix("'s"))
        if folded in bearer.given or folded in TITLES or folded in CALENDAR:
            return False
        if _GIVEN_NAME.fullmatch(found[1]):
            return True
        return self._language not in CAPITAL_NOUNS and not setting.is_headline


class _Setting:
    """One text with its hits; what takes a look at all of it is found out once, and only when asked."""

    def __init__(self, text: str, hits: Sequence[Hit]) -> None:
        self.text = text
        self.starts = frozenset(hit.span.start for hit in hits)
        self.ends = frozenset(hit.span.end for hit in hits)

    @cached_property
    def is_all_capitals(self) -> bool:
        return self.text.isupper()

    @cached_property
    def is_headline(self) -> bool:
        """Tell whether most words have a capital."""
        words = [word for word in re.findall(r"\w+", self.text) if len(word) >= _LONG_WORD and word.isalpha()]
        capitals = sum(word[0].isupper() for word in words)
        return self.is_all_capitals or (len(words) >= _FEW_WORDS and capitals >= _TITLE_CASE_SHARE * len(words))

    def may_be_name(self, word: str) -> bool:
        """Tell whether a word could be a given name: no title, initial, genitive or abbreviation."""
        if not word[:1].isupper() or len(word) == 1 or word.endswith((".", "'s", "s'")):
            return False
        if word.isupper() and not self.is_all_capitals:
            return False
        folded = fold(word)
        return folded not in TITLES and folded.rpartition("-")[2] not in TITLES

    def begins_sentence(self, place: int) -> bool:
        before = self.text[max(0, place - _REACH) : place].strip(_OPENING)
        return not before or before.endswith((".", "!", "?", ":"))

    def is_outlet(self, span: Span) -> bool:
        """Tell a place from the newspaper that is named after it."""
        found = _AFTER.match(self.text, span.end)
        return bool(found and found[1][0].isupper() and fold(found[1]).removesuffix("'s") in OUTLETS)

    def is_hyphenated(self, span: Span) -> bool:
        """Tell double-barrelled names (`Kim-Smith`) from compounds (`anti-Putin`, `Putin-era`, `Putin-Kim summit`)."""
        after = _HYPHENATED.match(self.text, span.end)
        if after and after[1][0].isupper() and after.start(1) not in self.starts and not self.is_all_capitals:
            return True
        before = _PREFIX.search(self.text, max(0, span.start - _REACH), span.start)
        if not before or not before[1][0].isupper() or self.is_all_capitals:
            return False
        return fold(before[1]) not in PREFIXES and before.end(1) not in self.ends


def _bearer(concept: Concept) -> _Bearer:
    full = [key(term.text).split() for term in concept.terms if term.form == FULL]
    short = {key(term.text) for term in concept.terms if term.form != FULL}
    given = frozenset(name for names in full for name in names if name not in short)
    family_first = any(len(names) > 1 and names[0] in short for names in full)
    return _Bearer(given, family_first)


def _is_like(word: str, names: frozenset[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    return any(ratio(word, name) >= _SAME_NAME for name in names)
