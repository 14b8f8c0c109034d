"""Chinese names as Korean reads their characters: `Zhang Guotao`, 장국도.

`tables/sino.csv` joins the pinyin and the Korean readings of the characters in KS X 1001 and in Korean schoolbooks
(kMandarin and kHangul of Unicode's Unihan 15, under the Unicode License); a reading that only one of many characters
has is left out. `tests/make_sino.py` makes it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from align.names.variants.korean import SIBLINGS, parses
from align.names.variants.rows import rows
from align.names.variants.syllables import pinyin
from align.names.variants.titled import without_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from align.names.variants.tokens import Name

_READ = 90.0
# A name of two syllables can be that of several people, read so: it is the same only where the given name has few
# readings, or what reads so has few spellings in pinyin: at most so many, by the number of readings.
_FEW_READINGS, _SOME_READINGS = 5, 8
_SOME_PINYIN, _FEW_PINYIN = 4, 2
_FEW_SYLLABLES = 2
_AMBIGUOUS = 80.0  # for a person to decide
# Chinese family names of two characters, by the Korean reading: spelled in pinyin they are nobody else's.
_DOUBLE = {
    "zhuge": "제갈", "sima": "사마", "gongsun": "공손", "xiahou": "하후", "ouyang": "구양", "shangguan": "상관",
    "huangfu": "황보", "dugu": "독고", "murong": "모용", "zhangsun": "장손", "yuchi": "울지", "linghu": "영호",
    "tuoba": "탁발", "duanmu": "단목", "situ": "사도", "ximen": "서문", "zhongli": "종리", "taishi": "태사",
    "chunyu": "순우", "wanyan": "완안", "helian": "혁련", "baili": "백리", "gongyang": "공양", "guliang": "곡량",
    "shentu": "신도", "puyang": "복양", "yuwen": "우문", "geshu": "가서", "tantai": "담대",
}  # fmt: skip
_RULER = ("Taizong", "of", "Tang")  # in Korean the dynasty comes first
_FEWEST, _MOST = 2, 5  # syllables
_SIDES, _SIDED = frozenset("북남동서전후"), 2  # what historians put before a dynasty, which together are two syllables


@cache
def _readings() -> Mapping[str, frozenset[str]]:
    return {row["pinyin"]: frozenset(row["hangul"].split()) for row in rows("sino")}


def keys(name: Name) -> Iterator[str]:
    """Give the number of syllables with each reading of the first one."""
    if name.script == "hangul":
        yield from (f"zh {len(text)} {text[0]}" for text in _read(name) if _FEWEST <= len(text) <= _MOST)
    elif name.script == "latin":
        for syllables in _syllables(name):
            yield from (f"zh {len(syllables)} {one}" for one in syllables[0])


def score(latin: Name, hangul: Name) -> float:
    """Score a name in pinyin and one in Hangul, 0 to 100."""
    for syllables, text in product(_syllables(latin), _read(hangul)):
        if len(syllables) == len(text) and all(one in known for one, known in zip(text, syllables, strict=True)):
            if text.startswith(_double(latin)):
                return _READ
            is_certain = len(text) > _FEW_SYLLABLES or _is_telling(syllables[-1], text[-1])
            return _READ if is_certain and not _is_korean(latin, len(text)) else _AMBIGUOUS
    return 0.0


def _double(name: Name) -> str | tuple[()]:
    """Give the Korean reading of a family name of two characters, which stands first; nothing begins with ()."""
    return _DOUBLE.get(name.tokens[0], ())


def _read(hangul: Name) -> Iterator[str]:
    """Give a name in Hangul without spaces, and without the side of a dynasty (북송, Northern Song)."""
    text = "".join(hangul.tokens)
    yield text
    if len(hangul.tokens) > 1 and len(hangul.tokens[0]) == _SIDED and text[0] in _SIDES:
        yield text[1:]


def _is_telling(readings: frozenset[str], read: str) -> bool:
    """Tell whether a syllable in pinyin and one of its readings leave few others.

    What North and South write otherwise (력, 역) counts once.
    """
    ways = len({min(one, SIBLINGS.get(one, one)) for one in readings})
    return ways <= _FEW_READINGS or _spelled()[read] <= (_SOME_PINYIN if ways <= _SOME_READINGS else _FEW_PINYIN)


@cache
def _spelled() -> Mapping[str, int]:
    """Count the pinyin syllables of each reading."""
    return Counter(one for readings in _readings().values() for one in readings)


def _syllables(name: Name) -> Iterator[tuple[frozenset[str], ...]]:
    """Give the Korean readings of each syllable, for each way to cut the name into pinyin; a hyphen is Korean."""
    tokens = without_title(name).tokens
    if len(name.atoms) != len(name.tokens) or len(tokens) < _FEW_SYLLABLES:
        return
    if len(tokens) == len(_RULER) and tokens[1] == _RULER[1]:
        tokens = (tokens[2], tokens[0])
    cut: list[tuple[frozenset[str], ...]] = [()]
    for token in tokens:
        cut = [(*before, *readings) for before in cut for readings in _of(token)]
    yield from (known for known in cut if len(known) <= _MOST and all(known))


def _of(token: str) -> Iterator[tuple[frozenset[str], ...]]:
    """Give the Korean readings of each syllable of a token, for each way to cut it."""
    if token in _DOUBLE:
        yield tuple(map(frozenset, _DOUBLE[token]))
    for syllables in pinyin(token):
        yield tuple(_readings().get(syllable, frozenset()) for syllable in syllables)


def _is_korean(name: Name, syllables: int) -> bool:
    """Tell whether a name can as well be a Korean one of as many syllables, spelled by the rules."""
    return any(
        len(reading.given) + 1 == syllables and not any(min(costs.values()) for costs in reading.given)
        for reading in parses(" ".join(name.tokens))
    )
