"""Engines: the seam that each is plugged into, and the registry of those that exist."""

from align.engines.seam import ENGINES, Engine, Scorer

__all__ = ["ENGINES", "Engine", "Scorer"]
