import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import OutputError
from align.output import Writer, claim
from align.store import Store


def write(folder: Path, contents: dict[str, bytes], *, force: bool = False) -> None:
    with Store(folder) as store:
        Writer(folder, store, force=force).write(contents)


def test_own_files_are_replaced(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"one"})
    write(tmp_path, {"a.txt": b"two"})
    assert (tmp_path / "a.txt").read_bytes() == b"two"


def test_equal_content_is_not_written_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"one"})
    before = (tmp_path / "a.txt").stat()
    write(tmp_path, {"a.txt": b"one"})
    after = (tmp_path / "a.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_edited_file_is_kept_and_so_are_its_companions(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"one", "a.tmx": b"one"})
    (tmp_path / "a.txt").write_bytes(b"edited by hand")
    with pytest.raises(OutputError, match="edited since"):
        write(tmp_path, {"a.tmx": b"two", "a.txt": b"two"})
    assert (tmp_path / "a.txt").read_bytes() == b"edited by hand"
    assert (tmp_path / "a.tmx").read_bytes() == b"one"
    write(tmp_path, {"a.txt": b"two"}, force=True)
    assert (tmp_path / "a.txt").read_bytes() == b"two"


def test_a_foreign_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"mine")
    with pytest.raises(OutputError, match="not written by Align"):
        write(tmp_path, {"index.html": b"new"})


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="cannot be written: no space left"):
        write(tmp_path, {"a.txt": b"one"})
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("align.sqlite3")] == []


def test_a_second_run_on_the_folder_says_so(tmp_path: Path) -> None:
    code = f"from pathlib import Path\nfrom align.output import claim\nwith claim(Path({str(tmp_path)!r})): print('in')"
    with claim(tmp_path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another run of Align is writing here" in done.stderr
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).stdout.strip() == b"in"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"), claim(tmp_path / "out"):
        pass
