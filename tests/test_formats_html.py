from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from format_contract import FormatContract, cut, paragraphs, read, word_for_word, write
from lxml import html

from align.document import Link, Role, Span, Target
from align.errors import InputError
from align.formats.reader import parse

if TYPE_CHECKING:
    from align.document import Document

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The big deal</title>
<meta name="description" content="What's in it"><meta property="og:title" content="The big deal">
<script>if (a<b) "The minister</p>"</script><style>p { color: red }</style></head>
<body class="ads-enabled">
<header><nav><ul><li><a href="/">Home page</a></li></ul></nav></header>
<div id="cookie-consent"><p>We use cookies.</p></div>
<article class="post tag-seoul"><header><h1>The <em>big</em> deal</h1></header>
<p>By <a href="/jane?a=1&amp;b=2" rel="author">Jane <b>Smith</b></a>, on Friday.<br>
   In Seoul.<!-- no comment --></p>
<p>They used <code>run()</code> and <span translate="no">Acme Corp</span><sup><a href="#1">1</a></sup> all day,
   for running text needs to be longer than eighty characters to count as such.</p>
<figure><img src="a.png" alt="A crowd"><figcaption>A <i>big</i> crowd</figcaption></figure>
<blockquote><p>Never again.</p></blockquote>
<ul><li>One <b>point</b></li><li>Two<ol><li>nested</li></ol></li></ul>
<ul class="links"><li><a href="/x">Another story</a></li><li><a href="/y">One more</a></li></ul>
<table><caption>Who</caption><tr><th>Name</th><td>Kim</td><td>12.5</td></tr></table>
<p hidden>Unseen</p><p class="sr-only">Unheard</p><p translate="no">Keep me</p>
<div class="related"><h2>Related</h2><p>Other news</p></div>
<h2>Second part</h2>
Loose text <div>A block</div> and more.
<a href="/block"><div>A block in a link</div></a>
<pre>some code</pre>
<form><p>Subscribe now</p></form>
</article>
<aside><p>Something else.</p></aside><footer><p>All rights reserved.</p></footer>
</body></html>
"""


class TestHtml(FormatContract):
    name = "html"
    sample = PAGE
    is_exact = False
    expected = (
        (Role.TITLE, "The big deal"),
        (Role.DESCRIPTION, "What's in it"),
        (Role.TITLE, "The big deal"),
        (Role.PARAGRAPH, "By Jane Smith, on Friday.\nIn Seoul."),
        (
            Role.PARAGRAPH,
            (
                "They used run() and Acme Corp all day, for running text needs to be longer than eighty characters to"
                " count as such."
            ),
        ),
        (Role.CAPTION, "A crowd"),
        (Role.CAPTION, "A big crowd"),
        (Role.QUOTE, "Never again."),
        (Role.LIST, "One point"),
        (Role.LIST, "Two"),
        (Role.LIST, "nested"),
        (Role.CAPTION, "Who"),
        (Role.CELL, "Name"),
        (Role.CELL, "Kim"),
        (Role.HEADING, "Second part"),
        (Role.PARAGRAPH, "Loose text"),
        (Role.PARAGRAPH, "A block"),
        (Role.PARAGRAPH, "and more."),
        (Role.PARAGRAPH, "A block in a link"),
    )

    # White space within a paragraph that changed is written as a browser shows it.
    def test_writing_changes_every_paragraph_and_nothing_else(self) -> None:
        document = read(self.sample.encode(), self.name)
        changed = write(document, str.swapcase).decode()
        again = write(read(changed.encode(), self.name), str.swapcase).decode()
        assert again.split() == write(document).decode().split()
        for kept in ("Home page", "We use cookies.", 'if (a<b) "The minister</p>"', "<!-- no comment -->", "Keep me",
                     "Other news", "Something else.", "All rights reserved.", "run()", "Acme Corp", "12.5", "Unseen",
                     "some code", 'href="/jane?a=1&amp;b=2"', "Another story", ">1</a></sup>"):  # fmt: skip
            assert changed.count(kept) == self.sample.count(kept), kept
        assert changed.count("tHE BIG DEAL") == 2  # the title and its echo; the headline has its emphasis inside


def page(body: str) -> str:
    return f"<html><head></head><body>{body}</body></html>"


def rewritten(body: str, target: Target | str, *, index: int = 0) -> str:
    document = cut(parse(page(body).encode(), path="a.html"))
    targets = [Target(segment.text) for segment in document.segments]
    targets[index] = Target(target) if isinstance(target, str) else target
    written = document.skeleton.write(document, targets).decode()
    return written[written.index("<body>") + len("<body>") : written.index("</body>")]


def linked(source: str, target: str, *pairs: tuple[str, str]) -> Target:
    links = []
    for left, right in pairs:
        at, to = source.index(left), target.index(right)
        links.append(Link(Span(at, at + len(left)), Span(to, to + len(right))))
    return Target(target, tuple(links))


@pytest.mark.parametrize(
    ("body", "target", "expected"),
    [
        pytest.param(
            "<p>The <b>red</b> car</p>",
            linked("The red car", "O carro vermelho", ("red", "vermelho"), ("car", "carro")),
            "<p>O carro <b>vermelho</b></p>",
            id="reordered",
        ),
        pytest.param(
            "<p><a href='1'>North Korea</a> and <a href='2'>Russia</a> met</p>",
            linked("North Korea and Russia met", "Rússia e Coreia do Norte reuniram-se", ("North", "Norte"),
                   ("Korea", "Coreia"), ("Russia", "Rússia"), ("met", "reuniram-se"), ("and", "e")),
            '<p><a href="2">Rússia</a> e <a href="1">Coreia do Norte</a> reuniram-se</p>',
            id="links change places",
        ),
        pytest.param(
            "<p>A <a href='1'><b>big</b> deal</a> today</p>",
            linked("A big deal today", "Hoje um grande negócio", ("big", "grande"), ("deal", "negócio"),
                   ("today", "Hoje")),
            '<p>Hoje um <a href="1"><b>grande</b> negócio</a></p>',
            id="nested",
        ),
        pytest.param("<p><i>One</i><b>Two</b> three</p>", "Um dois três", None, id="adjacent, no links"),
        pytest.param("<p>Come <a name='x'></a>here now</p>", "Venha já aqui", None, id="empty element"),
        pytest.param("<p>“<em>Never</em>,” he said</p>", linked("“Never,” he said", "“Nunca”, disse ele",
                     ("Never", "“Nunca”,")), "<p>“<em>Nunca</em>”, disse ele</p>", id="marks outside stay outside"),
        pytest.param("<p>He said <em>“Never.”</em></p>", linked("He said “Never.”", "Disse “Nunca.”",
                     ("Never", "Nunca")), "<p>Disse <em>“Nunca.”</em></p>", id="marks inside stay inside"),
        pytest.param("<p><strong>All of it.</strong></p>", "Tudo.", "<p><strong>Tudo.</strong></p>", id="whole"),
        pytest.param("<p>Meet <b>Kim Hong-kyun</b> now</p>", "Agora conheça Kim Hong-kyun",
                     "<p>Agora conheça <b>Kim Hong-kyun</b></p>", id="copied name, no links"),
        pytest.param("<p>Use <code>run()</code> now</p>", "Agora use run()", "<p>Agora use <code>run()</code></p>",
                     id="code"),
        pytest.param("<p>One two<br>three four</p>", "Um dois três quatro", "<p>Um dois<br> três quatro</p>",
                     id="break"),
        pytest.param("<p>Sale of <abbr title='x'>UN</abbr> arms</p>", "a < b & c", None, id="markup in the target"),
    ],
)  # fmt: skip
def test_inline_markup_goes_with_its_words(body: str, target: Target | str, expected: str | None) -> None:
    written = rewritten(body, target)
    before, after = html.fragment_fromstring(body), html.fragment_fromstring(written)
    assert sorted(e.tag for e in before.iter()) == sorted(e.tag for e in after.iter())
    assert after.text_content().split() == (target if isinstance(target, str) else target.text).split()
    if expected is not None:
        assert written == expected


def test_code_that_the_target_lost_is_put_in_once() -> None:
    written = rewritten("<p>Use <code>run()</code> now please</p>", "Use agora por favor")
    assert html.fragment_fromstring(written).text_content() == "Use run() agora por favor"


def test_a_mark_over_two_segments_stays_one_mark() -> None:
    body = "<p>He said. <b>Come here. Go</b> away.</p>"
    document = cut(parse(page(body).encode(), path="a.html"))
    targets = [Target("Disse."), Target("Venha cá."), word_for_word("Go away.", str.upper)]
    written = document.skeleton.write(document, targets).decode()
    assert "<p>Disse. <b>Venha cá. GO</b> AWAY.</p>" in written


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One<br><br>Two</p>", ["One", "Two"]),
        ("<p>  A \n\t b&nbsp;c  <b> d </b> e</p>", ["A b\u00a0c d e"]),
        ("<p>Ver&shy;hand&shy;lung</p>", ["Verhandlung"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<p>One<script>x</script>two</p>", ["Onetwo"]),
        ("<p>One <span style='display:none'>no</span> two</p>", ["One two"]),
        ("<main><p>Yes</p></main><p>" + "No " * 40 + "</p>", None),
        ("<h1>Head</h1><main><p>" + "Yes " * 40 + "</p></main><p>No</p>", ["Head", ("Yes " * 40).strip()]),
        ("<form><h1>Head</h1><p>" + "Yes " * 40 + "</p></form>", ["Head", ("Yes " * 40).strip()]),
        (
            "<div class='sidebar'><article>" + "No " * 40 + "</article></div><article>" + "Yes " * 40 + "</article>",
            [("Yes " * 40).strip()],
        ),
        ("<header><div class='menu'><h1>Head</h1></div></header><p>Yes</p>", ["Yes"]),
        ("<header><h1>Head</h1></header><p>Yes</p>", ["Head", "Yes"]),
        ("<div class='sidebar'>No</div><p>Yes</p>", ["Yes"]),
        ("<p>1,234</p><p>Yes</p>", ["Yes"]),
    ],
)
def test_text_is_what_a_reader_of_the_article_sees(body: str, expected: list[str] | None) -> None:
    found = [text for _, text in paragraphs(parse(page(body).encode(), path="a.html"))]
    assert found == (expected if expected is not None else ["Yes", ("No " * 40).strip()])


def test_the_charset_is_declared_anew() -> None:
    head = '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>'
    raw = f"<html>{head}<body><p>Привет, министр!</p>"
    document = cut(parse(raw.encode("cp1251"), path="a.html"))
    assert document.text == "Привет, министр!"
    written = write(document).decode("utf-8")
    assert 'content="text/html; charset=utf-8"' in written
    assert "1251" not in written


def test_a_page_that_declares_no_charset_gets_one() -> None:
    written = write(
        read("<html><head><title>x</title></head><body><p>Olá, você!</p></body></html>".encode("cp1252"), "html")
    )
    assert b'<meta charset="utf-8">' in written


def test_a_wrong_declaration_is_overruled_by_valid_utf8() -> None:
    assert parse('<meta charset="iso-8859-1"><p>Olá, não!</p>'.encode(), path="a.html").text == "Olá, não!"


def test_a_fragment_stays_a_fragment() -> None:
    assert write(read(b"<h1>Head</h1>\n<p>Some <b>text</b>.</p>", "html"), str.upper) == (
        b"<h1>HEAD</h1>\n<p>SOME <b>TEXT</b>.</p>"
    )


def test_an_xml_declaration_is_kept() -> None:
    raw = '<?xml version="1.0" encoding="iso-8859-1"?>\n<html><head></head><body><p>Olá</p></body></html>'
    written = write(read(raw.encode("latin-1"), "html")).decode()
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<html>')


def test_text_beyond_the_depth_that_the_parser_follows_is_an_error_not_a_loss() -> None:
    with pytest.raises(InputError, match="depth"):
        parse(b"<div>" * 300 + b"The minister", path="deep.html")


def test_a_page_without_a_name_is_known_by_its_start() -> None:
    document: Document = parse(PAGE.encode(), path="-")
    assert document.format == "html"


@pytest.mark.parametrize(("declared", "written"), [("en", "pt"), ("en-GB", "pt"), ("fr", "fr")])
def test_the_declared_language_becomes_that_of_the_targets(declared: str, written: str) -> None:
    raw = f'<html lang="{declared}"><body><p>Go away.</p></body></html>'.encode()
    document = replace(cut(parse(raw, path="a.html")), language="en")
    page = document.skeleton.write(document, [Target("Sai daqui.")], language="pt").decode()
    assert f'lang="{written}"' in page
