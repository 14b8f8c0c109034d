"""Read one article for names: what every finder sees, brought together as concepts that the recogniser can search."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from align.concept import Concept, Term
from align.document import Span
from align.names.discover.alone import Alone
from align.names.discover.seam import FINDERS, OTHER, Cue
from align.names.fold import key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from align.concept import Mention
    from align.names.discover.seam import Candidate

# No glossary id begins like this.
LOCAL = "~"
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
    by_key: dict[str, list[Candidate]] = {}
    for candidate in found:
        bare = _without_office(candidate, bodies)
        by_key.setdefault(key(bare.surface), []).append(bare)
    names = [_Name(spelling, those) for spelling, those in by_key.items()]
    alone = Alone.of(texts, by_key, language)
    spoken = {name.parts[0] for name in names if not name.is_full and name.is_spoken}
    people = [name for name in names if name.is_person(alone, spoken)]
    taken = {part for name in people for part in name.parts} | _known_spellings(known)
    return tuple(
        name.as_person(language, alone) if name in people else name.as_other(language)
        for name in names
        if name.is_full or name.parts[0] not in taken
    )


class _Name:
    """All candidates of one spelling."""

    def __init__(self, spelling: str, candidates: Sequence[Candidate]) -> None:
        self.parts = spelling.split()
        self._spelling = spelling
        best = max(candidates, key=lambda one: (one.cue, -one.segment))
        kinds = Counter(one.kind for one in candidates if one.kind != OTHER)
        self._kind = best.kind if best.cue >= Cue.HEAD or not kinds else kinds.most_common(1)[0][0]
        self.is_spoken = any(one.cue in _PERSONAL for one in candidates)
        self._surface = Counter(one.surface for one in candidates).most_common(1)[0][0]

    @property
    def is_full(self) -> bool:
        """Tell a name of several words."""
        return len(self.parts) > 1

    def is_person(self, alone: Alone, spoken: Container[str]) -> bool:
        """Tell whether it is the full name of a person: by its own cues, or because a part of it stands for it."""
        if not self.is_full or self._kind != OTHER:
            return self.is_full and self._kind == "person"
        is_short = len(self.parts) <= _LONGEST_UNTITLED
        return any(part in spoken for part in self.parts) or (is_short and self.parts[-1] in alone.bare)

    def as_person(self, language: str, alone: Alone) -> Concept:
        """Make a concept of it, with the short forms that stand alone in the article."""
        words = self._surface.split()
        shorts = [word for word in dict.fromkeys((words[-1], words[0])) if key(word) in alone.words]
        terms = [Term(language, self._surface), *(Term(language, word, form="short") for word in shorts)]
        return Concept(LOCAL + self._spelling, "person", tuple(terms))

    def as_other(self, language: str) -> Concept:
        """Make a concept of it as it stands."""
        return Concept(LOCAL + self._spelling, self._kind, (Term(language, self._surface),))


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


def _without_office(candidate: Candidate, bodies: Container[str]) -> Candidate:
    """Take off the country or body that stands between a title and a name: `Presiden Ukraina Volodymyr Zelensky`."""
    words = candidate.surface.split()
    for count in range(len(words) - 2, 0, -1):
        office = words[:count]
        if candidate.kind == "person" and (key(" ".join(office)) in bodies or all(map(str.isupper, office))):
            bare = " ".join(words[count:])
            return replace(candidate, span=Span(candidate.span.end - len(bare), candidate.span.end), surface=bare)
    return candidate


def _known_spellings(known: Sequence[Sequence[Mention]]) -> set[str]:
    """Give the spellings of the glossary's names that the article mentions: a part of one is no name of its own."""
    concepts = {mention.concept.id: mention.concept for row in known for mention in row}
    return {key(term.text) for concept in concepts.values() for term in concept.terms}
