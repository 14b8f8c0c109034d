"""What a person chose of how an engine works, beside the pair: how hard it tries, and on what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Quality(StrEnum):
    """How hard an engine tries, where it has the choice."""

    FAST = "fast"
    NORMAL = "normal"
    BEST = "best"


class Device(StrEnum):
    """What an engine computes on, where it has the choice; `auto` is a graphics card if there is one."""

    CPU = "cpu"
    CUDA = "cuda"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Tuning:
    """The choice; `threads` is this process's share of the cores."""

    quality: Quality = Quality.NORMAL
    device: Device = Device.CPU
    threads: int = 1


@runtime_checkable
class Tunable(Protocol):
    """An engine that heeds the choice; others need not know of it."""

    def tune(self, tuning: Tuning) -> None:
        """Take the choice; called before all else, and what it changes of hypotheses shows in the fingerprint."""
