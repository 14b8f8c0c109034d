"""Put off the import of xmlschema, which choppa asks for and uses only to validate a file by a schema.

That is half of choppa's time to load, and never done here.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

NAME = "xmlschema"


def _defer() -> None:
    """Load the module with its first use, as the standard library's recipe does."""
    spec = None if NAME in sys.modules else find_spec(NAME)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)


_defer()
