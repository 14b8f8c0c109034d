"""Judge two Latin spellings of one token: what conventions allow, what people write, what is another name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import permutations, product
from typing import TYPE_CHECKING

from align.names.variants import given
from align.names.variants.rows import rows
from align.names.variants.skeleton import skeletons
from align.names.variants.tokens import CACHED, forms, plain
from align.names.variants.transcription import CONVENTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN_SAME = 99.0  # the same but for how an accent is written
_LISTED = 97.0  # one Arabic name by the list
_LOWEST_LAWFUL = 86.0  # however many lawful differences
_VOWELS = frozenset("aeiouy")
_BONES = 4  # consonants that two spellings share, or no exchange makes one of them
_STEP = 0.1  # of a lawful difference, in edits
_HABIT = 0.5  # of a difference that people write without a rule
_HIGHEST_PROPOSED = 84.0  # just below what is the same
_TRANSLATED = 80.0  # Mikhail and Michael: one man's name in two languages, or two men
_MISSPELT = 76.0
_MISSPELT_RATIO = 85.0  # rapidfuzz's, of a typing error in a long token
_MISSPELT_LENGTH = 6
_SHORTEST_SLAVIC = 5  # letters: shorter tokens end like Slavic names by chance
_SLAVIC = re.compile(
    r"(?:[oe](?:v|w|ff)|in|ine|[sc]k[iy]{1,2}|skij|skyj|sk[ai]ya|tsky|enko|chuk|[iy]uk|vich|vitch|witsch|wicz|ych|"
    r"ova|eva|owa|ina|chev|oy|ei|ey|ej|ij|iy|iev|yev|[iyj]ak|a[iyj]a)$"
)
_ARABIC = re.compile(r"^(?:bin|ibn|ben|abu|abou|abd\w*|\w+(?:ull?ah|addin|uddin|eddine))$")
_INDONESIAN = re.compile(r"^soe|(?:wati|yanto|ianto|arto|arno|putr[ai])$")
Rules = dict[str, tuple[tuple[str, str, float], ...]]


@cache
def _rules(origins: frozenset[str]) -> Rules:
    """Give the lawful exchanges for these origins by first letter; "^" begins and "$" ends a token."""
    found: dict[str, set[tuple[str, str, float]]] = {}
    for cost, units in _exchanges(origins):
        for one, other in permutations(units, 2):
            found.setdefault(one[0], set()).add((one, other, cost))
    return {first: tuple(sorted(rules)) for first, rules in found.items()}


def _exchanges(origins: frozenset[str]) -> Iterator[tuple[float, list[str]]]:
    """Give units that stand for each other, with the cost of the exchange."""
    for row in rows("latin"):
        if row["origin"] in origins:
            others = row["other"].split()
            if row["origin"] == "loose":
                yield from ((_HABIT, [row["one"], other]) for other in others)
            else:
                yield _STEP, [row["one"], *others]
    # The letters of Russian and Ukrainian tell what Latin spellings of a Slavic name exchange.
    for table in CONVENTIONS.values() if "slavic" in origins else ():
        for row in rows(table):
            mark = "^" * row["letter"].startswith("^")
            spelled = {plain(one) for column in row if column != "letter" for one in row[column].split("|")}
            yield _STEP, sorted(mark + one + "$" * row["letter"].endswith("$") for one in spelled if one)


@cache
def _arabic() -> Mapping[str, frozenset[int]]:
    """Tell which listed Arabic names a spelling is one of."""
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(rows("arabic_given")):
        for name in row["latin"].split():
            groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@lru_cache(CACHED)
def _arabic_of(token: str) -> frozenset[int]:
    return frozenset().union(*(_arabic().get(form, frozenset()) for form in forms(token)))


@lru_cache(CACHED)
def origins(shorter: tuple[str, ...], longer: tuple[str, ...]) -> frozenset[str]:
    """Tell where a name may come from, by the tokens of its two spellings."""
    found = {"any"}
    for token in (*shorter, *longer):
        for form in forms(token):
            if given.kin(token) or (len(form) >= _SHORTEST_SLAVIC and _SLAVIC.search(form)):
                found.add("slavic")
            if _arabic_of(token) or _ARABIC.search(form):
                found.add("arabic")
            if _INDONESIAN.search(form):
                found.add("indonesian")
    if "slavic" in found and _has_endings(shorter) != _has_endings(longer):
        found.add("baltic")
    return frozenset(found)


def _has_endings(tokens: tuple[str, ...]) -> bool:
    """Tell whether each word of a name ends as Lithuanian and Latvian make men's names end."""
    return len(tokens) > 1 and all(token.endswith("s") for token in tokens)


@lru_cache(CACHED)
def score(left: str, right: str, where: frozenset[str]) -> float:
    """Score two Latin tokens, 0 to 100; `where` are the origins that the names allow."""
    if plain(left) == plain(right):
        return 100.0
    if not _arabic_of(left).isdisjoint(_arabic_of(right)):
        return _LISTED
    is_near = not skeletons(left, "latin", _BONES).isdisjoint(skeletons(right, "latin", _BONES))
    pairs = list(product(forms(left), forms(right))) if is_near else []
    if lawful := max((_lawful(one, other, where) for one, other in pairs), default=0.0):
        return lawful
    if not given.rows_of(left).isdisjoint(given.rows_of(right)):
        return _TRANSLATED
    habit = max((_habitual(one, other, where) for one, other in pairs), default=0.0)
    return habit or (_MISSPELT if _is_misspelt(plain(left), plain(right)) else 0.0)


def _lawful(one: str, other: str, where: frozenset[str]) -> float:
    if one == other:
        return _PLAIN_SAME
    cost = _distance(one, other, _rules(where))
    return 0.0 if cost is None else max(100 * (1 - 2 * cost / (len(one) + len(other))), _LOWEST_LAWFUL)


def _habitual(one: str, other: str, where: frozenset[str]) -> float:
    cost = _distance(one, other, _rules(where | {"loose"}))
    return 0.0 if cost is None else _HIGHEST_PROPOSED * (1 - cost / (len(one) + len(other)))


def _is_misspelt(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return min(len(one), len(other)) >= _MISSPELT_LENGTH and ratio(one, other) >= _MISSPELT_RATIO


def _distance(one: str, other: str, rules: Rules) -> float | None:
    """Give the cost of the lawful exchanges that turn `one` into `other`, None where some difference is none."""
    one, other = f"^{one}$", f"^{other}$"
    reached: dict[tuple[int, int], float] = {(0, 0): 0.0}
    for total in range(len(one) + len(other)):
        for i in range(max(0, total - len(other)), min(total, len(one) - 1) + 1):
            j = total - i
            if (i, j) in reached and j < len(other):
                for step_i, step_j, more in _steps(one, i, other, j, rules):
                    place, cost = (i + step_i, j + step_j), reached[i, j] + more
                    reached[place] = min(cost, reached.get(place, cost))
    return reached.get((len(one), len(other)))


def _steps(one: str, i: int, other: str, j: int, rules: Rules) -> Iterator[tuple[int, int, float]]:
    """Give the lawful next steps: how far on each side, at what cost."""
    if one[i] == other[j]:
        yield 1, 1, 0.0
    if one[i] == one[i - 1] and one[i] not in _VOWELS:
        yield 1, 0, _STEP
    if other[j] == other[j - 1] and other[j] not in _VOWELS:
        yield 0, 1, _STEP
    for unit, spelled, more in rules.get(one[i], ()):
        if one.startswith(unit, i) and other.startswith(spelled, j):
            yield len(unit), len(spelled), more
