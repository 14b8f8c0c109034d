"""Names that a human translator kept: capitalised sequences that stand in a text and in its translation alike."""

from __future__ import annotations

import re

from align.document import Span
from align.names.boundary import occurrences

# A word with a capital, and further ones behind it, with the small words that names have inside.
_NAME = re.compile(r"[A-Z][\w'’.-]*\w(?:\s(?:(?:of|de|da|do|dos|van|von|bin|al|the)\s)?[A-Z][\w'’.-]*\w)*|[A-Z]{2,}")
_POSSESSIVE = re.compile(r"['’]s$")
# Shorter ones are articles, pronouns and initials.
_SHORTEST = 3


def kept(text: str, reference: str) -> list[Span]:
    """Give the names in order, the longest that both texts have; a lone word that begins a sentence is none."""
    spans: list[Span] = []
    for match in _NAME.finditer(text):
        words = [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, *match.span())]
        spans += _longest(words, text, reference)
    return spans


def _longest(words: list[Span], text: str, reference: str) -> list[Span]:
    """Cut one capitalised sequence into the longest runs of words that the reference has too."""
    first = 0
    found: list[Span] = []
    while first < len(words):
        for last in range(len(words), first, -1):
            span = _trim(Span(words[first].start, words[last - 1].end), text)
            name = span.of(text)
            lone_start = last - first == 1 and (not text[: span.start].strip(" \"'“”‘(") or _begins(text, span.start))
            if not lone_start and len(name) >= _SHORTEST and _is_kept(name, text, reference):
                found.append(span)
                first = last
                break
        else:
            first += 1
    return found


def _trim(span: Span, text: str) -> Span:
    name = _POSSESSIVE.sub("", span.of(text)).rstrip(".'’-")
    return Span(span.start, span.start + len(name))


def _begins(text: str, place: int) -> bool:
    return text[:place].rstrip(" \"'“”‘(").endswith((".", "!", "?", ":"))


def _is_kept(name: str, text: str, reference: str) -> bool:
    there = sum(1 for _ in occurrences(reference, name))
    return name[0].isupper() and there > 0 and there >= sum(1 for _ in occurrences(text, name))
