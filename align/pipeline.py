"""The stages in order, for a slice of articles: read, detect, cut, recognise, translate, check, join."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from align import languages, marks
from align.bitext import Bead, Bitext, Flag, Origin, TranslationUnit
from align.checks import flags_of
from align.engines.pivot import PivotEngine
from align.errors import EngineError, ModelMissingError, attempt, sole, together
from align.finished import Finished
from align.hypothesis import Hypothesis
from align.languages import Pair
from align.marks import capitals
from align.memory.recall import Recall
from align.names import apply, check
from align.prepare import Preparation
from align.respell import respelled
from align.revise import revise
from align.signature import Signature
from align.store import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from align.concept import Mention
    from align.document import Segment
    from align.edits import Basis, Event
    from align.errors import AlignError
    from align.hypothesis import Sentence
    from align.inputs import Input
    from align.names.termbase import Termbase
    from align.prepare import Article
    from align.settings import Settings
    from align.store import Store

# Hypotheses are kept this many at a time: what a kill can lose, against the cost of a commit.
_KEPT_AT_ONCE = 256
# As many digits of a memory's hash as a signature shows.
_SHOWN_OF_MEMORY = 12
_REMARKS = {
    "truncated": "the engine stopped before the end of the sentence",
    "fallback-engine": "translated by the fall-back engine",
    "loop": "the engine lost the thread and repeats itself",
}


class Pipeline:
    """The stages with what they share in one process: engines, glossary, rules, store.

    `translated` counts the sentences that an engine was asked for; the store knew the others.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self.translated = 0
        self.engine = PivotEngine.of(settings.engine, settings.tuning)
        self._store = store
        self.preparation = Preparation(
            settings.glossaries,
            among=self._among(),
            target=settings.target,
            date=settings.date,
            names=settings.names or (),
        )
        self._signatures: dict[str, Signature] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look into the memories anew: what a person approved since counts."""
        self._recall = Recall(self._store, self.settings.memories, self.settings.target)

    @property
    def termbase(self) -> Termbase:
        """Give the names of all articles, whatever their language and date; read when first asked for."""
        return self.preparation.termbase

    def _among(self) -> tuple[str, ...]:
        """Give the languages an article may be in: the one named, else all that have a name or a model."""
        if self.settings.source:
            return (self.settings.source,)
        return tuple(sorted(languages.NAMES.keys() | {pair.source for pair in self.engine.pairs()}))

    def prepare(self, one: Input) -> Article:
        """Read, detect, cut and recognise one article; raise InputError, or ModelMissingError for its pair."""
        return sole(self.prepare_all([one]))

    def prepare_all(self, inputs: Sequence[Input]) -> list[Article | AlignError]:
        """Prepare articles together; one that cannot be used gives its error instead."""
        given = [attempt(lambda one: (one.read(), one.path), one) for one in inputs]
        return together(
            lambda articles: [attempt(self._routed, article) for article in articles],
            together(self.preparation.articles, given),
        )

    def _routed(self, article: Article) -> Article:
        """Give the article; raise ModelMissingError where nothing translates it."""
        if not self._is_target(article.document.language):
            self.engine.route(Pair(article.document.language, self.settings.target))
        return article

    def finish(self, articles: Sequence[Article]) -> list[Finished | AlignError]:
        """Translate, check and join articles together; one that the engine fails on gives its error instead."""
        known = [self._known(article) for article in articles]
        try:
            rendered = self._translate(articles, known)
        except EngineError as error:
            if len(articles) == 1:
                return [error]
            return [one for article in articles for one in self.finish([article])]
        return [self._join(*one) for one in zip(articles, rendered, known, strict=True)]

    def revise(self, finished: Finished, events: Sequence[Event], basis: Mapping[str, Basis]) -> Finished:
        """Give the article as a person left it."""
        return revise(finished, events, basis, self.preparation)

    def sources(self, article: Article) -> tuple[str, ...]:
        """Give the sources that the units of its bitext will have."""
        return tuple(segment.text for segment in article.document.segments)

    def target_of(self, article: Article) -> str:
        """Name the target language: that of the article where it needs no translation."""
        language = article.document.language
        return language if self._is_target(language) else self.settings.target

    def signature(self, source: str = "") -> Signature:
        """Say what makes an output from that language; without one, what all outputs share."""
        if source not in self._signatures:
            self._signatures[source] = self._signed(source)
        return self._signatures[source]

    def _signed(self, source: str) -> Signature:
        segmenter, glossary = self.preparation.segmenter.name, self.preparation.fingerprint
        memory = "+".join(origin[:_SHOWN_OF_MEMORY] for origin in self.settings.memories)
        if not source or self._is_target(source):
            return Signature(segmenter=segmenter, glossary=glossary, memory=memory)
        pair = Pair(source, self.settings.target)
        engine = "+".join(f"{hop.engine.name}({hop.pair})" for hop in self.engine.route(pair))
        return Signature(engine, self.engine.fingerprint(pair), segmenter, glossary, memory=memory)

    def _is_target(self, tag: str) -> bool:
        return languages.base(tag) == languages.base(self.settings.target)

    def _is_left_alone(self, segment: Segment) -> bool:
        """Tell whether a segment stays as it is: it is in the target language, or no route leads there."""
        if self._is_target(segment.language):
            return True
        try:
            self.engine.route(Pair(segment.language, self.settings.target))
        except ModelMissingError:
            return True
        return False

    def _known(self, article: Article) -> dict[int, Basis]:
        """Give what no engine is asked for, by segment: what a person holds, and what a memory has to the letter."""
        language = article.document.language
        if self._is_target(language) or self._recall.is_empty:
            return dict(article.held)
        known: dict[int, Basis] = {}
        segments = article.document.segments
        for tag in dict.fromkeys(segment.language for segment in segments):
            same = self._recall.same(tag, [one.text for one in segments if one.language == tag])
            known |= {n: same[one.text] for n, one in enumerate(segments) if one.language == tag and one.text in same}
        return known | dict(article.held)

    def _translate(
        self, articles: Sequence[Article], known: Sequence[Mapping[int, Basis]]
    ) -> list[dict[int, apply.Rendered]]:
        """Translate the segments that need it by number, those of one language together over all articles."""
        rendered: list[dict[int, apply.Rendered]] = [{} for _ in articles]
        due: dict[str, list[tuple[int, int]]] = {}
        for index, article in enumerate(articles):
            if not self._is_target(article.document.language):
                for number, segment in enumerate(article.document.segments):
                    if number not in known[index] and not self._is_left_alone(segment):
                        due.setdefault(segment.language, []).append((index, number))
        for tag, places in due.items():
            pair = Pair(tag, self.settings.target)
            results = apply.translate(
                [apply.Marked(articles[i].document.segments[n].text, articles[i].mentions[n]) for i, n in places],
                translate=self._translator(pair),
                source=tag,
                target=self.settings.target,
                placeholder=self.engine.placeholder(pair),
            )
            if self._store is not None:
                sources = [articles[i].document.segments[n].text for i, n in places]
                results = respelled(self._store, self.settings.target, sources, results)
            for (index, number), result in zip(places, results, strict=True):
                rendered[index][number] = result
        return rendered

    def _translator(self, pair: Pair) -> Callable[[Sequence[Sentence]], list[Hypothesis]]:
        """Give the engine behind the store, and behind the marks that engines cannot write."""
        fingerprint = self.engine.fingerprint(pair)

        def translate(sentences: Sequence[Sentence]) -> list[Hypothesis]:
            seen = [_as_engines_read(sentence) for sentence in sentences]
            keys = [key_of(sentence, pair=pair, fingerprint=fingerprint) for sentence in seen]
            known = self._store.hypotheses(list(dict.fromkeys(keys))) if self._store else {}
            missing = {key: one for key, one in zip(keys, seen, strict=True) if key not in known}
            known.update(self._ask_engine(pair, missing))
            written = [_as_written(sentence.text, known[key]) for sentence, key in zip(sentences, keys, strict=True)]
            if not (self._store and self.settings.names):
                return written
            # What was put right before the ledger's names were kept is not to be undone by them.
            plain = [apply.Rendered(one, (), ()) for one in written]
            fixed = respelled(self._store, self.settings.target, [one.text for one in sentences], plain)
            return [one.hypothesis for one in fixed]

        return translate

    def _ask_engine(self, pair: Pair, missing: dict[bytes, Sentence]) -> dict[bytes, Hypothesis]:
        """Translate what the store lacks, sentences of like length together, and keep it part by part."""
        given: dict[bytes, Hypothesis] = {}
        keys = sorted(missing, key=lambda key: (len(missing[key].text), key))
        for start in range(0, len(keys), _KEPT_AT_ONCE):
            part = keys[start : start + _KEPT_AT_ONCE]
            hypotheses = self.engine.translate(pair, [missing[key] for key in part])
            fresh = dict(zip(part, hypotheses, strict=True))
            if self._store:
                self._store.keep(fresh)
            given.update(fresh)
            self.translated += len(part)
        return given

    def _join(self, article: Article, rendered: Mapping[int, apply.Rendered], known: Mapping[int, Basis]) -> Finished:
        language = article.document.language
        units = tuple(self._units(article, rendered, known))
        return Finished(article, Bitext(language, self.target_of(article), units, self.signature(language)))

    def _units(
        self, article: Article, rendered: Mapping[int, apply.Rendered], known: Mapping[int, Basis]
    ) -> Iterator[TranslationUnit]:
        document = article.document
        forbidden = self.preparation.forbidden(document, self.settings.target)
        for number, segment in enumerate(document.segments):
            if number in known and not self._is_target(document.language):
                outcome = self._judged(segment, article.mentions[number], known[number])
            else:
                outcome = rendered.get(number) or self._as_it_stands(segment, article.mentions[number])
            hypothesis = outcome.hypothesis
            unit = TranslationUnit(
                number=number + 1,
                source=segment.text,
                target=hypothesis.text,
                bead=Bead((number,), (number,)),
                paragraph=segment.paragraph,
                role=document.paragraphs[segment.paragraph].role,
                names=outcome.names,
                flags=(
                    *article.remarks[number],
                    *outcome.flags,
                    *forbidden.flags(outcome),
                    *(Flag(code, _REMARKS.get(code, code)) for code in hypothesis.remarks),
                ),
                links=hypothesis.links,
                origin=Origin.ENGINE if number in rendered else Origin.SOURCE,
                score=hypothesis.score,
                language=segment.language if segment.language != document.language else "",
                route=hypothesis.route,
            )
            if number in known:
                one = known[number]
                unit = replace(unit, origin=one.origin, status=one.status, score=one.score, route=one.route)
            elif number in rendered:
                matches = self._recall.like(segment.language, segment.text)
                unit = replace(unit, matches=matches) if matches else unit
            flags = flags_of(unit, document.language, self.settings.target)
            yield replace(unit, flags=(*unit.flags, *flags)) if flags else unit

    def _judged(self, segment: Segment, mentions: tuple[Mention, ...], known: Basis) -> apply.Rendered:
        """Say what became of the names in a target that is there already."""
        marked = apply.Marked(segment.text, mentions)
        (outcome,) = apply.judge([marked], [known.target], source=segment.language, target=self.settings.target)
        return outcome

    def _as_it_stands(self, segment: Segment, mentions: Sequence[Mention]) -> apply.Rendered:
        """Leave a segment in its own words, and check its names if they are in the target language."""
        names, flags = check.check(mentions, self.settings.target) if self._is_target(segment.language) else ((), ())
        return apply.Rendered(Hypothesis(segment.text, math.nan, ()), names, flags)


def _as_engines_read(sentence: Sentence) -> Sentence:
    """Write a sentence with plain marks, and without the capitals of a headline; offsets hold."""
    text = marks.plain(sentence.text)
    if capitals.is_in_capitals(text):
        text = capitals.lowered(text, [constraint.source_span for constraint in sentence.constraints])
    return sentence if text == sentence.text else replace(sentence, text=text)


def _as_written(source: str, hypothesis: Hypothesis) -> Hypothesis:
    """Give a hypothesis the marks and the capitals of its source."""
    restored = marks.restore(source, hypothesis)
    return capitals.raised(restored) if capitals.is_in_capitals(source) else restored
