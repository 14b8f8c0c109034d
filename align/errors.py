"""Every error that Align reports to a person; anything else is a bug and keeps its traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_P = ParamSpec("_P")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class AlignError(Exception):
    """Report what was seen and what to type next.

    `where` names the file or position, `advice` is the next command; both may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        """Join place and message as they are printed on one line."""
        return f"{self.where}: {self.message}" if self.where else self.message


class UsageError(AlignError):
    """An unknown engine, format, aligner or option value; the message lists the names that exist."""

    exit_code = 2


class ModelMissingError(AlignError):
    """No installed model for the pair; the advice is the command that installs one."""

    exit_code = 3


class InputError(AlignError):
    """An article or glossary that cannot be used: unreadable, undecodable, empty, of unknown language, malformed."""

    exit_code = 4


class EngineError(AlignError):
    """An engine failed on a segment."""


class DownloadError(AlignError):
    """A model or an index could not be fetched, or is not what was promised."""


class OutputError(AlignError):
    """An output cannot be written, or exists and was not to be overwritten."""

    exit_code = 5


class OfflineError(AlignError):
    """Something asked for the network in a command that works without it."""


def unreadable(error: OSError, path: object = "") -> InputError:
    """Say of a file why the system does not give it."""
    return InputError(f"cannot be read: {_reason(error)}", where=str(path))


def unwritable(error: OSError, path: object, *, advice: str = "") -> OutputError:
    """Say of a file or folder why the system does not take it."""
    return OutputError(f"cannot be written: {_reason(error)}", where=str(path), advice=advice)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def attempt(make: Callable[_P, _Made], *arguments: _P.args, **options: _P.kwargs) -> _Made | AlignError:
    """Make something, or give the error, so that others go on."""
    try:
        return make(*arguments, **options)
    except AlignError as error:
        return error


def together(
    make: Callable[[Sequence[_Given]], Iterable[_Made | AlignError]], given: Iterable[_Given | AlignError]
) -> list[_Made | AlignError]:
    """Make something of all that is no error in one go; errors keep their places."""
    given = list(given)
    made = iter(make([one for one in given if not isinstance(one, AlignError)]))
    return [one if isinstance(one, AlignError) else next(made) for one in given]


def sole(made: Sequence[_Made | AlignError]) -> _Made:
    """Give what was made of the only one given, or raise its error."""
    (found,) = made
    if isinstance(found, AlignError):
        raise found
    return found
