"""Write kana in Latin letters (Hepburn, long vowels and doubled consonants once)."""

from __future__ import annotations

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サ*スセソ", "t": "タ**テト", "n": "ナニヌネノ", "h": "ハヒ*ヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザ*ズゼゾ", "d": "ダ**デド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel for consonant, row in _ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)
} | {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヴ": "vu", "ワ": "wa",
    "ヲ": "o", "ン": "n", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ヰ": "i", "ヱ": "e", "ッ": "", "ー": "",
}  # fmt: skip
_SMALL_VOWELS = dict(zip("ァィゥェォ", "aiueo", strict=True))
_SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o"}
_SIBILANTS = ("shi", "chi", "ji")
_HIRAGANA = {ord(kana) - 0x60: kana for kana in [*_KANA, *_SMALL_VOWELS, *_SMALL_Y] if kana != "ー"}


def romaji(text: str) -> str:
    """Write kana as romaji; other characters are left out."""
    written: list[str] = []
    for kana in text.translate(_HIRAGANA):
        previous = written[-1] if written else ""
        if kana in _SMALL_Y and previous.endswith(("i", "e", "u")):
            written[-1] = previous[:-1] + ("" if previous in _SIBILANTS else "y") + _SMALL_Y[kana]
        elif kana in _SMALL_VOWELS:
            vowel = _SMALL_VOWELS[kana]
            if previous[-1:] in {"u", "e", "o", "i"} and len(previous) > 1:
                written[-1] = previous[:-1] + vowel
            elif previous == "u":
                written[-1] = "w" + vowel
            elif not previous.endswith(vowel):
                written.append(vowel)
        elif kana in _SMALL_Y:
            written.append("y" + _SMALL_Y[kana])
        elif _KANA.get(kana):
            written.append(_KANA[kana])
    return "".join(written)
