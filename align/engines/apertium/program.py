"""A program of Apertium's that is kept alive: questions in, answers out, each ended by NUL (null-flush mode).

Every question carries its number in a superblank, which all stages of Apertium pass on as it is. So an answer that
belongs to another question is seen, such as when a stage loses a NUL.
"""

from __future__ import annotations

import itertools
import os
import selectors
import signal
import subprocess
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING

from align.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Apertium takes a few milliseconds a sentence; the largest pair is read from a cold disk in some seconds.
PATIENCE = 60.0
# A stage that has lost its pipes ends at once, unless it hangs.
_FAREWELL = 1.0
_CHUNK = 1 << 16


class _EndedError(Exception):
    """The program ended, fell silent, or lost count."""


class Program:
    """Run a pipeline of Apertium's stages; it is started by the first question and again if it ends."""

    def __init__(self, pipeline: str, name: str, *, patience: float = PATIENCE) -> None:
        self._pipeline = pipeline
        self._name = name
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count()
        self._close: Callable[[], object] = lambda: None

    def ask(self, questions: Sequence[str]) -> list[str]:
        """Give the answers in order; raise EngineError for a question on which the program fails twice.

        After a failure the questions go one by one, so that only the one at fault is blamed.
        """
        answers: list[str] = []
        failed_at = -1
        while len(answers) < len(questions):
            first = len(answers)
            try:
                self._exchange(questions[first:] if failed_at < 0 else questions[first : first + 1], answers)
            except _EndedError as reason:
                self.close()
                if failed_at == len(answers):
                    raise EngineError(f"{self._name} {reason}", where=f"sentence {failed_at + 1}") from reason
                failed_at = len(answers)
        return answers

    def close(self) -> None:
        """End the program; the next question starts it again."""
        self._close()
        self._process = None

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the stages in a session of their own, so that they can be ended together."""
        process = subprocess.Popen(  # noqa: S603  the pipeline is that of an installed mode
            # The mode files take two arguments: mark unknown words (-g), and nothing for the tagger.
            ["bash", "-c", self._pipeline, "apertium", "-g", ""],  # noqa: S607  found where Apertium is
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
        self._close = weakref.finalize(self, _end, process)
        return process

    def _exchange(self, questions: Sequence[str], answers: list[str]) -> None:
        """Write and read by turns, as the pipes allow, until each question has its answer."""
        self._process = process = self._process or self._start()
        assert process.stdin is not None  # noqa: S101  both are pipes
        assert process.stdout is not None  # noqa: S101
        marks = [f"[:{next(self._numbers)}]" for _ in questions]
        unsent = memoryview("".join(f"{q}{m}\0" for q, m in zip(questions, marks, strict=True)).encode())
        os.set_blocking(process.stdin.fileno(), False)
        received = b""
        done = 0
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdin, selectors.EVENT_WRITE)
            selector.register(process.stdout, selectors.EVENT_READ)
            while done < len(questions):
                ready = selector.select(self._patience)
                if not ready:
                    raise _EndedError(f"gave no answer in {self._patience:g} s")
                for key, _ in ready:
                    if key.fileobj is process.stdin:
                        unsent = _send(key.fd, unsent)
                        if not unsent:
                            selector.unregister(process.stdin)
                        continue
                    *whole, received = (received + _receive(key.fd)).split(b"\0")
                    for raw in whole:
                        answers.append(_checked(raw, marks[done : done + 1]))
                        done += 1


def _send(pipe: int, unsent: memoryview) -> memoryview:
    try:
        return unsent[os.write(pipe, unsent[:_CHUNK]) :]
    except BrokenPipeError as error:
        raise _EndedError("ended") from error


def _receive(pipe: int) -> bytes:
    raw = os.read(pipe, _CHUNK)
    if not raw:
        raise _EndedError("ended")
    return raw


def _checked(raw: bytes, marks: Sequence[str]) -> str:
    """Take the number of its question out of an answer."""
    answer = raw.decode("utf-8", "replace")
    if not marks or answer.count(marks[0]) != 1 or answer.count("[:") != 1:
        raise _EndedError("lost count of its answers")
    return answer.replace(marks[0], "")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End all stages; called at the latest when Python ends."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        # Without its pipes each stage ends by itself, and is waited for by the shell that started it.
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
