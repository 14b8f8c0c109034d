"""Tell names from common nouns where both are written with a capital, as German does."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from align.names.discover.cues import SPEECH
from align.names.discover.lists import listed
from align.names.discover.parting import to_capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.names.discover.tokens import Token

# These write every noun with a capital, so that one alone says little.
CAPITAL_NOUNS = frozenset({"de"})
# Endings of cases and plurals.
_ENDINGS = ("", "s", "e", "n", "r", "es", "en", "er", "em", "ern", "in", "innen", "ung", "ungen", "se", "sen", "ens")
_SUFFIX = re.compile(
    r".{2,}(?:ungen|ung|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|sion|sionen|tät|täten|ismus|nisse?s?|tums?"
    r"|eure?n?|logie|istin|isten|innen|ierte[nrs]?|enden|lichen|igkeiten|zeuge?s?|gramme?n?|metern?|ments?"
    r"|mente?n?|igen|ischen)"
)
# Names that end as nouns do.
_NO_NOUNS = frozenset({"samsung", "clement", "chung", "hyung", "kyung", "jung"})
# Right behind these, without an article, stand names more often than nouns.
_PREPOSITIONS = frozenset({"in", "nach", "aus", "bei", "von", "gegen", "mit", "zwischen", "für"})
# As the last part of a compound a noun shorter than this proves nothing (`Rostock`), nor does `land` (`Russland`).
_SHORTEST_FIRST, _SHORTEST_LAST = 3, 4
_OF_NAMES = frozenset("land mark feld wald hafen reich rang held".split())  # noqa: SIM905 -- as in `cues`
_DETERMINER = re.compile(
    r"d(?:er|ie|as|em|en|es)|(?:[kmsd]?ein|ihr|unser|eue?r)(?:e[nmrs]?)?|(?:dies|jed|jen|welch|manch|solch)e[nmrs]?"
    r"|i[mn]s|am|im|zu[mr]|vom|beim|ans|aufs|fürs|pro|per|viel|mehr|weniger|etwas|genug|ohne"
    r"|.*(?:isch|lich|ig|[^n]al|ell|iv|bar|sam|los|haft|end|ert|neu|erst|groß|alt|jung|viel|weiter|ander|mehrer|all|beid"
    r"|einig|letzt|nächst|eigen|klein|hoh|lang|kurz|voll|ganz|zweit|dritt|olympisch|gut)e[nmrs]?"
)
# Adjectives that have a capital only inside names (`Vereinte Nationen`, `Weißes Haus`), without their endings.
_RAISED = re.compile(
    r"(?:vereinigt|vereint|oberst|weiß|europäisch|schwarz|rot|kalt|erst|zweit|heilig|neu|international|demokratisch"
    r"|nah|mittler|fern|deutsch|britisch|groß|royal|nördlich|südlich|national|olympisch)e[nmrs]?"
)
_GENITIVE = re.compile(r"[^sxzß]s")
_PLACE = re.compile(r".{2}(?:ien|land|stan|korea|china|amerika|afrika|burg)s?$")
_PLURAL = re.compile(r"(?:e|e[nr]|[^aeiou]n)$")
_OFTEN = 2
# A name may have an article now and then (`der Trump von damals`), but in less than one place of so many.
_SELDOM = 3


class Nouns:
    """What the sentences of an article tell of each word with a capital."""

    def __init__(self, sentences: Iterable[Sequence[Token]]) -> None:
        self._determined: Counter[str] = Counter()
        self._bare: Counter[str] = Counter()
        for words in sentences:
            for before, word, after in zip(words, words[1:], (*words[2:], None), strict=False):
                if not word.is_raised or word.is_initial or word.is_acronym:
                    continue
                if not is_determined(word, before):
                    self._bare[word.folded] += 1
                elif after is None or not (after.is_raised and after.gap == " "):
                    self._determined[word.folded] += 1

    def is_name(self, word: Token, before: Token | None, after: Token | None) -> bool:
        """Tell whether a single word is a name: no noun, never with an article, and where nouns seldom stand."""
        folded = word.folded
        if is_noun(folded) or self._determined[folded] * _SELDOM > self._bare[folded]:
            return False
        if _PLACE.search(folded) or (self._bare[folded] >= _OFTEN and not _PLURAL.search(folded)):
            return True
        spoken = any(one is not None and one.folded in SPEECH for one in (before, after))
        is_placed = before is not None and before.folded in _PREPOSITIONS and word.gap == " "
        is_bearer = after is not None and after.is_raised and after.gap == " " and _GENITIVE.fullmatch(folded[-2:])
        return bool(spoken or is_placed or is_bearer)

    def parts(self, part: Sequence[Token], before: Token | None) -> list[tuple[list[Token], bool]]:
        """Cut a run at its common nouns; tell of each stretch whether one stands before it (`Stadt Palu`)."""
        if any(_RAISED.fullmatch(word.folded) and not word.is_initial for word in part[:-1]):
            return [(list(part), True)]
        found: list[tuple[list[Token], bool]] = []
        stretch: list[Token] = []
        is_headed = before is not None and before.is_raised and is_noun(before.folded)
        for word in part:
            if word.is_raised and not word.is_acronym and self._is_common(word):
                found.append((stretch, is_headed))
                stretch, is_headed = [], True
            elif word.is_raised or stretch:
                stretch.append(word)
        found.append((stretch, is_headed))
        return [(trimmed, is_led) for one, is_led in found if (trimmed := to_capital(one))]

    def _is_common(self, word: Token) -> bool:
        return is_noun(word.folded) or (self._determined[word.folded] > self._bare[word.folded] and len(word.text) > 1)


def is_determined(word: Token, before: Token | None) -> bool:
    """Tell whether an article, an adjective or a number stands before a word, as before common nouns."""
    if any(letter.isdigit() for letter in word.gap):
        return True
    if before is None or word.gap != " " or before.is_raised:
        return before is not None and before.is_initial and bool(_DETERMINER.fullmatch(before.folded))
    return bool(_DETERMINER.fullmatch(before.folded))


@lru_cache(maxsize=65536)
def is_noun(word: str) -> bool:
    """Tell a common noun, or a word that begins sentences, by tables and endings; `word` is folded."""
    last = word.rpartition("-")[2]
    if word in listed("starters.de"):
        return True
    if last in _NO_NOUNS:
        return False
    if _SUFFIX.fullmatch(last):
        return True
    stems = [last[: len(last) - len(ending)] for ending in _ENDINGS if last.endswith(ending)]
    nouns = listed("nouns.de")
    return any(stem in nouns or _is_compound(stem) for stem in stems)


def _is_compound(stem: str) -> bool:
    return any(
        stem.endswith(noun) and len(stem) >= len(noun) + _SHORTEST_FIRST
        for noun in _by_end().get(stem[-_SHORTEST_LAST:], ())
    )


@cache
def _by_end() -> dict[str, list[str]]:
    """Give the nouns that compounds end in by their last letters."""
    found: dict[str, list[str]] = {}
    for noun in sorted(listed("nouns.de") - _OF_NAMES):
        if len(noun) >= _SHORTEST_LAST:
            found.setdefault(noun[-_SHORTEST_LAST:], []).append(noun)
    return found
