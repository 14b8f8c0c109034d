"""The user's models: what was installed and cannot be made again, one folder an engine."""

from __future__ import annotations

import os
from pathlib import Path

# Names another folder than the platform's.
VARIABLE = "ALIGN_MODELS"


def models() -> Path:
    """Give the folder of all models; it need not exist."""
    from platformdirs import user_data_path

    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("align") / "models"


def models_of(engine: str) -> Path:
    """Give the folder that models of an engine (`firefox`, `argos`, `ctranslate`) are installed into, one folder each.

    What begins with a dot in it is an installation under way and no model.
    """
    return models() / engine
