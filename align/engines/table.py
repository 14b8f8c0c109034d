"""A public fake: an engine that looks sentences up in a table; for tests here and in other packages."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.document import Link, Span
from align.errors import ModelMissingError
from align.hypothesis import Hypothesis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.hypothesis import Sentence
    from align.languages import Pair

_WORD = re.compile(r"\w+")


@dataclass
class TableEngine:
    """Translate by table: a whole sentence first, else word by word; what the table lacks is copied.

    Word order is kept, so links are exact. `honours` says whether constraints are obeyed.
    """

    tables: Mapping[Pair, Mapping[str, str]] = field(default_factory=dict)
    honours: bool = True
    name: str = "table"

    def pairs(self) -> frozenset[Pair]:
        """Give the pairs that have a table."""
        return frozenset(self.tables)

    def fingerprint(self, pair: Pair) -> str:
        """Identify the table."""
        whole = json.dumps([sorted(self._table_of(pair).items()), self.honours])
        return "table-" + hashlib.sha256(whole.encode()).hexdigest()[:12]

    def placeholder(self, pair: Pair) -> str:
        """Give the kind that survives: any does, since what the table lacks is copied."""
        del pair
        return "XN{}"

    def translate(self, pair: Pair, sentences: Sequence[Sentence]) -> list[Hypothesis]:
        """Look each sentence up."""
        table = self._table_of(pair)
        return [self._translate_one(table, pair, sentence) for sentence in sentences]

    def _table_of(self, pair: Pair) -> Mapping[str, str]:
        if pair not in self.tables:
            raise ModelMissingError(f"no table for {pair}")
        return self.tables[pair]

    def _translate_one(self, table: Mapping[str, str], pair: Pair, sentence: Sentence) -> Hypothesis:
        route = (pair.source, pair.target)
        constraints = sentence.constraints if self.honours else ()
        if sentence.text in table and not constraints:
            return Hypothesis(table[sentence.text], 0.0, route, honoured=(None,) * len(sentence.constraints))
        pieces: list[tuple[Span, str]] = [(c.source_span, c.form) for c in constraints]
        for match in _WORD.finditer(sentence.text):
            span = Span(*match.span())
            if not any(span.overlaps(taken) for taken, _ in pieces):
                pieces.append((span, table.get(match[0], match[0])))
        text, at, links = "", 0, []
        for span, word in sorted(pieces):
            text += sentence.text[at : span.start]
            links.append(Link(span, Span(len(text), len(text) + len(word))))
            text, at = text + word, span.end
        text += sentence.text[at:]
        place = {link.source: link.target for link in links}
        honoured = tuple(place[c.source_span] if self.honours else None for c in sentence.constraints)
        return Hypothesis(text, 0.0, route, tuple(links), honoured)
