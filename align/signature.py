"""What made an output, in one line that lets anyone make it again."""

from __future__ import annotations

from dataclasses import dataclass, fields

from align import __version__


@dataclass(frozen=True, slots=True)
class Signature:
    """Names and versions of all that shaped an output; an empty field played no part."""

    engine: str = ""
    model: str = ""
    segmenter: str = ""
    glossary: str = ""
    aligner: str = ""
    memory: str = ""
    version: str = __version__

    def __str__(self) -> str:
        """Write the filled fields as `name:value`, joined by `|`, as sacrebleu does."""
        return "|".join(f"{f.name}:{getattr(self, f.name)}" for f in fields(self) if getattr(self, f.name))
