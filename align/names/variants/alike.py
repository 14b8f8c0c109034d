"""Score two tokens of names, whatever scripts they are in."""

from __future__ import annotations

from functools import lru_cache

from align.names.variants import latin, transducer
from align.names.variants.established import is_established
from align.names.variants.given import are_kin
from align.names.variants.initials import is_letter, is_spelled
from align.names.variants.ordinals import ordinal
from align.names.variants.skeleton import skeletons
from align.names.variants.syllables import have_other_vowels, japanese, same_chinese
from align.names.variants.tokens import CACHED, plain
from align.names.variants.transducer import knows, romanise

# One given name in two languages or spellings: the same person beside the same family name, but not alone.
_KIN = 89.0
INITIAL = 80.0  # `V. Putin` may be Vladimir, or Viktor
_LISTED = 95.0
_CONVENTION = 98.0  # the same syllables by the rules of another convention
_OTHER_WRITING = 84.0  # at most, for two spellings in one script that no rule here knows
_LAWFUL_CYRILLIC = 95.0  # Зеленский and Зеленський: so much alike in Latin letters
_ALIKE = str.maketrans("wcqj", "vkky")  # letters that begin one name in two conventions


@lru_cache(CACHED)
def token_score(left: str, left_script: str, right: str, right_script: str, where: frozenset[str]) -> float:
    """Score two tokens, 0 to 100; `where` are the origins of Latin names (`latin.origins`)."""
    if left == right:
        return 100.0
    found = _score(left, left_script, right, right_script, where)
    return max(found, _KIN) if are_kin(left, right) else found


def _score(left: str, left_script: str, right: str, right_script: str, where: frozenset[str]) -> float:
    if _is_listed(left, left_script, right, right_script):
        return _LISTED
    if (brief := _brief(left, left_script, right, right_script)) is not None:
        return brief
    if _is_convention(left, left_script, right, right_script):
        return _CONVENTION
    romanised = [
        token if script == "latin" else romanise(token, script)
        for token, script in ((left, left_script), (right, right_script))
    ]
    if left_script == right_script or not (knows(left_script) or knows(right_script)):
        score = latin.score(*romanised, where)
        is_lawful = left_script == "cyrillic" and score >= _LAWFUL_CYRILLIC
        return score if is_lawful or "latin" in {left_script, right_script} else min(score, _OTHER_WRITING)
    if skeletons(left, left_script, 1).isdisjoint(skeletons(right, right_script, 1)):
        return 0.0
    score = max(
        transducer.score(left, left_script, romanised[1]) if knows(left_script) else 0.0,
        transducer.score(right, right_script, romanised[0]) if knows(right_script) else 0.0,
    )
    is_hangul = "hangul" in {left_script, right_script}
    return min(score, _OTHER_WRITING) if is_hangul and have_other_vowels(*romanised) else score


def _is_listed(left: str, left_script: str, right: str, right_script: str) -> bool:
    if (left_script, right_script) == ("hangul", "latin"):
        left, right = right, left
    elif (left_script, right_script) != ("latin", "hangul"):
        return False
    return is_established(left, right) or is_spelled(left, right)


def _is_convention(left: str, left_script: str, right: str, right_script: str) -> bool:
    """Tell whether two tokens are the same Chinese or Japanese syllables by different rules."""
    scripts = {left_script, right_script}
    if "latin" not in scripts or not scripts <= {"latin", "cyrillic", "hangul"}:
        return False
    if left_script == right_script and japanese(left) and japanese(left) == japanese(right):
        return True
    return same_chinese(left, left_script, right, right_script)


def _brief(left: str, left_script: str, right: str, right_script: str) -> float | None:
    """Score two numbers, or an initial against a name, which may stand for another one; None for two words."""
    if (one := ordinal(left)) and (other := ordinal(right)):
        return 100.0 if one == other else 0.0
    is_brief = (
        is_letter(token, script) and len(token) == 1 for token, script in ((left, left_script), (right, right_script))
    )
    if not any(is_brief):
        return None
    first = first_letter(left, left_script)
    return INITIAL if first and first == first_letter(right, right_script) else 0.0


def first_letter(token: str, script: str) -> str:
    """Give the first letter of a token, one for letters that begin one name in two conventions."""
    return (plain(token) if script == "latin" else romanise(token[0], script))[:1].translate(_ALIKE)
