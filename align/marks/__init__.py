"""Carry quotation marks and dashes around engines that cannot write them.

An engine gets a plain text of the same length; its hypothesis gets the source's kind of marks back, in their places.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from align.document import Span
from align.marks.quotes import apostrophes, quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from align.document import Link
    from align.hypothesis import Hypothesis
    from align.marks.quotes import Quote

# The Firefox vocabularies hold no quotation mark but " and ', no dash but -, and no space but one; an ellipsis they
# read as three stops. Controls and lone surrogates carry no meaning and cannot be encoded.
_PLAIN = {
    **dict.fromkeys("“”„‟«»〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›ʼ＇", "'"),
    **dict.fromkeys("‐‑‒–―−", "-"),
}
_ODD = re.compile(
    f"[{''.join(_PLAIN)}\\x00-\\x1f\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ud800-\\udfff]"
)
# A long dash without spaces that parts words, quotations or brackets stays: as a hyphen it would join them.
_LONG_DASH = re.compile(r"—(?!\S)|(?<!\S)—|(?<=\d)—(?=\d)")
_SPACED_DASH = re.compile(r"(?<!\S)[—–―-](?![-\d])")
_JOINING_DASH = re.compile(r"\w+[‐‑‒–―−]\w+")
_STOPS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_CURLY = frozenset("“”‘’„‚")


class _Edit(NamedTuple):
    """A stretch of the hypothesis and what takes its place."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """Write the text with marks that every engine knows, character by character: offsets hold."""
    if text.isascii() and text.isprintable():  # as most sentences are
        return text
    text = _ODD.sub(lambda found: _PLAIN.get(found[0], " "), text)
    return _LONG_DASH.sub("-", text) if "—" in text else text


def restore(source: str, hypothesis: Hypothesis) -> Hypothesis:
    """Put the source's kind of marks into a hypothesis that was made from `plain(source)`.

    Only marks change, never inside the span of an honoured constraint; spans are mended.
    """
    if source == plain(source) and "…" not in source:
        return hypothesis
    # Marks that are there already are read as plain ones, so that a second time changes nothing.
    target, kept = plain(hypothesis.text), [span for span in hypothesis.honoured if span]
    wanted = (
        *_quote_edits(source, target, hypothesis.links),
        *_apostrophe_edits(source, target),
        *_dash_edits(source, target),
        *_ellipsis_edits(source, target),
    )
    edits = sorted(
        edit
        for edit in wanted
        if hypothesis.text[edit.start : edit.end] != edit.text
        and not any(span.overlaps(Span(edit.start, edit.end)) for span in kept)
    )
    return _edited(hypothesis, edits) if edits else hypothesis


def _quote_edits(source: str, target: str, links: Sequence[Link]) -> Iterator[_Edit]:
    known, found = quotes(source), quotes(target)
    if not known:
        return
    for number, quote in enumerate(found):
        model = _model(quote, number, known, links, is_one_to_one=len(known) == len(found))
        if quote.start is not None:
            yield _Edit(quote.start, quote.start + 1, model.opening)
            yield from _space_edit(source, target, model.start, quote.start, 1)
        if quote.end is not None:
            yield _Edit(quote.end, quote.end + 1, model.closing)
            yield from _space_edit(source, target, model.end, quote.end, -1)
        yield from _lone_space_edit(target, quote)


def _model(quote: Quote, number: int, known: Sequence[Quote], links: Sequence[Link], *, is_one_to_one: bool) -> Quote:
    """Choose the source's quotation that this one renders: by links, else by order."""
    if len({(one.opening, one.closing) for one in known}) > 1:
        votes: Counter[Quote] = Counter()
        for link in links:
            if quote.holds(link.target):
                inside = [one for one in known if one.holds(link.source)]
                if inside:
                    votes[max(inside, key=lambda one: one.depth)] += round(1000 * link.weight)
        agreeing = [one for one in votes if one.depth == quote.depth] or list(votes)
        if agreeing:
            return max(agreeing, key=lambda one: votes[one])
        level = [one for one in known if one.depth == quote.depth]
        if not is_one_to_one and level:
            return level[0]
    return known[min(number, len(known) - 1)]


def _space_edit(source: str, target: str, known: int | None, place: int, step: int) -> Iterator[_Edit]:
    """Give the space inside a mark (« text ») the kind that the source has there, where both have one."""
    if known is None or not 0 <= place + step < len(target) or not 0 <= known + step < len(source):
        return
    space = source[known + step]
    if target[place + step].isspace() and space in "\u00a0\u202f":
        yield _Edit(place + step, place + step + 1, space)


def _lone_space_edit(target: str, quote: Quote) -> Iterator[_Edit]:
    """Take away the space inside one mark of a pair where the engine dropped the other's."""
    if quote.start is not None and quote.end is not None:
        spaces = [place for place in (quote.start + 1, quote.end - 1) if target[place].isspace()]
        if len(spaces) == 1:
            yield _Edit(spaces[0], spaces[0] + 1, "")


def _apostrophe_edits(source: str, target: str) -> Iterator[_Edit]:
    straight = [place for place in apostrophes(source) if source[place] == "'"]
    if not straight and _CURLY.intersection(source):
        yield from (_Edit(place, place + 1, "’") for place in apostrophes(target))


def _dash_edits(source: str, target: str) -> Iterator[_Edit]:
    known = [match.group() for match in _SPACED_DASH.finditer(source)]
    places = [match.start() for match in _SPACED_DASH.finditer(target)]
    if known:
        usual = Counter(known).most_common(1)[0][0]
        chosen = known if len(known) == len(places) else [usual] * len(places)
        yield from (_Edit(place, place + 1, dash) for place, dash in zip(places, chosen, strict=True))
    # A range of years is found again where the words around the dash came through unchanged.
    for word in {match.group() for match in _JOINING_DASH.finditer(source)}:
        for match in re.finditer(rf"(?<!\w){re.escape(plain(word))}(?!\w)", target):
            changed = (n for n, dash in enumerate(word) if dash != match.group()[n])
            yield from (_Edit(match.start() + n, match.start() + n + 1, word[n]) for n in changed)


def _ellipsis_edits(source: str, target: str) -> Iterator[_Edit]:
    if "…" in source and "..." not in source:
        yield from (_Edit(match.start(), match.end(), "…") for match in _STOPS.finditer(target))


def _edited(hypothesis: Hypothesis, edits: Iterable[_Edit]) -> Hypothesis:
    text = hypothesis.text
    parts: list[str] = []
    places = list(range(len(text) + 1))
    at = grown = 0
    for edit in edits:
        if edit.start < at:
            continue
        parts += [text[at : edit.start], edit.text]
        for place in range(at, edit.start):
            places[place] = place + grown
        for place in range(edit.start, edit.end):
            places[place] = edit.start + grown + min(place - edit.start, len(edit.text))
        grown += len(edit.text) - (edit.end - edit.start)
        at = edit.end
    parts.append(text[at:])
    for place in range(at, len(text) + 1):
        places[place] = place + grown

    def moved(span: Span) -> Span:
        return Span(places[span.start], places[span.end])

    return replace(
        hypothesis,
        text="".join(parts),
        links=tuple(replace(link, target=moved(link.target)) for link in hypothesis.links),
        honoured=tuple(span and moved(span) for span in hypothesis.honoured),
    )
