"""Articles of the Romance languages, and what prepositions make of them: `de o` is `do`, `à le` is `au`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from align.concept import Gender
from align.languages import base

_GENDERS = (Gender.MASCULINE, Gender.FEMININE, Gender.MASCULINE_PLURAL, Gender.FEMININE_PLURAL)
# A row is the article with one preposition, a cell for each gender in that order; the first row is the article alone.
# Bars part the form before a consonant, before a vowel, and before an Italian `z` or `s` with a consonant.
_TABLES = {
    "pt": {
        "": "o a os as", "de": "do da dos das", "em": "no na nos nas", "a": "ao à aos às",
        "por": "pelo pela pelos pelas",
    },
    "es": {"": "el la los las", "de": "del de_la de_los de_las", "a": "al a_la a_los a_las"},
    "ca": {
        "": "el|l' la|l' els les", "de": "del|de_l' de_la|de_l' dels de_les", "a": "al|a_l' a_la|a_l' als a_les"
    },
    "fr": {"": "le|l' la|l' les les", "de": "du|de_l' de_la|de_l' des des", "à": "au|à_l' à_la|à_l' aux aux"},
    "it": {
        "": "il|l'|lo la|l' i|gli|gli le",
        "di": "del|dell'|dello della|dell' dei|degli|degli delle",
        "a": "al|all'|allo alla|all' ai|agli|agli alle",
        "da": "dal|dall'|dallo dalla|dall' dai|dagli|dagli dalle",
        "in": "nel|nell'|nello nella|nell' nei|negli|negli nelle",
        "su": "sul|sull'|sullo sulla|sull' sui|sugli|sugli sulle",
    },
}  # fmt: skip
# Other small words that agree, one row each.
_DETERMINERS = {
    "pt": (
        "um uma uns umas", "este esta estes estas", "deste desta destes destas", "neste nesta nestes nestas",
        "num numa nuns numas",
    ),
    "es": ("un una unos unas", "este esta estos estas"),
    "fr": ("ce|cet cette ces ces",),
}  # fmt: skip
# What a small word becomes before a vowel.
_ELIDED = {"fr": {"de": "d'", "que": "qu'"}, "ca": {"de": "d'"}}
# Portuguese `a` is the preposition as well, so that it tells no gender.
_UNCLEAR = {"pt": frozenset({"a"})}
# A place that takes an article never stands behind the bare preposition: `de Mianmar`, but `da Birmânia`.
_BARE = {"pt": frozenset({"de", "em", "por"})}
# A form's own article joins a preposition when it is small; French joins capitals too: `Le Caire`, `au Caire`.
_JOINS_CAPITALS = frozenset({"fr"})
_ELIDING = frozenset({"ca", "fr", "it"})
_IN = "en"
_VOWELS = frozenset("aeiou")
_ITALIAN_LO = re.compile(r"s[^aeiou]|z|gn|ps|x|y")


@dataclass(frozen=True, slots=True)
class _Row:
    """The forms of one small word: by gender, before a consonant, a vowel, and an Italian `z`."""

    cells: tuple[tuple[str, str, str], ...]

    def of(self, gender: Gender, onset: int) -> str:
        return self.cells[_GENDERS.index(gender)][onset]

    def __contains__(self, word: str) -> bool:
        return any(word in cell for cell in self.cells)


@lru_cache(maxsize=64)
def _table(language: str) -> dict[str, _Row]:
    """Give the article of a language by the preposition before it."""
    return {preposition: _row(cells) for preposition, cells in _TABLES.get(base(language), {}).items()}


@lru_cache(maxsize=64)
def _agreeing(language: str) -> tuple[_Row, ...]:
    return (*_table(language).values(), *map(_row, _DETERMINERS.get(base(language), ())))


def is_small_word(word: str, language: str) -> bool:
    """Tell whether a word, or two, change with the name behind them."""
    lowered = _plain(word)
    elided = _ELIDED.get(base(language), {})
    return (
        (base(language) == "fr" and lowered == _IN)
        or lowered in elided
        or lowered in elided.values()
        or lowered in _BARE.get(base(language), ())
        or any(lowered in row for row in _agreeing(language))
    )


def agree(word: str, name: str, gender: Gender, language: str, *, is_place: bool = False) -> str:
    """Write a small word as it stands before a name; a form that ends in an apostrophe takes no space.

    Without a gender only what the sound asks for is changed: `de` and `d'`.
    """
    lowered, tag = _plain(word), base(language)
    onset = onset_of(name, tag)
    fitting = lowered
    if is_place and gender and tag == "fr" and lowered in (_IN, "au", "aux"):
        fitting = _french_place(gender, onset)
    elif is_place and gender and lowered in _BARE.get(tag, ()):
        fitting = _table(tag)[lowered].of(gender, onset)
    elif gender and lowered not in _UNCLEAR.get(tag, ()):
        fitting = next((row.of(gender, onset) for row in _agreeing(tag) if lowered in row), lowered)
    for full, short in _ELIDED.get(tag, {}).items():
        if lowered in (full, short):
            fitting = short if onset == 1 else full
    if fitting == lowered:
        return word
    return fitting[0].upper() + fitting[1:] if word[0].isupper() else fitting


def _french_place(gender: Gender, onset: int) -> str:
    """Give the preposition of countries: `au Japon`, `en Corée`, `en Iran`, `aux États-Unis`."""
    if gender in (Gender.MASCULINE_PLURAL, Gender.FEMININE_PLURAL):
        return "aux"
    return _IN if gender is Gender.FEMININE or onset else "au"


@lru_cache(maxsize=4096)
def joined(form: str, language: str) -> re.Pattern[str] | None:
    """Give the pattern of a form whose own article a preposition has joined (`do Kremlin`); None where none can."""
    own = _own_article(form, language)
    if own is None:
        return None
    gender, rest = own
    ways = [re.escape(row.of(gender, 0)) for preposition, row in _table(language).items() if preposition]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})\s{re.escape(rest)}(?!\w)", re.IGNORECASE)


def join(word: str, form: str, language: str) -> str:
    """Write a small word and a form with an article of its own as one: `de` and `o Kremlin` give `do Kremlin`.

    A word that holds an article already gets the form's. Gives nothing where the two do not join.
    """
    own = _own_article(form, language)
    if own is None:
        return ""
    gender, rest = own
    lowered, table = _plain(word), _table(language)
    row = table.get(lowered) or next((row for row in table.values() if lowered in row), None)
    if row is None:
        return ""
    written = row.of(gender, 0)
    return f"{written[0].upper() + written[1:] if word[0].isupper() else written} {rest}"


def _own_article(form: str, language: str) -> tuple[Gender, str] | None:
    """Give the gender of the article that a form begins with, and the rest of the form."""
    article, _, rest = form.partition(" ")
    table = _table(language)
    if not rest or not table or (article[0].isupper() and base(language) not in _JOINS_CAPITALS):
        return None
    cells = table[""].cells
    gender = next((gender for gender, cell in zip(_GENDERS, cells, strict=True) if article.lower() == cell[0]), None)
    return None if gender is None else (gender, rest)


def _row(cells: str) -> _Row:
    return _Row(tuple(_forms(cell.replace("_", " ").split("|")) for cell in cells.split()))


def _forms(written: list[str]) -> tuple[str, str, str]:
    first, *others = written
    return (first, others[0], others[-1] if others[1:] else first) if others else (first, first, first)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def onset_of(name: str, language: str) -> int:
    """Tell how a name begins: 0 with a consonant, 1 with a vowel, 2 with an Italian `z` or its like.

    Where the word before it is the same for all names, it is always 0.
    """
    if base(language) not in _ELIDING:
        return 0
    plain = unicodedata.normalize("NFD", name.lower())
    if plain[:1] in _VOWELS:
        return 1
    return 2 if base(language) == "it" and _ITALIAN_LO.match(plain) else 0
