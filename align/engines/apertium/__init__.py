"""Apertium's pairs, run as the programs that Debian packages; they are under the GPL and never linked."""

from align.engines.apertium.engine import ApertiumEngine
from align.engines.apertium.modes import PACKAGES, installed

__all__ = ["PACKAGES", "ApertiumEngine", "installed"]
