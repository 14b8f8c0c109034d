"""Cut what has capitals into stretches that may be one name each: at titles, days and small words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from align.names.discover import cues
from align.names.discover.tokens import joins
from align.names.offices import TITLES
from align.names.words import CALENDAR, STARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.names.discover.tokens import Token

_SMALL = cues.OF | cues.VON
_HEADS = cues.BODIES | cues.GROUNDS
_BREAKS = CALENDAR | cues.MORE_CALENDAR | cues.NEVER
ALL_STARTERS = STARTERS | cues.MORE_STARTERS
# Words that are no part of names there: Indonesian `di` is "in", not the `di` of Italian names.
_NO_PARTS = {
    "de": frozenset({"das", "den", "des", "die", "du"}),
    "id": frozenset({"di", "untuk"}),
    "ms": frozenset({"di", "untuk"}),
}
# A month that is a name behind a given one (`Theresa May`).
_MAY = "may"


class Usage(Protocol):
    """What an article tells of a word."""

    def is_common(self, word: Token) -> bool:
        """Tell whether it has no capital of its own."""


def runs(words: Sequence[Token], language: str) -> Iterator[list[Token]]:
    """Give the runs of words in capitals, joined by the small words that names have inside."""
    joining = _SMALL - _NO_PARTS.get(language, frozenset())
    run: list[Token] = []
    small: list[Token] = []
    for word in words:
        before = (small or run)[-1:]
        if before and not joins(before[0], word):
            yield run
            run, small = [], []
        if word.is_raised:
            run += [*small, word]
            small = []
        elif run:
            if word.folded in joining:
                small.append(word)
            else:
                yield run
                run, small = [], []
    if run:
        yield run


def begun(run: list[Token], usage: Usage) -> list[Token]:
    """Leave out the first word of a sentence unless it is known to have its capital in its own right."""
    while run and run[0].is_initial and (run[0].folded in ALL_STARTERS or usage.is_common(run[0])):
        run = _from_capital(run[1:])
    return run


def parts(run: Sequence[Token], language: str) -> Iterator[tuple[list[Token], bool]]:
    """Cut a run at days and titles; a person's name stands behind the title, of which the second value tells."""
    part: list[Token] = []
    titled = False
    is_body = any(word.folded in cues.BODIES for word in run)
    for word in run:
        is_title = word.folded in TITLES and not is_body
        if is_title or (word.folded in _BREAKS and not (word.folded == _MAY and (part or language != "en"))):
            yield from _whole(part, is_titled=titled and not is_title)
            part, titled = [], is_title
        else:
            part.append(word)
    yield from _whole(part, is_titled=titled)


def _whole(part: list[Token], *, is_titled: bool) -> Iterator[tuple[list[Token], bool]]:
    """Give a stretch between titles as one name, or as several where small words part them (`Kim of Seoul`)."""
    is_titled = is_titled and bool(part) and part[0].is_raised
    is_one = False
    name: list[Token] = []
    for word in part:
        if word.is_raised:
            is_one = is_one or word.folded in _HEADS
        elif not is_one and word.folded not in cues.VON:
            yield from _trimmed(name, is_titled=is_titled)
            name, is_titled = [], False
            continue
        name.append(word)
    yield from _trimmed(name, is_titled=is_titled)


def to_capital(part: list[Token]) -> list[Token]:
    """Leave out the small words at the end."""
    while part and not part[-1].is_raised:
        part = part[:-1]
    return part


def _from_capital(part: list[Token]) -> list[Token]:
    while part and not part[0].is_raised:
        part = part[1:]
    return part


def _trimmed(part: list[Token], *, is_titled: bool) -> Iterator[tuple[list[Token], bool]]:
    part = to_capital(_from_capital(part))
    if part:
        yield part, is_titled
