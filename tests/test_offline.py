"""Nothing reaches the network but the commands that fetch models; the main job runs where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import loopback
import pytest
from command import command, outputs, report

from align.offline import Network, refused

ROOT = Path(__file__).parents[1]
SUMMIT = ROOT / "samples" / "summit"
ATTEMPTS = {
    "a socket": "socket.socket()",
    "a socket of IPv6": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "a look-up": "socket.getaddrinfo('example.org', 80)",
    "an old look-up": "socket.gethostbyname('example.org')",
    "a page": "urllib.request.urlopen('http://127.0.0.1:9')",
    "a connection": "socket.create_connection(('127.0.0.1', 9), 1)",
    "a connection by asyncio": "asyncio.run(asyncio.open_connection('127.0.0.1', 9))",
    "a server": "socket.create_server(('', 0))",
    "a socket from before": "early.connect(('127.0.0.1', 9))",
    "a datagram from before": "datagrams.sendto(b'x', ('127.0.0.1', 9))",
    "a socket of its own descriptor": "socket.socket(fileno=early.fileno()).connect(('127.0.0.1', 9))",
}
BEGIN = """
import asyncio, http.server, socket, sys, threading, urllib.request
from align import offline
from align.errors import OfflineError
early, datagrams = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
"""


def run(code: str, *, arguments: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "no_proxy": "*"}
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code, *arguments], capture_output=True, text=True, check=False, env=environment
    )


def is_refused(attempt: str) -> str:
    return f"try:\n    {attempt}\nexcept OfflineError as error:\n    print(error)\nelse:\n    sys.exit('not refused')\n"


@pytest.mark.parametrize("kind", ATTEMPTS)
def test_every_way_out_is_refused(kind: str) -> None:
    done = run("offline.refuse()\n" + is_refused(ATTEMPTS[kind]))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("the network is refused: ")


def test_before_that_nothing_is_refused() -> None:
    """The attempts are real: without the guard they reach what lies behind it."""
    loopback.wanted()
    assert refused() is Network.OPEN
    done = run("server = socket.create_server(('127.0.0.1', 0))\nearly.connect(server.getsockname())\nprint('reached')")
    assert done.stdout == "reached\n", done.stderr


@pytest.mark.skipif(not hasattr(__import__("socket"), "AF_UNIX"), reason="this system has no Unix sockets")
def test_processes_of_this_machine_may_talk() -> None:
    code = "offline.refuse()\none, other = socket.socketpair()\none.send(b'x')\nprint(other.recv(1))"
    done = run(code)
    assert done.stdout == "b'x'\n", done.stderr


def test_a_page_may_be_served_on_this_machine_alone() -> None:
    loopback.wanted()
    code = """
offline.refuse(loopback=True)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(urllib.request.urlopen(f"http://localhost:{server.server_port}/align/__init__.py").status)
server.shutdown()
server.server_close()
"""
    outside = (
        "socket.create_server(('', 0))",
        "early.connect(('192.0.2.1', 80))",
        "socket.getaddrinfo('example.org', 1)",
    )
    done = run(code + "".join(map(is_refused, outside)))
    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["200", *["the network is refused"] * 3]


@pytest.mark.parametrize(
    ("arguments", "network"),
    [
        (("translate", "x"), Network.NONE),
        (("models", "list"), Network.NONE),
        (("models",), Network.NONE),
        ((), Network.NONE),
        (("no-such-command", "models", "install"), Network.NONE),
        (("review", "folder"), Network.LOOPBACK),
        (("models", "install", "fr-en"), Network.OPEN),
        (("models", "update"), Network.OPEN),
    ],
)
def test_each_command_reaches_as_far_as_it_must(arguments: tuple[str, ...], network: Network) -> None:
    done = run(
        "import align.cli\nalign.cli.app = lambda: print(offline.refused().value)\nalign.cli.main()",
        arguments=arguments,
    )
    assert done.stdout.strip() == network.value, done.stderr


def test_worker_processes_are_held_too() -> None:
    code = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from align.batch.spread import _start_process
offline.refuse()
if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("spawn"), _start_process, (offline.refused(),)) as pool:
        try:
            pool.submit(socket.getaddrinfo, "example.org", 80).result()
        except OfflineError as error:
            print(error)
"""
    done = run(code)
    assert done.stdout.startswith("the network is refused: getaddrinfo"), done.stderr


def without_network() -> list[str]:
    """Give the command that starts a program where no interface is up."""
    program = shutil.which("unshare")
    for options in (["-n"], ["-rn"]):
        if program and subprocess.run([program, *options, "true"], capture_output=True, check=False).returncode == 0:
            return [program, *options]
    pytest.skip("unshare is not there or not permitted")


def test_the_main_job_runs_where_there_is_no_network(tmp_path: Path) -> None:
    alone = without_network()
    interfaces = subprocess.run([*alone, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True).stdout
    assert [line.partition(":")[0].strip() for line in interfaces.splitlines()[2:]] == ["lo"]
    started = [*alone, *command("translate", SUMMIT, "--target", "pt", "--output", tmp_path, "--jobs", "2")]
    done = subprocess.run(started, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert {article["state"] for article in report(tmp_path)["articles"]} == {"translated", "checked"}
    assert any(name.endswith(".tmx") for name in outputs(tmp_path))


def test_servers_of_the_tests_run_where_there_is_no_network() -> None:
    """So the whole suite passes there: `unshare -n pytest`, or `unshare -rn pytest` for who is not root."""
    code = "import loopback\nprint(loopback.is_up())\nloopback.wanted()\nprint(loopback.is_up())"
    started = [*without_network(), sys.executable, "-c", code]
    done = subprocess.run(started, capture_output=True, text=True, check=False, cwd=ROOT / "tests")
    assert done.stdout == "False\nTrue\n", done.stderr
