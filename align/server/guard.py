"""Who may ask: a browser on this machine that was given the token, for a page of ours."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

COOKIE = "align-review"
# A form of another site cannot set a header of its own without being asked first, which we answer with no.
HEADER, HEADER_VALUE = "HTTP_X_ALIGN", "1"
# Bytes of randomness; nobody guesses 32.
TOKEN_BYTES = 32


class Guard:
    """The token of this run, and the address under which pages are served."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(TOKEN_BYTES)

    def objection(self, environ: Mapping[str, Any]) -> str:
        """Say why a request is refused; empty if it is not.

        The host must be this machine by a name that no other site can take (DNS rebinding), the origin ours.
        """
        host = environ.get("HTTP_HOST", "")
        port = environ["SERVER_PORT"]
        hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        if host not in hosts:
            return f"this review is not served as {host!r}"
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin != f"http://{host}":
            return f"asked by a page of {origin!r}"
        if environ.get("HTTP_SEC_FETCH_SITE", "none") not in {"none", "same-origin"}:
            return "asked by a page of another site"
        if not self._knows(environ):
            return "without the token; open the address that align review printed"
        if environ["REQUEST_METHOD"] != "GET" and environ.get(HEADER) != HEADER_VALUE:
            return "not sent by a page of Align"
        return ""

    def is_invited(self, environ: Mapping[str, Any]) -> bool:
        """Tell whether the address itself carries the token."""
        given = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])[0]
        return secrets.compare_digest(given.encode(), self.token.encode())

    def cookie(self) -> str:
        """Give the header that lets the browser keep the token, and show it to no other site and no script."""
        return f"{COOKIE}={self.token}; Path=/; HttpOnly; SameSite=Strict"

    def _knows(self, environ: Mapping[str, Any]) -> bool:
        if self.is_invited(environ):
            return True
        try:
            kept = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(COOKIE)
        except CookieError:
            return False
        return kept is not None and secrets.compare_digest(kept.value.encode(), self.token.encode())


def without_token(environ: Mapping[str, Any]) -> str:
    """Give the address asked for, without its token."""
    return urlsplit(environ.get("PATH_INFO", "/")).path or "/"
