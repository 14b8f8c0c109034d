"""A family name that stands for the whole: `Putin` or `Präsident Putin` beside `Vladimir Putin`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from align.names.offices import OFFICES
from align.names.variants import korean, latin
from align.names.variants.alike import token_score
from align.names.variants.comparison import SAME_FROM, Comparison, Likeness
from align.names.variants.given import is_patronymic, kin
from align.names.variants.initials import is_letter
from align.names.variants.ordinals import ordinal
from align.names.variants.skeleton import skeletons
from align.names.variants.syllables import pinyin, same_chinese
from align.names.variants.titled import apart, without_ranks
from align.names.variants.tokens import CACHED, PARTICLES, plain, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.names.variants.tokens import Name

_BONES = 4  # consonants of a key
# What tells a son from his father stands behind the family name (`Sammy Davis, Jr.`) and is none.
_GENERATION = re.compile(r"(?<=\w),?\s+(?:jn?r|snr|주니어|младший)\.?$", re.IGNORECASE)
_OTHER_SCRIPT = 10.0  # off the score: one token alone says less than two
# The family names that most Chinese bear; they stand first.
_CHINESE = frozenset(
    """
    bai cai cao chen cheng cui deng ding dong du duan fan fang feng fu gao gong gu guo han hao he hou hu huang jia jiang
    jin kong lei li liang liao lin liu long lu luo lyu ma mao meng mo pan peng qian qiao qin qiu ren shao shen shi song
    su sun tan tang tao tian wan wang wei wu xi xia xiao xie xiong xu xue yan yang yao ye yin yu yuan zeng zhang zhao
    zheng zhong zhou zhu zou
    """.split()  # noqa: SIM905 -- a table of words reads best as words
)


@dataclass(frozen=True, slots=True)
class Lone:
    """The only token of a name, beside titles that name these offices."""

    token: str
    script: str
    offices: frozenset[str]


@lru_cache(CACHED)
def lone(name: str) -> Lone | None:
    """Give the only token of a name beside titles and particles; None for a name of several."""
    name = _GENERATION.sub("", name)
    bare, offices = apart(take_apart(name))
    tokens = [token for token in bare.tokens if token not in PARTICLES]
    if len(tokens) != 1 or is_letter(tokens[0], bare.script) or (bare.script == "hangul" and korean.parses(name)):
        return None
    return Lone(tokens[0], bare.script, offices)


@lru_cache(CACHED)
def families(name: str) -> tuple[str, ...]:
    """Give the token of a full name that may stand for it alone: its family name, or a ruler's given name."""
    name = _GENERATION.sub("", name)
    bare, _ = apart(take_apart(name))
    tokens = [token for token in bare.tokens if token not in PARTICLES]
    telling = [token for token in tokens if not is_letter(token, bare.script)]
    if bare.script == "hangul" and len(telling) == 1 and korean.parses(name):
        return (telling[0][0],)
    if len(tokens) == 1 or not telling:
        return ()
    return (_chosen(name, bare, telling),)


def _chosen(name: str, bare: Name, telling: Sequence[str]) -> str:
    """Choose the last token, or the first where something says that the family name stands there."""
    first, last = telling[0], telling[-1]
    if "of" in bare.tokens or ordinal(bare.tokens[-1]):
        # A ruler is known by the given name.
        return next((token for token in telling if token not in OFFICES), first)
    if korean.parses(name):
        return first if korean.families_of(first, bare.script) else last
    is_turned = "," in name or _is_raised(name) or (not kin(first) and (is_patronymic(last) or kin(last)))
    return first if is_turned or (first in _CHINESE and pinyin(last)) else last


def _is_raised(name: str) -> bool:
    """Tell whether the first word alone is in capitals: `PUTIN vladimir`."""
    words = name.split()
    return len(words[0]) > 1 and words[0].isupper() and not any(len(word) > 1 and word.isupper() for word in words[1:])


@lru_cache(CACHED)
def family_keys(name: str) -> frozenset[str]:
    """Give keys of a lone name, or of the family names of a full one: parts share one with what they are parts of."""
    alone, script = lone(name), take_apart(name).script
    tokens = (*(one.token for one in _alone(name)), *(() if alone else families(name)))
    found = {bones for token in tokens for bones in skeletons(token, script, _BONES)}
    return frozenset(found).union(*(korean.families_of(token, script) for token in tokens))


@lru_cache(CACHED)
def _alone(name: str) -> tuple[Lone, ...]:
    """Give the readings of a name as a lone one: as it stands, and without a rank that is written onto it."""
    return tuple(one for one in (lone(name), *map(lone, without_ranks(name))) if one)


def part(left: str, right: str) -> Comparison | None:
    """Judge names of which one at least is lone: a part of the other one, one family name and office; else None."""
    one, other = _alone(left), _alone(right)
    if not (one or other) or (one and other and not (_has_title(one) or _has_title(other))):
        return None
    if family_keys(left).isdisjoint(family_keys(right)):
        return None
    found = [_titled(*pair) for pair in product(one, other)]
    found += [] if lone(right) else [_within(alone, right) for alone in one]
    found += [] if lone(left) else [_within(alone, left) for alone in other]
    return max(filter(None, found), key=_surest, default=None)


def _surest(found: Comparison) -> tuple[bool, float]:
    return found.likeness is Likeness.SAME, found.score


def _has_title(readings: tuple[Lone, ...]) -> bool:
    return len(readings) > 1 or bool(readings[0].offices)


def _titled(one: Lone, other: Lone) -> Comparison | None:
    """Compare two family names of which one at least has a title: one office makes them one."""
    score = _score(one, other.token, other.script, (other.token,))
    if score < SAME_FROM:
        return None
    is_office = not one.offices.isdisjoint(other.offices)
    return Comparison(Likeness.SAME if is_office else Likeness.PART, score, f"both are {one.token} alone")


def _within(alone: Lone, full: str) -> Comparison | None:
    """Compare a family name with those of a full name."""
    script, tokens = take_apart(full).script, take_apart(full).tokens
    score = max((_score(alone, token, script, tokens) for token in families(full)), default=0.0)
    return Comparison(Likeness.PART, score, f"the family name {alone.token} alone") if score >= SAME_FROM else None


def _is_other(one: str, other: str, script: str) -> bool:
    """Tell two Korean family names, and those that are one only if one of them is in Wade-Giles (`Cheng`, `Zheng`)."""
    mine, theirs = korean.families_of(one, script), korean.families_of(other, script)
    is_korean = bool(mine and theirs) and mine.keys().isdisjoint(theirs)
    return is_korean or same_chinese(one, script, other, script)


def _score(alone: Lone, token: str, script: str, tokens: tuple[str, ...]) -> float:
    """Score a family name and one of the tokens of another name."""
    mine, theirs = korean.families_of(alone.token, alone.script), korean.families_of(token, script)
    if script != alone.script and not mine.keys().isdisjoint(theirs):
        return 100.0
    if script == alone.script and plain(alone.token) != plain(token) and _is_other(alone.token, token, script):
        return 0.0
    # A given name tells where a family name comes from if nothing else can bear it.
    where = latin.origins((alone.token,), tokens if any(map(kin, tokens)) else (token,))
    return token_score(alone.token, alone.script, token, script, where) - _OTHER_SCRIPT * (script != alone.script)
