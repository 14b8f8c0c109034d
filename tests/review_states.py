"""Every state that the pages can be in, and the keys that bring them there: for looking at, and for axe-core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import review_sample as sample
from review_session import press, retype, select, to

from align.bitext import Bead, Bitext, Flag, Match, Origin
from align.document import Role
from align.report import ReviewCounts
from align.review import index, page
from align.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser import Page

    from align.bitext import TranslationUnit
    from align.report import BatchReport

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
ADDRESS = f"https://example.org/{'a-very-long-path-without-a-space/' * 6}?q={LONG_WORD}"


@dataclass(frozen=True, slots=True)
class State:
    """A page (the name of its file), what a person does on it, and whether all of it is to be seen."""

    page: str
    reach: Callable[[Page], None]
    is_whole: bool = False

    @property
    def file(self) -> str:
        """Name the file that `write` made."""
        return f"{self.page}.review.html"


def write(folder: Path) -> None:
    """Write the pages that the states are states of."""
    bitexts = {
        "article": sample.article(),
        "matches": _with_matches(),
        "aligned": _aligned(),
        "arabic": _arabic(),
        "japanese": _japanese(),
        "words": _long_words(),
        "checked": sample.monolingual(),
        "clean": _without_doubts(),
    }
    for name, bitext in bitexts.items():
        report = sample.report_of(bitext, name=name)
        if name == "words":
            report = replace(report, path=f"articles/{LONG_WORD}/{LONG_WORD}.html", title=LONG_WORD)
        (folder / f"{name}.review.html").write_bytes(page.render(bitext, report, article=name))
    (folder / "index.review.html").write_bytes(index.render(_batch()))


def _units(*pairs: tuple[str, str], **more: object) -> tuple[TranslationUnit, ...]:
    return tuple(
        replace(sample.unit(number, number - 1, Role.PARAGRAPH, source, target), **more)  # type: ignore[arg-type]
        for number, (source, target) in enumerate(pairs, 1)
    )


def _with_matches() -> Bitext:
    bitext = sample.article()
    units = list(bitext.units)
    like = Match(
        "The pact, signed by President Putin in Moscow, provides for mutual assistance if one country is attacked.",
        "O pacto, assinado pelo presidente Putin em Moscou, prevê assistência mútua se um dos países for atacado.",
        0.83,
    )
    units[3] = replace(units[3], matches=(like, replace(like, score=0.7)))
    return replace(bitext, units=tuple(units))


def _aligned() -> Bitext:
    alone = Flag("unaligned", "stands in the source alone")
    doubt = Flag("alignment-doubt", "may not belong together")
    units = list(
        _units(
            ("A policy under review", "Uma política em revisão"),
            ("Ministers met on Friday. They agreed on little.", "Os ministros se reuniram na sexta e pouco acordaram."),
            ("This sentence was left out by the translator.", ""),
            ("", "Esta frase foi acrescentada pelo tradutor."),
            ("The talks go on in Seoul.", "As conversas continuam em Seul."),
            origin=Origin.ALIGNMENT,
            route=(),
        )
    )
    units[1] = replace(units[1], bead=Bead((1, 2), (1,), 0.55), flags=(doubt,))
    units[2] = replace(units[2], bead=Bead((3,), ()), flags=(alone,), links=())
    units[3] = replace(
        units[3], bead=Bead((), (2,)), flags=(Flag("unaligned", "stands in the translation alone"),), links=()
    )
    return Bitext("en", "pt", tuple(units), Signature(aligner="lexical", segmenter="choppa+align"))


def _arabic() -> Bitext:
    seoul = replace(sample.SEOUL, terms=(*sample.SEOUL.terms, *sample.concept("", "place", "ar سيول").terms))
    named = (seoul, "Seoul", "سيول", sample.APPLIED, sample.PLAIN)
    units = (
        sample.unit(1, 0, Role.TITLE, "Seoul summons Russian ambassador", "سيول تستدعي السفير الروسي", named),
        sample.unit(2, 1, Role.PARAGRAPH, "The BBC reported this on 21 June.", "ذكرت BBC ذلك في 21 يونيو."),
        sample.unit(3, 2, Role.LIST, "Seoul will reconsider its policy.", "ستعيد سيول النظر في سياستها.", named),
        sample.unit(4, 3, Role.QUOTE, "He paid 1,950 euros in 2024.", "دفع يورو في العام."),
    )
    units = (*units[:3], replace(units[3], flags=(Flag("number", "not in the target: 1950, 2024"),)))
    return Bitext("en", "ar", units, sample.SIGNATURE)


def _japanese() -> Bitext:
    units = _units(
        ("韩国外交部召见俄罗斯大使", "韓国外務省がロシア大使を呼び出し"),
        ("他说，俄罗斯必须负责任地行事。", "ロシアは責任ある行動を取らなければならない、と彼は述べた。"),
        ("会议于六月二十一日结束。", "会議は6月21日に終了した。"),
    )
    return Bitext("zh", "ja", units, sample.SIGNATURE)


def _long_words() -> Bitext:
    long = sample.concept("law", "other", f"en {LONG_WORD}", f"pt {LONG_WORD}lei")
    named = (long, LONG_WORD, f"{LONG_WORD}lei", sample.APPLIED, sample.PLAIN)
    missed = (long, LONG_WORD, "", sample.MISSED, sample.NONE)
    units = (
        sample.unit(1, 0, Role.TITLE, LONG_WORD * 2, f"{LONG_WORD}lei" * 2, named),
        sample.unit(2, 1, Role.PARAGRAPH, f"See {ADDRESS} for more.", f"Ver {ADDRESS} para mais."),
        sample.unit(3, 2, Role.LIST, f"{LONG_WORD}!", "", missed),
    )
    return Bitext("en", "pt", units, sample.SIGNATURE)


def _without_doubts() -> Bitext:
    return Bitext("en", "pt", _units(("It ended.", "Acabou."), ("Nobody won.", "Ninguém ganhou.")), sample.SIGNATURE)


def _batch() -> BatchReport:
    batch = sample.batch()
    first, second, third, *others = batch.articles
    done = ReviewCounts(3, 5, 1, 2, 40, 400, 12, 160, 2)
    return replace(
        batch,
        articles=(
            replace(first, review=done),
            replace(second, title=f"{second.title} {LONG_WORD}", path=f"articles/{LONG_WORD}.html"),
            third,
            *others,
        ),
    )


def keys(*pressed: str, at: int = 4) -> Callable[[Page], None]:
    """Go to a segment and press keys; `type …` writes, `wait …` waits until an expression is true."""

    def act(tab: Page) -> None:
        to(tab, at)
        for one in pressed:
            if one.startswith("type "):
                tab.type(one.removeprefix("type "))
            elif one.startswith("wait "):
                tab.until(one.removeprefix("wait "))
            else:
                press(tab, one)

    return act


def click(selector: str) -> Callable[[Page], None]:
    """Press what a selector finds."""
    return lambda tab: tab.run(f"document.querySelector({selector!r}).click()")


def nothing(tab: Page) -> None:
    """Look at the page as it opens."""


def judged(tab: Page) -> None:
    """Leave something of each kind: an edit, each status, a comment, a pin, a change shown."""
    retype(tab, 6, "Outra política.")
    press(tab, "Ctrl+Enter")
    to(tab, 4)
    press(tab, "Alt+Shift+X")
    tab.run("act([{unit: '4', kind: 'comment', text: 'Why “mútua”?\\nIs it so in the original?'}], 'x')")
    to(tab, 5)
    press(tab, "Ctrl+Shift+Enter")
    press(tab, "Alt+Shift+P")


def _difference(tab: Page) -> None:
    judged(tab)
    retype(tab, 4, f"{sample.LONG_TARGET} Putin não disse mais.".replace("prevê", "estabelece"))
    press(tab, "Alt+Shift+D")


def _conflict(tab: Page) -> None:
    retype(tab, 5, "Putin advertiu que armar Kyiv seria um erro.")
    other = "{...stateOf('5'), target: 'Putin disse que armar Kyiv seria “um grande erro”.', status: 'approved'}"
    tab.run(f"contest('5', {other}); rows.get('5').scrollIntoView({{block: 'center'}})")


def _card(tab: Page) -> None:
    tab.run("document.querySelector('#u2 .target .name').focus()")
    press(tab, "Enter")


def _missed(tab: Page) -> None:
    tab.run("document.querySelector('#u3 .name').focus()")


def _moved(tab: Page) -> None:
    keys("F2")(tab)
    tab.run("editor.setSelectionRange(editor.value.indexOf('e não'), editor.value.indexOf('e não'))")
    press(tab, "Alt+Shift+ArrowRight")


def _term(tab: Page) -> None:
    to(tab, 7)
    select(tab, 7, source=(0, 25), target=(2, 35))
    press(tab, "Alt+Shift+G")


def _replace(tab: Page) -> None:
    keys("Alt+Shift+H", "type seul")(tab)
    tab.run("byId('replace-by').focus()")
    tab.type("Seoul")


def _search(tab: Page) -> None:
    tab.run("byId('query').focus()")
    tab.type("seoul")
    tab.until("byId('found').textContent === '1 of 4'")


def _linked(tab: Page) -> None:
    box = tab.run("(({x, y}) => [x, y])(document.querySelector('#u5 .target').getBoundingClientRect())")
    tab.point(box[0] + 10, box[1] + 12)
    tab.settle()


def _words(tab: Page) -> None:
    tab.run(f"act([{{unit: '2', kind: 'comment', text: '{LONG_WORD}'.repeat(3)}}], 'x')")
    press(tab, "Alt+Shift+D")
    retype(tab, 2, f"{ADDRESS}?")


def _flagged_only(tab: Page) -> None:
    click("[data-only=flagged]")(tab)
    to(tab, 3)
    retype(tab, 3, "O vice-ministro Kim Hong-kyun disse-lhe que a Rússia deve agir.")
    tab.run("document.querySelector('[data-only=open]').click(); document.querySelector('[data-only=named]').click()")
    tab.run("units.forEach((row) => act([{unit: row.dataset.unit, kind: 'status', status: 'approved'}], 'x'))")
    tab.run("current.classList.remove('current')")


def _matches(tab: Page) -> None:
    to(tab, 4)
    click(".matches summary")(tab)


def _done(tab: Page) -> None:
    keys("Ctrl+Enter", "Ctrl+Enter", at=1)(tab)


def on_paper(tab: Page) -> None:
    """Show the page as it is printed."""
    tab.call("Emulation.setEmulatedMedia", media="print")


def _print(tab: Page) -> None:
    judged(tab)
    press(tab, "Alt+Shift+D")
    on_paper(tab)


def _full(tab: Page) -> None:
    tab.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    retype(tab, 6, "Outra.")


STATES: dict[str, State] = {
    "plain": State("article", nothing),
    "plain-whole": State("article", nothing, is_whole=True),
    "skip": State("article", lambda tab: press(tab, "Tab")),
    "editing": State("article", keys("F2")),
    "editing-title": State("article", keys("F2", at=1)),
    "judged": State("article", judged),
    "difference": State("article", _difference),
    "comment": State("article", keys("Alt+Shift+M", "type Why?")),
    "split": State("article", keys("Alt+Shift+S")),
    "was-split": State("article", keys("Alt+Shift+S", "Enter", at=5)),
    "moved": State("article", _moved),
    "joined": State("article", keys("Alt+Shift+J")),
    "card": State("article", _card),
    "card-missed": State("article", _missed),
    "names": State("article", click("#jump summary")),
    "term": State("article", _term),
    "replace": State("article", _replace),
    "search": State("article", _search),
    "sheet": State("article", keys("?")),
    "export": State("article", keys("Alt+Shift+X", "Alt+Shift+E")),
    "name": State("article", keys("Alt+Shift+N", "type Ana Ferreira de Albuquerque")),
    "named": State(
        "article", keys("Alt+Shift+N", "type Ana Ferreira de Albuquerque", "Enter", "Alt+Shift+X", "Alt+Shift+E")
    ),
    "conflict": State("article", _conflict),
    "refused": State("article", _full),
    "nothing-left": State("article", _flagged_only),
    "printed": State("article", _print, is_whole=True),
    "matches": State("matches", _matches),
    "aligned": State("aligned", _linked),
    "aligned-split": State("aligned", keys("Alt+Shift+S", at=3)),
    "arabic": State("arabic", keys("F2", at=3)),
    "arabic-judged": State("arabic", keys("Alt+Shift+D", "F2", "type  BBC", "Escape", "Alt+Shift+X", at=3)),
    "arabic-split": State("arabic", keys("Alt+Shift+S", at=2)),
    "japanese": State("japanese", keys("F2", at=2)),
    "words": State("words", _words),
    "words-card": State("words", lambda tab: tab.run("document.querySelector('#u1 .target .name').focus()")),
    "words-split": State("words", keys("Alt+Shift+S", at=2)),
    "checked": State("checked", nothing),
    "checked-card": State("checked", lambda tab: tab.run("document.querySelectorAll('.name')[1].focus()")),
    "clean": State("clean", nothing),
    "done": State("clean", _done),
    "index": State("index", nothing, is_whole=True),
    "index-empty": State("index", lambda tab: tab.run("query.value = 'zzz'; filter()")),
    "index-printed": State("index", on_paper, is_whole=True),
}
