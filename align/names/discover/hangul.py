"""Find foreign names in Hangul by their syllables, which native words hardly have, and the countries of the news.

Lists in `tables`: `foreign.ko` has syllables that are more than three times as frequent in transcribed names (labels of
Wikidata, CC0) as in Korean text (Universal Dependencies, Kaist), `native.ko` those that are rarer in names than there,
`words.ko` words of foreign make or sound that name nobody, `places.ko` what news writes most often of places and no
syllable tells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from align.document import Span
from align.languages import base
from align.names.discover.lists import listed
from align.names.discover.seam import OTHER, Candidate, Cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARTICLES = re.compile(
    r"(?:(?:이라는|라는|이라고|라고|에게서|에게는|에게|에서는|에서의|에서|으로부터|으로는|으로|로부터|께서|까지|부터|보다|처럼|만의|만이|만|와의|과의"
    r"|와는|과는|이나|나|이며|며|이고|하고|이자|측은|측이|측|씨는|씨가|씨의|씨|에는|에도|에|로는|로|과|와|은|는|이|가|을|를|의|도|들은|들이|들의|들|인|계|산|어)?)"
)
# No name ends in these.
_SURE = frozenset(
    """
    를 을 는 은 에게 에서 으로 에는 에도 까지 부터 라고 이라고 보다 처럼 에게서 에서는
    에서의 와의 과의 씨 씨는 씨가 씨의
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)
# Only long names are told from their particle by these.
_LIKELY = frozenset({"가", "와", "의", "에"})
_VERBAL = re.compile(
    r"(?:다|지만|면서|니라|하고|하는|했고|는데|으며|하며|거나|려고|도록|하지|되지|치지|르는|러싼|르고|르며|르지|한다|하면|해서|해야|려는|라는|[했됐였된])$"
)
_UNITS = re.compile(r"(?:[주시섬강호항만구군]|공항|대학교?|대학)$")
# Of Latin letters abbreviations alone: a name in them stands in brackets behind its Hangul.
_WORD = re.compile(r"[가-힣]+|(?<![A-Za-z])[A-Z]{2,6}(?![A-Za-z])")
_SHORTEST, _LONGEST_RUN = 2, 4
# Each syllable speaks for a name, against it, or a little for it where it is rare in both; the mean decides.
_RARE = 0.4
_LEAST, _LEAST_SHORT, _LEAST_GIVEN = 0.3, 1.0, 0.0
_LONGEST_GIVEN = 4
_FEW = 2
_REMEMBERED = 4096  # words


class Hangul:
    """Runs of words of foreign syllables, without their particles."""

    name: ClassVar[str] = "hangul"

    def serves(self, language: str) -> bool:
        """Tell whether the language is Korean."""
        return base(language) == "ko"

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the foreign names; several words in a row are one name where only the last has a particle."""
        del language
        return [candidate for number, text in enumerate(texts) for candidate in _names(number, text)]


def _names(number: int, text: str) -> Iterator[Candidate]:
    run: list[Span] = []
    given: Span | None = None  # a word that is a name if one stands behind it
    is_open = False
    for match in _WORD.finditer(text):
        stem = name_in(match[0])
        is_joined = is_open and run and text[run[-1].end : match.start()] == " " and len(run) < _LONGEST_RUN
        if run and not (stem and is_joined):
            yield _candidate(number, text, run)
            run = []
        if stem:
            run += [given] if given and not run and given.end + 1 == match.start() else []
            run.append(Span(match.start(), match.start() + len(stem)))
        given = None if stem or not _may_be_given(match[0]) else Span(*match.span())
        is_open = len(stem) == len(match[0]) and match[0] not in listed("places.ko")
    if run:
        yield _candidate(number, text, run)


def _candidate(number: int, text: str, run: Sequence[Span]) -> Candidate:
    span = Span(run[0].start, run[-1].end)
    surface = span.of(text)
    kind = "place" if surface in listed("places.ko") else OTHER
    return Candidate(number, span, surface, kind, Cue.SHAPE if len(run) > 1 else Cue.REPEATED)


@lru_cache(maxsize=_REMEMBERED)
def name_in(word: str) -> str:
    """Give the name that a word is, without its particle; empty where it is none."""
    if word.isascii():
        return word
    if is_plain(word):
        return ""
    best = ""
    for stem, rest in _splits(word):
        if stem in listed("places.ko") or is_foreign(stem):
            best = stem
            if rest in _SURE or (rest in _LIKELY and len(stem) > _FEW):
                break
    return best


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """Give each way to part a word from a particle, the shortest word first and the whole last."""
    for length in range(_SHORTEST, len(word) + 1):
        if _PARTICLES.fullmatch(word, length):
            yield word[:length], word[length:]


def is_plain(word: str) -> bool:
    """Tell a form of a verb, and a word of foreign make or sound that names nobody."""
    return bool(_VERBAL.search(word)) or any(stem in listed("words.ko") for stem, _ in _splits(word))


def is_foreign(stem: str) -> bool:
    """Tell whether most syllables of a word are those of transcribed names."""
    if len(stem) < _SHORTEST or _UNITS.sub("", stem) in listed("words.ko"):
        return False
    least = _LEAST_SHORT if len(stem) == _SHORTEST else _LEAST
    needed = _FEW if listed("native.ko").intersection(stem) else 1
    return _score(stem) >= least and sum(one in listed("foreign.ko") for one in stem) >= needed


@lru_cache(maxsize=_REMEMBERED)
def _may_be_given(word: str) -> bool:
    """Tell what is a name if it stands before a name: with one syllable at least of those of names, and no particle."""
    if not _SHORTEST <= len(word) <= _LONGEST_GIVEN or is_plain(word):
        return False
    has_particle = any(rest in _SURE for _, rest in _splits(word))
    return not has_particle and _score(word) > _LEAST_GIVEN and any(one in listed("foreign.ko") for one in word)


def _score(word: str) -> float:
    foreign, native = listed("foreign.ko"), listed("native.ko")
    return sum(1 if one in foreign else -1 if one in native else _RARE for one in word) / len(word)
