"""The indexes as they were when last fetched: kept, so that there is a list without network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from align import cache, home
from align.errors import AlignError, DownloadError
from align.models import download
from align.models.sources import SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from align.models.offer import Listener, Offer
    from align.models.sources import Source


@dataclass(frozen=True, slots=True)
class Index:
    """What one source offers; `fetched` is the day and time (UTC) of the list."""

    engine: str
    address: str
    fetched: str
    offers: tuple[Offer, ...]


def saved() -> tuple[Index, ...]:
    """Give the indexes as they were last fetched; one that was never fetched is not among them."""
    return tuple(index for source in SOURCES if (index := _saved(source)) is not None)


def refreshed(listener: Listener) -> tuple[Index, ...]:
    """Fetch the indexes anew and keep them; one that cannot be reached is taken as it was saved, and that is said.

    Raises DownloadError when there is none at all.
    """
    indexes, trouble = [], None
    for source in SOURCES:
        try:
            indexes.append(_fetched(source))
        except DownloadError as error:
            trouble = trouble or error
            if (index := _saved(source)) is not None:
                indexes.append(index)
                listener.say(f"{error}; using the list of {source.engine} models of {index.fetched}")
            else:
                listener.say(f"{error}; no list of {source.engine} models")
    if not indexes and trouble is not None:
        raise DownloadError(
            f"{trouble.message}, and no list of models was saved before",
            where=trouble.where,
            advice="align models install FILE, or align models bundle import FILE, with a file from another computer",
        ) from trouble
    return tuple(indexes)


def _fetched(source: Source) -> Index:
    body = download.read(source.address)
    try:
        listing = json.loads(body)
        offers = source.read(listing)
    except ValueError as error:
        raise DownloadError(f"is no list of models: {error}", where=source.address) from error
    fetched = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    kept = {"address": source.address, "fetched": fetched, "listing": listing}
    try:
        cache.replace_bytes(_path(source), json.dumps(kept).encode())
    except OSError as error:
        raise download.full_disk(_path(source).parent, error) from error
    return Index(source.engine, source.address, fetched, offers)


def _saved(source: Source) -> Index | None:
    try:
        kept: dict[str, Any] = json.loads(_path(source).read_text("utf-8"))
        return Index(source.engine, str(kept["address"]), str(kept["fetched"]), source.read(kept["listing"]))
    except (OSError, ValueError, KeyError, TypeError, AlignError):
        return None


def _path(source: Source) -> Path:
    return home.models() / ".index" / f"{source.engine}.json"
