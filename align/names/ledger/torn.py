"""Tell where a translation took a name for the everyday words that it is made of: `El Cuatro programa de Esquinas`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from align.concept import PERSON
from align.document import Span
from align.names.discover.seam import OTHER
from align.names.fold import fold
from align.names.ledger.locate import located
from align.names.ledger.same import words
from align.names.verify import hull

if TYPE_CHECKING:
    from align.bitext import TranslationUnit
    from align.concept import Mention

_WORD = re.compile(r"[^\W\d_]+")
# Shorter ones are articles and prepositions, which belong inside a name: `Banco de Inglaterra`.
_CONTENT = 4
# `the White House`, not `the Four Corners film`, where the article is that of the film.
_DESCRIBED = re.compile(r"\b(?:the|an?|el|las?|los|[oa]s?|les?|il|lo|gli|i|die|der|das)\s$|\b[ld]['’]$", re.IGNORECASE)
_NOUN = re.compile(r"\s[^\W\d_]{4}")
_REACH = 6


def is_described(text: str, span: Span) -> bool:
    """Tell whether an article stands before a name: it says what the thing is, and has a translation."""
    if not _DESCRIBED.search(text, max(0, span.start - _REACH), span.start):
        return False
    noun = _NOUN.match(text, span.end)
    return noun is None or not noun[0].strip().islower()


def is_torn(unit: TranslationUnit, mention: Mention, language: str) -> bool:
    """Tell whether a name of several words is torn: others stand inside, some are small, a person's half translated."""
    stretch, count = hull(unit.links, mention.span), len(words(mention.surface))
    if stretch is None or mention.surface.isupper() or count == 1:
        return False
    if any(len(words(span.of(unit.target))) == count for span in located(unit, [mention], language).values()):
        return False  # it stands there, however it is spelled
    found = [
        Span(stretch.start + match.start(), stretch.start + match.end())
        for match in _WORD.finditer(stretch.of(unit.target))
    ]
    content = [span for span in found if len(span) >= _CONTENT]
    if mention.concept.kind == PERSON:
        written = {fold(span.of(unit.target)) for span in found}
        kept = [word in written for word in words(mention.surface)]
        is_taken = any(kept) and not all(kept)
    elif mention.concept.kind == OTHER:
        is_taken = any(span.of(unit.target).islower() for span in content[1:])
    else:
        return False  # a body or place that is known by its words is known by their translation
    return is_taken or any(_is_foreign(unit, mention, span) for span in content)


def _is_foreign(unit: TranslationUnit, mention: Mention, span: Span) -> bool:
    """Tell whether a word of the translation stands for words outside the name alone."""
    sources = [link.source for link in unit.links if link.target.overlaps(span)]
    return bool(sources) and not any(source.overlaps(mention.span) for source in sources)
