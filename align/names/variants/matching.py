"""Compare two names token by token, in whichever order they stand."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

from align.names.offices import OFFICES
from align.names.variants import korean, latin, sino
from align.names.variants.alike import INITIAL, first_letter, token_score
from align.names.variants.comparison import LIKELY_FROM, SAME_FROM, Comparison, Likeness, judge
from align.names.variants.given import are_kin, interchanged, kin
from align.names.variants.initials import LONGEST, is_letter, spelled
from align.names.variants.ordinals import ordinal
from align.names.variants.part import part
from align.names.variants.skeleton import skeletons
from align.names.variants.syllables import japanese, pinyin, same_chinese
from align.names.variants.titled import by_rank, without_title
from align.names.variants.tokens import CACHED, PARTICLES, take_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from align.names.variants.tokens import Name

# A cost of 1 means another syllable. Where the scripts differ, an ambiguous spelling stands for the syllable that is
# written there; between two romanisations it is for a person to decide, however ambiguous.
_KNOWN_SYLLABLES = 35.0
_GUESSED_SYLLABLES = 100.0
_LOWEST_READING = 76.0
_BY_RULE = 100.0
_UNREADABLE = 0.45  # more than two ambiguous syllables
_FAMILY = 80.0  # what is one given name is as often two family names (`Neal`, `Neil`)
_LONE = 5.0  # one token alone says less than two
_TURNED = 3.0  # tokens in another order may be other tokens
# A foreign token that is nearly the same is, beside one that surely is; at 84 its vowels say that it is not.
_NEARLY, _OTHER_VOWELS, _SURELY = 76.0, 84.0, 92.0
_LONG = 3  # syllables of Hangul
_TITLE = 5.0  # a word that is a title elsewhere may be one here
_JOINED = 4.5  # and so may tokens that only one of the two joins
_FEWEST = 2  # tokens alike that make one person of names of different lengths
_LARGEST, _LONGEST = 8, 100  # tokens and characters of a name; longer texts are no names, and only equal themselves
_TOKEN_BONES, _JOINED_BONES = 2, 4  # consonants of a skeleton: more would part names that are one
# How many tokens of each name make a pair, and the score that they need.
_STEPS = {(1, 1): LIKELY_FROM, (1, 2): SAME_FROM, (2, 1): SAME_FROM, (1, 3): SAME_FROM, (3, 1): SAME_FROM}
Pair = tuple[float, str, str]
_NONE = Comparison(Likeness.DIFFERENT, 0.0, "no tokens alike")
_OTHER_CHINESE = Comparison(Likeness.LIKELY, 80.0, "one name if Korean, two if Chinese")


@lru_cache(CACHED)
def keys(name: str) -> frozenset[str]:
    """Give the keys of a name: names that are the same or likely the same share one."""
    apart = take_apart(name)
    if _is_opaque(name):
        return frozenset({"=" + " ".join(apart.tokens)})
    found = _bones(apart) | _lettered("".join(apart.tokens), apart.script)
    tokens = [token for token in apart.tokens if token not in PARTICLES]
    bones = {
        token: skeletons(token, apart.script, _TOKEN_BONES) | _listed(token) | _lettered(token, apart.script)
        for token in tokens
    }
    for one, other in combinations(tokens, 2):
        found |= {"+".join(sorted((a, b))) for a in bones[one] for b in bones[other]}
    for one, other in permutations(tokens, 2):
        family = skeletons(other, apart.script, _JOINED_BONES)
        found |= {f"{first_letter(one, apart.script)}.{bone}" for bone in family}
    bare = ((rank, take_apart(rest)) for rank, rest in by_rank(apart))
    ranked = (f"{rank} {one}" for rank, rest in bare for one in (*_bones(rest), *sino.keys(rest)))
    return found.union(sino.keys(apart), ranked) | {
        f"ko {len(reading.given)} {syllable}" for reading in korean.parses(name) for syllable in reading.given[0]
    }


def _bones(apart: Name) -> frozenset[str]:
    found = skeletons("".join(apart.tokens), apart.script, _JOINED_BONES)
    if len(apart.tokens) != _FEWEST or apart.script != "latin" or not all(map(pinyin, apart.tokens)):
        return found
    return found | skeletons("".join(reversed(apart.tokens)), apart.script, _JOINED_BONES)


def _lettered(token: str, script: str) -> frozenset[str]:
    """Give a key for what may be spelled letter by letter in another script."""
    letters = spelled(token) if script == "hangul" else {token} if len(token) <= LONGEST else ()
    return frozenset(f"@{one}" for one in letters)


def _listed(token: str) -> frozenset[str]:
    number = ordinal(token)
    return frozenset({f"#{number}"} if number else ()).union(f"&{row}" for row in (*kin(token), *interchanged(token)))


def _is_opaque(name: str) -> bool:
    apart = take_apart(name)
    return apart.script == "han" or len(apart.tokens) > _LARGEST or len(name) > _LONGEST


def compare(left: str, right: str, *, kind: str = "person") -> Comparison:
    """Judge whether two spellings are one name of a `kind` ("person", "place", "organisation"); symmetric."""
    if left > right:
        left, right = right, left
    found = _NONE if keys(left).isdisjoint(keys(right)) else _compare(left, right, kind)
    return (part(left, right) or found) if kind == "person" and found.likeness is not Likeness.SAME else found


def compare_closely(left: str, right: str, *, kind: str = "person") -> Comparison:
    """Judge as `compare` does, where it is known already that the two are near: the keys are looked at last."""
    if left > right:
        left, right = right, left
    found = _compare(left, right, kind)
    return found if found.likeness is Likeness.DIFFERENT or keys(left) & keys(right) else _NONE


@lru_cache(CACHED)
def _compare(left: str, right: str, kind: str) -> Comparison:
    one, other = take_apart(left), take_apart(right)
    if not one.tokens or not other.tokens:
        return _NONE
    if one.atoms == other.atoms or sorted(one.tokens) == sorted(other.tokens):
        return Comparison(Likeness.SAME, 100.0, "the same letters")
    if _is_opaque(left) or _is_opaque(right):
        return _NONE
    return _person(left, right) if kind == "person" else _align(one, other, kind)


def _person(left: str, right: str) -> Comparison:
    """Compare the names of people, which may be Chinese names read as Korean, have ranks, or be Korean."""
    one, other = take_apart(left), take_apart(right)
    read = judge(_sino(one, other), "Chinese characters read as Korean")
    known = max(read, *_ranked(one, other), key=_by_score)
    if known.likeness is Likeness.SAME:
        return known
    if (readings := korean.parses(left)) and (others := korean.parses(right)):
        found = _korean(readings, others, is_known=one.script != other.script)
        if _may_be_other_chinese(one, other, found.score):
            found = min(found, _OTHER_CHINESE, key=_by_score)
        is_family = one.script != other.script and korean.share_family(readings, others)
        if found.likeness is not Likeness.DIFFERENT or is_family or not _may_be_foreign(one, other):
            return max(found, known, key=_by_score)
    return max(_align(one, other, "person"), known, key=_by_score)


def _ranked(one: Name, other: Name) -> list[Comparison]:
    """Compare what is left without a rank that both have, where one writes it behind the name."""
    if one.script == other.script:
        return [_NONE]
    shared = [(a, b) for rank, a in by_rank(one) for other_rank, b in by_rank(other) if rank == other_rank]
    return [_compare(*pair, "person") for pair in shared] or [_NONE]


def _by_score(found: Comparison) -> float:
    return found.score if found.likeness is not Likeness.DIFFERENT else -1.0


def _sino(one: Name, other: Name) -> float:
    """Score a name in pinyin and one in Hangul by the characters that both may be."""
    if (one.script, other.script) == ("latin", "hangul"):
        return sino.score(one, other)
    return sino.score(other, one) if (one.script, other.script) == ("hangul", "latin") else 0.0


def _may_be_foreign(one: Name, other: Name) -> bool:
    """Tell whether two names that can be read as Korean may as well be Chinese, or foreign names in Hangul."""
    if "hangul" in {one.script, other.script}:
        return one.script != other.script and min(len(one.tokens), len(other.tokens)) > 1
    joined = "".join(one.tokens), "".join(other.tokens)
    return one.script == other.script == "latin" and same_chinese(joined[0], "latin", joined[1], "latin")


def _may_be_other_chinese(one: Name, other: Name, score: float) -> bool:
    """Tell whether all Latin names of two are pinyin, and not Korean by the rules (`Wang Men`, `Wang Meng`, 왕맹)."""
    latin_ones = [name for name in (one, other) if name.script == "latin"]
    is_pinyin = all(name.atoms == name.tokens and all(map(pinyin, name.tokens)) for name in latin_ones)
    return bool(latin_ones) and is_pinyin and score < _BY_RULE


def _korean(one: tuple[korean.Parse, ...], other: tuple[korean.Parse, ...], *, is_known: bool) -> Comparison:
    cost, reading = korean.distance(one, other)
    if cost > _UNREADABLE:
        return Comparison(Likeness.DIFFERENT, 0.0, "other Korean syllables")
    score = 100 - cost * (_KNOWN_SYLLABLES if is_known else _GUESSED_SYLLABLES)
    return judge(max(score, _LOWEST_READING), f"both can be {reading}")


def _align(one: Name, other: Name, kind: str) -> Comparison:
    if kind == "person":
        one, other = without_title(one), without_title(other)
    shorter, longer = sorted((one, other), key=lambda name: (len(name.tokens), name.tokens))
    where = latin.origins(shorter.tokens, longer.tokens)

    def alike(left: str, right: str) -> float:
        is_title = one.script != other.script and (left in OFFICES or right in OFFICES)
        return token_score(left, shorter.script, right, longer.script, where) - _TITLE * is_title

    first = pairs = _pair(shorter.tokens, longer.tokens, alike)
    if not first or min(first)[0] < SAME_FROM:
        turned = [_pair(tokens, longer.tokens, alike) for tokens in _orders(shorter.tokens)]
        if len(shorter.tokens) == 1:
            turned = [_pair(shorter.tokens, tokens, alike) for tokens in _orders(longer.tokens)]
        pairs = max([first, *turned], key=_rank)
    if not pairs:
        return _NONE
    telling = [left for _, left, _ in pairs if left not in PARTICLES]
    left_over = _left_over(pairs, longer.tokens)
    if left_over and not (set(left_over) <= PARTICLES or (kind == "person" and len(telling) >= _FEWEST)):
        return Comparison(Likeness.DIFFERENT, 0.0, "a part of the other name")
    weakest, left, right = _weakest(pairs, kind, shorter, longer)
    if any(is_letter(token, longer.script) for token in left_over) and any(
        is_letter(token, shorter.script) for token in shorter.tokens
    ):
        weakest = min(weakest, INITIAL)
    if one.script != other.script or are_kin(left, right):
        weakest -= _LONE * (len(pairs) == 1)
    if one.script != other.script:
        is_whole = kind == "person" and pairs is first and set(left_over) <= PARTICLES
        weakest = SAME_FROM if is_whole and _is_borne_out(pairs) else weakest
        weakest -= _TURNED * (pairs is not first)
        weakest -= _JOINED * (not left_over and len(pairs) < len(longer.tokens))
    return judge(weakest, f"weakest {left}/{right}")


def _left_over(pairs: Sequence[Pair], tokens: tuple[str, ...]) -> list[str]:
    """Give the tokens of the longer name that no pair has, alone or joined."""
    covered = {token for _, _, token in pairs}
    covered |= {token for joined in _joinable(tokens) if "".join(joined) in covered for token in joined}
    return [token for token in tokens if token not in covered]


def _is_borne_out(pairs: Sequence[Pair]) -> bool:
    """Tell whether a long token that is nearly the same stands beside others that surely are; Japanese ones are not."""
    (score, left, right), *rest = sorted(pairs)
    is_near = _NEARLY <= score < _OTHER_VOWELS and min(len(left), len(right)) >= _LONG
    return is_near and bool(rest) and min(rest)[0] >= _SURELY and not (japanese(left) or japanese(right))


def _joinable(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the neighbouring tokens that one token may stand for."""
    yield from pairwise((*tokens, tokens[0]))
    yield from zip(tokens, tokens[1:], tokens[2:], strict=False)


