"""Find names with a spaCy model, where one is installed for the language (the extra `ner`)."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from align.document import Span
from align.languages import base
from align.names.discover.seam import Candidate, Cue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

# The small models that spaCy's makers train on news; each is a package of its own.
MODELS = {"en": "en_core_web_sm", "fr": "fr_core_news_sm"}
# What the labels of OntoNotes (English) and WikiNER (French) are to the glossary.
_KINDS = {
    "PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation",
    "NORP": "", "MISC": "",
}  # fmt: skip
_POSSESSIVES = ("'s", "’s")


class Spacy:
    """Ask a model; `load` gives the pipeline of a language."""

    name: ClassVar[str] = "spacy"

    def __init__(self, load: Callable[[str], Language] | None = None) -> None:
        self._load = load

    def serves(self, language: str) -> bool:
        """Tell whether spaCy and the language's model are installed."""
        if self._load is not None:
            return True
        model = MODELS.get(base(language))
        return model is not None and find_spec("spacy") is not None and find_spec(model) is not None

    def find(self, texts: Sequence[str], language: str) -> list[Candidate]:
        """Give the people, places and bodies that the model sees; its other labels are left out."""
        pipeline = (self._load or _installed)(base(language))
        found: list[Candidate] = []
        for number, analysed in enumerate(pipeline.pipe(texts)):
            for entity in analysed.ents:
                kind = _KINDS.get(entity.label_, "")
                span = _bare(texts[number], Span(entity.start_char, entity.end_char))
                if kind and len(span):
                    found.append(Candidate(number, span, span.of(texts[number]), kind, Cue.MODEL))
        return found


@lru_cache
def _installed(language: str) -> Language:
    """Load a model once, without the parts that names do not need."""
    import spacy

    return spacy.load(MODELS[language], exclude=["parser", "lemmatizer", "attribute_ruler"])


def _bare(text: str, span: Span) -> Span:
    """Take the article and the possessive off, which some models count to the name."""
    start, end = span.start, span.end
    if text[start:end].casefold().startswith("the "):
        start += len("the ")
    if text[start:end].endswith(_POSSESSIVES):
        end -= len(_POSSESSIVES[0])
    return Span(start, max(start, end))
