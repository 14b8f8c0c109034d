"""Turn a sentence into what the model can read, and what it must write for the rest.

A model knows some thousand characters. What it does not know is shown to it in a likeness (`Łukaszenka` as
`Lukaszenka`, “ as ") and comes out as it was: a word by the same way as an agreed form, a quotation mark by kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from align.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.engines.firefox.vocabulary import Vocabulary
    from align.hypothesis import Constraint

# Marks that vocabularies lack, and what stands for them; they come back by kind, opening or closing.
_LIKENESS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•·∙", "-"),
}
_QUOTES = frozenset("\"'")
_Wanted: TypeAlias = "tuple[Span, str, int | None, bool]"  # span, form, number of the constraint, is it a symbol
# What has no translation: web and mail addresses, handles, tags.
# The part before @ is bounded (RFC 5321), so that a text without spaces costs no quadratic search.
_VERBATIM = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+|(?<!\w)[@#]\w+")
_VERBATIM_SIGNS = ("@", "#", "www.", "://")
_TAIL = ".,;:!?)]}'\"…»”’"
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-'’.][\w\u0300-\u036f]+)*")
_SYMBOL_LIKENESS = ("$", "*", "+")
_LETTER_LIKENESS = "X"
_CONTROLS = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A form for a stretch of the view; `number` is the constraint's, None for what is copied unasked."""

    span: Span
    form: str
    likeness: str
    number: int | None
    is_symbol: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as the model sees it.

    `origins` has the offset in the sentence for every offset in `text`, its end included; empty if they are equal.
    `marks` are the quotation marks that were shown in a likeness, in order.
    """

    text: str
    wishes: tuple[Wish, ...]
    origins: tuple[int, ...] = ()
    marks: str = ""

    def original(self, start: int, end: int) -> Span:
        """Give the stretch of the sentence that a stretch of the view shows."""
        if not self.origins:
            return Span(start, end)
        return Span(self.origins[start], max(self.origins[end], self.origins[start]))


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate: a letter outside of web addresses and the like."""
    if any(sign in text for sign in _VERBATIM_SIGNS):
        text = _VERBATIM.sub("", text)
    return any(map(str.isalpha, text))


def view(vocabulary: Vocabulary, text: str, constraints: Sequence[Constraint], *, is_odd: bool) -> View:
    """Prepare a sentence; `is_odd` tells that the vocabulary lacks some of its characters."""
    wanted: list[_Wanted] = [(c.source_span, c.form, number, False) for number, c in enumerate(constraints)]
    wanted += [(span, span.of(text), None, False) for span in _verbatim(text, constraints)]
    if not is_odd:
        wishes = sorted(
            (Wish(span, form, _likeness(vocabulary, form), number) for span, form, number, _ in wanted),
            key=lambda wish: wish.span,
        )
        return View(text, tuple(wishes))
    return _odd_view(vocabulary, text, wanted)


def _verbatim(text: str, constraints: Sequence[Constraint]) -> list[Span]:
    spans = []
    if any(sign in text for sign in _VERBATIM_SIGNS):
        for match in _VERBATIM.finditer(text):
            span = Span(match.start(), match.start() + len(match.group().rstrip(_TAIL)))
            if len(span) and not any(c.source_span.overlaps(span) for c in constraints):
                spans.append(span)
    return spans


def _odd_view(vocabulary: Vocabulary, text: str, wanted: list[_Wanted]) -> View:
    """Build the view of a sentence with characters that the vocabulary lacks."""
    unknown = [not vocabulary.reads(character) for character in text]
    wanted = sorted(wanted + _copied(vocabulary, text, unknown, [span for span, *_ in wanted]), key=lambda w: w[0])
    shown: list[str] = []
    origins: list[int] = []
    wishes = []
    at = 0
    marks = []

    def show(stretch: str, origin: int, *, is_moved: bool = False) -> None:
        shown.append(stretch)
        origins.extend([origin] * len(stretch) if is_moved else range(origin, origin + len(stretch)))

    def show_plain(stop: int) -> None:
        for place in range(at, stop):
            character = text[place]
            if not unknown[place]:
                show(character, place)
            elif character in _LIKENESS:
                show(_LIKENESS[character], place)
                marks.append(character)

    for span, form, number, is_symbol in wanted:
        show_plain(span.start)
        start = len(origins)
        # The name itself is shown in a likeness too, if need be.
        if any(unknown[span.start : span.end]):
            show(
                _symbol_likeness(vocabulary) if is_symbol else _likeness(vocabulary, span.of(text)),
                span.start,
                is_moved=True,
            )
        else:
            show(span.of(text), span.start)
        at = span.end
        likeness = _symbol_likeness(vocabulary) if is_symbol else _likeness(vocabulary, form)
        wishes.append(Wish(Span(start, len(origins)), form, likeness, number, is_symbol))
    show_plain(len(text))
    return View(
        "".join(shown), tuple(wishes), (*origins, len(text)), "".join(m for m in marks if _LIKENESS[m] in _QUOTES)
    )


def _copied(vocabulary: Vocabulary, text: str, unknown: list[bool], taken: list[Span]) -> list[_Wanted]:
    """Find the words and symbols that must come out as they are."""
    del vocabulary
    found: list[_Wanted] = []
    at = 0
    words = {place: match.span() for match in _WORD.finditer(text) for place in range(*match.span())}
    while at < len(text):
        if not unknown[at] or text[at] in _LIKENESS or unicodedata.category(text[at]) in _CONTROLS:
            at += 1
            continue
        if at in words:
            start, end = words[at]
            is_symbol = False
        else:
            start, end, is_symbol = at, at + 1, True
            while end < len(text) and unknown[end] and end not in words and not text[end].isspace():
                end += 1
        span = Span(start, end)
        if not any(span.overlaps(other) for other in taken):
            found.append((span, span.of(text), None, is_symbol))
        at = max(end, at + 1)
    return found


def _symbol_likeness(vocabulary: Vocabulary) -> str:
    return next((s for s in _SYMBOL_LIKENESS if s in vocabulary.characters), _LETTER_LIKENESS)


def _likeness(vocabulary: Vocabulary, form: str) -> str:
    """Spell a form with characters that the vocabulary has."""
    if vocabulary.reads(form):
        return form
    from anyascii import anyascii

    spelled = "".join(c if vocabulary.reads(c) else _LIKENESS.get(c) or anyascii(c) for c in form)
    kept = "".join(c for c in spelled if vocabulary.reads(c)).strip()
    return kept if any(map(str.isalnum, kept)) else _LETTER_LIKENESS


def restore_marks(text: str, marks: str, kept: Sequence[Span]) -> str:
    """Write quotation marks in the style of the source: the first opening and the last closing one of each kind."""
    styles = {plain: [m for m in marks if _LIKENESS[m] == plain] for plain in _QUOTES}
    characters = list(text)
    for place, character in enumerate(characters):
        style = styles.get(character)
        if not style or any(span.start <= place < span.end for span in kept):
            continue
        is_opening = place == 0 or characters[place - 1].isspace() or characters[place - 1] in "([{—–-¡¿"
        characters[place] = style[0] if is_opening else style[-1]
    return "".join(characters)
