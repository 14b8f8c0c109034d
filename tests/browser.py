"""Drive a headless Chromium over the DevTools protocol, through two pipes: no driver, no port, no library."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The first start on a cold disk takes the longest; a browser that is silent for so long is stuck.
PATIENCE = 60.0
# Chromium reads commands from descriptor 3 and writes answers to 4 when told `--remote-debugging-pipe`.
COMMANDS, ANSWERS = 3, 4
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-dev-shm-usage", "--remote-debugging-pipe",
)  # fmt: skip


def program() -> str | None:
    """Find an installed Chromium, or None; the pipes are those of a POSIX system."""
    if os.name != "posix":
        return None
    return next((path for name in PROGRAMS if (path := shutil.which(name))), None)


# The mark of a test that opens a page.
NEEDED = pytest.mark.skipif(program() is None, reason="no Chromium is installed")


@dataclass
class Wire:
    """The two pipes, shared by the tabs of a browser."""

    commands: int
    answers: int
    pages: dict[str, Page] = field(default_factory=dict)
    last: int = 0
    unread: bytes = b""

    def call(self, session: str, method: str, params: dict[str, object]) -> dict[str, Any]:
        """Send one command and give its result; events that come before it go to the tabs that they are about."""
        self.last += 1
        message: dict[str, object] = {"id": self.last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def read(self) -> dict[str, Any]:
        """Wait for one message."""
        while b"\0" not in self.unread:
            if not select.select([self.answers], [], [], PATIENCE)[0]:
                raise TimeoutError("the browser does not answer")
            chunk = os.read(self.answers, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser has gone")
            self.unread += chunk
        raw, _, self.unread = self.unread.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        if page := self.pages.get(message.get("sessionId", "")):
            page.note(message)
        return message

    def tab(self) -> Page:
        """Open a tab in a window of its own: one that lies behind another draws nothing."""
        target = self.call("", "Target.createTarget", {"url": "about:blank", "newWindow": True})["targetId"]
        session = self.call("", "Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self.pages[session] = page = Page(self, session)
        for domain in ("Page", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        return page


@dataclass
class Page:
    """One tab; `complaints` are the console errors, uncaught exceptions and policy violations seen so far."""

    wire: Wire
    session: str
    complaints: list[str] = field(default_factory=list)
    _seen: list[str] = field(default_factory=list)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Send one command to the tab and give its result."""
        return self.wire.call(self.session, method, params)

    def note(self, message: dict[str, Any]) -> None:
        """Remember what an event says."""
        params = message.get("params", {})
        self._seen.append(message.get("method", ""))
        match message.get("method"):
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in {"error", "warning", "assert"}:
                self.complaints.append(str(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in {"error", "warning"}:
                self.complaints.append(params["entry"]["text"])

    def open(
        self, path: Path | str, *, width: int = 1280, height: int = 900, dark: bool = False, zoom: float = 1
    ) -> None:
        """Load a local file, or an address, at a window size, and wait until it has loaded."""
        # A zoomed page sees fewer pixels, each drawn larger.
        self.look(width=int(width / zoom), height=int(height / zoom), dark=dark, scale=zoom)
        # By way of an empty page: a reload would bring back the place to which the last test had scrolled.
        for url in ("about:blank", path if isinstance(path, str) else path.resolve().as_uri()):
            self._seen.clear()
            self.call("Page.navigate", url=url)
            while "Page.loadEventFired" not in self._seen:
                self.wire.read()
        self.settle()

    def look(self, *, width: int, height: int, dark: bool, scale: float = 1) -> None:
        """Give the page another window, on a screen, in the light or the dark theme."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.resize(width, height, scale=scale)

    def resize(self, width: int, height: int, *, scale: float = 1) -> None:
        """Give the page another window."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def run(self, script: str) -> Any:
        """Evaluate an expression (a promise is awaited) and give its value."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description", "the script failed"))
        return result["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE / 6
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {script}")
            time.sleep(0.02)

    def press(self, key: str, *, code: int = 0, modifiers: int = 0, text: str = "") -> None:
        """Press and release a key; `code` is its Windows key code, which moves the focus and the caret.

        `text` is what it writes.
        """
        # A key that writes nothing presses no button and submits no form.
        writes = text or {"Enter": "\r", " ": " "}.get(key, "")
        written = {"text": writes} if writes else {}
        for kind in ("keyDown" if written else "rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers, **written
            )

    def type(self, text: str) -> None:
        """Write into the focused field."""
        self.call("Input.insertText", text=text)

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def point(self, x: float, y: float) -> None:
        """Move the mouse there, by way of the window's corner, for one that has not moved enters nothing."""
        for place in ((1, 1), (x, y)):
            self.call("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])

    def photograph(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen as PNG; for the whole page the window grows, since what is out of sight is not drawn."""
        if whole:
            self.resize(self.run("innerWidth"), self.run("document.documentElement.scrollHeight"))
            self.settle()
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))


@contextlib.contextmanager
def opened() -> Iterator[Page]:
    """Start a browser with a new profile, give its page, and end it."""
    path = program()
    if path is None:
        raise RuntimeError("no Chromium is installed")
    profile = tempfile.mkdtemp(prefix="align-browser-")
    pid, commands, answers = _start(path, profile)
    try:
        yield Wire(commands, answers).tab()
    finally:
        os.close(commands)
        os.close(answers)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        shutil.rmtree(profile, ignore_errors=True)


def _start(path: str, profile: str) -> tuple[int, int, int]:
    theirs_in, ours_out = _pipe()
    ours_in, theirs_out = _pipe()
    quiet = os.open(os.devnull, os.O_RDWR)
    # First what may itself be numbered as one of the pipes will be: else Chromium's chatter goes among its answers.
    wiring = [(os.POSIX_SPAWN_DUP2, quiet, standard) for standard in (0, 1, 2)]
    wiring += [(os.POSIX_SPAWN_DUP2, theirs_in, COMMANDS), (os.POSIX_SPAWN_DUP2, theirs_out, ANSWERS)]
    pid = os.posix_spawn(path, [path, *FLAGS, f"--user-data-dir={profile}"], os.environ, file_actions=wiring)
    for descriptor in (theirs_in, theirs_out, quiet):
        os.close(descriptor)
    return pid, ours_out, ours_in


def _pipe() -> tuple[int, int]:
    """Make a pipe whose ends are numbered high, so that neither is overwritten by the wiring."""
    import fcntl

    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 16) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
