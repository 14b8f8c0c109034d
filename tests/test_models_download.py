"""Downloads go on where they stopped, are verified, and leave nothing behind that is not whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from command import align, command, start
from model_server import ARGOS_INDEX, FIREFOX_INDEX, argos_package, files_under
from model_work import NOTHING, install

from align.errors import DownloadError, InputError, OutputError
from align.models.installed import installed

if TYPE_CHECKING:
    from pathlib import Path

    from model_server import ModelServer


def test_an_interrupted_download_is_taken_up_where_it_stopped(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    whole = len(server.files[path])
    server.cuts[path] = (50_000, 3)
    with pytest.raises(DownloadError, match=r"stopped after 150,000 bytes .* they are kept") as caught:
        install("en-xx")
    assert caught.value.advice == "the same command again; it fetches the rest only"
    assert not (models / "firefox").exists()
    before = len(server.of(path))
    notes = install("en-xx")
    assert notes.fetched[0] == ("model.enxx.intgemm.alphas.bin", whole, 150_000)
    (rest,) = server.of(path)[before:]
    assert (rest.range, rest.status, rest.sent) == ("bytes=150000-", 206, whole - 150_000)
    assert rest.if_range.startswith('"')
    assert (models / "firefox" / "en-xx").is_dir()
    assert not list((models / ".downloads").iterdir())


def test_a_file_that_is_whole_is_not_fetched_again(server: ModelServer, models: Path) -> None:
    first, second, _ = server.add_firefox("en-xx")
    server.cuts[second] = (10, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    install("en-xx")
    assert len(server.of(first)) == 1
    assert not list((models / ".downloads").iterdir())


def test_ctrl_c_keeps_what_arrived(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.stalls[path] = 100_000
    run = start("models", "install", "en-xx", stderr=subprocess.PIPE)
    while not any(partial.stat().st_size == 100_000 for partial in (models / ".downloads").glob("*.part")):
        assert run.poll() is None
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    assert run.communicate()[1].endswith(
        "align: stopped\n  try: the same command again; it goes on where this one stopped\n"
    )
    assert run.returncode == 130
    server.goes_on.set()
    server.stalls.clear()
    install("en-xx")
    assert server.of(path)[-1].range == "bytes=100000-"


def test_a_short_break_is_mended_in_the_same_run(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.cuts[path] = (100_000, 1)
    install("en-xx")
    assert [asked.range for asked in server.of(path)] == ["", "bytes=100000-"]
    assert (models / "firefox" / "en-xx").is_dir()


def test_a_server_without_ranges_sends_all_again(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.knows_ranges = server.knows_etags = False
    server.cuts[path] = (100_000, 1)
    install("en-xx")
    assert [asked.status for asked in server.of(path)] == [200, 200]
    assert not installed()[0].problems(thoroughly=True)
    assert (models / "firefox" / "en-xx").is_dir()


def test_a_file_that_changed_meanwhile_is_not_patched_together(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=b"old" * 100_000)
    server.cuts[path] = (1000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    server.files[path] = argos_package("en", "xx", weights=b"new" * 100_000)
    install("en-xx")
    assert server.of(path)[-1].status == 200
    assert (models / "argos" / "en-xx" / "model" / "model.bin").read_bytes() == b"new" * 100_000


def test_a_partial_file_that_is_wrong_costs_one_more_download(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    server.cuts[path] = (50_000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    (partial,) = (models / ".downloads").glob("*.part")
    partial.write_bytes(bytes(partial.stat().st_size))
    install("en-xx")
    assert [asked.status for asked in server.of(path)[-2:]] == [206, 200]


def test_a_download_that_was_whole_when_killed_is_used(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=os.urandom(10_000))
    server.cuts[path] = (1000, 3)
    with pytest.raises(DownloadError):
        install("en-xx")
    (partial,) = (models / ".downloads").glob("*.part")
    partial.write_bytes(server.files[path])
    install("en-xx")
    assert server.of(path)[-1].status == 416
    assert (models / "argos" / "en-xx").is_dir()


def test_a_wrong_checksum_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    body = server.files[path]
    server.files[path] = body[:-1] + bytes([body[-1] ^ 1])
    done = align("models", "install", "en-xx")
    assert done.code == 1
    assert "'model.enxx.intgemm.alphas.bin' is not what the index promises" in done.stderr
    assert files_under(models) == NOTHING


def test_a_wrong_checksum_of_the_unpacked_file_is_refused(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.records[0]["decompressedHash"] = "0" * 64
    with pytest.raises(DownloadError, match="hash mismatch"):
        install("en-xx")
    assert not (models / "firefox").exists()


def test_a_damaged_package_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx", weights=b"weights" * 1000)
    server.files[path] = server.files[path].replace(b"weightsweights", b"weightsweighty", 1)
    with pytest.raises(DownloadError, match="damaged archive"):
        install("en-xx")
    assert files_under(models) == NOTHING


def test_a_model_of_another_pair_than_promised_is_refused(server: ModelServer, models: Path) -> None:
    path = server.add_argos("en", "xx")
    server.files[path] = argos_package("en", "yy")
    with pytest.raises(InputError, match="holds a model for en-yy, not for en-xx"):
        install("en-xx")
    assert not (models / "argos").exists()


def test_two_installations_at_once_both_succeed(server: ModelServer, models: Path) -> None:
    path = server.add_firefox("en-xx")[0]
    runs = [start("models", "install", "en-xx", stderr=subprocess.PIPE) for _ in range(2)]
    said = "".join(run.communicate()[1] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert said.count("installed en-xx for firefox") == 1
    assert said.count("installed already") == 1
    assert len(server.of(path)) == 1
    assert not (models / ".staging").exists()


def test_a_disk_too_small_is_seen_before_the_download(server: ModelServer, models: Path) -> None:
    server.add_firefox("en-xx")
    server.records[0]["attachment"]["size"] = 1 << 60
    with pytest.raises(OutputError, match="MB are needed; nothing was installed"):
        install("en-xx")
    assert [asked.path for asked in server.asked] == [FIREFOX_INDEX, ARGOS_INDEX]
    assert files_under(models) == NOTHING


def test_a_disk_that_fills_up_leaves_nothing(server: ModelServer, models: Path) -> None:
    server.add_argos("en", "xx", weights=os.urandom(3_000_000))
    done, left = with_little_disk(models, "models", "install", "en-xx")
    assert done.returncode == 5, done.stderr
    assert "nothing was installed" in done.stderr
    assert "try: free some space" in done.stderr
    assert left == NOTHING


def with_little_disk(models: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command with 2 MB of disk for its models, else with files limited to that size; tell what it leaves."""
    models.mkdir()
    look = f"cd {models} && find . -type f"
    line = " ".join(command(*arguments))
    script = f"mount -t tmpfs -o size=2m none {models} && {{ {line}; code=$?; {look}; exit $code; }}"
    starter = ["unshare", "-m", "sh", "-c"]
    tried = [*starter, f"mount -t tmpfs none {models}"]
    if shutil.which("unshare") is None or subprocess.run(tried, capture_output=True, check=False).returncode:
        limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({2 << 20}, {2 << 20}))"
        line = f"{sys.executable} -c '{limit}; from align.cli import main; main()' {' '.join(arguments)}"
        script, starter = f"{line}; code=$?; {look}; exit $code", ["sh", "-c"]
    done = subprocess.run([*starter, script], capture_output=True, text=True, check=False)
    left = [name.removeprefix("./") for name in done.stdout.split()]
    return done, [name for name in left if not name.startswith((".index/", ".lock"))]
