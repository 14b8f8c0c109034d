"""Where the measuring corpora lie, which are no part of the project: beside it, or where ALIGN_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).parents[2] / "shared" / "data"))
