"""A small language pair in the manner of Spanish and English, with names and with word order that differs.

The miniature model is trained on it (`train_miniature.py`), and tests draw sentences with their references and their
word alignment from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


NOUNS = {
    "el tratado": "treaty", "el acuerdo": "agreement", "el informe": "report", "el puente": "bridge",
    "el puerto": "port", "el hospital": "hospital", "el río": "river", "el discurso": "speech", "el plan": "plan",
    "el museo": "museum", "el aeropuerto": "airport", "el presupuesto": "budget", "la ciudad": "city",
    "la frontera": "border", "la fábrica": "factory", "la escuela": "school", "la carta": "letter", "la ley": "law",
    "la reunión": "meeting", "la propuesta": "proposal", "la embajada": "embassy", "la universidad": "university",
}  # fmt: skip
ADJECTIVES = {
    "nuevo": "new", "antiguo": "old", "secreto": "secret", "largo": "long", "ruso": "Russian", "coreano": "Korean",
    "pequeño": "small", "famoso": "famous", "importante": "important", "grande": "big", "breve": "short",
}  # fmt: skip
VERBS = {
    "visitó": "visited", "firmó": "signed", "criticó": "criticised", "abrió": "opened", "cerró": "closed",
    "anunció": "announced", "rechazó": "rejected", "apoyó": "supported", "describió": "described",
    "defendió": "defended", "presentó": "presented", "aceptó": "accepted",
}  # fmt: skip
TITLES = {
    "el presidente": "president", "el ministro": "minister", "el embajador": "ambassador", "el general": "general",
    "la alcaldesa": "mayor", "la senadora": "senator",
}  # fmt: skip
DAYS = {
    "el lunes": "Monday", "el martes": "Tuesday", "el miércoles": "Wednesday", "el jueves": "Thursday",
    "el viernes": "Friday", "el sábado": "Saturday", "el domingo": "Sunday",
}  # fmt: skip
PLACES = {
    "Moscú": "Moscow", "Pekín": "Beijing", "Londres": "London", "Lisboa": "Lisbon", "Varsovia": "Warsaw",
    "Viena": "Vienna", "Praga": "Prague", "Atenas": "Athens", "Seúl": "Seoul", "Ginebra": "Geneva",
    "Bruselas": "Brussels", "Kiev": "Kiev", "Madrid": "Madrid", "Berlín": "Berlin", "Roma": "Rome",
    "Pionyang": "Pyongyang", "Járkov": "Kharkiv", "Nueva York": "New York", "El Cairo": "Cairo",
}  # fmt: skip
_STARTS = [
    "B",
    "Br",
    "Ch",
    "D",
    "F",
    "G",
    "H",
    "J",
    "K",
    "Kh",
    "Kr",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "Sh",
    "T",
    "V",
    "Y",
    "Z",
]
_VOWELS = ["a", "e", "i", "o", "u"]
_ENDS = ["", "", "n", "r", "l", "k", "m", "s", "ng"]
# Of a hundred names and of a hundred sentences.
_WITH_FIRST_NAME, _WITH_HYPHEN, _WITH_TITLE, _WITH_ADJECTIVE, _WITH_END, _WITH_CLAUSE = 50, 15, 40, 50, 55, 12


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and its reference; `links` gives pairs of word numbers, as both sides are cut at spaces."""

    source: str
    target: str
    links: tuple[tuple[int, int], ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of both sides; each target word has the number of its source word, or -1."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    origin: tuple[int, ...]
    names: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: _Phrase) -> _Phrase:
        shifted = tuple(number + len(self.source) for number in other.origin)
        return _Phrase(
            self.source + other.source,
            self.target + other.target,
            self.origin + shifted,
            self.names + other.names,
        )

    def with_marks(self, mark: str) -> _Phrase:
        """Let a mark follow on both sides."""
        return _Phrase(
            (*self.source[:-1], self.source[-1] + mark),
            (*self.target[:-1], self.target[-1] + mark),
            self.origin,
            self.names,
        )


