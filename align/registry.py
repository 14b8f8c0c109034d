"""Find an engine, format or check by name: import strings for our own, entry points for other packages'."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from align.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@dataclass(frozen=True)
class Registry:
    """Names of one kind of plug, in order of preference, loaded only when asked for.

    `group` is the entry-point group through which other packages add theirs. A built-in name wins;
    two packages that claim one name are an error.
    """

    kind: str
    group: str
    builtin: dict[str, str]

    @cached_property
    def _plugins(self) -> dict[str, EntryPoint]:
        found: dict[str, EntryPoint] = {}
        for point in sorted(entry_points(group=self.group), key=lambda point: point.name):
            if point.name in found and point.name not in self.builtin:
                raise UsageError(f"two packages claim the {self.kind} {point.name!r}", advice="pip uninstall one")
            found[point.name] = point
        return {name: point for name, point in found.items() if name not in self.builtin}

    @property
    def names(self) -> tuple[str, ...]:
        """Give all names, built-in first."""
        return (*self.builtin, *self._plugins)

    def load(self, name: str) -> Any:
        """Import and return the object of that name; raise UsageError with the list of names."""
        if name in self.builtin:
            module, _, attribute = self.builtin[name].partition(":")
            return getattr(import_module(module), attribute)
        if name in self._plugins:
            return self._plugins[name].load()
        raise UsageError(f"unknown {self.kind} {name!r}; known: {', '.join(self.names)}")
