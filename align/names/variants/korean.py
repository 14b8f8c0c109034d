"""Korean names: the Hangul syllables that a spelling may stand for, in Latin, Cyrillic or Hangul letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from align.names.variants.rows import rows
from align.names.variants.tokens import CACHED, forms, jamo, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.names.variants.tokens import Name

# The readings of Chinese characters in Korean, of which most given names are made (the list of the Supreme Court has
# characters for these), and syllables of native names.
_SYLLABLES = (
    "가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공곶과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김"
    "나낙난날남납낭내녀년념녕노농뇌누눈눌뉴능니다단달담답당대댁덕도독돈돌동두둔득등라락란람랑래량려력련렬렴렵령례로록론롱뢰료룡"
    "루류륙륜률륭륵름릉리린림립마막만말망매맥맹면멸명모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본볼봉부북분불붕비"
    "빈빙빛사산살삼삽상새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨아악안알암압앙애액앵야약양어억언얼엄"
    "업엔여역연열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉자작잔잠잡장재쟁저적전절"
    "점접정제조족존졸종좌죄주죽준줄중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취측층치칙친칠"
    "침칭쾌타탁탄탈탐탑탕태택터토통퇴투특파판팔패팽편평폐포폭표품풍피필하학한할함합항해핵행향허헌험혁현혈혐협형혜호혹혼홀홍화확"
    "환활황회획횡효후훈훤휘휴흉흑흔흘흠흡흥희힘꽃빛별솔샘"
)
# What the South writes without the r of the North (룡 and 용, Ryong and Yong); 리 and 이 are two given names.
_NORTH, _SOUTH = "량려력련렬렴렵령례료룡류륙륜률륭림", "양여역연열염엽영예요용유육윤율융임"
SIBLINGS = dict(zip(_NORTH + _SOUTH, _SOUTH + _NORTH, strict=True))
# A spelling that means another syllable in the Revised Romanisation (jong is 종, and 정 to those who write it so) is
# proposed to a person between two Latin spellings, and taken where the Hangul is known.
_AMBIGUOUS = 0.16
_CUSTOMARY = 0.04
_LONGEST_GIVEN = 3  # syllables
_LONGEST_SYLLABLE = 7  # letters
_COMPOUND = 2  # syllables of a double family name
Syllables = tuple[dict[str, float], ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading: what the family name may be, and each syllable of the given name, with costs from 0 to 1."""

    family: dict[str, float]
    given: Syllables


@cache
def _parts(place: str, columns: tuple[str, ...]) -> dict[str, dict[str, bool]]:
    """Give each jamo's spellings at a place in the syllable, and whether only custom has them."""
    found: dict[str, dict[str, bool]] = {}
    for row in rows("korean"):
        if row["place"] == place:
            for column in columns:
                for spelling in row[column].split():
                    known, text = found.setdefault(row["jamo"].strip("-"), {}), spelling.strip("-")
                    known[text] = known.get(text, True) and column == "customary"
    return found


@cache
def _readings(script: str) -> Mapping[str, dict[str, float]]:
    """Give what each spelled syllable may stand for, and what that reading costs."""
    columns = ("revised", "mccune", "customary") if script == "latin" else ("kontsevich",)
    onsets, vowels, codas = (_parts(place, columns) for place in ("onset", "vowel", "coda"))
    readings: dict[str, dict[str, float]] = {}
    for syllable in dict.fromkeys(_SYLLABLES):
        lead, vowel, tail = jamo(syllable) or ("", "", "")
        for parts in product(onsets[lead].items(), vowels[vowel].items(), codas.get(tail, codas[""]).items()):
            text = "".join(part for part, _ in parts)
            cost = _CUSTOMARY * sum(is_customary for _, is_customary in parts)
            known = readings.setdefault(text, {})
            known[syllable] = min(cost, known.get(syllable, 1.0))
    if script == "latin":
        for row in rows("korean"):
            for text in row["customary"].split() if row["place"] == "whole" else ():
                readings.setdefault(text, {})[row["jamo"]] = _CUSTOMARY
        ruled: dict[str, set[str]] = {}
        for syllable, column in product(_SYLLABLES, ("revised", "mccune")):
            ruled.setdefault(spelled(syllable, column), set()).add(syllable)
        for text, meant in readings.items():
            for syllable in meant if text in ruled else ():
                meant[syllable] += _AMBIGUOUS * (syllable not in ruled[text])
        readings |= {text.replace("hw", "wh", 1): meant for text, meant in readings.items() if text.startswith("hw")}
    return {text: _with_siblings(meant) for text, meant in readings.items()}


def _with_siblings(meant: dict[str, float]) -> dict[str, float]:
    """Add what North and South write instead of each syllable."""
    found = dict(meant)
    for syllable, cost in meant.items():
        if sibling := SIBLINGS.get(syllable):
            found[sibling] = min(cost + _CUSTOMARY, found.get(sibling, 1.0))
    return found


def spelled(syllable: str, column: str) -> str:
    """Give the spelling of a syllable that stands alone: "revised", "mccune" (without accents) or "kontsevich"."""
    lead, vowel, tail = jamo(syllable) or ("", "", "")
    places = (("onset", lead), ("vowel", vowel), ("coda", tail))
    return "".join(next(iter(_parts(place, (column,))[part])) for place, part in places)


