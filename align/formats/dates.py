"""Find the day of an article: in the head of a page or a Markdown file, or in its dateline."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# By their first letters, so that long and short names, and cases, are found: en, pt, es, fr, it, de, id, ru, uk.
_MONTHS = (
    "jan ene gen янв січ",
    "feb fev fév фев лют",
    "mar mär мар берез",
    "apr abr avr апр квіт",
    "may mai mei mag май мая трав",
    "jun juin giu июн черв",
    "jul juil lug июл лип",
    "aug ago aoû agu авг серп",
    "sep set сен верес",
    "oct out ott okt окт жовт",
    "nov ноя листоп",
    "dec dez dic déc des дек груд",
)
_MONTH_OF = {start: number for number, starts in enumerate(_MONTHS, 1) for start in starts.split()}
_MONTH = rf"(?P<month>(?:{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})[^\W\d_]*)\.?"
_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>0?[1-9]|[12]\d|3[01])"
_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
# A day and a month that are both numbers are only clear with the year first, or with points between.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}([-./]){_NUMBER}\2{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}\.\s?{_NUMBER}\.\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}[년年]\s?{_NUMBER}[월月]\s?{_DAY}[일日]",
        rf"(?<!\w){_DAY}(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+|del\s+)?{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
    )
)
_NAMES = frozenset({
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
})  # fmt: skip
_LINKED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_FIELD = re.compile(
    r"^[ \t]*(?:date|published|pubdate|publishdate|published_at)[ \t]*[:=][ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE
)
# A dateline stands among the first lines, and is short or parted from its paragraph by a dash.
_LINES, _LONGEST = 6, 80
_DASH = re.compile(r"\s[-–—]\s|[—–]")


def date_in(text: str) -> str:
    """Give the first full date of a text as `YYYY-MM-DD`; empty where it has none."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            named = match.groupdict()
            month = int(named["number"]) if "number" in named else _month(named["month"])
            try:
                return dt.date(int(named["year"]), month, int(named["day"])).isoformat()
            except ValueError:
                continue
    return ""


def from_page(root: _Element) -> str:
    """Give the day that a page's meta elements, linked data or first time element tell."""
    return next(filter(None, map(date_in, _told(root))), "")


def from_front_matter(head: str) -> str:
    """Give the day that the metadata at the head of a Markdown file tells."""
    return next(filter(None, (date_in(match[1]) for match in _FIELD.finditer(head))), "")


def from_dateline(text: str) -> str:
    """Give the day in the first lines: in a short line, or before the dash that ends a dateline."""
    lines = [line for line in text[: _LINES * 2000].split("\n") if line.strip()][:_LINES]
    for line in lines:
        dash = _DASH.search(line[:_LONGEST])
        told = line if len(line) <= _LONGEST and dash is None else line[: dash.start()] if dash else ""
        if told and (date := date_in(told)):
            return date
    return ""


def _month(name: str) -> int:
    lowered = name.lower()
    return next((number for start, number in _MONTH_OF.items() if lowered.startswith(start)), 0)


def _told(root: _Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in _NAMES:
            yield meta.get("content") or ""
    for script in root.iter("script"):
        if "json" in (script.get("type") or ""):
            yield from _LINKED.findall(script.text or "")
    times = sorted(root.iter("time"), key=lambda time: "publish" not in (time.get("itemprop") or "").lower())
    yield from (time.get("datetime") or "" for time in times[:1])
