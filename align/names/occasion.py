"""The first mention of a name in an article, which may be due in full with its original, and the later ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from align.concept import FULL, SHORT, Occasion
from align.names.fold import key
from align.names.terms import preferred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Mention

# The original follows the name at once: a space, and a bracket that may say what language it is.
_REACH = 3


def first_form(concept: Concept, target: str) -> tuple[str, str]:
    """Give the full form in the target and the original that stands behind it at the first mention, or nothing."""
    full, original = preferred(concept, target, FULL), preferred(concept, concept.first, FULL)
    if full is None or original is None or key(full.text) == key(original.text):
        return "", ""
    return full.text, original.text


def mark(
    texts: Sequence[str], article: Sequence[tuple[Mention, ...]], *, is_running: Sequence[bool], target: str
) -> tuple[tuple[Mention, ...], ...]:
    """Say which mention of an article is the first, for the concepts whose glossary asks for it.

    Headlines (`is_running` false) keep the form they have. A later mention is only shortened where nobody else in
    the article goes by the same short form.
    """
    if not any(mention.concept.first for row in article for mention in row):
        return tuple(article)
    unclear = _shared(article, target)
    named: set[str] = set()
    marked: list[tuple[Mention, ...]] = []
    for text, row, runs in zip(texts, article, is_running, strict=True):
        marked.append(tuple(_marked(text, one, named, unclear, target) if runs else one for one in row))
    return tuple(marked)


def _marked(text: str, mention: Mention, named: set[str], unclear: frozenset[str], target: str) -> Mention:
    concept = mention.concept
    if not concept.first or mention.term.form not in (FULL, SHORT) or concept.do_not_translate:
        return mention
    if concept.id in named:
        return mention if concept.id in unclear else replace(mention, occasion=Occasion.LATER)
    named.add(concept.id)
    original = first_form(concept, target)[1]
    if not original or text.find(original, mention.span.end, mention.span.end + len(original) + _REACH) >= 0:
        return mention
    return replace(mention, occasion=Occasion.FIRST)


def _shared(article: Sequence[tuple[Mention, ...]], target: str) -> frozenset[str]:
    """Give the concepts that share their short form with another one of the article."""
    bearers: dict[str, set[str]] = {}
    for concept in {mention.concept.id: mention.concept for row in article for mention in row}.values():
        short = preferred(concept, target, SHORT)
        if short is not None:
            bearers.setdefault(key(short.text), set()).add(concept.id)
    return frozenset(one for ids in bearers.values() if len(ids) > 1 for one in ids)
