"""The store of an output folder: what must not be lost, and what need not be done twice.

Hypotheses by key; the hash of every file that Align wrote; the articles as they were read, and what a person did to
them; what was asked for.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from align.bitext import Bead
from align.database import Database
from align.edits.basis import basis_as_json, basis_from_json
from align.edits.written import event_as_json, event_from_json
from align.hypothesis import hypothesis_as_json, hypothesis_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from align.edits import Basis, Event
    from align.hypothesis import Hypothesis, Sentence
    from align.languages import Pair

# SQLite's oldest limit on the parameters of one statement is 999.
_MOST_PARAMETERS = 900
# Made once, and spared the search for circles in thirty small lists a sentence.
_JSON = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"))


def key_of(sentence: Sentence, *, pair: Pair, fingerprint: str) -> bytes:
    """Identify a hypothesis by all that shapes it: the route's models, the text the engine saw, the constraints."""
    constraints = [[c.source_span.start, c.source_span.end, c.form, c.pivots] for c in sentence.constraints]
    whole = json.dumps([str(pair), fingerprint, sentence.text, constraints], ensure_ascii=True)
    return hashlib.sha256(whole.encode()).digest()


@dataclass(frozen=True, slots=True)
class KeptTranslation:
    """A translation as it was read, and the beads as the machine made them."""

    path: str
    raw: bytes
    beads: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as it was read; `source` is the fingerprint of its units' sources.

    `targets` has four bytes of a hash for each unit's target, by which a later run tells what it changed;
    `translation` is what it was aligned with.
    """

    name: str
    source: str
    path: str
    raw: bytes
    pair: str = ""
    targets: bytes = b""
    translation: KeptTranslation | None = None


class Store(Database):
    """Keep what must survive a killed run; each process opens its own."""

    def hypotheses(self, keys: Sequence[bytes]) -> dict[bytes, Hypothesis]:
        """Give those of the keys that are kept."""
        return {key: hypothesis_from_json(plain) for key, plain in self._select("hypothesis", keys)}

    def respellings(self, keys: Sequence[bytes]) -> dict[bytes, list[tuple[int, int, str]]]:
        """Give the edits (start, end, text) of those renderings that have some."""
        return dict(self._select("respelling", keys))

    @cached_property
    def has_respellings(self) -> bool:
        """Tell whether any were kept before this was first asked."""
        return self._connection.execute("SELECT 1 FROM respelling LIMIT 1").fetchone() is not None

    def _select(self, table: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Any]]:
        for start in range(0, len(keys), _MOST_PARAMETERS):
            part = keys[start : start + _MOST_PARAMETERS]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, content FROM {table} WHERE key IN ({marks})"  # noqa: S608  our names, question marks
            for key, content in self._connection.execute(query, part):
                yield key, json.loads(content)

    def keep(self, hypotheses: Mapping[bytes, Hypothesis]) -> None:
        """Add hypotheses in one transaction."""
        rows = [(key, _JSON.encode(hypothesis_as_json(one))) for key, one in hypotheses.items()]
        self._insert("hypothesis", rows)

    def keep_respellings(self, respellings: Mapping[bytes, Sequence[Sequence[Any]]]) -> None:
        """Add edits of renderings in one transaction."""
        self._insert("respelling", [(key, _JSON.encode(edits)) for key, edits in respellings.items()])

    def _insert(self, table: str, rows: Sequence[tuple[bytes, str]]) -> None:
        with self.at_once():
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)  # noqa: S608  our names

    def wrote(self, name: str, digest: bytes) -> bool:
        """Tell whether Align itself once wrote (or was about to write) that content under that name."""
        query = "SELECT 1 FROM written WHERE name=? AND sha256=?"
        return self._connection.execute(query, (name, digest)).fetchone() is not None

    def note_written(self, names: Iterable[tuple[str, bytes]]) -> None:
        """Record contents that are about to be written, before they are, so that a kill between loses nothing."""
        with self.at_once():
            self._connection.executemany("INSERT OR IGNORE INTO written VALUES (?, ?)", list(names))

    def keep_article(self, article: Kept) -> None:
        """Keep an article as it was read, so that its outputs can be made again wherever the folder is taken.

        Earlier versions of its text stay, for what a person did to them; this one is the latest from now on.
        """
        self._connection.execute(
            "INSERT OR REPLACE INTO article (name, source, path, raw, pair, targets) VALUES (?, ?, ?, ?, ?, ?)",
            (article.name, article.source, article.path, article.raw, article.pair, article.targets),
        )
        if article.translation is not None:
            other = article.translation
            beads = _JSON.encode([[one.source, one.target, one.score] for one in other.beads])
            self._connection.execute(
                "INSERT OR REPLACE INTO translation VALUES (?, ?, ?, ?, ?)",
                (article.name, article.source, other.path, other.raw, beads),
            )

    def articles(self) -> tuple[Kept, ...]:
        """Give the latest version of all articles that were kept, by name."""
        return self._kept("WHERE number IN (SELECT max(number) FROM article GROUP BY name) ORDER BY name")

    def latest(self, name: str) -> Kept | None:
        """Give the version of an article that the last run saw."""
        return next(iter(self._kept("WHERE name=? ORDER BY number DESC LIMIT 1", name)), None)

    def version(self, name: str, source: str) -> Kept | None:
        """Give that version of an article, if it was ever kept."""
        return next(iter(self._kept("WHERE name=? AND source=?", name, source)), None)

    def _kept(self, which: str, *parameters: str) -> tuple[Kept, ...]:
        columns = "name, source, article.path, article.raw, pair, targets, t.path, t.raw, beads"
        tables = "article LEFT JOIN translation AS t USING (name, source)"
        query = f"SELECT {columns} FROM {tables} {which}"  # noqa: S608  our own words
        return tuple(
            Kept(name, source, path, raw, pair, targets, _translation(*other) if other[0] is not None else None)
            for name, source, path, raw, pair, targets, *other in self._connection.execute(query, parameters)
        )

    def keep_request(self, name: str, content: object) -> None:
        """Remember what was asked for, as JSON."""
        self._connection.execute("INSERT OR REPLACE INTO request VALUES (?, ?)", (name, json.dumps(content)))

    def request(self, name: str) -> Any:
        """Give what was asked for; None if nothing was."""
        found = self._connection.execute("SELECT content FROM request WHERE name=?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    def events(self, article: str, source: str) -> tuple[Event, ...]:
        """Give what a person did to an article of that fingerprint, in order."""
        query = "SELECT content FROM event WHERE article=? AND source=? ORDER BY number"
        rows = self._connection.execute(query, (article, source))
        return tuple(event_from_json(json.loads(content)) for (content,) in rows)

    def events_after(self, number: int) -> Iterator[tuple[int, str, str, Event]]:
        """Give the events after that number of any article, in order: number, article, version, event."""
        query = "SELECT number, article, source, content FROM event WHERE number>? ORDER BY number"
        for at, article, source, content in self._connection.execute(query, (number,)):
            yield at, article, source, event_from_json(json.loads(content))

    def events_taken(self) -> int:
        """Count all events."""
        (count,) = self._connection.execute("SELECT count(*) FROM event").fetchone()
        return int(count)

    def has_event(self, key: str) -> bool:
        """Tell whether an event was taken before."""
        return self._connection.execute("SELECT 1 FROM event WHERE id=?", (key,)).fetchone() is not None

    def add_events(self, article: str, source: str, events: Iterable[Event], basis: Mapping[str, Basis]) -> None:
        """Add events, and what the units they hold were before; to be called while writing is `lasting`."""
        rows = [(event.id, article, source, json.dumps(event_as_json(event))) for event in events]
        self._connection.executemany("INSERT INTO event (id, article, source, content) VALUES (?, ?, ?, ?)", rows)
        before = [(article, source, key, json.dumps(basis_as_json(one))) for key, one in basis.items()]
        self._connection.executemany("INSERT INTO basis VALUES (?, ?, ?, ?)", before)

    def basis(self, article: str, source: str) -> dict[str, Basis]:
        """Give what the units that a person holds were before, by their keys."""
        query = "SELECT unit, content FROM basis WHERE article=? AND source=?"
        rows = self._connection.execute(query, (article, source))
        return {key: basis_from_json(json.loads(content)) for key, content in rows}


def _translation(path: str, raw: bytes, beads: str) -> KeptTranslation:
    made = tuple(Bead(tuple(source), tuple(target), score) for source, target, score in json.loads(beads))
    return KeptTranslation(path, raw, made)
