"""Tell a family name of the glossary from the same word in somebody else's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from align.names.fold import fold, key
from align.names.words import CALENDAR, OTHERS, OUTLETS, PREFIXES, STARTERS, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Term
    from align.document import Span
    from align.names.referents import Hit

_BEFORE = re.compile(r"([^\s,.:;!?()\[\]\"“”«»…/]+\.?)\s$")
_AFTER = re.compile(r"\s([^\s,.:;!?()\[\]\"“”«»…/]+)")
_HYPHENATED = re.compile(r"-(\w+)")
_PREFIX = re.compile(r"(\w+)-$")
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
# These capitalise every noun, so a capital tells nothing.
_CAPITAL_NOUNS = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class _Bearer:
    """What is known of the full names of a concept, folded."""

    given: frozenset[str]
    family_first: bool


class Surroundings:
    """Judge hits by the words around them."""

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._language = language
        self._people = {concept.id: _bearer(concept) for concept in concepts if concept.kind == "person"}
        self._given = frozenset(name for bearer in self._people.values() for name in bearer.given)

    def judge(self, text: str, hits: Sequence[Hit]) -> list[Hit]:
        """Drop places inside other names, and make strangers of family names that are somebody else's.

        `text` is straightened; a hit without candidates stands for a stranger.
        """
        judged: list[Hit] = []
        for hit in hits:
            if all(concept.kind == "place" for concept, _ in hit.candidates) and _is_outlet(text, hit.span):
                continue
            kept = tuple(pair for pair in hit.candidates if self._fits(text, hits, hit.span, pair))
            judged.append(hit if kept == hit.candidates else replace(hit, candidates=kept))
        return judged

    def _fits(self, text: str, hits: Sequence[Hit], span: Span, candidate: tuple[Concept, Term]) -> bool:
        concept, term = candidate
        if concept.kind != "person" or term.form == "full":
            return True
        bearer = self._people[concept.id]
        if _is_hyphenated(text, hits, span):
            return False
        if bearer.family_first and self._is_followed(text, hits, span, bearer):
            return False
        return not self._is_preceded(text, hits, span, bearer)

    def _is_preceded(self, text: str, hits: Sequence[Hit], span: Span, bearer: _Bearer) -> bool:
        """Tell whether a given name that is not the bearer's stands before the family name, or "the other"."""
        found = _BEFORE.search(text, max(0, span.start - _REACH), span.start)
        if not found or _is_hit(hits, found.end(1)):
            return False
        word = found[1].lstrip(_OPENING)
        folded = fold(word)
        if folded in OTHERS:
            return True
        if not _may_be_name(word, text) or folded in bearer.given or _is_like(folded, bearer.given):
            return False
        if folded in self._given:
            return True
        if self._language in _CAPITAL_NOUNS or _is_headline(text):
            return False
        return folded not in STARTERS or not _begins_sentence(text, found.start(1))

    def _is_followed(self, text: str, hits: Sequence[Hit], span: Span, bearer: _Bearer) -> bool:
        """Tell whether a given name that is not the bearer's stands after the family name."""
        found = _AFTER.match(text, span.end)
        if not found or not found[1][0].isupper() or _is_hit(hits, found.start(1) + 1):
            return False
        word = found[1].removesuffix("'s")
        folded = fold(word)
        if folded in bearer.given or folded in TITLES or folded in CALENDAR:
            return False
        if _GIVEN_NAME.fullmatch(found[1]):
            return True
        return self._language not in _CAPITAL_NOUNS and not _is_headline(text)


def _bearer(concept: Concept) -> _Bearer:
    full = [key(term.text).split() for term in concept.terms if term.form == "full"]
    short = {key(term.text) for term in concept.terms if term.form != "full"}
    given = frozenset(name for names in full for name in names if name not in short)
    family_first = any(len(names) > 1 and names[0] in short for names in full)
    return _Bearer(given, family_first)


def _may_be_name(word: str, text: str) -> bool:
    """Tell whether a word before a family name could be a given name: no title, initial, genitive or abbreviation."""
    if not word[:1].isupper() or len(word) == 1 or word.endswith((".", "'s", "s'")):
        return False
    if word.isupper() and not text.isupper():
        return False
    folded = fold(word)
    return folded not in TITLES and folded.rpartition("-")[2] not in TITLES


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place]
    return not before.strip(_OPENING) or before.rstrip().endswith((".", "!", "?", ":", '"', "“"))


def _is_hit(hits: Sequence[Hit], place: int) -> bool:
    """Tell whether the word that touches `place` is a name of the glossary itself."""
    return any(hit.span.start < place <= hit.span.end for hit in hits)


def _is_like(word: str, names: frozenset[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    return any(ratio(word, name) >= _SAME_NAME for name in names)


def _is_outlet(text: str, span: Span) -> bool:
    found = _AFTER.match(text, span.end)
    return bool(found and found[1][0].isupper() and fold(found[1]).removesuffix("'s") in OUTLETS)


def _is_hyphenated(text: str, hits: Sequence[Hit], span: Span) -> bool:
    """Tell double-barrelled names (`Kim-Smith`) from compounds (`anti-Putin`, `Putin-era`, `Putin-Kim summit`)."""
    after = _HYPHENATED.match(text, span.end)
    if after and after[1][0].isupper() and not _is_hit(hits, after.start(1) + 1) and not text.isupper():
        return True
    before = _PREFIX.search(text, max(0, span.start - _REACH), span.start)
    if not before or not before[1][0].isupper() or text.isupper():
        return False
    return fold(before[1]) not in PREFIXES and not _is_hit(hits, before.end(1))


def _is_headline(text: str) -> bool:
    words = [word for word in re.findall(r"\w+", text) if len(word) >= _LONG_WORD and word.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return text.isupper() or (len(words) >= _FEW_WORDS and capitals >= _TITLE_CASE_SHARE * len(words))
