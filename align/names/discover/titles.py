"""Find names in scripts without letter case, by the titles that stand beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from align.document import Span
from align.languages import base
from align.names.discover.hangul import is_foreign, is_plain
from align.names.discover.seam import Candidate, Cue
from align.names.offices import OFFICES, RULERS
from align.names.variants.tokens import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The hundred most frequent family names of Korea (Statistics Korea, census of 2015), without those that begin common
# words before a title.
_FAMILY = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염여추석선설마길연위표"
    "명기반왕금옥육인맹제모탁국은편용"
)
_KOREAN_TITLES = "|".join(
    sorted(word for word, offices in OFFICES.items() if script_of(word) == "hangul" and not offices & RULERS)
)
# A foreign name has two parts at least, and none of them ends in a particle.
_PART = "(?!주한|신임|[상하]원|\\S+당 )[가-힣]{2,6}(?<![는은을를의에로와과도서])"
# Some words of his office may stand between a man and his title: `김홍균 외교부 제1차관`.
_OFFICE = r"(?:\s[가-힣]+(?:부|처|청|원|실|국|회|당|군|위|담당)|\s주한|\s전|\s신임)*"
_NATIVE = rf"(?:[{_FAMILY}][가-힣]{{2}}|(?:남궁|황보|제갈|선우|독고)[가-힣]{{1,2}})"
_KOREAN = (
    rf"(?<![가-힣])(?:(?P<name>{_NATIVE})(?={_OFFICE}\s(?:제\d)?(?:{_KOREAN_TITLES}))"
    rf"|(?P<after>{_PART} {_PART})(?=(?:\s주한)?(?:\s[가-힣]{{2,6}})?\s(?:{_KOREAN_TITLES})))"
)
_JAPANESE_TITLES = (
    "大統領|首相|外相|国防相|防衛相|外務次官|外務大臣|大臣|大使|長官|報道官|事務総長|議長|総書記|委員長|知事|市長|氏|さん|教授"
    "|監督"
)
_KATAKANA = r"[ァ-ヴー]{2,}(?:[・＝=][ァ-ヴー]+)+"
_JAPANESE = rf"(?P<name>{_KATAKANA}|[ァ-ヴー]{{3,}}(?=(?:{_JAPANESE_TITLES})))"
_CHINESE_TITLES = (
    "总统|總統|国家主席|主席|总理|總理|首相|外长|外長|部长|部長|大使|秘书长|秘書長|发言人|發言人|防长|国防部长|特使|议长|先生"
    "|女士"
)
_FOREIGN_CHINESE = r"[\u4e00-\u9fff]{1,6}(?:[·・‧][\u4e00-\u9fff]{1,6})*[·・‧][\u4e00-\u9fff]{1,6}"
_SAYS = (
    "今天|昨天|日前|总统|總統|主席|总理|總理|于|於|将|將|对|對|会见|會見|的|是"
    "|表示|说|說|指出|强调|強調|称|稱|宣布|当天|今天|在|与|與|和|，|。|、"
)
_CHINESE = (
    rf"(?P<name>{_FOREIGN_CHINESE}?(?={_SAYS}|[^\u4e00-\u9fff]|$))"
    rf"|(?:{_CHINESE_TITLES})(?P<after>[\u4e00-\u9fff]{{2,4}}?)(?={_SAYS})"
)
_ARABIC_TITLES = (
    "الرئيس|رئيس الوزراء|وزير الخارجية|وزير الدفاع|الوزير|السفير|الأمين العام|المتحدث باسم الكرملين|المبعوث|الجنرال"
)
# Words that follow a title where no name does.
_ARABIC_WORD = r"(?!ال|(?:في|من|على|إلى|عن|أن|إن|قال|الذي|خلال)\b)\w{2,}"
_ARABIC = rf"(?<!\w)(?:{_ARABIC_TITLES})(?: ال\w+){{0,3}} (?P<name>{_ARABIC_WORD} {_ARABIC_WORD})"
_PATTERNS = {"ko": _KOREAN, "ja": _JAPANESE, "zh": _CHINESE, "ar": _ARABIC}


class Titles:
    """A name before or behind its title, in Hangul, Han, kana or Arabic letters."""

    name: ClassVar[str] = "titles"

    def serves(self, language: str) -> bool:
        """Tell whether there is a table for the language."""
        return base(language) in _PATTERNS

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the people whom a title introduces."""
        tag = base(language)
        return [candidate for number, text in enumerate(texts) for candidate in _people(number, text, tag)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Compile when first asked: most articles have letter case, and no use for it."""
    return re.compile(_PATTERNS[language])


def _people(number: int, text: str, language: str) -> Iterator[Candidate]:
    for match in _pattern(language).finditer(text):
        group = "name" if match["name"] else "after"
        if language == "ko" and group == "after" and not _may_be_full_name(match["after"].split()):
            continue
        span = Span(*match.span(group))
        yield Candidate(number, span, span.of(text), "person", Cue.TITLE)


def _may_be_full_name(words: Sequence[str]) -> bool:
    """Tell a foreign name in Hangul from other words before a title (`몇몇 상원 의원`, `예정된 트럼프 대통령`)."""
    return any(map(is_foreign, words)) and not any(map(is_plain, words))
