"""Tell the language of an article, of each paragraph and of foreign segments, or refuse: unknown is an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from align.bitext import Flag
from align.detect.evidence import GLANCE, LOOK, are_siblings, joined, look, mean, only, settled, without_names
from align.detect.scripts import KNOWN
from align.document import Document
from align.errors import InputError, attempt, sole
from align.languages import base, name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from align.detect.evidence import Look
    from align.errors import AlignError

# Below this the best candidate is a guess: 1 % of the sentences above it are wrong, 40 % of those below.
SURE = 0.6
# Below this a person is told that another language comes near.
CLEAR = 0.8
# What langdetect sees of an article, and of each of its paragraphs.
SAMPLE, SAMPLE_PARAGRAPH = 320, 80
# A shorter stretch in the article's script is never called foreign: names alone look like any language.
FOREIGN_LETTERS = 40
# A stretch in another script needs fewer letters: more than a name.
FOREIGN_SCRIPT_LETTERS = 8
# Confidence that it takes to call a stretch foreign, and what the article's own language may have at most.
FOREIGN, OWN = 0.9, 0.2
# Less of the main script, or more of other languages, than this is a mixture that no one route translates.
MAIN_SCRIPT, MIXED = 0.6, 0.4
# Paragraphs that need no long look each.
MANY = 4
# Candidates that a message names.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Detection:
    """A language and how sure it is, 0..1."""

    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Detected:
    """The language of an article, what speaks against it, and the language of each paragraph."""

    language: str
    confidence: float
    doubts: tuple[Flag, ...]
    paragraphs: tuple[str, ...]


def rank(text: str, *, among: Collection[str] | None = None) -> tuple[Detection, ...]:
    """Rank the languages that the text may be in, best first; empty when there is nothing to tell by."""
    (seen,) = look([text])
    return _ranked(text[:SAMPLE], seen, seen.opinion, _tags(among))


def detect(article: Document | Sequence[str], *, among: Collection[str] | None = None) -> Detected:
    """Tell the language of a document or of its paragraphs.

    `among` restricts the answer. A single tag is taken as said by the person, with a doubt where the text looks
    otherwise. Raises InputError, with the best candidates, when the language is not sure or is none of these.
    """
    return sole(detect_all([article], among=among))


def detect_all(
    articles: Sequence[Document | Sequence[str]], *, among: Collection[str] | None = None
) -> list[Detected | AlignError]:
    """Tell the languages of articles as `detect` does, or why not; to look at all at once takes half the time."""
    tags = _tags(among)
    paragraphs = [_texts(one) if isinstance(one, Document) else tuple(one) for one in articles]
    depths = [LOOK if len(texts) < MANY else GLANCE for texts in paragraphs for _ in texts]
    looks = iter(look([text for texts in paragraphs for text in texts], at=depths))
    found: list[Detected | AlignError] = []
    for article, texts in zip(articles, paragraphs, strict=True):
        path = article.path if isinstance(article, Document) else ""
        found.append(attempt(_told, texts, tuple(islice(looks, len(texts))), tags, path))
    return found


def _told(texts: Sequence[str], looks: Sequence[Look], tags: Mapping[str, str], path: str) -> Detected:
    joint, view = "\n".join(texts), mean(looks)
    (whole,) = look([joint], at=0 if view else LOOK)
    second = settled(joint, view or whole.opinion)
    ranking = _ranked(_sample(texts, looks, whole), whole, second, tags)
    if tags and len(tags) == 1:
        ranking = (Detection(next(iter(tags.values())), 1.0),)
    elif objection := _objection(ranking, looks, whole, second, tags):
        message, advised = objection
        raise InputError(message, where=path, advice=f"name the language: --source {advised}")
    best = ranking[0]
    languages = tuple(_language(text, one, best.language) for text, one in zip(texts, looks, strict=True))
    return Detected(best.language, best.confidence, _doubts(ranking, second), languages)


def mark_foreign(document: Document, detected: Detected) -> Document:
    """Give each cut segment its language: its paragraph's, or its own where a whole segment is foreign."""
    counts = Counter(segment.paragraph for segment in document.segments)
    own = [detected.paragraphs[segment.paragraph] for segment in document.segments]
    unsure = [
        number
        for number, segment in enumerate(document.segments)
        if counts[segment.paragraph] > 1 and len(segment.text) >= FOREIGN_SCRIPT_LETTERS
    ]
    looks = look([document.segments[number].text for number in unsure])
    for number, seen in zip(unsure, looks, strict=True):
        own[number] = _language(document.segments[number].text, seen, own[number])
    segments = tuple(
        segment if segment.language == tag else replace(segment, language=tag)
        for segment, tag in zip(document.segments, own, strict=True)
    )
    return replace(document, segments=segments)


