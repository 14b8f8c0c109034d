"""Run the review: a server for this machine alone, and outputs written again a moment after each change."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.desk import Desk
from align.errors import AlignError, OutputError, UsageError
from align.server.application import LARGEST_BODY, Application
from align.server.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"
# Seconds without a change before the outputs are written: a person who types is not written after word by word.
_REST = 1.0


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the review is to be had."""

    address: str


class Remaker:
    """Write the outputs again, in a thread of its own, some time after a change."""

    def __init__(self, folder: Path, *, on_error: Callable[[AlignError], None]) -> None:
        self._folder = folder
        self._on_error = on_error
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to wait for changes."""
        self._thread.start()

    def note(self) -> None:
        """Say that something changed."""
        self._changed.set()

    def stop(self) -> None:
        """Write what is still due, and end."""
        self._stopped.set()
        self._changed.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._changed.wait()
            while not self._stopped.is_set():
                self._changed.clear()
                if not self._changed.wait(_REST):
                    break
            self._remake()

    def _remake(self) -> None:
        try:
            with Desk(self._folder) as desk:
                desk.remake()
        except AlignError as error:
            self._on_error(error)


def serve(
    folder: Path, *, port: int = 0, on_start: Callable[[Serving], None], on_error: Callable[[AlignError], None]
) -> None:
    """Serve a folder until interrupted; `on_start` gets the address with the token of this run.

    Raises InputError for a folder without a batch, UsageError for a port that is taken.
    """
    from waitress.server import create_server

    with Desk(folder) as desk:
        # Changes that a killed server kept, but did not write, show from the start.
        try:
            if desk.is_due:
                desk.remake()
        except OutputError as error:
            on_error(error)
    guard, remaker = Guard(), Remaker(folder, on_error=on_error)
    application = Application(folder, guard, on_change=remaker.note)
    try:
        # One thread: changes are taken one after the other.
        server = create_server(
            application, host=HOST, port=port, threads=1, max_request_body_size=LARGEST_BODY, ident="Align"
        )
    except OSError as error:
        raise UsageError(f"port {port} cannot be used: {error.strerror}", advice="another --port, or none") from error
    remaker.start()
    where = server.effective_port  # type: ignore[union-attr]  # one address gives one server, which has it
    on_start(Serving(f"http://{HOST}:{where}/?token={guard.token}"))
    try:
        server.run()
    finally:
        server.close()
        remaker.stop()
