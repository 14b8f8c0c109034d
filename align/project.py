"""The glossary of a project: what people chose in review for the whole batch, in a file that rules after all others."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.concept import FULL
from align.edits import NameForm, Scope, TermAdded
from align.edits.rebase import is_carried
from align.errors import InputError
from align.languages import Pair
from align.names import csvfile
from align.names.extend import Choice, extended
from align.names.files import format_of
from align.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from align.bitext import NameOutcome
    from align.concept import Concept
    from align.names.termbase import Termbase
    from align.store import Store

FILE_NAME = "glossary.csv"
# Under this name the store keeps which file it is, and up to which event it is written.
_REQUEST = "glossary"


@dataclass(frozen=True, slots=True)
class Extension:
    """What is to be written: the file as it is and as it will be, and what no glossary can hold."""

    path: Path
    before: str
    after: str
    last_event: int
    unwritable: tuple[Choice, ...] = ()

    @property
    def diff(self) -> str:
        """Show what changes as a unified diff; empty where nothing does."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(difflib.unified_diff(before, after, str(self.path), str(self.path), n=1))


def path_of(store: Store, folder: Path) -> Path:
    """Name the file, which need not be there."""
    named = (store.request(_REQUEST) or {}).get("path")
    return Path(named) if named else folder / FILE_NAME


def choose(store: Store, path: Path) -> None:
    """Let another file be the project's glossary from now on; raise InputError for one that cannot be extended."""
    _text(path)
    store.keep_request(_REQUEST, (store.request(_REQUEST) or {}) | {"path": str(path.resolve())})


def glossaries(store: Store, folder: Path, named: Sequence[Path]) -> tuple[Path, ...]:
    """Give the glossaries of a run: those named, and the project's own after them."""
    own = path_of(store, folder)
    if not own.is_file():
        return tuple(named)
    return (*(path for path in named if path.resolve() != own.resolve()), own)


def is_extension_due(store: Store) -> bool:
    """Tell whether there are events that no glossary was looked at for."""
    return next(store.events_after(_last(store)), None) is not None


def extension(store: Store, folder: Path, termbase: Termbase) -> Extension:
    """Give what the events since the last time make of the glossary; nothing is written."""
    path = path_of(store, folder)
    events = list(store.events_after(_last(store)))
    concepts = {concept.id: concept for concept in termbase.concepts}
    choices: list[Choice] = []
    for _, article, source, event in events:
        kept = store.version(article, source)
        if kept is None or is_carried(event):
            continue
        pair = Pair.parse(kept.pair)
        if isinstance(event, TermAdded) and pair.source != pair.target:
            source_text, target_text = (" ".join(text.split()) for text in (event.source, event.target))
            choices.append(Choice(pair.source, pair.target, target_text, source_text, event.concept_kind))
        elif isinstance(event, NameForm) and event.scope is Scope.BATCH:
            held = store.basis(article, source).get(event.unit.partition("/")[0])
            name = held.names[event.mention] if held and event.mention < len(held.names) else None
            choices.append(_choice(event, pair, name, concepts))
    before = _text(path)
    after = extended(before, choices)
    last = events[-1][0] if events else _last(store)
    return Extension(path, before, after, last, tuple(one for one in choices if not one.is_writable))


def write(store: Store, due: Extension) -> None:
    """Write the glossary, and remember up to which event; what a person changes in the file later, stays."""
    if due.after != due.before:
        raw = due.path.read_bytes() if due.path.exists() else b""
        replace_file(due.path, due.after.encode(_encoding(raw)))
    store.keep_request(_REQUEST, (store.request(_REQUEST) or {}) | {"last": due.last_event})


def _choice(event: NameForm, pair: Pair, name: NameOutcome | None, concepts: Mapping[str, Concept]) -> Choice:
    """Find which row of the glossary a chosen form is for, by the form that was due there; none has the ledger's."""
    if name is not None and name.concept.is_local:
        return Choice(pair.source, pair.target, " ".join(event.form.split()), name.surface, name.concept.kind)
    agreed = name.form if name else ""
    concept = concepts.get(event.concept)
    rows = [term.form for term in concept.terms_in(pair.target) if term.text == agreed] if concept else []
    form = " ".join(event.form.split())
    return Choice(
        pair.source,
        pair.target,
        form,
        concept=event.concept,
        form=rows[0] if rows else FULL,
        instead=agreed if rows and agreed != form else "",
    )


def _last(store: Store) -> int:
    return int((store.request(_REQUEST) or {}).get("last", 0))


def _text(path: Path) -> str:
    """Read the file, empty where there is none; raise InputError for one that is not a glossary of our own format."""
    if not path.exists():
        return ""
    if format_of(path, None) != "align":
        raise InputError(
            "only a glossary in Align's own CSV can be extended",
            where=str(path),
            advice=f"align glossary convert {path} {path.with_suffix('.csv').name}",
        )
    csvfile.read(path)
    return csvfile.decoded(path)


def _encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
