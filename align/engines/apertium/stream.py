"""Apertium's stream format: text in, analysed words marked with their places, text with word links out.

The analyser cuts the text into words and phrases that its dictionary has (`^surface/readings$`). A blank bound to each
of them (`[[t:w:7]]…[[/]]`) goes through all stages, tells where the word came out, and changes nothing else: all
sentences of NTREX that were tried (200 each of es-pt, fr-es, es-en, es-ca, en-ca, id-ms) came out the same.
https://wiki.apertium.org/wiki/Apertium_stream_format
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.document import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What has a meaning in the stream, would be taken for a mark, or cannot be written: carried around the engine.
_CARRIED = re.compile(r"(?:[\[\]{}^$\\<>*@#+~\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|[^\S ])+")
_ANALYSED = re.compile(r"\\.|\[[^\]]*\]|\^((?:\\.|[^\\$])*)\$", re.DOTALL)
_SURFACE = re.compile(r"(?:\\.|[^\\/])*", re.DOTALL)
_OUTPUT = re.compile(
    r"\[\[(?P<words>[^\]]*)\]\]|\[=(?P<carried>[^\]]*)\]|\\(?P<escaped>.)|(?P<mark>[*@#])(?=[^\W_])|(?P<plain>.)",
    re.DOTALL,
)
_NUMBER = re.compile(r"t:w:(\d+)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence after the analyser: the stream with every word marked, and where those words stand in the text."""

    stream: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """What came out: text, links to the source, and the words that Apertium did not know and copied."""

    text: str
    links: tuple[Link, ...] = ()
    unknown: tuple[Span, ...] = ()


def encode(text: str) -> str:
    """Write a text as a stream."""
    carried = _CARRIED.sub(lambda run: f"[={'.'.join(f'{ord(c):x}' for c in run[0])}]", text)
    return carried.replace("/", "\\/")


def mark_words(analysed: str, text: str) -> Analysis:
    """Bind its number to each word of the analyser's output."""
    places: list[Span] = []
    at = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal at
        if match[1] is None:
            return match[0]
        surface = _SURFACE.match(match[1])
        place = _find(_plain(surface[0] if surface else ""), text, at)
        if place is None:
            return match[0]
        at = place.end
        places.append(place)
        return f"[[t:w:{len(places) - 1}]]{match[0]}[[/]]"

    return Analysis(_ANALYSED.sub(numbered, analysed), tuple(places))


def _plain(stream: str) -> str:
    return re.sub(r"\\(.)", r"\1", stream, flags=re.DOTALL)


def _find(surface: str, text: str, at: int) -> Span | None:
    """Find the next word of the analyser; the spaces in a phrase may be any white space of the text."""
    start = text.find(surface, at)
    if surface and start >= 0:
        return Span(start, start + len(surface))
    match = re.compile(r"\s+".join(map(re.escape, surface.split()))).search(text, at)
    return Span(*match.span()) if match and match[0] else None


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the output and the numbers of the words that it comes from."""

    numbers: tuple[int, ...]
    span: Span


@dataclass(slots=True)
class _Reading:
    """The output so far; `numbers` are those of the block that began at `start`."""

    is_spaced: bool
    text: str = ""
    numbers: tuple[int, ...] = ()
    start: int = 0
    blocks: list[_Block] = field(default_factory=list)
    unknown_at: list[int] = field(default_factory=list)

    def put(self, more: str) -> None:
        """Add text, but no second space where a rule has left two and the source has none doubled."""
        if more == " " and self.text.endswith(" ") and not self.is_spaced:
            return
        self.text += more

    def begin(self, words: str) -> None:
        """End a block and begin the next; `words` is its label, or `/`, which only ends one."""
        if self.numbers and self.start < len(self.text):
            self.blocks.append(_Block(self.numbers, Span(self.start, len(self.text))))
        self.numbers = tuple(dict.fromkeys(map(int, _NUMBER.findall(words))))
        self.start = len(self.text)


def decode(stream: str, analysis: Analysis, text: str) -> Output:
    """Read Apertium's output for `text`; marks of unknown words become evidence and are taken out."""
    reading = _Reading("  " in text)
    for match in _OUTPUT.finditer(stream):
        if match["words"] is not None:
            reading.begin(match["words"])
        elif match["carried"] is not None:
            reading.put("".join(chr(int(code, 16)) for code in match["carried"].split(".")))
        elif match["mark"]:
            if match["mark"] == "*":
                reading.unknown_at.append(len(reading.text))
        else:
            reading.put(match["escaped"] or match["plain"])
    reading.begin("/")
    words = [Span(*match.span()) for match in _WORD.finditer(reading.text)]
    found = [_WORD.match(reading.text, at) for at in reading.unknown_at]
    unknown = tuple(Span(*match.span()) for match in found if match)
    widened = _widened(reading.blocks, words)
    places = [(place, place.of(text).casefold()) for place in analysis.places]
    links = [link for block in widened for link in _links(block, reading.text, words, unknown, places)]
    return Output(reading.text, tuple(links), unknown)


def _widened(blocks: Sequence[_Block], words: Sequence[Span]) -> Iterator[_Block]:
    """Give each block the words that follow it without a label: of `va dir`, "said", only `va` carries one."""
    ends = [block.span.start for block in blocks[1:]] + [words[-1].end if words else 0]
    for block, end in zip(blocks, ends, strict=False):
        following = _within(words, Span(block.span.end, max(end, block.span.end)))
        yield replace(block, span=Span(block.span.start, following[-1].end)) if following else block


def _links(
    block: _Block, output: str, words: Sequence[Span], unknown: Sequence[Span], places: Sequence[tuple[Span, str]]
) -> Iterator[Link]:
    """Link a copied word to its like, and the other words of the block to all other words that it comes from."""
    numbers = [number for number in block.numbers if number < len(places)]
    copied = _within(unknown, block.span)
    for span in copied:
        surface = span.of(output).casefold()
        number = next((n for n in numbers if places[n][1] == surface), None)
        if number is not None:
            numbers.remove(number)
            yield Link(places[number][0], span)
    known = [word for word in _within(words, block.span) if not any(word.overlaps(span) for span in copied)]
    place = Span(known[0].start, known[-1].end) if known else block.span
    for number in numbers:
        yield Link(places[number][0], place, 1 / len(numbers))


def _within(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Give those of the ordered spans that begin in the place."""
    return spans[bisect_left(spans, place.start, key=_start) : bisect_left(spans, place.end, key=_start)]


def _start(span: Span) -> int:
    return span.start
