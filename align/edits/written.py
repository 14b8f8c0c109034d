"""Events as JSON, and the `*.review.json` that a page exports: read with care, since any program may have made it."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from align.edits.events import Event
from align.errors import InputError, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT, VERSION = "align-review", 1
_KINDS: dict[str, type[Event]] = {kind.kind: kind for kind in get_args(Event)}


@dataclass(frozen=True, slots=True)
class ArticleEvents:
    """The events of one article; `source` is the fingerprint of the units that they were made upon."""

    article: str
    source: str
    events: tuple[Event, ...]


def event_as_json(event: Event) -> dict[str, object]:
    """Turn an event into plain values."""
    return {"kind": event.kind} | {field.name: getattr(event, field.name) for field in fields(event)}


def event_from_json(plain: object) -> Event:
    """Undo `event_as_json`; raise InputError for anything else, naming the part that is wrong."""
    if not isinstance(plain, dict):
        raise InputError(f"event {plain!r} is no JSON object")
    kind = _KINDS.get(plain.get("kind", ""))
    if kind is None:
        raise InputError(f"event of an unknown kind {plain.get('kind')!r}; known: {', '.join(sorted(_KINDS))}")
    hints = _hints(kind.kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in plain:
            values[field.name] = _value(plain[field.name], hints[field.name], f"{kind.kind}.{field.name}")
        elif field.default is MISSING:
            raise InputError(f"event {kind.kind!r} without {field.name!r}")
    return kind(**values)


@cache
def _hints(kind: str) -> dict[str, Any]:
    """Look up the types of an event's fields, once a kind: an article has thousands of events."""
    return get_type_hints(_KINDS[kind])


def read(path: Path) -> tuple[ArticleEvents, ...]:
    """Read a `*.review.json`; raise InputError."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise unreadable(error, path) from error
    except ValueError as error:
        raise InputError(f"not JSON: {error}", where=str(path)) from error
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InputError("not a review that a page of Align exported", where=str(path))
    if plain.get("version") != VERSION:
        raise InputError(f"made by another version of Align (format {plain.get('version')!r})", where=str(path))
    try:
        return tuple(_article(one) for one in _list(plain, "articles"))
    except InputError as error:
        raise InputError(str(error), where=str(path)) from error


def write(articles: tuple[ArticleEvents, ...]) -> str:
    """Write a `*.review.json`."""
    listed = [
        {"article": one.article, "source": one.source, "events": [event_as_json(event) for event in one.events]}
        for one in articles
    ]
    return json.dumps({"format": FORMAT, "version": VERSION, "articles": listed}, ensure_ascii=False, indent=1)


def _article(plain: Mapping[str, object]) -> ArticleEvents:
    if not isinstance(plain, dict):
        raise InputError(f"article {plain!r} is no JSON object")
    name, source = (_value(plain.get(key), str, key) for key in ("article", "source"))
    return ArticleEvents(name, source, tuple(event_from_json(one) for one in _list(plain, "events")))


def _list(plain: Mapping[str, object], key: str) -> list[Any]:
    found = plain.get(key)
    if not isinstance(found, list):
        raise InputError(f"{key!r} is no list")
    return found


def _value(plain: object, wanted: Any, name: str) -> Any:
    """Check one value against its type: text, a whole number, a claim, one of a few words, or nothing."""
    for kind in get_args(wanted) or (wanted,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            if isinstance(plain, str) and plain in list(kind):
                return kind(plain)
        elif type(plain) is kind:
            return plain
    raise InputError(f"{name} cannot be {plain!r}")
