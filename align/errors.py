"""Every error that Align reports to a person; anything else is a bug and keeps its traceback."""


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
