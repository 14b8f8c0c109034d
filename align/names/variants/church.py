"""Names of the Bible and of popes, which Korean has from Latin and Italian: `John`, 요한; `Gregory`, 그레고리오."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from align.names.variants.rows import rows
from align.names.variants.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _hangul() -> Mapping[str, frozenset[str]]:
    return {latin: frozenset(row["hangul"].split()) for row in rows("church") for latin in row["latin"].split()}


def is_church_name(latin: str, hangul: str) -> bool:
    """Tell whether a Hangul token is the church's form of a Latin one."""
    return hangul in _hangul().get(plain(latin), ())
