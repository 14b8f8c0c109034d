"""Give the legal spellings of a name."""

from __future__ import annotations


def spellings(name: str, *, language: str, target: str) -> tuple[str, ...]:
    """Give the spellings of a name, written in `language`, that texts in `target` may use; the name's own first."""
    from anyascii import anyascii

    plain = name if language == target else anyascii(name)
    return tuple(dict.fromkeys((plain, plain.replace("-", " "), plain.replace("-", ""))))
