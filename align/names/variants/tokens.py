"""Take a name apart: its tokens, their script, and plain letters for each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from align.names.fold import key
from align.names.variants import kana
from align.names.variants.initials import written_out

CACHED = 131_072  # names and tokens; a batch of 10,000 articles mentions fewer
# Letters that no decomposition makes plain.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_SAID = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "ź": "zh", "ż": "zh", "ñ": "ny",
     "ń": "ny", "ç": "s", "ö": "oe", "ü": "ue", "ä": "ae", "å": "o", "ř": "rzh", "ţ": "ts", "ț": "ts", "ĉ": "ch",
     "ŝ": "sh", "ĵ": "zh", "ğ": "gh", "ł": "w", "đ": "dj"}
)  # fmt: skip
_NASAL = str.maketrans({"ą": "on", "ę": "en"})
_SCRIPTS = (
    ("latin", "A-Za-zÀ-ɏ\u1e00-\u1eff"),
    ("cyrillic", "\u0400-\u052f"),
    ("hangul", "\uac00-\ud7a3"),
    ("kana", "\u3040-\u30ff"),
    ("han", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("arabic", "\u0600-\u06ff"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hebrew", "\u0590-\u05ff"),
)
_OF_SCRIPT = tuple((name, re.compile(f"[{letters}]")) for name, letters in _SCRIPTS)
_ATOM = re.compile(r"[^\W_]+(?:['ʹ][^\W_]+)*'?")
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ar|an|at|ad|az)-(?=\w{3})")
_GENITIVE = re.compile(r"(?<=\w\w)의$")  # 독일의 프리드리히, Friedrich of Germany
_ARABIC_ARTICLE = re.compile("^ال(?=\\w{3})")
# The article as it is heard before the first consonant of the name.
_HANGUL_ARTICLES = frozenset("알앗안아엘")
_BEFORE_DENTAL = "앗"  # no given name begins so
_SHORTEST_WITH_ARTICLE = 3  # syllables
# Small words that are no name by themselves.
PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "ben", "de", "del", "della", "di", "da", "do", "dos", "das", "der", "den", "van", "von",
    "the", "of", "and", "y", "e", "la", "le", "du",
})  # fmt: skip
_SEPARATORS = str.maketrans({"·": " ", "・": " ", "＝": " ", "=": " ", "‧": " ", ",": " ", ".": ". "})


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart; `tokens` are joined at hyphens, `atoms` are not."""

    script: str
    tokens: tuple[str, ...]
    atoms: tuple[str, ...]


def script_of(text: str) -> str:
    """Name the script of the first letter that has one of ours; "other" where none has."""
    places = [(found.start(), name) for name, letters in _OF_SCRIPT if (found := letters.search(text))]
    return min(places)[1] if places else "other"


@lru_cache(CACHED)
def take_apart(name: str) -> Name:
    """Fold a name and cut it into tokens."""
    folded = key(name).translate(_SEPARATORS)
    folded = written_out(_ARABIC_MARKS.sub("", folded))
    script = script_of(folded)
    tokens: list[str] = []
    atoms: list[str] = []
    words = folded.split()
    if script == "hangul":
        words = [*(_GENITIVE.sub("", word) for word in words[:-1]), *words[-1:]]
    for word in words:
        if script == "other":
            tokens.append(word)
            atoms.append(word)
            continue
        bare = _ARABIC_ARTICLE.sub("", _ARTICLE.sub("", word))
        parts = _ATOM.findall(bare)
        if parts:
            tokens.append("".join(parts))
            atoms += parts
    return Name(script, tuple(tokens), tuple(atoms))


def without_article(token: str) -> str:
    """Leave out what may be the Arabic article of a name in Hangul: 알아사드, but 알리 stays."""
    shortest = 2 if token[0] == _BEFORE_DENTAL else _SHORTEST_WITH_ARTICLE
    return token[1:] if token[0] in _HANGUL_ARTICLES and len(token) >= shortest else token


@lru_cache(CACHED)
def plain(token: str) -> str:
    """Strip accents and apostrophes; for Latin letters."""
    stripped = unicodedata.normalize("NFD", token.translate(_PLAIN))
    return "".join(c for c in stripped if not unicodedata.combining(c) and c.isalnum())


@lru_cache(CACHED)
def forms(token: str) -> tuple[str, ...]:
    """Give the plain forms of a Latin token: without its accents, and as its accents are said."""
    return tuple(dict.fromkeys((plain(token), plain(token.translate(_SAID)))))


@lru_cache(CACHED)
def heard(token: str) -> tuple[str, ...]:
    """Give the plain forms of a Latin token, and that with the n of Polish nasal vowels (`Wałęsa`, 바웬사)."""
    return tuple(dict.fromkeys((*forms(token), *forms(token.translate(_NASAL)))))


_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = (
    "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ",
    "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
)  # fmt: skip
_FIRST_SYLLABLE = 0xAC00
_SYLLABLES = 11172


def jamo(syllable: str) -> tuple[str, str, str] | None:
    """Take a Hangul syllable apart: lead, vowel, tail (Unicode standard, section 3.12)."""
    number = ord(syllable) - _FIRST_SYLLABLE
    if not 0 <= number < _SYLLABLES:
        return None
    lead, rest = divmod(number, len(_VOWELS) * len(_TAILS))
    vowel, tail = divmod(rest, len(_TAILS))
    return _LEADS[lead], _VOWELS[vowel], _TAILS[tail]


def _letters_of_hangul(token: str) -> str:
    """Leave out leads that are silent, and tell a final s apart, which is said t."""
    parts = [jamo(syllable) for syllable in token]
    return "".join(lead.strip("ㅇ") + vowel + tail.replace("ㅅ", "ᆺ") for lead, vowel, tail in filter(None, parts))


@lru_cache(CACHED)
def letters(token: str, script: str) -> str:
    """Give the letters of a token for the table of its script."""
    if script == "hangul":
        return _letters_of_hangul(token)
    if script == "kana":
        return kana.romaji(token)
    if script == "greek":
        return "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    if script == "arabic":
        return token.replace("\u200c", "")
    return "".join(character for character in token if character.isalpha())
