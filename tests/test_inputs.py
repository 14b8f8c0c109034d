import io
import os
import sys
from pathlib import Path

import pytest

from align.errors import InputError
from align.formats.decoding import LARGEST_FILE
from align.inputs import Input, collect


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def test_a_folder_gives_its_articles_by_name(tmp_path: Path) -> None:
    files(tmp_path, "b.txt", "a.html", "sub/c.md", ".hidden.txt", ".git/d.txt", "photo.jpg")
    assert [one.name for one in collect([str(tmp_path)])] == ["a", "b", "c"]


def test_what_is_in_the_output_folder_is_left_out(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "out/a.pt.txt")
    assert [one.name for one in collect([str(tmp_path)], output=tmp_path / "out")] == ["a"]


def test_outputs_of_other_batches_are_no_articles_unless_they_are_named(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "align-out/a.pt.txt", "align-out/index.html", "align-out/align.sqlite3", "align-out/c.md")
    others: list[Path] = []
    assert [one.name for one in collect([str(tmp_path)], on_other=others.append)] == ["a"]
    assert others == []
    assert "a.pt" in [one.name for one in collect([str(tmp_path / "align-out")])]


def test_a_pattern_that_the_shell_left_alone(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "b.txt", "c.md")
    assert [one.name for one in collect([str(tmp_path / "*.txt")])] == ["a", "b"]


def test_a_file_named_twice_is_one_article(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    assert len(collect([str(tmp_path / "a.txt"), str(tmp_path)])) == 1


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files(tmp_path, "x/a.txt", "y/a.txt", "a.html", "index.md")
    names = [one.name for one in collect([str(tmp_path)])]
    assert names == ["a-html", "index-md", "a-txt", "y-a-txt"]


def test_a_path_that_names_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        collect([str(tmp_path / "gone.txt")])


def test_a_link_to_nothing_and_a_pattern_of_folders_say_so_too(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "folder.d").mkdir()
    for pattern in ("dangling.txt", "*.d"):
        with pytest.raises(InputError, match="no such file or folder"):
            collect([str(tmp_path / pattern)])


def test_other_files_of_a_folder_are_told_of(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "sub/letter.docx", "film.srt", ".hidden.pdf", "out/b.pdf", "out/b.pt.txt")
    others: list[Path] = []
    collect([str(tmp_path)], output=tmp_path / "out", on_other=others.append)
    assert [path.name for path in others] == ["film.srt", "letter.docx"]


def test_a_folder_without_articles_says_what_it_looked_for(tmp_path: Path) -> None:
    files(tmp_path, "photo.jpg")
    with pytest.raises(InputError, match=r"no article in this folder.*\.html.*\.txt"):
        collect([str(tmp_path)])


def test_a_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    files(tmp_path, "a[1].txt")
    assert [one.name for one in collect([str(tmp_path / "a[1].txt")])] == ["a[1]"]


def test_a_name_that_is_no_unicode_is_shown_with_a_mark(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(odd, "wb") as stream:  # noqa: PTH123  pathlib takes no bytes
            stream.write(b"Seoul")
    except OSError:
        pytest.skip("this system has no such names")
    (one,) = collect([str(tmp_path)])
    assert (one.path, one.name, one.read()) == (str(tmp_path / "caf\ufffd.txt"), "caf\ufffd", b"Seoul")


def test_a_long_name_leaves_room_for_those_of_its_outputs(tmp_path: Path) -> None:
    files(tmp_path, "é" * 125 + ".txt", "é" * 124 + "e.txt")
    names = [one.name for one in collect([str(tmp_path)])]
    assert [len(name.encode()) for name in names] == [200, 202]
    assert len(set(names)) == 2


@pytest.mark.parametrize(("name", "said"), [("gone.txt", "no such file or directory"), (".", "is a directory")])
def test_what_cannot_be_read_is_an_input_error(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=f"cannot be read: {said}"):
        Input(str(tmp_path / name), "a").read()


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_an_unreadable_file_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Text")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    # The super-user may read anything, so the refusal is played.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be read: permission denied"):
        Input(str(path), "a").read()


def test_no_more_is_read_of_a_file_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE * 4)
    assert len(Input(str(path), "a").read()) == LARGEST_FILE + 1


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Seoul")))
    (one,) = collect(["-"])
    assert (one.path, one.name, one.read(), one.extension) == ("(standard input)", "standard-input", b"Seoul", ".txt")
