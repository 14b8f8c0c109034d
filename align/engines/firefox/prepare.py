"""Turn a sentence into what the model can read, and what it must write for the rest.

A model knows some hundred characters. What it does not know is shown to it in a likeness (`Łukaszenka` as
`Lukaszenka`, “ as ") and comes out as it was: a word by the same way as an agreed form, a quotation mark by kind.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.document import Span
from align.engines.firefox import likeness
from align.engines.firefox.vocabulary import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.engines.firefox.vocabulary import Vocabulary
    from align.hypothesis import Constraint

# What has no translation: web and mail addresses, handles, tags. The part before @ is bounded (RFC 5321), so that a
# text without spaces costs no quadratic search.
_VERBATIM = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+|(?<!\w)[@#]\w+")
_VERBATIM_SIGNS = ("@", "#", "www.", "://")
_TAIL = ".,;:!?)]}'\"…»”’"
_LETTERS = rf"(?:(?![{UNSPACED}])[\w\u0300-\u036f])+"
_WORD = re.compile(rf"{_LETTERS}(?:[-'’.]{_LETTERS})*")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


@dataclass(frozen=True, slots=True, order=True)
class _Stretch:
    """A stretch of the sentence that must come out as `form`; `number` is the constraint's, None for a copy."""

    span: Span
    form: str
    number: int | None = None
    is_symbol: bool = False


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
    `marks` are the quotation marks and the dashes that were shown in a likeness, in order.
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

    @property
    def is_all_copied(self) -> bool:
        """Tell whether no letter is left once the copied words are out."""
        starts, ends = [0, *(w.span.end for w in self.wishes)], [*(w.span.start for w in self.wishes), len(self.text)]
        return bool(self.wishes) and not any(
            any(map(str.isalpha, self.text[start:end])) for start, end in zip(starts, ends, strict=True)
        )


def has_words(text: str) -> bool:
    """Tell whether there is a letter outside of web addresses and the like."""
    if any(sign in text for sign in _VERBATIM_SIGNS):
        text = _VERBATIM.sub("", text)
    return any(map(str.isalpha, text))


def view(source: Vocabulary, target: Vocabulary, text: str, constraints: Sequence[Constraint], *, is_odd: bool) -> View:
    """Prepare a sentence; `is_odd` tells that the vocabulary of the source lacks some of its characters."""
    wanted = [_Stretch(c.source_span, c.form, number) for number, c in enumerate(constraints)]
    wanted += _free(_verbatim(text), wanted)
    if is_odd:
        unknown = [not source.reads(character) for character in text]
        wanted += _free(_unknown_stretches(text, unknown), wanted)
        return _Shower(source, target, text, unknown).show(sorted(wanted, key=lambda s: s.span))
    wishes = [Wish(s.span, s.form, likeness.of_form(target, s.form), s.number) for s in wanted]
    return View(text, tuple(sorted(wishes, key=lambda wish: wish.span)))


def _free(found: Iterator[_Stretch], taken: list[_Stretch]) -> list[_Stretch]:
    return [stretch for stretch in found if not any(stretch.span.overlaps(other.span) for other in taken)]


def _verbatim(text: str) -> Iterator[_Stretch]:
    if any(sign in text for sign in _VERBATIM_SIGNS):
        for match in _VERBATIM.finditer(text):
            kept = match.group().rstrip(_TAIL)
            if kept:
                yield _Stretch(Span(match.start(), match.start() + len(kept)), kept)


def _unknown_stretches(text: str, unknown: Sequence[bool]) -> Iterator[_Stretch]:
    """Find the words and symbols that must come out as they are."""
    words = {place: match.span() for match in _WORD.finditer(text) for place in range(*match.span())}
    at = 0
    while at < len(text):
        start, end = at, at + 1
        if unknown[at] and text[at] not in likeness.MARKS and unicodedata.category(text[at]) not in _INVISIBLE:
            if at in words:
                start, end = words[at]
            else:
                # An emoji may be several characters, with invisible ones between.
                while end < len(text) and unknown[end] and end not in words and not text[end].isspace():
                    end += 1
            yield _Stretch(Span(start, end), text[start:end], is_symbol=at not in words and not text[at].isalpha())
        at = max(end, at + 1)


def _likeness(vocabulary: Vocabulary, stretch: _Stretch, form: str) -> str:
    return likeness.of_symbol(vocabulary) if stretch.is_symbol else likeness.of_form(vocabulary, form)


@dataclass(slots=True)
class _Shower:
    """Write the view of a sentence with characters that the vocabulary lacks."""

    source: Vocabulary
    target: Vocabulary
    text: str
    unknown: Sequence[bool]
    _shown: list[str] = field(default_factory=list)
    _origins: list[int] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)

    def show(self, wanted: Sequence[_Stretch]) -> View:
        """Show the sentence; `wanted` are stretches in order, which do not overlap."""
        wishes = []
        at = 0
        for stretch in wanted:
            self._show_plain(at, stretch.span.start)
            start = len(self._origins)
            self._show_wanted(stretch)
            at = stretch.span.end
            span = Span(start, len(self._origins))
            written = _likeness(self.target, stretch, stretch.form)
            wishes.append(Wish(span, stretch.form, written, stretch.number, stretch.is_symbol))
        self._show_plain(at, len(self.text))
        return View("".join(self._shown), tuple(wishes), (*self._origins, len(self.text)), "".join(self._marks))

    def _show_wanted(self, stretch: _Stretch) -> None:
        """Show a name, in a likeness too if need be."""
        span = stretch.span
        if any(self.unknown[span.start : span.end]):
            shown = _likeness(self.source, stretch, span.of(self.text))
            self._origins += [span.start] * len(shown)
        else:
            shown = span.of(self.text)
            self._origins += range(span.start, span.end)
        self._shown.append(shown)

    def _show_plain(self, start: int, end: int) -> None:
        for place in range(start, end):
            character = self.text[place]
            shown = likeness.MARKS.get(character, "") if self.unknown[place] else character
            if character in likeness.MARKS and shown:
                is_bare = place > 0 and not self.text[place - 1].isspace()
                if shown == likeness.DASH and (not is_bare or character in likeness.BREAKS):
                    self._marks.append(character)
                    # A dash between words that touches both would read as a hyphen.
                    shown = f" {shown} " if is_bare else shown
                elif shown in likeness.QUOTES and self.unknown[place]:
                    self._marks.append(character)
            self._shown.append(shown)
            self._origins += [place] * len(shown)
