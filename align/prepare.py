"""What every article goes through, translated or not: read, detect, cut, recognise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from align import languages
from align.detect import detect, detect_all, mark_foreign
from align.document import Role
from align.errors import AlignError, InputError, attempt, sole, together
from align.formats.lines import read_lines
from align.formats.reader import parse
from align.languages import Pair
from align.names.forbidden import Forbidden
from align.names.keep import fingerprint_of, unknown_to, without_strangers
from align.names.occasion import mark
from align.names.recognise import Recogniser, find_together
from align.names.termbase import Glossaries, Termbase
from align.segment import Segmenter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from align.bitext import Bead, Flag
    from align.concept import Concept, Mention
    from align.detect import Detected
    from align.document import Document, Segment
    from align.edits import Basis

# Lines of a segmented text that its language is told by: a whole book would take long.
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Article:
    """An article on its way: its document with segments, and the mentions in each segment.

    `held` has the targets that a person holds, by the number of the segment. `translation` is the other document, with
    its segments, where one is there already; `beads` is how the two were aligned. `remarks` are flags for each segment.
    """

    document: Document
    confidence: float
    doubts: tuple[Flag, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    held: Mapping[int, Basis] = field(default_factory=dict)
    translation: Document | None = None
    beads: tuple[Bead, ...] = ()
    remarks: tuple[tuple[Flag, ...], ...] = ()


class Preparation:
    """The first stages with what they share: glossary and rules.

    `among` are the languages that an article may be in, `target` the one that it is to be translated into (empty:
    none), `date` the day of articles that do not tell theirs. With `is_segmented` files have a segment a line.
    `names` are those that the ledger tells of; what the glossaries know stays theirs.
    """

    def __init__(
        self,
        glossaries: Sequence[Path],
        *,
        among: Iterable[str] = (),
        target: str = "",
        date: str = "",
        is_segmented: bool = False,
        names: Sequence[Concept] = (),
    ) -> None:
        self._paths = glossaries
        self._among = tuple(among) or tuple(sorted(languages.NAMES))
        self._target = target
        self._date = date
        self._is_segmented = is_segmented
        self._names = tuple(names)
        self._recognisers: dict[tuple[str, int], Recogniser] = {}
        self._forbidden: dict[tuple[str, int], Forbidden] = {}
        self._kept: dict[tuple[str, int], Recogniser] = {}
        self.segmenter = Segmenter()

    @cached_property
    def glossaries(self) -> Glossaries:
        """Read the glossaries, once."""
        return Glossaries.load(self._paths)

    @property
    def fingerprint(self) -> str:
        """Tell what all names come from: another one where a file or the ledger has changed."""
        said = self.glossaries.fingerprint
        return f"{said}+{fingerprint_of(self._names)}".lstrip("+") if self._names else said

    @property
    def termbase(self) -> Termbase:
        """Give the names of all articles, whatever their language and date."""
        return self.glossaries.termbase()

    def article(self, raw: bytes, path: str) -> Article:
        """Prepare one article; raise InputError."""
        return self._article(*self.document(raw, path))

    def articles(self, given: Sequence[tuple[bytes, str]]) -> list[Article | AlignError]:
        """Prepare articles, given as bytes and path; one that cannot be used gives its error instead."""
        return together(lambda all_read: [attempt(self._article, *one) for one in all_read], self._documents(given))

    def _article(self, document: Document, detected: Detected) -> Article:
        mentions = self.recognise(document)
        remarks = self._remarks(document, mentions)
        return Article(document, detected.confidence, detected.doubts, mentions, remarks=remarks)

    def document(self, raw: bytes, path: str) -> tuple[Document, Detected]:
        """Read, detect and cut, without a look at names; raise InputError."""
        return sole(self._documents([(raw, path)]))

    def _documents(self, given: Sequence[tuple[bytes, str]]) -> list[tuple[Document, Detected] | AlignError]:
        """Read, detect and cut; the languages of all are told together."""
        if self._is_segmented:
            return [attempt(self._lines, raw, path) for raw, path in given]
        return together(self._told, [attempt(parse, raw, path=path) for raw, path in given])

    def _lines(self, raw: bytes, path: str) -> tuple[Document, Detected]:
        return in_one_language(read_lines(raw, path), self._among)

    def _told(self, documents: Sequence[Document]) -> list[tuple[Document, Detected] | AlignError]:
        found = detect_all(documents, among=self._among)
        return [
            one if isinstance(one, AlignError) else attempt(self._cut, document, one)
            for document, one in zip(documents, found, strict=True)
        ]

    def _cut(self, document: Document, detected: Detected) -> tuple[Document, Detected]:
        document = self.segmenter.cut(replace(document, language=detected.language))
        if not document.segments:
            raise InputError("no text to translate", where=document.path)
        return mark_foreign(document, detected), detected

    def recognise(self, document: Document, more: Sequence[Concept] = ()) -> tuple[tuple[Mention, ...], ...]:
        """Find the glossary's names in each segment, and those of `more` in the language of the document."""
        found: list[tuple[Mention, ...]] = [()] * len(document.segments)
        for tag in dict.fromkeys(segment.language for segment in document.segments):
            recognisers = self._recognisers_of(tag, document.date or self._date)
            if more and tag == document.language:
                recognisers.append(Recogniser(Termbase(tuple(more)), tag))
            numbers = [n for n, segment in enumerate(document.segments) if segment.language == tag]
            mentions = find_together(recognisers, [document.segments[n].text for n in numbers])
            for number, those in zip(numbers, mentions, strict=True):
                found[number] = those
        if self._names:
            found = without_strangers(found)
        if not self._target:
            return tuple(found)
        return mark(
            [segment.text for segment in document.segments],
            found,
            is_running=[_is_running(document, segment) for segment in document.segments],
            target=self._target,
        )

    def _remarks(self, document: Document, mentions: Sequence[Sequence[Mention]]) -> tuple[tuple[Flag, ...], ...]:
        """Flag what is likely a name of the glossary, in segments of the article's own language."""
        if not self._target:
            return ((),) * len(mentions)
        unlisted = self._recogniser(document.language, document.date or self._date).unlisted
        texts = [segment.text if segment.language == document.language else "" for segment in document.segments]
        return tuple(unlisted.doubts(texts, mentions, self._target))

    def mentions(self, texts: Sequence[str], language: str, date: str = "") -> list[tuple[Mention, ...]]:
        """Find the glossary's names in texts of one article."""
        return find_together(self._recognisers_of(language, date or self._date), texts)

    def forbidden(self, document: Document, target: str) -> Forbidden:
        """Give the forms that must not stand in a translation of a document."""
        termbase = self.glossaries.termbase(Pair(document.language, target), document.date or self._date)
        place = (target, id(termbase))
        if place not in self._forbidden:
            self._forbidden[place] = Forbidden(termbase.concepts, target)
        return self._forbidden[place]

    def _recognisers_of(self, tag: str, date: str) -> list[Recogniser]:
        """Give those that search an article: of the glossary, and of the names that the ledger tells of besides."""
        ours = self._recogniser(tag, date)
        if not self._names:
            return [ours]
        place = (tag, id(ours))
        if place not in self._kept:
            self._kept[place] = Recogniser(Termbase(unknown_to(ours, self._names)), tag)
        return [ours, self._kept[place]]

    def _recogniser(self, tag: str, date: str) -> Recogniser:
        termbase = self.glossaries.termbase(Pair(tag, self._target) if self._target else None, date)
        # The glossaries keep every termbase that they have made, so that its id is its own.
        place = (tag, id(termbase))
        if place not in self._recognisers:
            self._recognisers[place] = Recogniser(termbase, tag)
        return self._recognisers[place]


def in_one_language(document: Document, among: Collection[str]) -> tuple[Document, Detected]:
    """Give a document that was cut by others its language, by a sample; raise InputError where it is not sure."""
    texts = [segment.text for segment in document.segments if segment.text]
    try:
        detected = detect(texts[:: len(texts) // _SAMPLE + 1], among=among or None)
    except InputError as error:
        raise InputError(error.message, where=document.path, advice=error.advice) from error
    segments = tuple(replace(segment, language=detected.language) for segment in document.segments)
    return replace(document, language=detected.language, segments=segments), detected


def _is_running(document: Document, segment: Segment) -> bool:
    """Tell whether a segment is of the article's text, not of a headline."""
    return document.paragraphs[segment.paragraph].role not in (Role.TITLE, Role.HEADING)
