"""Take a TMX into the store, once: its bytes name it."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from align import languages
from align.bitext import UnitStatus
from align.errors import InputError, unreadable
from align.formats import tmx
from align.memory.shelf import Entry, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from align.store import Store


def take_in(store: Store, path: Path, *, source: str, target: str) -> str:
    """Put the units of a TMX for a target language into the store, and give the name of their origin.

    With `source` only those from that language. Raises InputError for a file that has none of them.
    """
    try:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unreadable(error, path) from error
    origin = f"{content} {source}-{target}"
    shelf = Shelf(store.connection)
    if shelf.has(origin):
        return origin
    pairs: Counter[tuple[str, ...]] = Counter()
    entries = list(_entries(path, source, target, pairs))
    if not entries:
        wanted = f"from {languages.name(source)} to {languages.name(target)}" if source else languages.name(target)
        held = ", ".join("-".join(tags) for tags, _ in pairs.most_common()) or "no unit"
        raise InputError(
            f"this memory has nothing {'for ' if not source else ''}{wanted}; it holds {held}",
            where=str(path),
            advice="leave out --memory, or name a memory of the languages of the articles",
        )
    with store.lasting():
        shelf.put(entries, origin=origin)
    return origin


def _entries(path: Path, source: str, target: str, pairs: Counter[tuple[str, ...]]) -> Iterator[Entry]:
    for unit in tmx.read(path):
        pairs[tuple(tag for tag, _ in unit.variants)] += 1
        written = unit.text(target)
        status = _status(unit)
        if not written or status is UnitStatus.REJECTED:
            continue
        for tag, text in unit.variants:
            own = languages.base(tag)
            if text and text is not written and own != languages.base(target) and source in ("", own):
                yield Entry(f"{own}-{target}", text, written, status)


def _status(unit: tmx.TmxUnit) -> UnitStatus:
    """Take the status that Align wrote; what another program holds was somebody's work, but approved by nobody here."""
    try:
        return UnitStatus(unit.status)
    except ValueError:
        return UnitStatus.REVIEWED
