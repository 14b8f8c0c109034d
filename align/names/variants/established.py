"""What Korean writes otherwise than English sounds: `John` of the Bible, 요한; Pope `Gregory`, 그레고리오; `Spain`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.names.variants.rows import rows
from align.names.variants.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _hangul() -> Mapping[str, frozenset[str]]:
    return {latin: frozenset(row["hangul"].split()) for row in rows("established") for latin in row["latin"].split()}


def is_established(latin: str, hangul: str) -> bool:
    """Tell whether a Hangul token is an established form of a Latin one."""
    return hangul in _hangul().get(plain(latin), ())
