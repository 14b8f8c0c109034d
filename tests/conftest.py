"""Tests keep what Align builds in a cache of the project's, so that they neither use nor fill the user's."""

import os
from pathlib import Path

os.environ["ALIGN_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache" / "align")
