"""Spellings that the ledger has put right in translations: kept in the store, made again in every later run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from align.document import Span
from align.names.splice import Edit, carry, splice_target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.names.apply import Rendered
    from align.store import Store

# A translation can be put right again after the first time; each time is one step from the engine's text.
_MOST_TIMES = 8


def rendering_key(language: str, source: str, target: str) -> bytes:
    """Identify a translation into a language by both its texts: another one is another matter."""
    return hashlib.sha256(json.dumps([language, source, target]).encode()).digest()


def respelled(store: Store, language: str, sources: Sequence[str], rendered: Sequence[Rendered]) -> list[Rendered]:
    """Give the renderings with the spellings that the store keeps for them."""
    results = list(rendered)
    if not store.has_respellings:
        return results
    due = list(range(len(results)))
    for _ in range(_MOST_TIMES):
        keys = {number: rendering_key(language, sources[number], results[number].hypothesis.text) for number in due}
        known = store.respellings(list(dict.fromkeys(keys.values())))
        due = [number for number, one in keys.items() if one in known]
        for number in due:
            results[number] = _edited(results[number], known[keys[number]])
        if not due:
            break
    return results


def keep(store: Store, respellings: Mapping[bytes, Sequence[Edit]]) -> None:
    """Keep edits of renderings by their keys."""
    store.keep_respellings(
        {one: [[e.span.start, e.span.end, e.text] for e in edits] for one, edits in respellings.items()}
    )


def _edited(rendered: Rendered, plain: Sequence[tuple[int, int, str]]) -> Rendered:
    edits = [Edit(Span(start, end), text) for start, end, text in plain]
    names = tuple(
        replace(name, target_span=carry(name.target_span, edits)) if name.target_span else name
        for name in rendered.names
    )
    return replace(rendered, hypothesis=splice_target(rendered.hypothesis, edits), names=names)
