"""Look for the names that the ledger tells of: where no glossary knows them, and where it is certain who is meant."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from align.concept import FULL
from align.names.termbase import FINGERPRINT_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.concept import Concept, Mention
    from align.names.recognise import Recogniser


def unknown_to(glossary: Recogniser, names: Sequence[Concept]) -> tuple[Concept, ...]:
    """Leave out the names that a glossary has in one of their full forms."""
    return tuple(
        name
        for name in names
        if not any(
            len(hit.span) == len(term.text)
            for term in name.terms
            if term.form == FULL
            for hit in glossary.hits(term.text)
        )
    )


def fingerprint_of(names: Sequence[Concept]) -> str:
    """Give what changes with any form of any name."""
    return hashlib.sha256(repr(names).encode()).hexdigest()[:FINGERPRINT_LENGTH]


def without_strangers(article: Sequence[tuple[Mention, ...]]) -> list[tuple[Mention, ...]]:
    """Leave out the short forms of whom the article does not name in full: `Will` may be anybody's, or no name."""
    named = {mention.concept.id for row in article for mention in row if mention.term.form == FULL}
    return [
        tuple(one for one in row if not one.concept.is_local or one.term.form == FULL or one.concept.id in named)
        for row in article
    ]
