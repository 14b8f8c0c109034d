"""An article at the end of its way, and the document that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.document import Target

if TYPE_CHECKING:
    from align.bitext import Bitext, TranslationUnit
    from align.prepare import Article


@dataclass(frozen=True, slots=True)
class Finished:
    """An article at the end of its way."""

    article: Article
    bitext: Bitext

    def document(self) -> bytes:
        """Write the document in its own format with the targets in place of the segments."""
        document = self.article.document
        return document.skeleton.write(document, self._targets(), language=self.bitext.target_language)

    def _targets(self) -> list[Target]:
        """Give a target for each segment; units that a person cut stand in one, and what was joined in the first."""
        found: list[list[TranslationUnit]] = [[] for _ in self.article.document.segments]
        for unit in self.bitext.units:
            found[unit.bead.source[0]].append(unit)
        return [
            Target(those[0].target, those[0].links)
            if len(those) == 1
            else Target(" ".join(unit.target for unit in those if unit.target))
            for those in found
        ]
