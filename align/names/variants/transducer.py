"""Measure how far a name in another script is from a Latin one, by what each letter may be written as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from align.names.variants.rows import rows
from align.names.variants.tokens import CACHED, forms, heard, letters, without_article

# Costs in edits. A vowel is heard differently everywhere, a consonant is not: one wrong consonant in ten letters is
# another name. Set on the half of the measuring names whose hash is even; tests/bench/variants.py reports the other.
USUAL = 0.0
LEGAL = 0.05
LOOSE = 0.35
OTHER_VOWEL = 0.55
VOWEL_LOST = 0.6
CONSONANT_LOST = 1.7
OTHER_CONSONANT = 2.4
FIRST_VOWEL_LOST = 1.2  # the sound that a name begins with is heard
DOUBLED = 0.02
MUTE_R = 0.1
UNWRITTEN_VOWEL = 0.35  # short vowels, which Arabic and Hebrew leave out
FAR = 1e9
# Spellings shorter than this many letters are measured as if they had as many.
_SHORTEST = 3
# The share of a name that may differ before no more is counted: the score of a person's proposal is 75.
_BOUND = 0.3
_END = "$"  # of a token, in the tables too
_LATIN_VOWELS = frozenset("aeiouy")
_SHIFTED = frozenset({"hangul", "kana"})  # scripts that write an r before a consonant as nothing
ABJADS = frozenset({"arabic", "hebrew"})
# What Latin spelling writes and nobody says.
_SILENT = {"h": 0.15, "gh": 0.2, "w": 0.6}
_SILENT_AT_END = {
    "e": 0.05,
    "es": 0.3,
    "h": 0.1,
    "t": 0.35,
    "s": 0.5,
    "d": 0.5,
    "x": 0.4,
    "us": 0.5,
    "re": 0.4,
    "r": 0.5,
}
_VOWELS = {
    "hangul": "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    "kana": "aeiou",
    "cyrillic": "аеёєиіїоуыэюяйўьъ",
    "arabic": "اأإآىءئؤةعويی",
    "greek": "αεηιουω",
    "hebrew": "אהויע",
}


@dataclass(frozen=True, slots=True)
class Table:
    """What the letters of one script may be written as: (unit, Latin, cost) by the unit's first letter.

    A unit that ends with "$" ends a token.
    """

    script: str
    rules: dict[str, tuple[tuple[str, str, float], ...]]
    lost: dict[str, float]
    vowels: frozenset[str]


@cache
def table(script: str) -> Table:
    """Read the table of a script."""
    rules: dict[str, list[tuple[str, str, float]]] = {}
    lost: dict[str, float] = {}
    for row in rows(script):
        spelled = [(latin, LEGAL if place else USUAL) for place, latin in enumerate(row["legal"].split())]
        spelled += [(latin, LOOSE) for latin in row["loose"].split()]
        end = _END if row["unit"].endswith(_END) else ""
        for latin, cost in spelled:
            if latin == "-" and len(row["unit"]) == 1:
                lost[row["unit"]] = cost
            else:
                rules.setdefault(row["unit"][0], []).append((row["unit"], latin.strip("-") + end, cost))
    rules[_END] = [(_END, _END, USUAL)]
    return Table(
        script, {first: tuple(of_first) for first, of_first in rules.items()}, lost, frozenset(_VOWELS[script])
    )


def knows(script: str) -> bool:
    """Tell whether there is a table for the script."""
    return script in _VOWELS


@lru_cache(CACHED)
def score(foreign: str, script: str, latin: str) -> float:
    """Score a token against a Latin token, 0 to 100."""
    written = letters(foreign, script)
    if not written:
        return 0.0
    best = 0.0
    for form in forms(latin) if script in ABJADS else heard(latin):
        length = max(_SHORTEST, (len(written) + len(form)) / 2)
        cost = distance(written, form, table(script), length * _BOUND)
        best = max(best, 100 * (1 - cost / length))
    bare = without_article(foreign) if script == "hangul" else foreign
    return best if bare == foreign else max(best, score(bare, script, latin))


def distance(foreign: str, latin: str, of: Table, bound: float) -> float:
    """Give the cost of the cheapest way to write `foreign` as `latin`, or more than `bound`."""
    foreign, latin = foreign + _END, latin + _END
    ends = len(foreign), len(latin)
    costs = [[FAR] * (ends[1] + 1) for _ in range(ends[0] + 1)]
    costs[0][0] = 0.0
    steps = _all_steps(foreign, of.script)
    for i, row in enumerate(costs):
        ahead = steps[i] if i < ends[0] else ()
        lost = _foreign_lost(foreign, i, of) if i < ends[0] else FAR
        is_vowel = i < ends[0] and foreign[i] in of.vowels
        for j, cost in enumerate(row):
            if cost > bound:
                continue
            for length, spelled, more in ahead:
                if latin.startswith(spelled, j):
                    to = costs[i + length]
                    to[j + len(spelled)] = min(to[j + len(spelled)], cost + more)
            if i < ends[0]:
                below = costs[i + 1]
                below[j] = min(below[j], cost + lost)
                if j < ends[1]:
                    other = OTHER_VOWEL if is_vowel and latin[j] in _LATIN_VOWELS else OTHER_CONSONANT
                    below[j + 1] = min(below[j + 1], cost + other)
            if j < ends[1]:
                for length, more in _silent(latin, of.script)[j]:
                    row[j + length] = min(row[j + length], cost + more)
    return costs[-1][-1]


@lru_cache(CACHED)
def _all_steps(foreign: str, script: str) -> tuple[tuple[tuple[int, str, float], ...], ...]:
    """Give the steps from each letter of a token, which is compared with many."""
    return tuple(_foreign_steps(foreign, i, table(script)) for i in range(len(foreign)))


def _foreign_steps(foreign: str, i: int, of: Table) -> tuple[tuple[int, str, float], ...]:
    rules = of.rules.get(foreign[i], ())
    return tuple((len(unit), latin, cost) for unit, latin, cost in rules if foreign.startswith(unit, i))


def _foreign_lost(foreign: str, i: int, of: Table) -> float:
    if i and foreign[i - 1] == foreign[i]:
        return DOUBLED
    vowel = VOWEL_LOST if i else FIRST_VOWEL_LOST
    return of.lost.get(foreign[i], vowel if foreign[i] in of.vowels else CONSONANT_LOST)


@lru_cache(CACHED)
def _silent(latin: str, script: str) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Give, for each letter, the lengths of what may go unwritten in `script` from there on, with costs."""
    vowel = UNWRITTEN_VOWEL if script in ABJADS else VOWEL_LOST
    found = []
    for j, letter in enumerate(latin):
        ways = [(1, vowel if letter in _LATIN_VOWELS else CONSONANT_LOST)]
        if j and latin[j - 1] == letter:
            ways.append((1, DOUBLED))
        ways += [(len(unit), cost) for unit, cost in _SILENT.items() if latin.startswith(unit, j)]
        ways += [(len(unit), cost) for unit, cost in _SILENT_AT_END.items() if j and latin[j:] == unit + _END]
        if script in _SHIFTED and letter == "r" and j and latin[j + 1 : j + 2] not in _LATIN_VOWELS:
            ways.append((1, MUTE_R))
        found.append(tuple(ways))
    return tuple(found)


@lru_cache(CACHED)
def romanise(token: str, script: str) -> str:
    """Write a token in Latin letters as the first column of its table does."""
    if script == "kana":
        return letters(token, script)
    if not knows(script):
        from anyascii import anyascii

        return "".join(filter(str.isalpha, anyascii(token).lower()))
    written, of = letters(token, script), table(script)
    parts: list[str] = []
    i = 0
    while i < len(written):
        length, latin, _ = max(
            (step for step in _foreign_steps(written, i, of) if step[2] == USUAL),
            key=lambda step: step[0],
            default=(1, "", 0.0),
        )
        parts.append("" if of.lost.get(written[i], FAR) <= LEGAL and script != "hangul" and length == 1 else latin)
        i += length
    return "".join(parts)
