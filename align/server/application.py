"""The WSGI application (PEP 3333): a few addresses, each answer with headers that let nothing else in."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from align.desk import Desk
from align.edits.written import event_from_json
from align.errors import AlignError, InputError
from align.server.guard import without_token
from align.server.states import sheet_as_json, states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from align.intake import Taken
    from align.server.guard import Guard

# A body larger than this is no review: a whole article typed anew is a tenth of it.
LARGEST_BODY = 4_000_000
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".tmx": "application/x-tmx+xml",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}
# A translated web page is somebody else's markup: it is handed over as a file, never shown under our address.
_SHOWN = ("index.html", "names.html", ".review.html")
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body, and what to say of it."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    more: tuple[tuple[str, str], ...] = field(default=())


class Application:
    """Serve one output folder; `on_change` is told when something was kept that the outputs do not show yet."""

    def __init__(self, folder: Path, guard: Guard, *, on_change: Callable[[], None]) -> None:
        self._folder = folder.resolve()
        self._guard = guard
        self._on_change = on_change
        # SQLite connections belong to the thread that opened them; the server has one.
        self._local = threading.local()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
        """Answer one request."""
        try:
            answer = self._answer(environ)
        except InputError as error:
            answer = _said(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        except AlignError as error:
            answer = _said(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        length = ("Content-Length", str(len(answer.body)))
        start_response(
            f"{answer.status.value} {answer.status.phrase}",
            [("Content-Type", answer.kind), length, *_HEADERS, *answer.more],
        )
        return [answer.body] if environ["REQUEST_METHOD"] != "HEAD" else []

    @property
    def _desk(self) -> Desk:
        if not hasattr(self._local, "desk"):
            self._local.desk = Desk(self._folder)
        desk: Desk = self._local.desk
        return desk

    def _answer(self, environ: dict[str, Any]) -> Answer:
        objection = self._guard.objection(environ)
        if objection:
            return _said(HTTPStatus.FORBIDDEN, objection)
        if self._guard.is_invited(environ):
            where = quote(without_token(environ))
            return Answer(HTTPStatus.SEE_OTHER, more=(("Location", where), ("Set-Cookie", self._guard.cookie())))
        # WSGI gives the path as the bytes of its UTF-8 in Latin-1.
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        method = environ["REQUEST_METHOD"]
        if path.startswith("/api/articles/"):
            article = path.removeprefix("/api/articles/")
            if method == "GET":
                return _json(HTTPStatus.OK, sheet_as_json(self._desk.sheet(article)))
            if method == "POST" and article.endswith("/events"):
                return self._take(article.removesuffix("/events"), environ)
        elif method in {"GET", "HEAD"}:
            return self._file(path)
        return _said(HTTPStatus.METHOD_NOT_ALLOWED, f"no {method} here")

    def _take(self, article: str, environ: Mapping[str, Any]) -> Answer:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_BODY:
            return _said(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{length} bytes; {LARGEST_BODY} are enough")
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json":
            return _said(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "events come as application/json")
        plain = _read(environ["wsgi.input"].read(length))
        source, listed = plain.get("source"), plain.get("events")
        if not isinstance(source, str) or not isinstance(listed, list):
            raise InputError("needs 'source' and 'events'")
        events = [event_from_json(one) for one in listed]
        if source != self._desk.version(article):
            return _said(HTTPStatus.GONE, "the article has changed since the page was made; load it again")
        taken = self._desk.take(article, source, events)
        if taken.accepted:
            self._on_change()
        return self._told(article, taken)

    def _told(self, article: str, taken: Taken) -> Answer:
        sheet = self._desk.sheet(article)
        refused = (*taken.conflicts, *taken.misplaced)
        now = {unit.key: unit for unit in sheet.units}
        conflicts = [
            {"event": event.id, "unit": states([now[event.unit]])[0] if event.unit in now else None}
            for event in refused
        ]
        accepted = [event.id for event in (*taken.known, *taken.accepted)]
        status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.OK
        return _json(status, sheet_as_json(sheet) | {"accepted": accepted, "conflicts": conflicts})

    def _file(self, path: str) -> Answer:
        """Give a file of the output folder; nothing outside it, no hidden one, not the store."""
        name = path.lstrip("/") or "index.html"
        file = (self._folder / name).resolve()
        parts = file.relative_to(self._folder).parts if file.is_relative_to(self._folder) else ("..",)
        is_ours = file.suffix in _TYPES and not any(part.startswith(".") for part in parts)
        if ".." in parts or not is_ours or not file.is_file():
            return _said(HTTPStatus.NOT_FOUND, f"no {name!r} in this review")
        if name.endswith(_SHOWN):
            return Answer(HTTPStatus.OK, file.read_bytes(), _TYPES[".html"])
        saved = ("Content-Disposition", f"attachment; filename*=UTF-8''{quote(file.name)}")
        return Answer(HTTPStatus.OK, file.read_bytes(), _TYPES[file.suffix], (saved,))


def _read(body: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(body)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from error
    if not isinstance(plain, dict):
        raise InputError("no JSON object")
    return plain


def _json(status: HTTPStatus, plain: object) -> Answer:
    # A lone surrogate has no UTF-8; escaped, JSON can hold it.
    return Answer(status, json.dumps(plain).encode(), "application/json")


def _said(status: HTTPStatus, message: str) -> Answer:
    return Answer(status, f"{message}\n".encode("utf-8", "replace"))
