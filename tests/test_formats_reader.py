from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import InputError, UsageError
from align.formats.reader import format_of, parse

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("path", "raw", "expected"),
    [
        ("a.txt", b"<html><p>Text", "plaintext"),
        ("a.MD", b"Text", "markdown"),
        ("a.htm", b"Text", "html"),
        ("a", b"Text", "plaintext"),
        ("-", b"\xef\xbb\xbf <!-- x --> <!DOCTYPE html><p>Text", "html"),
        ("-", '<?xml version="1.0"?><html><p>Text'.encode("utf-16"), "html"),
        ("a.news", b"# Text", "plaintext"),
        ("a.b/c", b"Text", "plaintext"),
    ],
)
def test_the_ending_decides_then_the_first_characters(path: str, raw: bytes, expected: str) -> None:
    assert parse(raw, path=path).format == expected


def test_a_named_format_wins_and_an_unknown_one_lists_the_known() -> None:
    assert parse(b"# Text", path="a.txt", format="markdown").format == "markdown"
    with pytest.raises(UsageError, match="plaintext, markdown, html"):
        parse(b"Text", path="a.txt", format="docx")


def test_an_ending_that_says_nothing_gives_no_format() -> None:
    assert format_of("a.html") == "html"
    assert format_of("a.xyz") == format_of("html") == ""


@pytest.mark.parametrize("raw", [b"", b" \n", b"\xef\xbb\xbf\n", b"\0\0", b"--- ***\n", b"12.5 %\n"])
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_a_file_without_text_is_an_input_error(raw: bytes, path: str) -> None:
    with pytest.raises(InputError, match=r"empty|no text|no page"):
        parse(raw, path=path)


def test_importing_the_reader_loads_no_parser() -> None:
    heavy = ("lxml", "markdown_it", "charset_normalizer")
    script = (
        "import sys, align.formats.reader, align.formats.plaintext, align.formats.html, align.formats.markdown,"
        f" align.formats.tmx, align.formats.omegat; print([name for name in {heavy!r} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"
