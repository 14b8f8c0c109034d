"""The stages for a pair of texts: read, detect, cut, recognise, align, judge names, check, link, join."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from align.aligners.beads import check_pins
from align.bitext import Bitext
from align.engines.pivot import PivotEngine
from align.errors import AlignError, InputError
from align.finished import Finished
from align.formats.lines import read_lines
from align.languages import Pair
from align.parallel.alignment import align_documents, aligner_of
from align.parallel.kept import KeptEngine
from align.parallel.kinship import kinship_of, remarks
from align.parallel.links import Linker
from align.parallel.units import bare_units, units_of
from align.prepare import Preparation, in_one_language
from align.revise import revise
from align.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from align.aligners.seam import Aligner
    from align.bitext import Bead, Flag, TranslationUnit
    from align.document import Document
    from align.edits import Basis, Event
    from align.inputs import Input
    from align.names.termbase import Termbase
    from align.prepare import Article
    from align.settings import Settings
    from align.store import Store

    # A text, and why its language is not certain.
    _Read: TypeAlias = tuple[Document, tuple[Flag, ...]]


class AlignPipeline:
    """Take pairs of texts to bitexts; stands where `Pipeline` stands for articles to be translated.

    `settings.target` is empty when the language of the translations is to be found out.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self.translated = 0
        self.engine = PivotEngine.of(settings.engine, settings.tuning)
        self._kept = KeptEngine(self.engine, store)
        self._aligner: Aligner = aligner_of(settings.aligner, self._kept, jobs=settings.tuning.threads)
        self._preparations: dict[str, Preparation] = {}
        self.preparation = self._preparation(settings.target)

    @property
    def termbase(self) -> Termbase:
        """Give the names of all articles; read when first asked for."""
        return self.preparation.termbase

    def _preparation(self, target: str) -> Preparation:
        """Give the stages before the aligner for that target, whose names depend on both languages."""
        if target not in self._preparations:
            settings = self.settings
            self._preparations[target] = Preparation(
                settings.glossaries,
                among=(settings.source,) if settings.source else (),
                target=target,
                date=settings.date,
                is_segmented=settings.is_segmented,
            )
        return self._preparations[target]

    def prepare(self, one: Input) -> Article:
        """Read, detect, cut and recognise both texts, and align them; raise InputError."""
        if one.lone:
            # What cannot be read is a better reason.
            self.read(one, "")
            raise InputError(one.lone.reason, advice=one.lone.advice)
        translation, doubts = self._translation(one, self._read)
        article = self._preparation(translation.language).article(one.read(), one.path)
        beads = one.beads or self._aligned(article.document, translation, one.pins)
        return replace(article, translation=translation, beads=beads, doubts=(*article.doubts, *doubts))

    def read(self, one: Input, tag: str) -> Document:
        """Read and cut one text, whose language is found out if not named; raise InputError."""
        return self._read(one, tag)[0]

    def _read(self, one: Input, tag: str) -> _Read:
        reading = Preparation((), among=(tag,) if tag else (), is_segmented=self.settings.is_segmented)
        document, detected = reading.document(one.read(), one.path)
        return document, detected.doubts

    def _translation(self, one: Input, read: Callable[[Input, str], _Read]) -> _Read:
        """Read the translation; what is said of it says so."""
        if one.translation is None:
            raise RuntimeError("a text without a translation came to the aligner")
        try:
            document, doubts = read(one.translation, self.settings.target)
        except InputError as error:
            where, advice = error.where or one.translation.path, error.advice.replace("--source", "--target")
            raise InputError(error.message, where=where, advice=advice) from error
        return document, tuple(replace(flag, message=f"the translation: {flag.message}") for flag in doubts)

    def bare(self, one: Input) -> tuple[Bitext, tuple[Flag, ...]]:
        """Align two texts and look at nothing else; of lines taken as they are the language may stay unknown.

        Also gives what a person should be told of them.
        """
        read = self._lines if self.settings.is_segmented else self._read
        source, doubts = read(one, self.settings.source)
        target, more = self._translation(one, read)
        units = self.units(source, target, one.pins)
        kinship = kinship_of(source, target, units)
        bitext = Bitext(source.language, target.language, units, self.signature(), kinship)
        return bitext, (*doubts, *more, *remarks(bitext))

    @staticmethod
    def _lines(one: Input, tag: str) -> _Read:
        document = read_lines(one.read(), one.path)
        try:
            document, detected = in_one_language(document, (tag,) if tag else ())
        except InputError:
            return document, ()
        return document, detected.doubts

    def units(self, source: Document, target: Document, pins: Sequence[Bead] = ()) -> tuple[TranslationUnit, ...]:
        """Align two documents; give units of texts alone."""
        return bare_units(source, target, self._aligned(source, target, pins))

    def finish(self, articles: Sequence[Article]) -> list[Finished | AlignError]:
        """Judge, check and link each pair; one that cannot be done gives its error instead."""
        done: list[Finished | AlignError] = []
        for article in articles:
            try:
                done.append(self._finish(article))
            except AlignError as error:
                done.append(error)
        return done

    def _finish(self, article: Article) -> Finished:
        translation = _translation_of(article)
        pair = Pair(article.document.language, translation.language)
        forbidden = self._preparation(pair.target).forbidden(article.document, pair.target)
        units = units_of(article, translation, article.beads, forbidden)
        units = Linker(self._kept, pair).link(units)
        kinship = kinship_of(article.document, translation, units)
        bitext = Bitext(pair.source, pair.target, units, self.signature(pair.source), kinship)
        return Finished(replace(article, doubts=(*article.doubts, *remarks(bitext))), bitext)

    def _aligned(self, source: Document, target: Document, pins: Sequence[Bead]) -> tuple[Bead, ...]:
        sizes = len(source.segments), len(target.segments)
        held = check_pins(pins, sizes, where="the pins") if pins else ()
        return align_documents(source, target, aligner=self._aligner, pins=held)

    def revise(self, finished: Finished, events: Sequence[Event], basis: Mapping[str, Basis]) -> Finished:
        """Give the bitext as a person left it."""
        return revise(finished, events, basis, self._preparation(finished.bitext.target_language))

    def sources(self, article: Article) -> tuple[str, ...]:
        """Give the sources that the units of its bitext will have."""
        units = bare_units(article.document, _translation_of(article), article.beads)
        return tuple(unit.source for unit in units)

    def target_of(self, article: Article) -> str:
        """Name the target language."""
        return _translation_of(article).language

    def signature(self, source: str = "") -> Signature:
        """Say what makes a bitext."""
        del source
        return Signature(
            segmenter="lines" if self.settings.is_segmented else self.preparation.segmenter.name,
            glossary=self.preparation.glossaries.fingerprint,
            aligner=self.settings.aligner,
        )


def _translation_of(article: Article) -> Document:
    if article.translation is None:
        raise RuntimeError("an article without a translation came to the aligner")
    return article.translation
