"""Where the corpora lie, for benchmarks: these are started from their own folder, which the tests' is not a part of."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpora import DATA

__all__ = ["DATA"]
