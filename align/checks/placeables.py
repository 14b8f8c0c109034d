"""Find placeables that an engine lost or mangled: what a program will put something else for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from align.bitext import Flag, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.bitext import TranslationUnit

# {{ name }} and {% raw %} of templates, ${name} of scripts, {0} and {name} of messages,
# %s, %1$d and %(name)s of printf.
_PLACEABLE = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$?\{[\w.]+\}|(?<![\w%])%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[sdifuxXeEgGc@](?!\w)"
)


def check(unit: TranslationUnit, source: str, target: str) -> Iterator[Flag]:
    """Flag placeables of the source that the target does not have as often."""
    del source, target
    # Most sentences have none, and are done with here.
    if unit.origin is Origin.SOURCE or ("{" not in unit.source and "%" not in unit.source):
        return
    lost = Counter(_PLACEABLE.findall(unit.source)) - Counter(_PLACEABLE.findall(unit.target))
    if lost:
        yield Flag("placeable", f"not in the target: {', '.join(sorted(lost))}")
