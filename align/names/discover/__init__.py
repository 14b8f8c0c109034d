"""Find names that no glossary has: candidates in the text of an article, and whom or what they name."""

from align.names.discover.article import discover
from align.names.discover.seam import FINDERS, Candidate, Finder

__all__ = ["FINDERS", "Candidate", "Finder", "discover"]
