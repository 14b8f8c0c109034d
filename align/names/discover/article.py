"""Read one article for names: what every finder sees, brought together as concepts that the recogniser can search."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from align.concept import LOCAL, PERSON, SHORT, Concept, Status, Term
from align.document import Span
from align.languages import base
from align.names.discover.alone import Alone
from align.names.discover.seam import FINDERS, OTHER, Cue
from align.names.endings import COMMON_LETTERS, DECLINING, are_cases, inflected
from align.names.fold import key
from align.names.offices import TITLES
from align.names.variants.part import families

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from align.concept import Mention
    from align.names.discover.seam import Candidate

_PERSONAL = frozenset({Cue.SPEECH, Cue.TITLE})
# A name without a title that has more parts is seldom a person's.
_LONGEST_UNTITLED = 3
_NO_PERSON = frozenset({"place", "organisation"})


def discover(
    texts: Sequence[str], language: str, known: Sequence[Sequence[Mention]], finders: Iterable[str] | None = None
) -> tuple[Concept, ...]:
    """Give the names of an article that the glossary does not know, each with the short forms that the article uses.

    `texts` are its segments, `known` the glossary's mentions in each. Ids begin with `~` and hold for this article.
    """
    found = [one for candidate in _candidates(texts, language, finders) for one in _free(candidate, known)]
    bodies = {key(one.surface) for one in found if one.kind in _NO_PERSON}
    spellings = {key(one.surface) for one in found}
    bare = [_without_office(one, bodies, spellings) for one in found]
    names = [_Name(those, language) for those in _by_name(bare, language)]
    alone = Alone.of(texts, [name.spelling for name in names], language)
    spoken = {name.parts[0] for name in names if not name.is_full and name.is_spoken}
    people = [name for name in names if name.is_person(alone, spoken)]
    parts = {part for name in people for part in name.parts}
    shorts = _short_forms(language, known, alone.words - parts)
    taken = parts | _known_spellings(known) | {key(concept.terms[0].text) for concept in shorts}
    concepts = [
        name.as_person(alone) if name in people else name.as_other()
        for name in names
        if name.is_full or not any(name.is_same_word(one) for one in taken)
    ]
    return (*concepts, *shorts)


def _by_name(candidates: Iterable[Candidate], language: str) -> Iterable[list[Candidate]]:
    """Put together what is spelled alike, and what is one name in several cases."""
    by_key: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_key.setdefault(key(candidate.surface), []).append(candidate)
    if base(language) not in DECLINING:
        return by_key.values()
    by_start: dict[tuple[str, ...], list[list[Candidate]]] = {}
    for those in by_key.values():
        known = by_start.setdefault(tuple(word[:COMMON_LETTERS] for word in key(those[0].surface).split()), [])
        same = next((one for one in known if are_cases(one[0].surface, those[0].surface, language)), None)
        if same is None:
            known.append(those)
        else:
            same += those
    return [one for known in by_start.values() for one in known]


class _Name:
    """All candidates of one name; `spelling` is the folded form that stands for them, the nominative if it is there."""

    def __init__(self, candidates: Sequence[Candidate], language: str) -> None:
        self._language = language
        written = Counter(one.surface for one in candidates).most_common()
        self._forms = list({key(text): text for text, _ in reversed(written)}.values())[::-1]
        self._surface = max(self._forms, key=self._cases)
        self.spelling = key(self._surface)
        self.parts = self.spelling.split()
        best = max(candidates, key=lambda one: (one.cue, -one.segment))
        kinds = Counter(one.kind for one in candidates if one.kind != OTHER)
        self._kind = best.kind if best.cue >= Cue.HEAD or not kinds else kinds.most_common(1)[0][0]
        self.is_spoken = any(one.cue in _PERSONAL for one in candidates)

    def _cases(self, form: str) -> int:
        """Count the forms that are cases of one; all are cases of the nominative."""
        pattern = inflected(form, self._language) if len(self._forms) > 1 else None
        return sum(bool(pattern.fullmatch(other)) for other in self._forms) if pattern else 0

    @property
    def is_full(self) -> bool:
        """Tell a name of several words."""
        return len(self.parts) > 1

    def is_person(self, alone: Alone, spoken: Container[str]) -> bool:
        """Tell whether it is the full name of a person: by its own cues, or because a part of it stands for it."""
        if not self.is_full or self._kind != OTHER:
            return self.is_full and self._kind == PERSON
        is_short = len(self.parts) <= _LONGEST_UNTITLED
        if any(part in spoken for part in self.parts):
            return True
        return is_short and self._stands(self.parts[-1], alone.bare)

    def is_same_word(self, word: str) -> bool:
        """Tell whether a single word is this name or a case of it."""
        return self._stands(self.spelling, (word,))

    def _stands(self, part: str, words: Collection[str]) -> bool:
        """Tell whether a word is among others, itself or in another case."""
        if part in words:
            return True
        is_declined = base(self._language) in DECLINING
        return is_declined and any(
            one[:COMMON_LETTERS] == part[:COMMON_LETTERS] and are_cases(one, part, self._language) for one in words
        )

    def as_person(self, alone: Alone) -> Concept:
        """Make a concept of it, with the short forms that stand alone in the article."""
        words = self._surface.split()
        shorts = [word for word in dict.fromkeys((words[-1], words[0])) if self._stands(key(word), alone.words)]
        return self._concept(PERSON, shorts)

    def as_other(self) -> Concept:
        """Make a concept of it as it stands."""
        return self._concept(self._kind)

    def _concept(self, kind: str, shorts: Sequence[str] = ()) -> Concept:
        full = dict.fromkeys((self._surface, *self._forms))
        terms = [Term(self._language, text, status=_status(text, self._surface)) for text in full]
        terms += [Term(self._language, word, form=SHORT) for word in shorts]
        return Concept(LOCAL + self.spelling, kind, tuple(terms))


def _status(text: str, chosen: str) -> Status:
    return Status.PREFERRED if text == chosen else Status.ADMITTED


def _short_forms(language: str, known: Sequence[Sequence[Mention]], alone: Container[str]) -> list[Concept]:
    """Give the family names alone of people whose full names the glossary has without any short form.

    What two people bear is nobody's. The forms are admitted, since nobody agreed on them.
    """
    bearers: dict[str, dict[str, str]] = {}
    for mention in chain.from_iterable(known):
        concept = mention.concept
        is_full = all(term.form != SHORT for term in concept.terms if base(term.language) == base(language))
        for word in mention.surface.split() if is_full and concept.kind == PERSON else ():
            if key(word) in alone and key(word) in families(mention.surface):
                bearers.setdefault(key(word), {})[concept.id] = word
    certain = [next(iter(people.items())) for people in bearers.values() if len(people) == 1]
    return [Concept(person, PERSON, (Term(language, word, Status.ADMITTED, SHORT),)) for person, word in certain]


def _candidates(texts: Sequence[str], language: str, finders: Iterable[str] | None) -> Iterator[Candidate]:
    for name in FINDERS.names if finders is None else finders:
        finder = FINDERS.load(name)()
        if finder.serves(language):
            yield from finder.find(texts, language)


def _free(candidate: Candidate, known: Sequence[Sequence[Mention]]) -> Iterator[Candidate]:
    """Give what the glossary leaves of a candidate: all, a body with a known name inside, or the rest."""
    inside = [mention.span for mention in known[candidate.segment] if mention.span.overlaps(candidate.span)]
    if not inside:
        yield candidate
        return
    whole = candidate.span
    if any(span.covers(whole) for span in inside):
        return
    if candidate.kind == "organisation":
        yield candidate
        return
    last = max(span.end for span in inside)
    rest = candidate.surface[max(0, last - whole.start) :]
    bare = rest.lstrip()
    if rest != bare and len(bare.split()) > 1 and bare[0].isupper():
        span = Span(whole.end - len(bare), whole.end)
        yield replace(candidate, span=span, surface=bare)


def _without_office(candidate: Candidate, bodies: Container[str], names: Container[str]) -> Candidate:
    """Take off what stands before a name and is none of it: `Presiden Ukraina Volodymyr Zelensky`.

    That is a country or body between a title and a name, and whatever else the article has apart from that name.
    """
    words = candidate.surface.split()
    for count in range(len(words) - 2, 0, -1):
        office, bare = words[:count], " ".join(words[count:])
        before = key(" ".join(office))
        is_field = candidate.kind == PERSON and (before in bodies or all(map(str.isupper, office)))
        if is_field or (key(bare) in names and (before in names or office[-1].lower() in TITLES)):
            kind = PERSON if is_field else OTHER
            return replace(
                candidate, span=Span(candidate.span.end - len(bare), candidate.span.end), surface=bare, kind=kind
            )
    return candidate


def _known_spellings(known: Sequence[Sequence[Mention]]) -> set[str]:
    """Give the spellings of the glossary's names that the article mentions: a part of one is no name of its own."""
    concepts = {mention.concept.id: mention.concept for row in known for mention in row}
    return {key(term.text) for concept in concepts.values() for term in concept.terms}