def example(random: Random) -> Example:
    """Draw a sentence."""
    whole = _sentence(random)
    if _chance(random, _WITH_CLAUSE):
        joint = random.choice((("y", "and"), ("pero", "but")))
        whole = whole.with_marks(",") + _Phrase((joint[0],), (joint[1],), (0,)) + _sentence(random)
    whole = whole.with_marks(".")
    source, target = " ".join(whole.source), " ".join(whole.target)
    links = tuple((origin, number) for number, origin in enumerate(whole.origin))
    return Example(_raised(source), _raised(target), links, whole.names)


def name(random: Random) -> str:
    """Make up a person's name."""
    last = _word(random)
    if _chance(random, _WITH_HYPHEN):
        last += "-" + _word(random).lower()
    return f"{_word(random)} {last}" if _chance(random, _WITH_FIRST_NAME) else last


def _word(random: Random) -> str:
    syllables = (random.choice(_STARTS) + random.choice(_VOWELS) + random.choice(_ENDS) for _ in range(2))
    return "".join(syllables).capitalize()


def _sentence(random: Random) -> _Phrase:
    who, verb, what = _subject(random), _pick(random, VERBS), _thing(random)
    shape = random.randrange(6)
    if shape == 0:  # En Moscú visitó Ana el puente → In Moscow Ana visited the bridge
        where = _led(random, "en", "in", _place(random))
        return where + _turned(verb, who) + what
    if shape == 1:  # El lunes Ana visitó el puente → On Monday Ana visited the bridge
        return _day(random) + who + verb + what
    if shape == 2:  # Según Ana, Berta visitó el puente → According to Ana, ...
        told = _Phrase(("según",), ("according", "to"), (0, 0)) + _person(random)
        return told.with_marks(",") + who + verb + what
    whole = who + verb + what
    if shape == 3:  # ..., dijo Ana → ..., Ana said
        said = _turned(_Phrase(("dijo",), ("said",), (0,)), _person(random))
        return whole.with_marks(",") + said
    if _chance(random, _WITH_END):
        led = random.choice((("en", "in", _place), ("con", "with", _person)))
        whole = whole + _led(random, led[0], led[1], led[2](random))
    if _chance(random, _WITH_END):
        whole = whole + _day(random)
    return whole


def _turned(verb: _Phrase, who: _Phrase) -> _Phrase:
    """Put the verb first on the source's side only."""
    count = len(verb.source)
    origin = tuple(number + count for number in who.origin) + verb.origin
    return _Phrase(verb.source + who.source, who.target + verb.target, origin, who.names)


def _subject(random: Random) -> _Phrase:
    person = _person(random)
    if not _chance(random, _WITH_TITLE):
        return person
    source, target = random.choice(sorted(TITLES.items()))
    return _Phrase(tuple(source.split()), ("the", target), (0, 1)) + person


def _person(random: Random) -> _Phrase:
    made = name(random)
    words = tuple(made.split())
    return _Phrase(words, words, tuple(range(len(words))), ((made, made),))


def _place(random: Random) -> _Phrase:
    source, target = random.choice(sorted(PLACES.items()))
    words, count = tuple(source.split()), len(target.split())
    return _Phrase(words, tuple(target.split()), tuple(range(len(words) - count, len(words))), ((source, target),))


def _led(random: Random, source: str, target: str, what: _Phrase) -> _Phrase:
    del random
    return _Phrase((source,), (target,), (0,)) + what


def _day(random: Random) -> _Phrase:
    source, target = random.choice(sorted(DAYS.items()))
    return _Phrase(tuple(source.split()), ("on", target), (0, 1))


def _thing(random: Random) -> _Phrase:
    source, target = random.choice(sorted(NOUNS.items()))
    article, noun = source.split()
    if not _chance(random, _WITH_ADJECTIVE):
        return _Phrase((article, noun), ("the", target), (0, 1))
    adjective, english = random.choice(sorted(ADJECTIVES.items()))
    if article == "la" and adjective.endswith("o"):
        adjective = adjective[:-1] + "a"
    return _Phrase((article, noun, adjective), ("the", english, target), (0, 2, 1))


def _pick(random: Random, words: dict[str, str]) -> _Phrase:
    source, target = random.choice(sorted(words.items()))
    return _Phrase((source,), (target,), (0,))


def _chance(random: Random, of_a_hundred: int) -> bool:
    return random.randrange(100) < of_a_hundred


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]
