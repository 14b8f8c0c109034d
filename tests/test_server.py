"""The review server, started by its command: what it keeps, what it refuses, and what a kill cannot take."""

import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from review_server import served

from align.server.application import LARGEST_BODY

PATIENCE = 60.0
# Fifty, when one has the time for it.
KILLS = int(os.environ.get("ALIGN_KILLS", "6"))


@dataclass
class Client:
    """A browser's part of the talk."""

    process: subprocess.Popen[str]
    host: str
    token: str
    folder: Path

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        given = {"Cookie": f"align-review={self.token}", "X-Align": "1", "Content-Type": "application/json"}
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(http.client.HTTPConnection(self.host, timeout=PATIENCE)) as connection:
            connection.request(method, path, raw, {name: value for name, value in given.items() if value})
            answer = connection.getresponse()
            content = answer.read()
        is_json = answer.headers["Content-Type"] == "application/json"
        return answer.status, json.loads(content) if is_json else content.decode(), dict(answer.headers)

    def edit(self, text: str, *, unit: str, base: int, id: str) -> tuple[int, Any]:  # noqa: A002  the event's own word
        sheet = self.ask("GET", "/api/articles/seoul")[1]
        stamp = {"at": "2026-01-31T12:00:00Z", "by": "ana"}
        event = {"kind": "edit", "id": id, "unit": unit, "base": base, "text": text} | stamp
        body = {"source": sheet["source"], "events": [event]}
        status, answer, _ = self.ask("POST", "/api/articles/seoul/events", body)
        return status, answer


@contextlib.contextmanager
def asked(folder: Path) -> Iterator[Client]:
    with served(folder) as (process, address):
        parts = urlsplit(address)
        yield Client(process, parts.netloc, parts.query.removeprefix("token="), folder)


@pytest.fixture(scope="module")
def client(seoul: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with asked(Path(shutil.copytree(seoul, tmp_path_factory.mktemp("served") / "out"))) as one:
        yield one


def test_the_address_gives_the_browser_the_token_and_takes_it_out_of_sight(client: Client) -> None:
    status, _, headers = client.ask("GET", f"/?token={client.token}", Cookie="")
    assert (status, headers["Location"]) == (303, "/")
    assert headers["Set-Cookie"].endswith("Path=/; HttpOnly; SameSite=Strict")


def test_pages_are_served_as_they_are(own: Path) -> None:
    with asked(own) as one:
        for path, name in (("/", "index.html"), ("/seoul.review.html", "seoul.review.html")):
            status, page, headers = one.ask("GET", path)
            assert status == 200
            assert page == (own / name).read_text(encoding="utf-8")
            assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Cookie": ""}, "without the token"),
        ({"Cookie": "align-review=wrong"}, "without the token"),
        ({"Host": "evil.example:80"}, "not served as 'evil.example:80'"),
        ({"Origin": "http://evil.example"}, "asked by a page of 'http://evil.example'"),
        ({"Origin": "null"}, "asked by a page of 'null'"),
        ({"Sec_Fetch_Site": "cross-site"}, "another site"),
        ({"X_Align": ""}, "not sent by a page of Align"),
    ],
)
def test_nobody_else_may_ask(client: Client, headers: dict[str, str], reason: str) -> None:
    status, message, _ = client.ask("POST", "/api/articles/seoul/events", {}, **headers)
    assert status == 403
    assert reason in message


@pytest.mark.parametrize(
    "path", ["/align.sqlite3", "/.hidden.html", "/../secret.txt", "/..%2f..%2fetc/passwd", "/no.html"]
)
def test_nothing_but_the_outputs_is_served(client: Client, path: str) -> None:
    (client.folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (client.folder / ".hidden.html").write_text("hidden", encoding="utf-8")
    assert client.ask("GET", path)[0] == 404


def test_a_translated_document_is_handed_over_not_shown(client: Client) -> None:
    _, _, headers = client.ask("GET", "/seoul.pt.txt")
    assert headers["Content-Disposition"].startswith("attachment")


def test_an_edit_is_kept_and_comes_back(client: Client) -> None:
    status, answer = client.edit("Ele calou-se.", unit="3", base=0, id="kept")
    assert (status, answer["accepted"]) == (200, ["kept"])
    state = next(unit for unit in client.ask("GET", "/api/articles/seoul")[1]["units"] if unit["id"] == "3")
    assert (state["target"], state["version"], state["by"]) == ("Ele calou-se.", 1, "ana")


def test_sending_twice_is_taking_once(client: Client) -> None:
    first = client.edit("Seul protesta", unit="1", base=0, id="twice")
    second = client.edit("Seul protesta", unit="1", base=0, id="twice")
    assert first[0] == second[0] == 200
    assert second[1]["accepted"] == ["twice"]
    assert next(unit["version"] for unit in second[1]["units"] if unit["id"] == "1") == 1


def test_a_second_tab_does_not_overwrite_the_first(client: Client) -> None:
    assert client.edit("Do primeiro.", unit="2", base=0, id="tab1")[0] == 200
    status, answer = client.edit("Do segundo.", unit="2", base=0, id="tab2")
    assert status == 409
    (conflict,) = answer["conflicts"]
    assert conflict["event"] == "tab2"
    assert conflict["unit"]["target"] == "Do primeiro."


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b"[]", 422),
        ({"source": "x"}, 422),
        ({"source": "x", "events": [{"kind": "boast"}]}, 422),
        ({"source": "x", "events": []}, 410),
    ],
)
def test_what_makes_no_sense_is_refused(client: Client, body: object, status: int) -> None:
    assert client.ask("POST", "/api/articles/seoul/events", body)[0] == status


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    with contextlib.suppress(ConnectionError):  # it may hang up before all is sent
        assert client.ask("POST", "/api/articles/seoul/events", b" " * (LARGEST_BODY + 1))[0] == 413
    assert client.ask("GET", "/")[0] == 200


def test_the_outputs_follow_when_the_server_is_stopped(own: Path) -> None:
    with asked(own) as one:
        sheet = one.ask("GET", "/api/articles/seoul")[1]
        base = next((unit["version"] for unit in sheet["units"] if unit["id"] == "3"), 0)
        assert one.edit("Nada disse.", unit="3", base=base, id="last")[0] == 200
        one.process.send_signal(signal.SIGINT)
        assert one.process.wait(PATIENCE) in {0, 130, 1}
    assert "Nada disse." in (own / "seoul.pt.txt").read_text(encoding="utf-8")


def test_no_accepted_edit_is_lost_when_the_server_is_killed(own: Path) -> None:
    """Kill it while edits come in, at a moment drawn by chance, again and again."""
    chance = random.Random(2026)
    accepted = 0
    for kill in range(KILLS):
        with asked(own) as one:
            sheet = one.ask("GET", "/api/articles/seoul")[1]
            version = next((unit["version"] for unit in sheet["units"] if unit["id"] == "1"), 0)
            if kill:
                assert version >= accepted, "an accepted edit is gone"
            accepted = version
            assert one.edit("Seul", unit="1", base=accepted, id=f"{kill}-first")[0] == 200
            accepted += 1
            timer = threading.Timer(chance.uniform(0.0, 0.4), one.process.kill)
            timer.start()
            with contextlib.suppress(OSError, http.client.HTTPException):
                while True:
                    status, _ = one.edit(f"Título {accepted}", unit="1", base=accepted, id=f"{kill}-{accepted}")
                    assert status == 200
                    accepted += 1
            timer.join()
    assert accepted >= KILLS
