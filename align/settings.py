"""What a person chose for a batch, and how the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align.engines.tuning import Device, Quality, Tuning
from align.names.ledger import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.concept import Concept


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose for the batch; `source` is empty when the language is to be detected.

    `date` is the day (`YYYY-MM-DD`) of articles that do not tell theirs. `memories` name what the store took in of
    files, a later one before an earlier. With an `aligner` the articles have their translations, and an empty `target`
    is detected as well; `is_segmented` says that they have a segment a line. `names` are kept as the ledger has them
    where no glossary says otherwise; None stands for those that the ledger of the output folder tells of.
    """

    target: str
    source: str = ""
    engine: str = "auto"
    glossaries: tuple[Path, ...] = ()
    date: str = ""
    memories: tuple[str, ...] = ()
    tuning: Tuning = field(default_factory=Tuning)
    aligner: str = ""
    is_segmented: bool = False
    names: tuple[Concept, ...] | None = None


def as_plain(settings: Settings) -> dict[str, object]:
    """Turn settings into plain values for the store; a relative path would not be found from another folder."""
    return {
        "target": settings.target,
        "source": settings.source,
        "engine": settings.engine,
        "glossaries": [str(path.resolve()) for path in settings.glossaries],
        "date": settings.date,
        "memories": list(settings.memories),
        "tuning": {"quality": settings.tuning.quality, "device": settings.tuning.device},
        "aligner": settings.aligner,
        "is_segmented": settings.is_segmented,
        "names": kept.as_plain(settings.names or ()),
    }


def from_plain(plain: Mapping[str, Any]) -> Settings:
    """Undo `as_plain`."""
    tuning = Tuning(Quality(plain["tuning"]["quality"]), Device(plain["tuning"]["device"]))
    return Settings(
        target=plain["target"],
        source=plain["source"],
        engine=plain["engine"],
        glossaries=tuple(Path(path) for path in plain["glossaries"]),
        date=plain["date"],
        memories=tuple(plain["memories"]),
        tuning=tuning,
        aligner=plain.get("aligner", ""),
        is_segmented=plain.get("is_segmented", False),
        names=kept.from_plain(plain.get("names", ())),
    )
