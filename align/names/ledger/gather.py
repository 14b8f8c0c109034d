"""Merge the names of articles into entities: by the glossary, by spelling, by likeness."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.concept import FULL, PERSON, SHORT
from align.heap import growing
from align.languages import base
from align.names.company import Company
from align.names.discover.seam import OTHER
from align.names.endings import COMMON_LETTERS, DECLINING, are_cases
from align.names.fold import key
from align.names.ledger.judge import entity
from align.names.ledger.rough import is_plain, rough_blocks
from align.names.ledger.same import likeness, words
from align.names.ledger.values import Ledger
from align.names.variants import Likeness, keys
from align.names.variants.part import lone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.concept import Concept
    from align.names.ledger.values import Entity, Side, Use


@dataclass(slots=True)
class Draft:
    """An entity while articles are read; `texts` are its full forms, each with the numbers of articles that have it.

    `spoken` gives those of each language.
    """

    id: str
    kind: str
    concept: Concept | None
    texts: dict[str, set[int]] = field(default_factory=dict)
    spoken: dict[str, dict[str, None]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    likely: dict[str, None] = field(default_factory=dict)


class Gathering:
    """Entities as far as the articles have been read; glossary concepts keep their id and always win."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._drafts: dict[str, Draft] = {}
        self._by_text: dict[str, dict[str, None]] = {}
        self._by_key: dict[str, dict[str, None]] = {}
        self._by_outline: dict[str, dict[str, None]] = {}
        self._searched: set[tuple[str, str, bool]] = set()
        self._heeded: set[str] = set()
        self._articles = 0
        with growing():
            for concept in concepts:
                self._learn(concept)

    def add(self, uses: Sequence[Use]) -> None:
        """Add the mentions of one article."""
        placed: dict[str, Draft] = {}
        for use in uses:
            concept = use.concept
            if concept.id not in placed:
                placed[concept.id] = self._place(concept) if concept.is_local else self._known(concept)
            placed[concept.id].uses.append(use)
        self._articles += 1

    def ledger(self, side: Side) -> Ledger:
        """Judge all entities: those with contradictions first, then the most mentioned."""
        self._link_family_names()
        found = [entity(draft.id, draft, side) for draft in self._drafts.values() if draft.uses]
        return Ledger(side, tuple(sorted(found, key=_urgency)))

    def _link_family_names(self) -> None:
        """Give a family name that stands alone in an article to its bearer, if only one person of all is known."""
        people = [draft for draft in self._drafts.values() if draft.kind == PERSON]
        alone = [draft for draft in people if draft.concept is None and all(map(lone, draft.texts))]
        if not alone:
            return
        company = Company((draft.id, [text for text in draft.texts if lone(text) is None]) for draft in people)
        for draft in alone:
            bearers = set(map(company.meant, draft.texts))
            if len(bearers) == 1 and (bearer := bearers.pop()) is not None:
                self._drafts[bearer].uses += [replace(use, row=SHORT) for use in draft.uses]
                del self._drafts[draft.id]

    def _learn(self, concept: Concept) -> None:
        """Take in the glossary's full names; those of a language become searchable by likeness when it is heard."""
        self._drafts[concept.id] = draft = Draft(concept.id, concept.kind, concept)
        if concept.kind == "title":
            return
        for term in concept.terms:
            if term.form == FULL:
                self._list(draft, term.text, term.language)

    def _known(self, concept: Concept) -> Draft:
        if concept.id not in self._drafts:
            self._learn(concept)
        return self._drafts[concept.id]

    def _list(self, draft: Draft, text: str, language: str) -> None:
        draft.spoken.setdefault(base(language), {})[text] = None
        draft.texts.setdefault(text, set())
        self._by_text.setdefault(key(text), {})[draft.id] = None

    def _index(self, draft: Draft, text: str, language: str) -> None:
        """Make a form searchable by likeness."""
        is_declined = base(language) in DECLINING
        if (draft.id, text, is_declined) not in self._searched:
            self._searched.add((draft.id, text, is_declined))
            for one in _blocks(text, language):
                self._by_key.setdefault(one, {})[draft.id] = None

    def _heed(self, language: str) -> None:
        """Index the forms that names of a language are compared with: the glossary's there, or all of a name's."""
        if base(language) in self._heeded:
            return
        self._heeded.add(base(language))
        with growing():
            self._index_glossary(language)

    def _index_glossary(self, language: str) -> None:
        """Index the glossary's forms for a language: by outlines where these tell enough, since keys take long."""
        plain: dict[str, dict[str, None]] = {}
        for draft in self._drafts.values():
            if draft.concept is not None:
                for text in draft.spoken.get(base(language), draft.texts):
                    if is_plain(text, language):
                        plain.setdefault(text, {})[draft.id] = None
                    else:
                        self._index(draft, text, language)
        for text, found in rough_blocks(list(plain)):
            for one in found:
                self._by_outline.setdefault(one, {}).update(plain[text])

    def _place(self, concept: Concept) -> Draft:
        """Find the entity of a name that an article has, or make one."""
        text, language = concept.terms[0].text, concept.terms[0].language
        exact = [self._drafts[one] for one in self._by_text.get(key(text), {})]
        same = [draft for draft in exact if draft.kind == concept.kind or OTHER in (draft.kind, concept.kind)] or exact
        likely: list[Draft] = []
        if not same:
            same, likely = self._alike(text, language, concept.kind)
        draft = same[0] if len(same) == 1 else self._new(concept, text)
        draft.likely |= dict.fromkeys(other.id for other in (*likely, *(same if len(same) > 1 else ())))
        if draft.kind == OTHER:
            draft.kind = concept.kind
        self._list(draft, text, language)
        self._index(draft, text, language)
        draft.texts[text].add(self._articles)
        return draft

    def _new(self, concept: Concept, text: str) -> Draft:
        name = "-".join(words(text)) or key(text)
        number, unique = 1, name
        while unique in self._drafts:
            number += 1
            unique = f"{name}-{number}"
        self._drafts[unique] = Draft(unique, concept.kind, None)
        return self._drafts[unique]

    def _alike(self, text: str, language: str, kind: str) -> tuple[list[Draft], list[Draft]]:
        """Give the entities that a spelling is surely one of, and those that it may be."""
        self._heed(language)
        blocks = sorted(_blocks(text, language))
        candidates = dict.fromkeys(one for block in blocks for one in self._by_key.get(block, {}))
        if self._by_outline:
            ((_, rough),) = rough_blocks([text])
            candidates |= dict.fromkeys(one for block in sorted(rough) for one in self._by_outline.get(block, {}))
        same: list[Draft] = []
        likely: list[Draft] = []
        for draft in map(self._drafts.__getitem__, candidates):
            found = self._likeness(text, language, kind, draft)
            if found is Likeness.SAME:
                same.append(draft)
            elif found is Likeness.LIKELY:
                likely.append(draft)
        known = [draft for draft in same if draft.concept is not None]
        return (known, likely) if len(known) == 1 else (same, likely)

    def _likeness(self, text: str, language: str, kind: str, draft: Draft) -> Likeness:
        """Compare with the forms of the same language, where there are some: the others are spelled otherwise."""
        if draft.kind != kind and OTHER not in (draft.kind, kind):
            return Likeness.DIFFERENT
        # Where nothing tells the kind, the rules for people are the strictest.
        judged = draft.kind if kind == OTHER else kind
        is_single = len(words(text)) == 1
        best = Likeness.DIFFERENT
        for other in draft.spoken.get(base(language), draft.texts):
            articles = draft.texts[other]
            if not (is_single and judged == PERSON) and are_cases(text, other, language):
                return Likeness.SAME
            found = likeness(text, other, judged if judged != OTHER or is_single else PERSON)
            if is_single and self._articles in articles and found is Likeness.SAME:
                found = Likeness.LIKELY  # one article would not write one place in two ways
            if found is Likeness.SAME:
                return found
            if found is Likeness.LIKELY:
                best = found
        return best


def _blocks(text: str, language: str) -> set[str]:
    """Give what a name is looked up by: its keys, and in languages with cases also the beginnings of its words."""
    blocks = set(keys(text))
    if base(language) in DECLINING:
        blocks.add(" ".join(word[:COMMON_LETTERS] for word in words(text)))
    return blocks


def _urgency(one: Entity) -> tuple[bool, int, str]:
    return (not one.contradictions, -one.mentions, one.id)