def _weakest(pairs: Sequence[Pair], kind: str, shorter: Name, longer: Name) -> Pair:
    """Give the pair least alike; of a person with two whole names alike, an initial between them adds no doubt."""
    whole = [pair for pair in pairs if not any(map(is_letter, pair[1:], (shorter.script, longer.script)))]
    is_enough = kind == "person" and sum(left not in PARTICLES for _, left, _ in whole) >= _FEWEST
    score, left, right = min(whole if is_enough else pairs)
    is_last = (left, right) == (shorter.tokens[-1], longer.tokens[-1])
    if is_last and left != right and interchanged(left) & interchanged(right):
        score = min(score, _FAMILY)
    return score, left, right


def _rank(pairs: Sequence[Pair]) -> tuple[float, float]:
    return (min(pairs)[0], sum(score for score, _, _ in pairs)) if pairs else (-1.0, 0.0)


def _orders(tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the other orders in which a name stands: the last token first, the first one last."""
    return list(dict.fromkeys([(tokens[-1], *tokens[:-1]), (*tokens[1:], tokens[0])]))


def _pair(shorter: tuple[str, ...], longer: tuple[str, ...], alike: Callable[[str, str], float]) -> tuple[Pair, ...]:
    """Pair all tokens of the shorter name with some of the longer one, in order; two tokens may make one."""

    def best(i: int, j: int) -> tuple[Pair, ...] | None:
        if i == len(shorter):
            return ()
        left_i, left_j = len(shorter) - i, len(longer) - j
        found = [best(i, j + 1)] if left_j > left_i else []
        for (more_i, more_j), lowest in _STEPS.items():
            is_possible = more_i <= left_i and more_j <= left_j - (left_i > more_i)
            if is_possible and (more_i == more_j or len(shorter) < len(longer)):
                left, right = "".join(shorter[i : i + more_i]), "".join(longer[j : j + more_j])
                if (score := alike(left, right)) >= lowest:
                    rest = best(i + more_i, j + more_j)
                    found += [] if rest is None else [((score, left, right), *rest)]
        return max(filter(None, found), key=_rank, default=None)

    return best(0, 0) or ()
