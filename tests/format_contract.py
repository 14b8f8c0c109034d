"""What every format promises; each inherits these tests and gives its samples."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.document import Link, Segment, Span, Target
from align.errors import InputError
from align.formats.reader import parse
from align.formats.seam import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from align.document import Document, Role

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|\s*\Z)", re.DOTALL)


def cut(document: Document) -> Document:
    """Cut at full stops: enough to have several segments a paragraph, with what lies between them."""
    segments = []
    for index, paragraph in enumerate(document.paragraphs):
        for match in _SENTENCE.finditer(document.text, paragraph.span.start, paragraph.span.end):
            text = match[0].rstrip()
            segments.append(Segment(text, Span(match.start(), match.start() + len(text)), index))
    return replace(document, segments=tuple(segments))


def read(raw: bytes, name: str) -> Document:
    return cut(parse(raw, path="article", format=name))


def read_or_refuse(raw: bytes, name: str) -> Document | InputError:
    try:
        return read(raw, name)
    except InputError as error:
        return error


def write(document: Document, change: Callable[[str], str] = str) -> bytes:
    """Write with a change that keeps every word in its place, so that links are plain."""
    return document.skeleton.write(document, [word_for_word(segment.text, change) for segment in document.segments])


def write_same(document: Document) -> bytes:
    return document.skeleton.write(document, [Target(segment.text) for segment in document.segments])


def word_for_word(text: str, change: Callable[[str], str]) -> Target:
    parts, links, at = [], [], 0
    for match in re.finditer(r"\s+|\S+", text):
        changed = match[0] if match[0].isspace() else change(match[0])
        if not match[0].isspace():
            links.append(Link(Span(*match.span()), Span(at, at + len(changed))))
        parts.append(changed)
        at += len(changed)
    return Target("".join(parts), tuple(links))


def paragraphs(document: Document) -> list[tuple[Role, str]]:
    return [(paragraph.role, paragraph.span.of(document.text)) for paragraph in document.paragraphs]


# Each format runs the property for itself, which the library takes for an accident.
inherited = settings(suppress_health_check=[HealthCheck.differing_executors], deadline=None)

HOSTILE = {
    "empty": b"",
    "white space": b" \t\r\n \n",
    "byte order mark alone": b"\xef\xbb\xbf",
    "0xFF": b"\xff" * 200,
    "0xFF in a text": b"The minister said \xff\xff\xff that.\n",
    "NULs": b"The minister\0 said \0that.",
    "NULs alone": b"\0" * 64,
    "half a UTF-16 pair": b"\xff\xfeA\x00\x00\xd8B\x00",
    "odd UTF-16": b"\xff\xfeA\x00B",
    "WTF-8": "The \ud800 minister".encode("utf-8", "surrogatepass"),
    "bidi marks and emoji": "The \u202eminister\u202c \u200f👩\u200d👩\u200d👧 said.\n".encode(),
    "script": b"The <script>alert('x')</script> minister & <b>he</b> said so.\n",
    "billion laughs": b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body>'
    b"<p>The minister laughed &b;&b;&b;&b; out loud.</p></body></html>",
    "external entity": b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>The minister &x; said.</p>',
    "100,000 elements deep": b"<div>" * 100_000 + b"The minister said." + b"</div>" * 100_000,
    "never closed": b"<p>The <b>minister <a href='<i>said <!-- that ",
    "5 MB on one line": b"The minister said that and " * 185_000 + b"left. He did.",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "controls": bytes(range(1, 9)) * 20,
    "brackets": b"[" * 5000 + b"(" * 5000 + b"*" * 5000 + b"`" * 4999 + b"minister",
    "quotations in quotations": b">" * 5000 + b" The minister",
}


class FormatContract:
    """Inherit, name the format, and give a sample with its paragraphs."""

    name: ClassVar[str]
    sample: ClassVar[str]
    expected: ClassVar[Sequence[tuple[Role, str]]]
    # Whether writing without a change gives the bytes back; a page is written as its tree says.
    is_exact: ClassVar[bool] = True

    def test_paragraphs_are_found_with_their_roles(self) -> None:
        assert paragraphs(read(self.sample.encode(), self.name)) == list(self.expected)

    def test_the_format_is_found_by_each_of_its_endings(self) -> None:
        for ending in FORMATS.load(self.name).extensions:
            assert parse(self.sample.encode(), path=f"an article{ending.upper()}").format == self.name

    def test_writing_without_a_change_gives_the_file_back(self) -> None:
        document = read(self.sample.encode(), self.name)
        written = write(document)
        assert read(written, self.name).text == document.text
        if self.is_exact:
            assert written.decode() == self.sample

    def test_writing_changes_every_paragraph_and_nothing_else(self) -> None:
        document = read(self.sample.encode(), self.name)
        written = read(write(document, str.swapcase), self.name)
        assert [role for role, _ in paragraphs(written)] == [role for role, _ in self.expected]
        assert write(written, str.swapcase).decode() == write(document).decode()

    def test_a_document_is_a_plain_value(self) -> None:
        document = read(self.sample.encode(), self.name)
        assert write(pickle.loads(pickle.dumps(document))) == write(document) == write(document)

    def test_dos_newlines_are_kept(self) -> None:
        document = read(self.sample.replace("\n", "\r\n").encode(), self.name)
        assert "\r" not in document.text
        if self.is_exact:
            assert write(document).decode() == self.sample.replace("\n", "\r\n")

    @pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1252"])
    def test_other_charsets_are_read_and_utf8_is_written(self, charset: str) -> None:
        sample = self.sample.replace("Friday", "sexta-feira – “não”")
        document = read(sample.encode(charset), self.name)
        assert document.text == read(sample.encode(), self.name).text
        assert "“não”" in write(document).decode("utf-8")

    @pytest.mark.parametrize("kind", HOSTILE)
    def test_hostile_bytes_end_in_a_document_or_an_input_error(self, kind: str) -> None:
        document = read_or_refuse(HOSTILE[kind], self.name)
        if isinstance(document, InputError):
            assert document.where == "article"
            assert document.message
            return
        assert "\0" not in document.text
        assert read(write_same(document), self.name).text == document.text

    @inherited
    @given(raw=st.binary(max_size=200))
    def test_any_bytes_end_in_a_document_or_an_input_error(self, raw: bytes) -> None:
        try:
            write(read(raw, self.name))
        except InputError:
            return

    @inherited
    # A NUL after an ASCII letter is UTF-16, and rightly read as that.
    @given(text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
    def test_any_text_is_written_back(self, text: str) -> None:
        try:
            document = read(text.encode("utf-8", "replace"), self.name)
        except InputError:
            return
        written = write(document)
        assert read(written, self.name).text == document.text
        if self.is_exact:
            assert written.decode() == text.removeprefix("\ufeff")
