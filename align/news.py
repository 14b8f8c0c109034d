"""What a run did differently from the last one: segments that came out otherwise, what a person holds, new texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from align.bitext import UnitStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from align.bitext import Bitext
    from align.history import History
    from align.store import Kept

_DIGEST = 4
# Flags that say that a name is not as agreed.
_NAMES = frozenset({"name-form", "name-missed", "name-doubled"})
# More numbers in one line are not read.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class News:
    """What changed in one article since the last run; `disagreeing` are approved units with names not as agreed.

    `is_recut` where its text is as it was, but its units are others.
    """

    redone: int = 0
    disagreeing: tuple[int, ...] = ()
    is_new_text: bool = False
    is_recut: bool = False
    carried: int = 0
    left: int = 0


def digests(machine: Bitext) -> bytes:
    """Give four bytes for the target of each unit."""
    return b"".join(
        crc32(unit.target.encode("utf-8", "surrogatepass")).to_bytes(_DIGEST, "big") for unit in machine.units
    )


def news_of(history: History, now: Kept, revised: Bitext) -> News:
    """Compare an article with the last run; `now` is how this one keeps it."""
    before = history.before
    disagreeing = tuple(
        unit.number
        for unit in (revised.units if history.events else ())
        if unit.status is UnitStatus.APPROVED and any(flag.code in _NAMES for flag in unit.flags)
    )
    if before is None:
        return News(disagreeing=disagreeing)
    if before.source != history.source:
        is_new = _texts(before) != _texts(now)
        return News(0, disagreeing, is_new, not is_new, history.carried, len(history.left))
    redone = 0
    if before.targets != now.targets:
        starts = range(0, len(now.targets), _DIGEST)
        redone = sum(now.targets[at : at + _DIGEST] != before.targets[at : at + _DIGEST] for at in starts)
    return News(redone, disagreeing)


def _texts(kept: Kept) -> tuple[bytes, bytes]:
    return kept.raw, kept.translation.raw if kept.translation else b""


def told(news: Mapping[str, News], *, is_other_glossary: bool) -> Iterator[str]:
    """Say it for people, articles by name."""
    redone = {name: one.redone for name, one in news.items() if one.redone}
    if redone:
        why = " by the changed glossary" if is_other_glossary else ""
        yield f"{counted(sum(redone.values()), 'segment')} came out otherwise{why}: {_listed(redone)}"
    for name, one in news.items():
        if one.disagreeing and is_other_glossary:
            yield (
                f"{name}: approved and left alone, though a name in it is agreed otherwise: "
                f"{_plural(len(one.disagreeing), 'segment')} {_listed(map(str, one.disagreeing))}"
            )
        if one.is_new_text or one.is_recut:
            what = "its text changed" if one.is_new_text else "its segments are others than before"
            kept = f"; {counted(one.carried, 'change')} of yours carried over" if one.carried or one.left else ""
            left = f", {one.left} had no place and stay in the store" if one.left else ""
            yield f"{name}: {what}{kept}{left}"


def counted(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count} {_plural(count, noun)}"


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
