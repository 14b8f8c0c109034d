"""Put off the import of a package that another asks for and hardly ever uses."""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def put_off(name: str) -> Iterator[None]:
    """Let what is imported inside have a stand-in for a module, which loads it with its first use.

    The standard library's LazyLoader does not do: `import` itself counts as a use there before Python 3.12.
    """
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)

    def load(attribute: str) -> Any:
        return getattr(import_module(name), attribute)

    stand_in.__getattr__ = load  # type: ignore[method-assign]
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]
