"""Keep the built graphs in the user's cache; a damaged or half-written file is built again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from align import cache
from align.engines.firefox.models import ENGINE

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGEST_BYTES = hashlib.sha256().digest_size


def kept(name: str, build: Callable[[], bytes]) -> bytes:
    """Give the bytes that `build` makes, from the cache if they are there and whole.

    The file begins with the hash of what follows. Two processes that build at once write the same bytes, each
    under its own temporary name. A cache that cannot be written costs time, nothing else.
    """
    path = cache.folder(ENGINE) / name
    try:
        raw = path.read_bytes()
    except OSError:
        raw = b""
    digest, body = raw[:_DIGEST_BYTES], raw[_DIGEST_BYTES:]
    if body and hashlib.sha256(body).digest() == digest:
        return body
    body = build()
    try:
        cache.replace_bytes(path, hashlib.sha256(body).digest() + body)
    except OSError:
        return body
    return body