def _texts(document: Document) -> tuple[str, ...]:
    return tuple(paragraph.span.of(document.text) for paragraph in document.paragraphs)


def _tags(among: Collection[str] | None) -> dict[str, str]:
    """Map each language to the tag that was asked for, the shortest if there are several (pt, pt-BR)."""
    tags = {_known(tag): tag for tag in sorted(among or (), key=lambda tag: (-len(tag), tag))}
    if among is not None and not tags:
        raise ValueError("no language to choose from")
    return tags


def _known(tag: str) -> str:
    return "nb" if base(tag) == "no" else base(tag)


def _ranked(sample: str, whole: Look, second: Mapping[str, float], tags: Mapping[str, str]) -> tuple[Detection, ...]:
    if not second:
        return ()
    allowed = tuple(tag for tag in whole.allowed if not tags or tag in tags)
    scores = joined(sample, allowed, only(second, tags))
    ranked = sorted(scores, key=lambda tag: (-scores[tag], tag))
    return tuple(Detection(tags.get(tag, tag), round(float(scores[tag]), 4)) for tag in ranked)


def _sample(texts: Sequence[str], looks: Sequence[Look], whole: Look) -> str:
    """Take the beginnings of paragraphs in the main script from all over the article, so that no quotation decides."""
    main = set(whole.allowed)
    telling = [text for text, one in zip(texts, looks, strict=True) if one.opinion and main.intersection(one.allowed)]
    telling = telling or list(texts)
    step = max(1, len(telling) * SAMPLE_PARAGRAPH // SAMPLE)
    size = max(SAMPLE_PARAGRAPH, SAMPLE // max(1, len(telling)))
    return without_names("\n".join(text[:size] for text in telling[::step]))


def _objection(
    ranking: Sequence[Detection],
    looks: Sequence[Look],
    whole: Look,
    second: Mapping[str, float],
    tags: Mapping[str, str],
) -> tuple[str, str] | None:
    """Say why no language is sure, and which tag the person may want to name; None if one is sure."""
    if not ranking:
        return "too little text to tell the language by", "TAG"
    best, likely = ranking[0].language, max(second, key=lambda tag: second[tag])
    if tags and likely not in tags and second[likely] >= CLEAR:
        return f"looks like {name(likely)} ({likely}), which is not among {', '.join(sorted(tags.values()))}", likely
    if whole.script_share < MAIN_SCRIPT or _foreign_share(looks, best) > MIXED:
        named = ", ".join(f"{tag!r} {p:.2f}" for tag, p in Counter(second).most_common(NAMED))
        return f"the text mixes languages: {named}", best
    if ranking[0].confidence < SURE:
        named = ", ".join(f"{one.language!r} {one.confidence:.2f}" for one in ranking[:NAMED])
        return f"the language is not sure: {named}", best
    return None


def _foreign_share(looks: Sequence[Look], language: str) -> float:
    """Give the part of the article that is clearly in another language."""
    foreign = [
        one.letters for one in looks if any(p >= FOREIGN and tag != _known(language) for tag, p in one.opinion.items())
    ]
    return sum(foreign) / max(1, sum(one.letters for one in looks))


def _doubts(ranking: Sequence[Detection], second: Mapping[str, float]) -> tuple[Flag, ...]:
    best = ranking[0]
    likely = max(second, key=lambda tag: second[tag], default=_known(best.language))
    if likely != _known(best.language):
        message = f"taken as {name(best.language)}, but it may be {name(likely)}"
        return (Flag("language-disagreement", message),)
    if best.confidence < CLEAR:
        message = f"{name(best.language)} is likely, not certain: confidence {best.confidence:.2f}"
        return (Flag("language-unsure", message),)
    return ()


def _language(text: str, seen: Look, language: str) -> str:
    """Give the stretch's own language where the evidence against the article's is strong, else the article's.

    langdetect is asked only where the cheap look disagrees.
    """
    own = _known(language)
    if own not in KNOWN:
        return language
    if own not in seen.allowed and seen.letters >= FOREIGN_SCRIPT_LETTERS and seen.script_share >= MAIN_SCRIPT:
        scores = joined(text[:SAMPLE], seen.allowed, seen.opinion)
        best = max(scores, key=lambda tag: scores[tag], default="")
        return best if best and scores[best] >= SURE else language
    if seen.letters < FOREIGN_LETTERS or seen.opinion.get(own, 0.0) > OWN or own not in seen.allowed:
        return language
    scores = joined(text[:SAMPLE], seen.allowed, seen.opinion)
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= FOREIGN and not are_siblings(best, own) else language