def families(hangul: str, script: str) -> list[str]:
    """Give the spellings of a family name in Latin or Cyrillic letters, the most usual first."""
    return next((row[script].split() for row in rows("families") if row["hangul"] == hangul), [])


def families_of(spelling: str, script: str) -> dict[str, float]:
    """Give the family names that a Latin, Cyrillic or Hangul spelling may stand for, with costs; none for no such."""
    return _families(script).get(_letters(spelling, script), {}) if script in {"latin", "cyrillic", "hangul"} else {}


@cache
def _families(script: str) -> Mapping[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows("families"):
        spellings = [row["hangul"]] if script == "hangul" else row[script].split()
        for spelling in spellings:
            found.setdefault(spelling.replace("'", ""), {})[row["hangul"]] = 0.0
    return found


# North and South write some syllables differently at the beginning of a name.
_SAME_FAMILY = ({"이", "리"}, {"유", "류"}, {"임", "림"}, {"노", "로"}, {"나", "라"}, {"양", "량"})


def _segment(text: str, readings: Mapping[str, dict[str, float]], most: int = _LONGEST_GIVEN) -> Iterator[Syllables]:
    """Give each way to read a text as `most` syllables or fewer."""
    if not text:
        yield ()
    for length in range(min(len(text), _LONGEST_SYLLABLE) if most else 0, 0, -1):
        meant = readings.get(text[:length])
        if meant:
            for rest in _segment(text[length:], readings, most - 1):
                yield (meant, *rest)


@lru_cache(CACHED)
def parses(name: str) -> tuple[Parse, ...]:
    """Give all readings of a name as a Korean one, family name first or last; none if it cannot be one."""
    apart = take_apart(name)
    if apart.script == "hangul":
        return tuple(_parse_hangul(apart))
    if apart.script not in {"latin", "cyrillic"}:
        return ()
    found: list[Parse] = []
    atoms = [_letters(atom, apart.script) for atom in apart.atoms]
    if len(apart.tokens) > 1:
        first, last = _letters(apart.tokens[0], apart.script), _letters(apart.tokens[-1], apart.script)
        family = _families(apart.script)
        if first in family and atoms[0] == first:
            found += [Parse(family[first], given) for given in _given(atoms[1:], apart.script)]
        if last in family and atoms[-1] == last:
            found += [Parse(family[last], given) for given in _given(atoms[:-1], apart.script)]
    return tuple(found)


def _letters(atom: str, script: str) -> str:
    return forms(atom)[0] if script == "latin" else atom


def _parse_hangul(apart: Name) -> Iterator[Parse]:
    text = "".join(apart.tokens)
    for length in (1, _COMPOUND):
        family, given = text[:length], text[length:]
        if family in _families("hangul") and 0 < len(given) <= _LONGEST_GIVEN and len(apart.tokens) <= _COMPOUND:
            if len(apart.tokens) == _COMPOUND and apart.tokens[0] != family:
                continue
            if all(syllable in _SYLLABLES for syllable in given):
                yield Parse({family: 0.0}, tuple(_with_siblings({syllable: 0.0}) for syllable in given))


def _given(atoms: list[str], script: str) -> Iterator[Syllables]:
    """Read each atom as one or more syllables; a given name has three at most."""
    if not atoms or sum(map(len, atoms)) > _LONGEST_SYLLABLE * _LONGEST_GIVEN:
        return
    readings = _readings(script)
    is_parted = len(atoms) > 1  # then a part that can be one syllable is one
    choices = [
        [(readings[atom],)] if is_parted and atom in readings else list(_segment(atom, readings)) for atom in atoms
    ]
    for chosen in product(*choices):
        syllables = tuple(syllable for part in chosen for syllable in part)
        if len(syllables) <= _LONGEST_GIVEN:
            yield syllables


def distance(left: tuple[Parse, ...], right: tuple[Parse, ...]) -> tuple[float, str]:
    """Give the cost of the cheapest common reading, at least 1 where there is none, and that reading."""
    best, reading = 1.0, ""
    for one, other in product(left, right):
        if len(one.given) == len(other.given):
            family, cost = _common_family(one.family, other.family)
            given = [_common(*pair) for pair in zip(one.given, other.given, strict=True)]
            total = cost + sum(more for _, more in given)
            if total < best:
                best, reading = total, family + "".join(syllable for syllable, _ in given)
    return best, reading


def share_family(left: tuple[Parse, ...], right: tuple[Parse, ...]) -> bool:
    """Tell whether two names can have one family name, and given names of as many syllables."""
    return any(
        len(one.given) == len(other.given) and not _common_family(one.family, other.family)[1]
        for one, other in product(left, right)
    )


def _common(one: dict[str, float], other: dict[str, float]) -> tuple[str, float]:
    shared = [(one[syllable] + other[syllable], syllable) for syllable in one if syllable in other]
    cost, syllable = min(shared, default=(1.0, ""))
    return syllable, cost


def _common_family(one: dict[str, float], other: dict[str, float]) -> tuple[str, float]:
    for family in one:
        if family in other:
            return family, 0.0
    for pair in _SAME_FAMILY:
        if pair & one.keys() and pair & other.keys():
            return min(pair), 0.0
    return "", 1.0
